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
        name: "other networks alone",
        text: """
          <fabric><cable network="management" a="leaf-1" aport="1" b="spine-1" bport="1"/></fabric>
          """,
        says: ["plan.xml: there is no cable of the fabric", "other networks"]),
      Case(
        name: "undeclared devices alone",
        text: """
          <fabric>
            <device name="leaf-1" kind="switch"/> <device name="host-1" kind="host"/>
            <cable a="x" aport="1" b="y" bport="1"/>
          </fabric>
          """,
        says: ["plan.xml: there is no cable of the fabric", "known devices"]),
      Case(
        name: "open ends alone", text: "<fabric><cable a=\"x\" aport=\"1\"/></fabric>",
        says: ["plan.xml: there is no cable of the fabric"]),
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
        <devices kind="switch">
          <device name="leaf-1"/> <device name="leaf-2"/>
          <device name="spine-1"/> <device name="spine-2"/>
        </devices>
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

  @Test("a device that is declared twice is told with what differs")
  func declaredTwice() throws {
    let plan = { (second: String) in
      """
      <fabric>
        <device name="leaf-1" kind="switch" rack="R02"/> \(second)
        <cable a="leaf-1" aport="1" b="host-1" bport="1"/>
        <device name="host-1" kind="host"/>
      </fabric>
      """
    }
    let same = #"<device name="leaf-1" kind="switch" rack="R02"/>"#
    let other = #"<device name="leaf-1" kind="host" rack="R01" radix="8"/>"#
    for (second, text) in [
      (same, "leaf-1 is declared twice with the same data"),
      (
        other,
        "leaf-1 is declared twice — kind host and switch, rack R01 and R02, radix 8 and none"
      ),
      (same + other, "leaf-1 is declared 3 times — kind host and switch, rack R01"),
    ] {
      try scratch.write(plan(second), to: "plan.xml")
      let run = try Command.run("verify", "plan.xml", "--format", "json", in: scratch)
      #expect(run.output.contains(text), "\(run.output)")
    }
  }

  @Test("GUIDs and serial numbers that devices share are found, also across files")
  func sharedIdentity() throws {
    let cable = #"<cable a="s-1" aport="1" b="s-2" bport="1"/>"#
    let device = { (name: String, more: String) in
      "<device name=\"\(name)\" kind=\"switch\" \(more)/>"
    }
    let first = device("s-1", "guid=\"0x11\"") + device("s-2", "serial=\"A\"")
    let second =
      device("s-3", "guid=\"0x11\"") + device("s-4", "serial=\"A\"")
      + device("s-5", "serial=\"A\"")
    try scratch.write("<fabric>\(first)\(cable)</fabric>", to: "a.xml")
    try scratch.write("<fabric>\(second)</fabric>", to: "b.xml")
    let run = try Command.run(
      "verify", "a.xml", "b.xml", "--select", "PF203", "--format", "json", in: scratch)
    #expect(run.output.split(separator: "\"PF203\"").count == 3, "\(run.output)")
    #expect(run.output.contains("s-1 and s-3 have the GUID 0x0000000000000011"))
    #expect(run.output.contains("s-2 and 2 more devices have the serial number A"))
  }

  @Test("a cable without a second end goes by its label, else by its one end")
  func openEnds() throws {
    try scratch.write(
      """
      <fabric>
        <cable label="C1" a="s-1" aport="1" b="s-2" bport="1"/>
        <cable label="C2" a="s-1" aport="2"/> <cable a="s-1" aport="3"/>
      </fabric>
      """, to: "plan.xml")
    let run = try Command.run("verify", "plan.xml", "--format", "json", in: scratch)
    #expect(run.output.contains("C2") && !run.output.contains("nowhere"))
    #expect(run.output.contains("s-1:3"))
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
