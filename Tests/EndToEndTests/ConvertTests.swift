import Foundation
import Testing

@Suite("plans in other dialects, and what goes with a plan")
struct ConvertTests {
  let scratch: Scratch

  init() throws {
    scratch = try Scratch()
    try scratch.write(
      """
      <fabric name="f"><devices kind="switch" rack="R1"><device name="s1"/><device name="s2"/></devices>
      <cable label="C1" a="s1" aport="1" b="s2" bport="1" speed="400" length="3" medium="DAC"/></fabric>
      """, to: "plan.xml")
  }

  @Test("a conversion names what is left out, and ends with 0")
  func losses() throws {
    let run = try Command.run("convert", "plan.xml", "--dialect", "fastfabric", in: scratch)
    #expect(run.status == 0)
    #expect(run.output.contains("<CableLabel>C1</CableLabel>"))
    #expect(
      run.errors == """
        fastfabric has no words for:
          2  places and heights of devices
          1  name of the plan

        """)
    let quiet = try Command.shell(
      "plumbline convert plan.xml --dialect fastfabric --quiet | plumbline convert - --dialect plumbline",
      in: scratch)
    #expect(quiet.status == 0 && quiet.errors.isEmpty)
    #expect(quiet.output.contains("<cable label=\"C1\" a=\"s1\" aport=\"1\" b=\"s2\" bport=\"1\""))
  }

  @Test("the file appears whole or not at all, and never in place of an input")
  func output() throws {
    let dialect = ["--dialect", "plumbline"].joined(separator: " ")
    let line = "plumbline convert plan.xml \(dialect) -o"
    #expect(try Command.shell("\(line) out.xml", in: scratch).status == 0)
    let first = try scratch.text(of: "out.xml")
    #expect(try Command.shell("\(line) out.xml", in: scratch).status == 2)
    #expect(try Command.shell("\(line) out.xml --force", in: scratch).status == 0)
    #expect(try scratch.text(of: "out.xml") == first)
    let same = try Command.shell("\(line) plan.xml --force", in: scratch)
    #expect(same.status == 2 && same.errors.contains("plan.xml"))
    try scratch.write("<fabric><cable a=", to: "cut.xml")
    let cut = try Command.shell("plumbline convert cut.xml \(dialect) -o new.xml", in: scratch)
    #expect(cut.status == 2 && cut.errors.contains("cut.xml:1"))
    try scratch.write("<fabric><device name='x'/></fabric>", to: "empty.xml")
    let empty = try Command.shell("plumbline convert empty.xml \(dialect) -o new.xml", in: scratch)
    #expect(empty.status == 2 && empty.errors.contains("there is no cable in the plan"))
    #expect(scratch.names == ["cut.xml", "empty.xml", "out.xml", "plan.xml"])
  }

  @Test("what cannot be read in a plan is not lost in silence")
  func oddities() throws {
    try scratch.write("<fabric><cable a='x' b='y' hue='1' speed='fast'/></fabric>", to: "odd.xml")
    let run = try Command.run("convert", "odd.xml", "--dialect", "plumbline", in: scratch)
    #expect(run.status == 0)
    #expect(run.errors.contains("2 things in the plan are not as they should be"))
    #expect(run.errors.contains("next: plumbline verify odd.xml"))
  }

  @Test("dialects and designs are pages and JSON", arguments: ["dialects", "designs"])
  func pages(verb: String) throws {
    let text = try Command.run(verb, in: scratch)
    #expect(text.status == 0 && text.errors.isEmpty)
    #expect(text.output.split(separator: "\n").allSatisfy { $0.count <= 100 })
    let run = try Command.run(verb, "--format", "json", "-o", "page.json", in: scratch)
    #expect(run.status == 0 && run.output.isEmpty)
    let object = try #require(
      JSONSerialization.jsonObject(with: Data(scratch.text(of: "page.json").utf8))
        as? [String: Any])
    #expect(object["schema"] as? String == "plumbline/\(verb)/1")
    let entries = try #require(object[verb] as? [[String: Any]])
    for entry in entries {
      #expect(text.output.contains(try #require(entry["name"] as? String)))
    }
  }

  @Test("the bill of materials goes beside the report, both or neither")
  func materials() throws {
    let run = try Command.run("verify", "plan.xml", "--bom", "bom.csv", in: scratch)
    #expect(run.status <= 1 && !run.output.isEmpty)
    let bill = try scratch.text(of: "bom.csv")
    #expect(bill.contains("cable,1,DAC,3,,fabric,,,R1,,,R1\r\n"))
    let again = try Command.run("verify", "plan.xml", "--bom", "bom.csv", in: scratch)
    #expect(again.status == 2 && again.output.isEmpty)
    let forced = try Command.run(
      "verify", "plan.xml", "--bom", "bom.csv", "--force", "-o", "report", in: scratch)
    #expect(forced.status <= 1 && forced.output.isEmpty)
    let input = try Command.run(
      "verify", "plan.xml", "--bom", "plan.xml", "--force", in: scratch)
    #expect(input.status == 2)
    let both = try Command.run("verify", "plan.xml", "--bom", "-", "-o", "second", in: scratch)
    #expect(both.output == bill)
    let nowhere = try Command.run(
      "verify", "plan.xml", "--bom", "no/such", "-o", "third", in: scratch)
    #expect(nowhere.status == 2)
    #expect(scratch.names == ["bom.csv", "plan.xml", "report", "second"])
  }
}
