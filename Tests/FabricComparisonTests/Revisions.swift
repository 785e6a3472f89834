import FabricComparison
import FabricDesigns
import FabricModel
import TestSupport
import Testing

/// Counts of a comparison of two revisions, as a test states them.
struct RevisionCounts: Hashable, CustomStringConvertible {
  var added = 0
  var removed = 0
  var moved = 0
  var relabelled = 0
  var changed = 0
  var devicesAdded = 0
  var devicesRemoved = 0
  var devicesRenamed = 0
  var devicesReplaced = 0
  var devicesMoved = 0
  var devicesRemodelled = 0
  var devicesReassigned = 0

  init() {}

  init(_ changes: RevisionChanges) {
    added = changes.count(.added)
    removed = changes.count(.removed)
    moved = changes.count(.moved)
    relabelled = changes.count(.relabelled)
    changed = changes.count(.changed)
    devicesAdded = changes.deviceCount(.added)
    devicesRemoved = changes.deviceCount(.removed)
    devicesRenamed = changes.deviceCount(.renamed)
    devicesReplaced = changes.deviceCount(.replaced)
    devicesMoved = changes.deviceCount(.moved)
    devicesRemodelled = changes.deviceCount(.remodelled)
    devicesReassigned = changes.deviceCount(.reassigned)
  }

  /// The same seen from the new revision.
  var mirrored: RevisionCounts {
    var copy = self
    (copy.added, copy.removed) = (removed, added)
    (copy.devicesAdded, copy.devicesRemoved) = (devicesRemoved, devicesAdded)
    return copy
  }

  var description: String {
    let cables = [added, removed, moved, relabelled, changed]
    let devices = [
      devicesAdded, devicesRemoved, devicesRenamed, devicesReplaced, devicesMoved,
      devicesRemodelled, devicesReassigned,
    ]
    return "cables + - ~ . x \(cables), devices + - = r ~ m a \(devices)"
  }
}

enum Revisions {
  static func compare(_ old: PlanDraft, _ new: PlanDraft) throws -> RevisionChanges {
    RevisionChanges(old: try old.fabric(), new: try new.fabric())
  }

  static func compare(_ old: String, _ new: String) throws -> RevisionChanges {
    try compare(CableNotation.draft(old), CableNotation.draft(new))
  }

  /// The counts are as stated, in both directions, for shuffled files and exchanged ends, and every
  /// cable is in exactly one of the kinds.
  static func expect(
    _ expected: RevisionCounts, _ old: PlanDraft, _ new: PlanDraft, seed: UInt64 = 1,
    _ comment: Comment? = nil, location: SourceLocation = #_sourceLocation
  ) throws {
    let changes = try compare(old, new)
    #expect(RevisionCounts(changes) == expected, comment, sourceLocation: location)
    expectSums(changes, location)
    let mirror = try compare(new, old)
    #expect(RevisionCounts(mirror) == expected.mirrored, comment, sourceLocation: location)
    expectSums(mirror, location)
    let shuffled = try compare(
      old.shuffled(seed: seed).endsExchanged(seed: seed),
      new.shuffled(seed: seed + 1).endsExchanged(seed: seed + 2))
    #expect(RevisionCounts(shuffled) == expected, comment, sourceLocation: location)
    #expect(facts(shuffled) == facts(changes), comment, sourceLocation: location)
  }

  /// What changed, without the numbers of any row.
  static func facts(_ changes: RevisionChanges) -> Set<String> {
    let (old, new) = (changes.alignment.current, changes.alignment.desired)
    return Set(
      changes.cables.map { change in
        let before = change.old.isNone ? "" : old.endNames(of: change.old)
        let after = change.new.isNone ? "" : new.endNames(of: change.new)
        return "\(change.kind.name) \(before) \(after) \(change.attributes.names)"
      } + changes.devices.map { "\($0.change) \(changes.alignment.name(ofDevice: $0.device))" })
  }

  private static func expectSums(_ changes: RevisionChanges, _ location: SourceLocation) {
    let kept =
      changes.unchanged + changes.count(.moved) + changes.count(.relabelled)
      + changes.count(.changed)
    #expect(kept + changes.count(.removed) == changes.oldCount, sourceLocation: location)
    #expect(kept + changes.count(.added) == changes.newCount, sourceLocation: location)
    let olds = changes.cables.map(\.old).filter { !$0.isNone }
    let news = changes.cables.map(\.new).filter { !$0.isNone }
    #expect(Set(olds).count == olds.count && Set(news).count == news.count)
  }
}
