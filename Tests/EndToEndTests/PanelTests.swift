import Foundation
import Testing

@Suite("plans with patch panels")
struct PanelTests {
  let scratch: Scratch
  private let plan: String

  init() throws {
    scratch = try Scratch()
    let root = URL(fileURLWithPath: #filePath)
      .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    plan = try String(
      contentsOf: root.appendingPathComponent("topologies/clean/leaf-spine-panels.xml"),
      encoding: .utf8)
  }

  private func verify(_ text: String) throws -> Command {
    try scratch.write(text, to: "plan.xml")
    return try Command.run("verify", "plan.xml", in: scratch)
  }

  @Test("links count from switch to switch, and cables as hands hold them")
  func followed() throws {
    let run = try verify(plan)
    #expect(run.status == 0 && run.output.contains("as planned"))
    try scratch.write(plan, to: "plan.xml")
    let json = try Command.run("verify", "plan.xml", "--format", "json", in: scratch).output
    for member in ["\"cables\": 66", "\"links\": 30", "\"switchLinks\": 18"] {
      #expect(json.contains(member), "\(member)")
    }
  }

  @Test("a jumper in the front port of another panel shows as the link that it makes")
  func misplacedJumper() throws {
    // Two jumpers have changed places: leaf-1 meets spine-2 twice, leaf-2 spine-1.
    let faulty = plan.replacing(
      "a=\"leaf-1\" aport=\"3\" b=\"panel-1\" bport=\"1\"",
      with: "a=\"leaf-1\" aport=\"3\" b=\"panel-2\" bport=\"2\""
    ).replacing(
      "a=\"leaf-2\" aport=\"4\" b=\"panel-2\" bport=\"2\"",
      with: "a=\"leaf-2\" aport=\"4\" b=\"panel-1\" bport=\"1\"")
    let run = try verify(faulty)
    #expect(run.status == 1)
    #expect(run.output.contains("MW301"), "\(run.output)")
    #expect(run.output.contains("leaf-1:3"), "\(run.output)")
  }

  @Test("a jumper with nothing behind it is a finding with its line, and no cable is lost")
  func looseEnd() throws {
    let lines = plan.split(separator: "\n", omittingEmptySubsequences: false)
    let trunk = try #require(lines.firstIndex { $0.contains("bport=\"R4\"") })
    let faulty = lines.enumerated().filter { $0.offset != trunk }.map(\.element)
      .joined(separator: "\n")
    let run = try verify(faulty)
    #expect(run.output.contains("CB104"), "\(run.output)")
    #expect(run.output.contains("no cable goes on behind"), "\(run.output)")
  }
}
