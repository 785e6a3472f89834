import FabricComparison
import FabricModel
import Reports
import TestSupport
import Testing

/// What the text about two revisions says, on fabrics small enough to read.
@Suite struct DiffTextTests {
  private let plan = """
    host-1:1 -- leaf-1:1
    host-2:1 -- leaf-1:2
    host-3:1 -- leaf-1:3
    leaf-1:5 -- spine-1:1
    leaf-1:6 -- spine-2:1
    """

  private func lines(
    _ old: PlanDraft, _ new: PlanDraft, _ options: ReportOptions = ReportOptions()
  ) throws -> [String] {
    let changes = RevisionChanges(old: try old.fabric(), new: try new.fabric())
    let result = DiffResult(changes, oldPath: "a.xml", newPath: "b/b.xml", impact: nil, groups: nil)
    return String(decoding: DiffText.render(result, options), as: UTF8.self)
      .split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
  }

  private func lines(_ old: String, _ new: String) throws -> [String] {
    try lines(CableNotation.draft(old), CableNotation.draft(new))
  }

  @Test("the first line is the verdict")
  func verdict() throws {
    #expect(try lines(plan, plan).first == "a -> b: no difference")
    #expect(
      try lines(plan, plan + "\nleaf-1:9 -- spine-1:9").first == "a -> b: 1 cable added")
    #expect(
      try lines(plan, plan.replacing("spine-2", with: "core-2")).first
        == "a -> b: nothing that carries traffic changes: 1 device renamed")
  }

  @Test("cables that change alike and lie side by side share a line")
  func folded() throws {
    let wide = try lines(
      plan, plan + (1...4).map { "\nleaf-1:1\($0) -- spine-1:2\($0)" }.joined())
    #expect(
      wide.contains("+ leaf-1:11..14                 spine-1:21..24            4 cables"))
    var old = CableNotation.draft(plan)
    for index in old.links.indices { old.links[index].length = Meters(2) }
    var new = old
    for index in 0..<3 { new.links[index].length = Meters(3) }
    #expect(
      try lines(old, new).contains(
        "x leaf-1:1..3                   host-1..3:1               3 cables, length 2 m -> 3 m"))
  }

  @Test("a moved cable says where its plug was and where it goes")
  func moved() throws {
    let text = try lines(
      plan, plan.replacing("leaf-1:6 -- spine-2:1", with: "leaf-1:6 -- spine-1:7"))
    #expect(text.contains { $0.hasPrefix("~ spine-2:1 -> spine-1:7        leaf-1:6") })
  }

  @Test("text of a stranger's plan moves no cursor")
  func strange() throws {
    let old = CableNotation.draft(plan)
    var new = old
    new.links[0].label = "A\u{1B}[2J"
    let text = try lines(old, new).joined()
    #expect(text.contains("no label -> A\\u{1b}[2J") && !text.contains("\u{1B}"))
  }

  @Test("different fabrics get one sentence and no rows")
  func otherFabric() throws {
    let old = try Plans.draft("fat-tree", ["k": "8"])
    let text = try lines(old, old.renamed(seed: 1).plan)
    #expect(text.count <= 6)
    #expect(text[0].contains("no device in common"))
  }
}
