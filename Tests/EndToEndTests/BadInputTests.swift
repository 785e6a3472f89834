import Foundation
import Testing

@Suite("bad input: a clear error, the right status, never all good over nothing")
struct BadInputTests {
  let scratch: Scratch

  init() throws { scratch = try Scratch() }

  struct Case: Sendable, CustomTestStringConvertible {
    var name: String
    var text: String
    /// What standard error has to say.
    var says: [String]
    var testDescription: String { name }
  }

  @Test(
    "a file that cannot be read ends with 2, with file, line and next step",
    arguments: [
      Case(name: "empty", text: "", says: ["plan.xml", "empty"]),
      Case(name: "blank", text: " \n \n", says: ["plan.xml"]),
      Case(name: "no cable", text: "<fabric name=\"x\"/>", says: ["plan.xml", "no cable"]),
      Case(
        name: "truncated", text: "<Report>\n <LinkSummary>\n  <Link>\n",
        says: ["plan.xml:", "file ends inside <Link> opened at line 3", "cut short"]),
      Case(
        name: "doctype",
        text: "<?xml version=\"1.0\"?>\n<!DOCTYPE x [<!ENTITY a \"b\">]>\n<fabric/>",
        says: ["plan.xml:2: ", "DOCTYPE"]),
      Case(
        name: "mismatched", text: "<fabric>\n<cables>\n</fabric>",
        says: ["plan.xml:3: ", "<cables>"]),
      Case(
        name: "another format", text: "<html/>",
        says: ["plan.xml:1: ", "<html>", "<fabric>", "<Topology>"]),
      Case(name: "not XML", text: "name,port\nleaf-1,7\n", says: ["plan.xml:1: "]),
    ])
  func unreadable(_ sample: Case) throws {
    try scratch.write(sample.text, to: "plan.xml")
    for verb in ["verify", "capacity"] {
      let run = try Command.run(verb, "plan.xml", "-o", "report.txt", in: scratch)
      #expect(run.status == 2)
      #expect(run.output.isEmpty)
      #expect(run.errors.hasPrefix("plumbline: "))
      #expect(run.errors.contains("\nnext: "))
      for text in sample.says { #expect(run.errors.contains(text), "\(run.errors)") }
      #expect(scratch.names == ["plan.xml"])
    }
  }

  @Test("a fault of the plan's meaning is a finding with the lines of both places")
  func semantics() throws {
    try scratch.write(
      """
      <fabric name="x">
        <cable label="C1" a="leaf-1" aport="7" b="spine-1" bport="3"/>
        <cable label="C2" a="leaf-1" aport="7" b="spine-2" bport="3"/>
        <cable label="C3" a="leaf-2" aport="1" b="spine-2" bport="4" speed="fast"/>
      </fabric>
      """, to: "plan.xml")
    let run = try Command.run("verify", "plan.xml", "--format", "json", in: scratch)
    #expect(run.status == 1)
    let report = try #require(
      JSONSerialization.jsonObject(with: Data(run.output.utf8)) as? [String: Any])
    let findings = try #require(report["findings"] as? [[String: Any]])
    let reused = try #require(findings.first { $0["code"] as? String == "PT101" })
    let lines = (reused["origin"] as? [[String: Any]])?.compactMap { $0["line"] as? Int }
    #expect(lines == [2, 3])
    let bad = try #require(findings.first { $0["code"] as? String == "PF102" })
    #expect((bad["origin"] as? [[String: Any]])?.first?["line"] as? Int == 4)
  }

  @Test("designs that do not exist or do not work end with 2 and leave no file")
  func designs() throws {
    for arguments in [
      ["fat-three"], ["fat-tree", "k=5"], ["fat-tree", "k=four"], ["fat-tree", "kk=4"],
      ["nowhere.yaml"], ["fat-tree", "k=4", "--fault", "wrong-port=1"],
      ["fat-tree", "k=4", "--fault", "gremlin=1"], ["fat-tree", "k=4", "--dialect", "csv"],
    ] {
      let run = try Command.shell(
        "plumbline generate \(arguments.joined(separator: " ")) -o plan.xml", in: scratch)
      #expect(run.status == 2 || run.status == 64, "\(arguments): \(run.status)")
      #expect(run.errors.hasPrefix("plumbline: ") || run.errors.hasPrefix("Error: "))
      #expect(scratch.names.isEmpty)
    }
  }
}
