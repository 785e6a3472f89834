import FabricDesigns
import FabricFormats
import FabricModel
import Foundation
import TestSupport
import Testing

@Suite("workorder, from files to steps and back")
struct WorkOrderRunTests {
  let scratch: Scratch

  init() throws { scratch = try Scratch() }

  private func generate(_ words: String..., to file: String) throws {
    let line = (["plumbline generate"] + words + ["--quiet -o", file]).joined(separator: " ")
    let run = try Command.shell(line, in: scratch)
    #expect(run.status == 0, "\(run.errors)")
  }

  private func fabric(_ file: String) throws -> Fabric {
    try PlanLoader.load([scratch.path(file)]).fabric
  }

  private static let faults = "--fault swap=2,cycle=1,missing=2,extra=1,wrong-port=2,wrong-switch=1"

  @Test(
    "the steps lead from the observed wiring to the planned one, and then nothing is to do",
    arguments: [
      "fat-tree k=8 spare=2", "leaf-spine leaves=8 spines=4 hosts=64 spare=2",
      "rail-optimized rails=4 hosts=8 units=4 spare=2",
      "rail-optimized rails=2 hosts=24 units=3 breakout=4 spare=2",
    ], 3..<5)
  func whole(design: String, seed: Int) throws {
    try generate(design, to: "plan.xml")
    try generate(design, "--seed \(seed)", Self.faults, to: "seen.xml")
    let run = try Command.run(
      "workorder", "plan.xml", "--observed", "seen.xml", "--format", "json", in: scratch)
    #expect(run.status == 0, "\(run.errors)")
    try expectContract(run.output)

    var walker = Walker(try fabric("seen.xml"))
    try walker.walk(Array(run.output.utf8))
    let plan = try fabric("plan.xml")
    let planned = Set((0..<plan.links.count).map { plan.endNames(of: LinkID($0)) })
    #expect(walker.looseEnds == [])
    #expect(walker.cables == planned)

    // What came out is a file again, and the other verbs agree that it is the plan.
    try scratch.write(rewired(walker.cables, "plan.xml"), to: "done.xml")
    let again = try Command.run("workorder", "plan.xml", "--observed", "done.xml", in: scratch)
    #expect(again.status == 0 && again.output.contains("nothing to do"), "\(again.output)")
    let verified = try Command.run("verify", "done.xml", "--quiet", in: scratch)
    #expect(verified.status == 0, "\(verified.output)")
  }

  @Test("each step names the finding of verify that it puts right, and each finding has its steps")
  func findings() throws {
    try generate("fat-tree k=8 spare=2", to: "plan.xml")
    try generate("fat-tree k=8 spare=2 --seed 5", Self.faults, to: "seen.xml")
    let order = try Command.run(
      "workorder", "plan.xml", "--observed", "seen.xml", "--format", "json", in: scratch)
    let report = try Command.run(
      "verify", "plan.xml", "--observed", "seen.xml", "--format", "json", in: scratch)
    let steps = try objects("steps", of: order.output).map { $0["finding"] as? String }
    let findings = try objects("findings", of: report.output).map { $0["id"] as? String }
    #expect(!steps.isEmpty && !steps.contains(nil))
    #expect(Set(steps) == Set(findings))
  }

  private func objects(_ key: String, of text: String) throws -> [[String: Any]] {
    let document = try #require(
      JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
    return try #require(document[key] as? [[String: Any]])
  }

  /// The plan's devices with these cables, of whatever kind the plan has between the two ends.
  private func rewired(_ cables: Set<String>, _ file: String) throws -> String {
    var draft = try PlanDraft(fabric(file))
    var isThere = cables
    draft.links = draft.links.indices.filter { isThere.remove(draft.name(ofLink: $0)) != nil }
      .map { draft.links[$0] }
    #expect(isThere.isEmpty, "cables that nobody planned")
    return try draft.xml()
  }

