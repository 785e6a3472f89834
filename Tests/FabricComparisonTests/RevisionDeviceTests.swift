import FabricComparison
import FabricDesigns
import FabricModel
import TestSupport
import Testing

/// What two revisions say of devices and of whole plans.
@Suite struct RevisionDeviceTests {
  private func expect(
    _ devices: WritableKeyPath<RevisionCounts, Int>, _ count: Int,
    after edit: (inout PlanDraft) -> Void
  ) throws {
    let old = try Plans.draft("leaf-spine", ["leaves": "4", "spines": "2"])
    var new = old
    edit(&new)
    var expected = RevisionCounts()
    expected[keyPath: devices] = count
    try Revisions.expect(expected, old, new)
  }

  @Test("place, model and role are told apart, and touch no cable")
  func facts() throws {
    try expect(\.devicesMoved, 2) {
      $0.devices[0].place.unit += 20
      $0.devices[1].place.rack = "other"
    }
    try expect(\.devicesRemodelled, 2) {
      $0.devices[0].model = "Y"
      $0.devices[1].radix += 1
    }
    try expect(\.devicesReassigned, 2) {
      $0.devices[0].role = "storage"
      $0.devices[1].rail = 3
    }
  }

  @Test("the same name with another GUID or serial number is a replaced device")
  func replaced() throws {
    let base = try Plans.draft("leaf-spine", ["leaves": "4", "spines": "2"])
    var old = base
    for index in old.devices.indices { old.devices[index].guid = UInt64(100 + index) }
    var new = old
    new.devices[3].guid = 999
    var counts = RevisionCounts()
    counts.devicesReplaced = 1
    try Revisions.expect(counts, old, new)
    // A new name with the old GUID is the same device.
    new.devices[3] = old.devices[3]
    new.devices[3].name = "renamed"
    (counts.devicesReplaced, counts.devicesRenamed) = (0, 1)
    try Revisions.expect(counts, old, new)
  }

  @Test("a new name with another GUID on the same cables is another device")
  func otherBox() throws {
    var old = try Plans.draft("leaf-spine", ["leaves": "4", "spines": "2", "hosts": "2"])
    for index in old.devices.indices { old.devices[index].guid = UInt64(100 + index) }
    var new = old
    let spine = old.device(named: old.devices.last?.name ?? "")
    new.devices[spine].name = "renamed"
    new.devices[spine].guid = 999
    var counts = RevisionCounts()
    (counts.devicesAdded, counts.devicesRemoved) = (1, 1)
    counts.moved = old.links(of: spine).count
    try Revisions.expect(counts, old, new)
  }

  @Test("plans of different fabrics are told before any row")
  func otherFabric() throws {
    let one = try Plans.draft("leaf-spine", ["leaves": "4", "spines": "2"])
    let other = one.renamed(seed: 5).plan
    let changes = try Revisions.compare(one, other)
    #expect(
      changes.problems == [
        .noDeviceInCommon(old: one.devices.count, new: other.devices.count)
      ])
    var partly = other
    partly.devices[0].name = one.devices[0].name
    #expect(try Revisions.compare(one, partly).problems.first?.isFinal == true)
  }

  @Test("the same names on another cabling are told before any row")
  func otherCabling() throws {
    let one = try Plans.draft("fat-tree", ["k": "4"])
    var other = one
    other.links = other.links.indices.map { index in
      var link = one.links[index]
      link.a.port = .number(40 + index)
      link.b!.port = .number(40 + index)
      link.label = ""
      return link
    }
    let changes = try Revisions.compare(one, other)
    #expect(changes.problems.count == 1 && changes.problems.first?.isFinal == false)
  }

  @Test("devices of one name that nothing tells apart are told before any row")
  func sharedNames() throws {
    var builder = FabricBuilder()
    let draft = CableNotation.draft("leaf-1:1 -- spine-1:1")
    try draft.send(to: &builder)
    _ = builder.namesake(of: builder.fabric.names.intern("leaf-1"), line: 9)
    let old = builder.build()
    let changes = RevisionChanges(old: old, new: try draft.fabric())
    let mirror = RevisionChanges(old: try draft.fabric(), new: old)
    // One of the two is known by its cable.
    for (changes, isNew) in [(changes, false), (mirror, true)] {
      let shared = RevisionProblem.sharedNames(isNew: isNew, devices: 1, name: "leaf-1")
      #expect(changes.problems.contains(shared))
    }
  }

  @Test("another intent is a difference of its own")
  func intent() throws {
    let plan = try Plans.draft("fat-tree", ["k": "4"])
    let changes = try Revisions.compare(plan, plan.withFalseIntent())
    #expect(changes.hasOtherIntent && !changes.isEmpty && changes.cables.isEmpty)
  }
}
