import FabricChecks
import FabricMetrics
import Findings
import Foundation
import TestSupport
import Testing

/// A plan with faults of its own, held against a floor: nothing is said twice, and nothing is lost.
@Suite struct SaidOnceTests {
  private func plan(_ name: String) throws -> String {
    try SourceTree.text("topologies/faulty/\(name).xml")
  }

  private func verify(_ plan: String, floor: String) throws -> VerificationResult {
    try Plans.verify(Plans.read(plan), observed: Plans.read(floor), effort: .normal)
  }

  @Test("a floor that is like its plan adds nothing to the faults of the plan")
  func same() throws {
    for path in try SourceTree.files("topologies/faulty", extension: "xml")
    where !path.hasSuffix(".observed.xml") {
      let text = try SourceTree.text(path)
      let alone = try Plans.verify(xml: text, effort: .normal)
      let held = try verify(text, floor: text)
      #expect(held.findings.map(\.rule.code) == alone.findings.map(\.rule.code), "\(path)")
      #expect(held.comparison?.differences == 0, "\(path)")
    }
  }

  @Test("a row that the plan has twice is one finding, which accounts for the duplicate")
  func rowTwice() throws {
    let text = try plan("MW104-duplicate")
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    let second = try #require(lines.lastIndex { $0.contains("<!-- MW104 -->") })
    let floor = lines.indices.filter { $0 != second }.map { lines[$0] }.joined(separator: "\n")
    let result = try verify(text, floor: floor)
    #expect(result.findings.map(\.rule.code) == ["MW104"])
    #expect(result.findings.map(\.accountsFor) == [1])
    #expect(result.comparison?.duplicate == 1)
  }

  @Test("cables that the plan has exchanged and the floor has right are one finding")
  func planIsWrong() throws {
    let text = try plan("MW301-swapped-pair")
    let floor = text.replacing("b=\"spine-2\" bport=\"2\"/>   <!--", with: "b=\"?\"/>   <!--")
      .replacing("b=\"spine-1\" bport=\"1\"/>   <!--", with: "b=\"spine-2\" bport=\"2\"/>   <!--")
      .replacing("b=\"?\"/>   <!--", with: "b=\"spine-1\" bport=\"1\"/>   <!--")
    let result = try verify(text, floor: floor)
    #expect(result.findings.map(\.rule.code) == ["MW301"])
    #expect(result.findings.map(\.accountsFor) == [2])
    #expect(result.findings.first?.message.contains("; on the floor there is leaf-1:3 to") == true)
  }

  @Test("ids of findings are unique, and survive another order of the rows")
  func ids() throws {
    let name = "MW307-odd-even"
    let floor = try SourceTree.text("topologies/faulty/\(name).observed.xml")
    let lines = floor.split(separator: "\n", omittingEmptySubsequences: false)
    let cables = lines.indices.filter { lines[$0].contains("<cable ") }
    var turned = lines
    for (from, to) in zip(cables, cables.reversed()) { turned[to] = lines[from] }
    let first = try verify(plan(name), floor: floor)
    let second = try verify(plan(name), floor: turned.joined(separator: "\n"))
    #expect(first.findings.map(\.id) == second.findings.map(\.id))
    #expect(first.findings.map(\.message) == second.findings.map(\.message))
    #expect(first.findings.map(\.remedy) == second.findings.map(\.remedy))
  }
}