  private func expectContract(_ text: String) throws {
    let document = try #require(
      JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
    #expect(document["schema"] as? String == "plumbline/workorder/1")
    for key in ["touches", "cablesToAdd", "cablesToRemove", "cablesToMove", "devicesToRename"] {
      #expect(document[key] is Int, "\(key)")
    }
    for spare in try #require(document["spares"] as? [[String: Any]]) {
      #expect(Set(spare.keys) == ["medium", "lengthMeters", "count"])
    }
    let simulation = try #require(document["simulation"] as? [String: Any])
    #expect(simulation["reachesDesired"] as? Bool == true)
    #expect(simulation["lowestUplinkShare"] is Double)
    let steps = try #require(document["steps"] as? [[String: Any]])
    #expect(!steps.isEmpty)
    for (index, step) in steps.enumerated() {
      #expect(step["step"] as? Int == index + 1)
      let action = try #require(step["action"] as? String)
      for key in ["batch", "after", "drain", "check"] { #expect(step[key] != nil, "\(key)") }
      guard action != "rename" && action != "adopt" else { continue }
      #expect(["a", "b"].contains(step["end"] as? String))
      #expect((step["from"] != nil) == (action != "plug"))
      #expect((step["to"] != nil) == (action != "unplug"))
      for key in ["from", "to"] {
        guard let place = step[key] as? [String: Any] else { continue }
        #expect(Set(place.keys) == ["hall", "row", "rack", "u", "device", "port"])
      }
    }
  }

  @Test("neither the number of pieces nor the order of elements decides anything")
  func determinism() throws {
    let design = try Plans.design("fat-tree", ["k": "8", "spare": "2"])
    let seen = try Plans.faulted(
      design, "swap=3,cycle=2,missing=3,extra=2,wrong-port=2,exchanged-devices=2,dead-device=1",
      seed: 3
    ).draft
    let plan = try Plans.draft(design)
    var first: [String: String] = [:]
    for (round, threads) in [1, 2, 3, 8].enumerated() {
      let seed = UInt64(round)
      let pair = round == 0 ? (plan, seen) : (plan.shuffled(seed: seed), seen.shuffled(seed: seed))
      try scratch.write(pair.0.xml(), to: "plan.xml")
      try scratch.write(pair.1.xml(), to: "seen.xml")
      for format in ["text", "csv", "json"] {
        let run = try Command.run(
          "workorder", "plan.xml", "--observed", "seen.xml", "--format", format, "--max", "0",
          "--threads", String(threads), in: scratch)
        #expect(run.status == 0, "\(run.errors)")
        #expect(first[format, default: run.output] == run.output, "\(format) \(threads)")
        first[format] = first[format] ?? run.output
      }
    }
    #expect(first["text"]?.contains("rename") == true)
  }

  @Test(
    "both directions of a revision take as many touches, and the first build two for each cable")
  func revisions() throws {
    try generate("fat-tree k=4 spare=2", to: "r1.xml")
    try generate("fat-tree k=4 spare=2 --seed 3 --fault swap=2,missing=2,extra=1", to: "r2.xml")
    func touches(_ words: String...) throws -> Int {
      let run = try Command.shell(
        (["plumbline workorder --format json"] + words).joined(separator: " "), in: scratch)
      #expect(run.status == 0, "\(run.errors)")
      let document = try JSONSerialization.jsonObject(with: Data(run.output.utf8))
      return try #require((document as? [String: Any])?["touches"] as? Int)
    }
    let there = try touches("--old r1.xml --new r2.xml")
    #expect(there == 10)
    #expect(try touches("--old r2.xml --new r1.xml") == there)
    #expect(try touches("--old r1.xml --new r1.xml") == 0)
    #expect(try touches("--new r1.xml") == 96)
  }

  @Test("text says how many steps it leaves out, CSV and JSON have all")
  func limits() throws {
    try generate("fat-tree k=4", to: "plan.xml")
    let text = try Command.run("workorder", "--new", "plan.xml", "--max", "5", in: scratch)
    #expect(text.output.contains("... 91 more steps"))
    let table = try Command.run("workorder", "--new", "plan.xml", "--format", "csv", in: scratch)
    #expect(table.output.split(separator: "\r\n").count == 97)
  }

