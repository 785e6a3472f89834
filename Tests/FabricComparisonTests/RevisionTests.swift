import FabricComparison
import FabricModel
import TestSupport
import Testing

/// Two revisions, cable by cable, small enough to read.
@Suite struct RevisionTests {
  private func expect(
    _ change: (inout RevisionCounts) -> Void, _ old: String, _ new: String,
    location: SourceLocation = #_sourceLocation
  ) throws {
    var counts = RevisionCounts()
    change(&counts)
    try Revisions.expect(
      counts, CableNotation.draft(old), CableNotation.draft(new), location: location)
  }

  private let plan = """
    host-1:1 -- leaf-1:1
    host-2:1 -- leaf-2:1
    leaf-1:5 -- spine-1:1
    leaf-1:6 -- spine-2:1
    leaf-2:5 -- spine-1:2
    leaf-2:6 -- spine-2:2
    """

  @Test("a plan does not differ from itself, however it is written down")
  func same() throws {
    for design in try [
      Plans.draft("fat-tree", ["k": "4"]),
      Plans.draft("leaf-spine", ["leaves": "4", "spines": "2"]),
    ] {
      try Revisions.expect(RevisionCounts(), design, design)
      #expect(try Revisions.compare(design, design).isEmpty)
      #expect(try Revisions.compare(design, design).problems.isEmpty)
    }
  }

  @Test("a cable more, a cable less, an end in another port")
  func cables() throws {
    try expect({ $0.added = 1 }, plan, plan + "\nleaf-1:7 -- spine-1:9")
    try expect(
      { $0.moved = 1 }, plan,
      plan.replacing("leaf-2:6 -- spine-2:2", with: "leaf-2:6 -- spine-2:7"))
    try expect(
      { $0.moved = 2 }, plan,
      plan.replacing("leaf-1:5 -- spine-1:1", with: "leaf-1:5 -- spine-2:1")
        .replacing("leaf-1:6 -- spine-2:1", with: "leaf-1:6 -- spine-1:1"))
    try expect(
      { ($0.removed, $0.added) = (1, 1) }, plan,
      plan.replacing("leaf-2:6 -- spine-2:2", with: "leaf-1:9 -- spine-1:9"))
  }

  @Test("devices come and go with their cables")
  func devices() throws {
    try expect(
      { ($0.added, $0.devicesAdded) = (2, 1) }, plan,
      plan + "\nleaf-3:5 -- spine-1:3\nleaf-3:6 -- spine-2:3")
  }

  @Test("a device with a new name and all its cables is renamed, and so is a whole pod")
  func renamed() throws {
    try expect(
      { $0.devicesRenamed = 1 }, plan, plan.replacing("spine-2", with: "core-b"))
    // The leaf is known by its spines, then its host by the leaf.
    try expect(
      { $0.devicesRenamed = 2 }, plan,
      plan.replacing("leaf-2", with: "leaf-b").replacing("host-2", with: "host-b"))
    // A device that changes its name and its kind is another one.
    try expect(
      {
        ($0.devicesAdded, $0.devicesRemoved, $0.moved) = (1, 1, 1)
      }, plan, plan.replacing("host-2", with: "switch-9"))
  }

  @Test("a renamed device may have gained and lost a cable")
  func renamedAndEdited() throws {
    let wide = plan + "\nleaf-1:7 -- spine-2:7\nleaf-2:7 -- spine-2:8"
    try expect(
      { ($0.devicesRenamed, $0.added, $0.moved) = (1, 1, 1) }, wide,
      wide.replacing("leaf-2:7 -- spine-2:8", with: "leaf-2:7 -- spine-2:9")
        .replacing("spine-2", with: "core-b") + "\nleaf-1:9 -- core-b:11")
  }

  @Test("a label that stays says which cable it is, whatever its ends are")
  func labels() throws {
    var old = CableNotation.draft(plan)
    for index in old.links.indices { old.links[index].label = "C\(index)" }
    var new = old
    new.links[4].a.port = .number(15)
    new.links[4].b!.port = .number(12)
    var counts = RevisionCounts()
    counts.moved = 1
    try Revisions.expect(counts, old, new)
    // Without the label it is another cable.
    new.links[4].label = "N4"
    (counts.moved, counts.added, counts.removed) = (0, 1, 1)
    try Revisions.expect(counts, old, new)
  }

  @Test("labels that were all printed anew move nothing, and decide nothing about the rest")
  func relabelled() throws {
    var old = CableNotation.draft(plan)
    for index in old.links.indices { old.links[index].label = "C\(index)" }
    var new = old
    for index in new.links.indices { new.links[index].label = "C\(index + 1)" }
    var counts = RevisionCounts()
    counts.relabelled = 6
    try Revisions.expect(counts, old, new)
    // The last cable moves; its old label is that of its neighbour now.
    new.links[5].b!.port = .number(14)
    (counts.relabelled, counts.moved) = (5, 1)
    try Revisions.expect(counts, old, new)
  }

  @Test("another length, medium, speed, part or network is a changed cable; so is a lost label")
  func changed() throws {
    var old = CableNotation.draft(plan)
    for index in old.links.indices {
      old.links[index].label = "C\(index)"
      old.links[index].length = Meters(3)
      old.links[index].medium = "DAC"
      old.links[index].speed = Gbps(400)
    }
    var new = old
    new.links[0].length = Meters(5)
    new.links[1].medium = "AOC"
    new.links[2].speed = Gbps(200)
    new.links[3].part = "X-1"
    new.links[4].network = .management
    new.links[5].label = ""
    var counts = RevisionCounts()
    (counts.changed, counts.relabelled) = (5, 1)
    try Revisions.expect(counts, old, new)
    let attributes = try Revisions.compare(old, new).cables.map { $0.attributes.names }
    #expect(
      attributes == [["length"], ["medium"], ["speed"], ["part"], ["network"], ["label"]])
  }

  @Test("what both files have no words for is no difference")
  func words() throws {
    var old = CableNotation.draft(plan)
    for index in old.links.indices { old.links[index].label = "C\(index)" }
    let new = CableNotation.draft(plan)
    let changes = RevisionChanges(
      old: try old.fabric(), new: try new.fabric(), words: RevisionWords.all.subtracting(.label))
    #expect(changes.isEmpty)
    #expect(RevisionCounts(try Revisions.compare(old, new)).relabelled == 6)
  }

  @Test("a cable with one end, and a row that is stated twice, are counted like all others")
  func odd() throws {
    try expect({ $0.added = 1 }, plan, plan + "\nleaf-1:9 --")
    try expect({ _ in }, plan + "\nleaf-1:9 --", plan + "\nleaf-1:9 --")
    try expect({ $0.moved = 1 }, plan + "\nleaf-1:9 --", plan + "\nleaf-1:9 -- spine-1:9")
    try expect({ $0.added = 1 }, plan, plan + "\nleaf-1:5 -- spine-1:1")
    let twice = plan + "\nleaf-1:5 -- spine-1:1"
    try expect({ _ in }, twice, twice)
    try expect({ $0.moved = 1 }, twice, plan + "\nleaf-1:5 -- spine-1:12")
  }

  @Test("of two rows with the same ends, the label says which one is gone")
  func twice() throws {
    var old = CableNotation.draft(plan + "\nleaf-1:5 -- spine-1:1")
    (old.links[2].label, old.links[6].label) = ("A", "B")
    for gone in [2, 6] {
      var new = old
      new.links.remove(at: gone)
      var counts = RevisionCounts()
      counts.removed = 1
      try Revisions.expect(counts, old, new)
    }
  }
}
