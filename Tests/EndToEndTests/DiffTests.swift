import FabricDesigns
import FabricFormats
import FabricModel
import Foundation
import PlumblineKit
import TestSupport
import Testing

@Suite("two revisions")
struct DiffTests {
  let scratch: Scratch

  init() throws { scratch = try Scratch() }

  /// A tree, and its next revision with edits of every kind.
  private func write(seed: UInt64 = 0) throws {
    let (old, new) = try Self.revisions()
    let shuffle = { (plan: PlanDraft, step: UInt64) in
      seed == 0 ? plan : plan.shuffled(seed: seed + step).endsExchanged(seed: seed + step)
    }
    try scratch.write(shuffle(old, 0).xml(), to: "old.xml")
    try scratch.write(shuffle(new, 9).xml(), to: "new.xml")
  }

  private static func revisions() throws -> (PlanDraft, PlanDraft) {
    let old = try Plans.draft("fat-tree", ["k": "6", "spare": "2"])
    var new = old
    for index in 10..<20 { new.links[index].label = "L\(index)" }
    for index in 30..<36 { new.links[index].length = Meters(77) }
    for index in 60..<64 { new.links[index].a.port = .number(50 + index) }
    let spine = new.device(named: "core-01-01")
    new.devices[spine].name = "core-a"
    new.links.removeSubrange(100..<103)
    return (old, new)
  }

  private func object(_ text: String) throws -> [String: Any] {
    try #require(JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
  }