  @Test("a part of the site is worked on alone, and the rest stays")
  func scope() throws {
    try generate("fat-tree k=8 spare=2", to: "plan.xml")
    try generate("fat-tree k=8 spare=2 --seed 3 --fault missing=8", to: "seen.xml")
    func run(_ scope: String) throws -> Command {
      try Command.run(
        "workorder", "--old", "seen.xml", "--new", "plan.xml", "--scope", scope, "--format", "json",
        in: scratch)
    }
    let rows = try (1...9).map { try run("row=hall-01/row-0\($0)") }
    #expect(rows.allSatisfy { $0.status == 0 })
    #expect(rows.contains { $0.output.contains("\"cablesToAdd\": 0,") })
    #expect(rows.contains { !$0.output.contains("\"cablesToAdd\": 0,") })
    #expect(try run("hall=hall-01").output.contains("\"cablesToAdd\": 8,"))
    #expect(try run("rack=nowhere").status == 2)
  }

  @Test("what does not belong together gets no steps")
  func problems() throws {
    try generate("fat-tree k=4", to: "plan.xml")
    try generate("leaf-spine leaves=4 spines=2 hosts=16", to: "other.xml")
    let other = try Command.run("workorder", "plan.xml", "--observed", "other.xml", in: scratch)
    #expect(other.status == 2 && other.output.isEmpty)
    #expect(other.errors.contains("none of the 36 devices of plan.xml"))
    // Two observations of one time cannot both be true.
    try generate("fat-tree k=4 --seed 1 --fault swap=1", to: "later.xml")
    try generate("fat-tree k=4", to: "earlier.xml")
    let both = try Command.run(
      "workorder", "plan.xml", "--observed", "earlier.xml", "--observed", "later.xml",
      "--format", "json", in: scratch)
    #expect(both.status == 1, "\(both.errors)")
    #expect(both.output.contains("\"contradiction\"") && both.output.contains("\"steps\": []"))
    #expect(both.errors.contains("contradict"))
  }

