import FabricChecks
import FabricMetrics
import FabricModel
import Findings
import Foundation
import Reports
import Testing

@Suite("the JSON report")
struct JSONReportTests {
  @Test("the keys of verify are those of the contract, in its order")
  func keys() {
    let text = JSONReport.text(Samples.interval)
    #expect(
      topLevelKeys(of: text) == [
        "schema", "tool", "inputs", "inventory", "structure", "capacity", "findings", "summary",
      ])
    #expect(text.hasPrefix("{\n  \"schema\": \"plumbline/verify/1\",\n"))
    #expect(
      topLevelKeys(of: JSONReport.capacityText(Samples.interval)) == [
        "schema", "inputs", "inventory", "structure", "capacity",
      ])
  }

  @Test("the keys of a finding are those of the contract")
  func findingKeys() throws {
    let findings = try #require(
      parse(JSONReport.text(Samples.faulty))["findings"] as? [[String: Any]])
    let always: Set = [
      "id", "code", "name", "severity", "message", "harm", "consequences", "devices", "ports",
      "cables", "expected", "actual", "remedy", "origin",
    ]
    #expect(findings.count == 16)
    for finding in findings {
      let explains = finding["code"] as? String == "MW201"
      #expect(Set(finding.keys) == (explains ? always.union(["accountsFor"]) : always))
    }
  }

  @Test("speeds are plain decimals, ratios the shortest doubles")
  func numbers() {
    var result = Samples.healthy
    result.capacity = Samples.capacity(lower: Gbps(megabits: 12_500), upper: Gbps(400))
    let text = JSONReport.text(result)
    #expect(text.contains("\"lowerGbps\": 12.5,"))
    #expect(text.contains("\"upperGbps\": 400,"))
    #expect(text.contains("\"exact\": false,"))
    #expect(text.contains("\"ratio\": 1.0,"))
    result.capacity.oversubscription.fabricLower = Ratio(3, 2)
    #expect(JSONReport.text(result).contains("\"lower\": 1.5,"))
  }

  @Test("what does not exist is null, with its reason beside it")
  func reasons() throws {
    var result = Samples.empty
    let capacity = try #require(parse(JSONReport.text(result))["capacity"] as? [String: Any])
    let bisection = try #require(capacity["bisection"] as? [String: Any])
    #expect(bisection["ratioLower"] is NSNull)
    #expect(bisection["reason"] as? String == "no hosts")
    result.capacity.oversubscription.tiers = [
      .init(
        tier: 1, name: "leaf", down: Gbps(1), up: .zero, ratio: nil, worstDevice: "a",
        worstRatio: nil, isEven: true)
    ]
    #expect(JSONReport.text(result).contains("\"reason\": \"no uplinks\""))
    result = Samples.healthy
    result.capacity.bisection.lower = .zero
    result.capacity.bisection.upper = .zero
    result.capacity.oversubscription.fabricLower = nil
    result.capacity.oversubscription.fabricUpper = nil
    #expect(
      JSONReport.text(result).contains(
        "\"fabric\": {\"lower\": null, \"upper\": null, \"reason\": \"nothing crosses\"}"))
  }

  @Test("any text comes back as it was, and none can act on a terminal")
  func escaping() throws {
    let hostile = "\"\\\u{0}\u{1}\n\t\u{7F}\u{9B}2K\u{202E}\u{200B}\u{2028}\u{E0041} é 😀 /"
    var result = Samples.healthy
    result.inputs[0].path = hostile
    let text = JSONReport.text(result)
    for scalar in text.unicodeScalars where scalar != "\n" {
      #expect(scalar.value >= 0x20 && !(0x7F...0x9F).contains(scalar.value))
      #expect(!["\u{202E}", "\u{200B}", "\u{2028}"].contains(scalar))
    }
    let inputs = try #require(parse(text)["inputs"] as? [[String: Any]])
    #expect(inputs[0]["path"] as? String == hostile)
  }

  private func parse(_ text: String) throws -> [String: Any] {
    try #require(JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
  }

  /// The keys at an indentation of two, in the order of the text.
  private func topLevelKeys(of text: String) -> [String] {
    text.split(separator: "\n").compactMap { line in
      guard line.hasPrefix("  \""), let colon = line.firstIndex(of: ":") else { return nil }
      return String(line[..<colon].dropFirst(3).dropLast())
    }
  }
}