  @Test("the exit status says whether anything differs, or could not be read")
  func status() throws {
    try write()
    #expect(try Command.run("diff", "old.xml", "old.xml", in: scratch).status == 0)
    let run = try Command.run("diff", "old.xml", "new.xml", in: scratch)
    #expect(run.status == 1 && run.errors.isEmpty)
    #expect(
      run.output.contains(
        "3 removed, 4 moved, 10 relabelled, 6 changed, 139 unchanged: 162 cables before, 159 after")
    )
    #expect(run.output.contains("1 device renamed"))
    let missing = try Command.run("diff", "old.xml", "gone.xml", in: scratch)
    #expect(missing.status == 2 && missing.errors.contains("gone.xml"))
    #expect(try Command.run("diff", "-", "-", in: scratch).status == 64)
    #expect(try Command.run("diff", "old.xml", in: scratch).status == 64)
    #expect(
      try Command.run("diff", "old.xml", "new.xml", "--format", "html", in: scratch).status == 64)
  }

  @Test("standard input can be either side, and the report goes whole into a file")
  func streams() throws {
    try write()
    let expected = try Command.run("diff", "old.xml", "new.xml", in: scratch).output
    for line in ["diff old.xml - < new.xml", "diff - new.xml < old.xml"] {
      let run = try Command.shell("plumbline \(line)", in: scratch)
      #expect(run.status == 1)
      #expect(
        run.output.split(separator: "\n").dropFirst(2).joined()
          .hasSuffix(expected.split(separator: "\n").dropFirst(4).joined()))
    }
    let arguments = ["old.xml", "new.xml", "-o", "changes.txt"]
    let first = try Command.shell("plumbline diff \(arguments.joined(separator: " "))", in: scratch)
    #expect(first.status == 1 && first.output.isEmpty)
    #expect(try scratch.text(of: "changes.txt") == expected)
    #expect(
      try Command.run("diff", "old.xml", "new.xml", "-o", "changes.txt", in: scratch).status == 2)
    #expect(
      try Command.run("diff", "old.xml", "new.xml", "-o", "new.xml", "--force", in: scratch)
        .status == 2)
  }

  @Test("text shows as many rows as asked for and says how many more there are")
  func rows() throws {
    try write()
    let few = try Command.run("diff", "old.xml", "new.xml", "--max", "3", in: scratch).output
    #expect(few.contains("--max 0 prints all"))
    let all = try Command.run("diff", "old.xml", "new.xml", "--max", "0", in: scratch).output
    #expect(!all.contains("--max 0") && all.count > few.count)
    for line in few.split(separator: "\n") { #expect(line.count <= 100, "\(line)") }
  }

  @Test("JSON has every change with its sides, and the sums of the contract")
  func json() throws {
    try write()
    let run = try Command.run("diff", "old.xml", "new.xml", "--format", "json", in: scratch)
    let report = try object(run.output)
    #expect(report["schema"] as? String == "plumbline/diff/1")
    let cables = try #require(report["cables"] as? [String: Int])
    #expect(
      cables == [
        "added": 0, "removed": 3, "moved": 4, "relabelled": 10, "changed": 6, "unchanged": 139,
        "before": 162, "after": 159,
      ])
    let devices = try #require(report["devices"] as? [String: Int])
    #expect(devices["renamed"] == 1 && devices["added"] == 0 && devices["replaced"] == 0)
    let changes = try #require(report["changes"] as? [[String: Any]])
    #expect(changes.count == 24)
    let ids = try changes.map { try #require($0["id"] as? String) }
    #expect(Set(ids).count == ids.count)
    #expect(ids.allSatisfy { $0.wholeMatch(of: #/[0-9a-f]{12}/#) != nil })
    let moved = try #require(changes.first { $0["kind"] as? String == "moved" })
    let after = try #require(moved["after"] as? [String: Any])
    let ends = [after["a"], after["b"]].compactMap { $0 as? [String: Any] }
    #expect(ends.count == 2 && ends.allSatisfy { $0["device"] != nil && $0["port"] != nil })
    #expect(changes.filter { $0["kind"] as? String == "removed" }.allSatisfy { $0["after"] == nil })
    let impact = try #require(report["impact"] as? [String: [String: Any]])
    #expect(impact["before"]?["bisection"] != nil && impact["after"]?["oversubscription"] != nil)
    let bare = try Command.run(
      "diff", "old.xml", "new.xml", "--format", "json", "--no-impact", in: scratch)
    #expect(try object(bare.output)["impact"] == nil)
  }

  @Test(
    "neither threads nor the order of the files change a byte", arguments: 0..<4 as Range<UInt64>)
  func determinism(_ seed: UInt64) throws {
    try write()
    let expected = try texts("1")
    try write(seed: seed)
    for threads in ["1", "2", "3", "8"] { #expect(try texts(threads) == expected) }
  }

  /// Text, and JSON without what depends on the size of the files.
  private func texts(_ threads: String) throws -> [String] {
    try ["text", "json"].map { format in
      let run = try Command.run(
        "diff", "old.xml", "new.xml", "--max", "0", "--format", format, "--threads", threads,
        in: scratch)
      #expect(run.status == 1)
      return run.output.split(separator: "\n").filter { !$0.contains("\"bytes\"") }
        .joined(separator: "\n")
    }
  }

  @Test("a list of names says which devices are the same")
  func names() throws {
    let (old, _) = try Self.revisions()
    let (new, oldName) = old.renamed(seed: 3)
    try scratch.write(old.xml(), to: "old.xml")
    try scratch.write(new.xml(), to: "new.xml")
    let names = oldName.filter { new.device(named: $0.key) >= 0 }
      .map { "\($0.key) \($0.value)" }.sorted().joined(separator: "\n")
    try scratch.write(names, to: "names.txt")
    let blind = try Command.run("diff", "old.xml", "new.xml", in: scratch)
    #expect(blind.status == 1 && blind.output.contains("no device in common"))
    #expect(blind.output.split(separator: "\n").count < 6)
    let told = try Command.run("diff", "old.xml", "new.xml", "--names", "names.txt", in: scratch)
    #expect(told.status == 1 && told.output.contains("\(old.devices.count) devices renamed"))
    #expect(told.output.contains("\(old.links.count) relabelled, 0 unchanged"))
    let bad = try Command.run("diff", "old.xml", "new.xml", "--names", "gone.txt", in: scratch)
    #expect(bad.status == 2)
  }

  @Test("a plan in another dialect is no difference in what both can say")
  func dialects() throws {
    let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .deletingLastPathComponent().deletingLastPathComponent()
    for folder in ["topologies/clean", "topologies/dialects"] {
      let files = try FileManager.default.contentsOfDirectory(
        atPath: root.appendingPathComponent(folder).path)
      for file in files where file.hasSuffix(".xml") && !file.contains("panels") {
        let path = root.appendingPathComponent("\(folder)/\(file)").path
        // That one numbers ports anew where they have names or legs, and has no other networks.
        let isBeyondIBSim = file.hasPrefix("small") || file.hasPrefix("management")
        for dialect in Catalogs.writableDialects where dialect != "ibsim" || !isBeyondIBSim {
          var request = Conversion.Request(plans: [path], dialect: dialect)
          request.output = scratch.path("converted")
          request.force = true
          _ = try Conversion.run(request)
          var comparison = Comparison.Request(old: path, new: scratch.path("converted"))
          comparison.measuresImpact = false
          let outcome = try Comparison.run(comparison)
          let report = try outcome.report(named: "text", ReportStyle())
          #expect(
            outcome.exitStatus == 0,
            "\(file) in \(dialect): \(String(decoding: report, as: UTF8.self))")
        }
      }
    }
  }
}