  @Test("a spreadsheet has what is no step as rows with the action note")
  func notes() throws {
    try generate("fat-tree k=8", to: "plan.xml")
    try generate("fat-tree k=8 --seed 3 --fault dead-device=1,swap=1", to: "seen.xml")
    let run = try Command.run(
      "workorder", "plan.xml", "--observed", "seen.xml", "--format", "csv", in: scratch)
    let rows = run.output.split(separator: "\r\n").map(String.init)
    let width = try #require(rows.first).split(separator: ",").count
    let notes = rows.filter { $0.hasPrefix(",,,note,") }
    #expect(!notes.isEmpty && rows.count > notes.count + 1, "\(run.output)")
    #expect(notes.contains { $0.contains("verify: ") && $0.contains(" cables)") })
    #expect(
      notes.allSatisfy { $0.split(separator: ",", omittingEmptySubsequences: false).count >= width }
    )
    // Where there are no steps the reason is not on standard error alone.
    try generate("fat-tree k=8 --seed 1 --fault swap=1", to: "later.xml")
    let refused = try Command.run(
      "workorder", "plan.xml", "--observed", "plan.xml", "--observed", "later.xml", "--format",
      "csv", in: scratch)
    let lines = refused.output.split(separator: "\r\n")
    #expect(refused.status == 1 && lines.count == 2, "\(refused.output)")
    #expect(lines.last?.hasPrefix(",,,note,contradiction,") == true)
  }

  @Test("what is not as it should be is named by its file, with a command that shows it")
  func oddities() throws {
    try generate("fat-tree k=4", to: "plan.xml")
    let plan = try scratch.text(of: "plan.xml")
    try scratch.write(
      plan.replacing("</cables>", with: "<wire/></cables>"), to: "seen.xml")
    let seen = try Command.run("workorder", "plan.xml", "--observed", "seen.xml", in: scratch)
    #expect(seen.errors.contains("1 thing in seen.xml is not as it should be"), "\(seen.errors)")
    #expect(seen.errors.contains("next: plumbline verify plan.xml --observed seen.xml"))
    let old = try Command.run("workorder", "--old", "seen.xml", "--new", "plan.xml", in: scratch)
    #expect(old.errors.contains("next: plumbline verify seen.xml"), "\(old.errors)")
  }

  @Test("an order that leaves something out does not reach the plan, and says by how many cables")
  func leftOut() throws {
    try generate("fat-tree k=8 spare=2", to: "plan.xml")
    try generate("fat-tree k=8 spare=2 --seed 3 --fault missing=2,extra=3", to: "seen.xml")
    func run(_ format: String) throws -> String {
      try Command.run(
        "workorder", "--old", "seen.xml", "--new", "plan.xml", "--scope", "device=core-01-01",
        "--format", format, in: scratch
      ).output
    }
    let json = try run("json")
    #expect(json.contains("\"reachesDesired\": false"), "\(json)")
    #expect(json.contains("\"cablesKept\": 3") && json.contains("\"cablesLeftOut\": 2"))
  }

  @Test(
    "wrong usage is 64",
    arguments: [
      "", "plan.xml", "--observed seen.xml", "plan.xml --observed seen.xml --new plan.xml",
      "--old plan.xml", "plan.xml --new plan.xml", "--new plan.xml --format html",
      "--new plan.xml --max -1", "--new - --old -", "--new plan.xml --threads 0",
      "--new plan.xml --scope R1", "--new plan.xml --scope pod=",
    ])
  func usage(_ words: String) throws {
    let run = try Command.shell("plumbline workorder " + words, in: scratch)
    #expect(run.status == 64 && run.output.isEmpty, "\(run.errors)")
  }

  @Test("an output is written whole, and replaced only when told to")
  func output() throws {
    try generate("fat-tree k=4", to: "plan.xml")
    let words = "plumbline workorder --new plan.xml --format csv -o order.csv --quiet"
    #expect(try Command.shell(words, in: scratch).status == 0)
    #expect(try Command.shell(words, in: scratch).status == 2)
    #expect(try Command.shell(words + " --force", in: scratch).status == 0)
    #expect(scratch.names == ["order.csv", "plan.xml"])
  }

  @Test("a name that looks like a formula is text in a spreadsheet")
  func formula() throws {
    var draft = try Plans.draft("fat-tree", ["k": "4"])
    draft.devices[0].name = "=HYPERLINK(\"x\",1)"
    try scratch.write(draft.xml(), to: "plan.xml")
    let run = try Command.run("workorder", "--new", "plan.xml", "--format", "csv", in: scratch)
    #expect(run.status == 0)
    #expect(run.output.contains("\"'=HYPERLINK(\"\"x\"\",1)\""))
  }

  @Test("jumpers of patch panels move as cables, and what is dark behind a panel is followed first")
  func panels() throws {
    let root = URL(fileURLWithPath: #filePath)
      .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    let plan = try String(
      contentsOf: root.appendingPathComponent("topologies/clean/leaf-spine-panels.xml"),
      encoding: .utf8)
    try scratch.write(plan, to: "plan.xml")
    try scratch.write(
      plan.replacing(
        "a=\"leaf-1\" aport=\"3\" b=\"panel-1\" bport=\"1\"",
        with: "a=\"leaf-1\" aport=\"3\" b=\"panel-2\" bport=\"2\""
      ).replacing(
        "a=\"leaf-2\" aport=\"4\" b=\"panel-2\" bport=\"2\"",
        with: "a=\"leaf-2\" aport=\"4\" b=\"panel-1\" bport=\"1\""), to: "swapped.xml")
    let revision = try Command.run(
      "workorder", "--old", "swapped.xml", "--new", "plan.xml", "--format", "json", in: scratch)
    #expect(revision.status == 0 && revision.output.contains("\"touches\": 2,"))
    var walker = Walker(try fabric("swapped.xml"))
    try walker.walk(Array(revision.output.utf8))
    #expect(walker.cables == Walker(try fabric("plan.xml")).cables)
    let seen = try Command.run(
      "workorder", "plan.xml", "--observed", "swapped.xml", "--format", "json", in: scratch)
    #expect(seen.status == 0 && seen.output.contains("\"touches\": 2,"), "\(seen.output)")

    let lines = plan.split(separator: "\n", omittingEmptySubsequences: false)
    let trunk = try #require(lines.firstIndex { $0.contains("bport=\"R4\"") })
    try scratch.write(
      lines.enumerated().filter { $0.offset != trunk }.map(\.element).joined(separator: "\n"),
      to: "dark.xml")
    let dark = try Command.run("workorder", "plan.xml", "--observed", "dark.xml", in: scratch)
    #expect(dark.status == 0 && dark.output.contains("follow its jumpers"), "\(dark.output)")
  }
}
