package import FabricModel

/// What happened to a cable between two revisions.
package enum CableChangeKind: Int, Sendable, Hashable, CaseIterable {
  case added, removed
  /// An end, or both, in another port; whatever else differs, too.
  case moved
  /// The same ends and another label.
  case relabelled
  /// The same ends, but another length, medium, speed, part, network or number of legs.
  case changed

  package var name: String {
    switch self {
    case .added: "added"
    case .removed: "removed"
    case .moved: "moved"
    case .relabelled: "relabelled"
    case .changed: "changed"
    }
  }
}

/// One cable that is not as it was.
package struct CableChange: Sendable, Hashable {
  package var kind: CableChangeKind
  /// The first link of the cable in the old revision; `.none` for one that is new.
  package var old: LinkID
  /// The first link in the new revision; `.none` for one that is gone.
  package var new: LinkID
  /// What differs beside its ends.
  package var attributes: LinkAttributes
}

/// Two revisions of a plan, cable by cable and device by device.
///
/// Every cable of either revision is in exactly one of the kinds, or unchanged: `unchanged + moved +
/// relabelled + changed` and the removed ones are the old cables, with the added ones the new ones.
package struct RevisionChanges: Sendable {
  package let alignment: Alignment
  /// In the order of the new revision's file, removed ones behind.
  package private(set) var cables: [CableChange] = []
  package private(set) var unchanged = 0
  package let oldCount: Int
  package let newCount: Int
  /// Rows of the alignment with what happened to the device.
  package let devices: [DeviceIdentities.Row]
  /// Whether the revisions state different targets, or different distances on the floor.
  package let hasOtherIntent: Bool
  package let hasOtherFloor: Bool
  /// What is said before anything else.
  package private(set) var problems: [RevisionProblem] = []
  private let matching: CableMatching

  /// - Parameter words: what the files of both have words for.
  /// - Complexity: expected O(devices + ports + links), and O(n log n) for n cables with other ends.
  package init(
    old: Fabric, new: Fabric, names: NameMap = .none, words: RevisionWords = .all
  ) {
    let alignment = Alignment(
      current: old, desired: new, names: names, standing: .revision, asksWiring: true)
    let matching = CableMatching(alignment, words: words)
    self.alignment = alignment
    self.matching = matching
    oldCount = matching.current.count
    newCount = matching.desired.count
    devices = Self.devices(alignment, words)
    hasOtherIntent = Self.differ(old.intent, new.intent)
    hasOtherFloor = old.floor != nil && new.floor != nil && old.floor != new.floor
    var comparison = matching.comparison
    for cable in 0..<newCount { judge(cable, &comparison) }
    for cable in 0..<oldCount where matching.desiredOf[cable] < 0 {
      cables.append(
        CableChange(
          kind: .removed, old: Self.firstLink(cable, matching.current), new: .none, attributes: []))
    }
    problems = RevisionProblem.all(self)
  }

  private mutating func judge(_ cable: Int, _ comparison: inout AttributeComparison) {
    let new = Self.firstLink(cable, matching.desired)
    let partner = Int(matching.currentOf[cable])
    guard partner >= 0 else {
      cables.append(CableChange(kind: .added, old: .none, new: new, attributes: []))
      return
    }
    let old = Self.firstLink(partner, matching.current)
    var attributes = matching.attributes[cable]
    let isInPlace = matching.isInPlace(cable)
    let legs = (matching.current.links(of: partner).count, matching.desired.links(of: cable).count)
    if isInPlace && legs.0 != legs.1 { attributes.insert(.legs) }
    if !isInPlace {
      attributes.formUnion(comparison.differing(new, old))
    } else if attributes.isEmpty {
      unchanged += 1
      return
    }
    let kind: CableChangeKind =
      !isInPlace ? .moved : attributes == [.label] ? .relabelled : .changed
    cables.append(CableChange(kind: kind, old: old, new: new, attributes: attributes))
  }

  private static func firstLink(_ cable: Int, _ units: CableUnits) -> LinkID {
    LinkID(units.links(of: cable).lowerBound)
  }

  /// What happened from the old revision to the new one: what only the current fabric has is gone.
  /// Devices that have changed names among themselves are others than their names say.
  private static func devices(
    _ alignment: Alignment, _ words: RevisionWords
  ) -> [DeviceIdentities.Row] {
    let identities = DeviceIdentities(alignment, words: words)
    let changes = identities.changes.map { row in
      var row = row
      switch row.change {
      case .added: row.change = .removed
      case .removed: row.change = .added
      default: break
      }
      return row
    }
    return changes
      + identities.crossedDevices.map {
        DeviceIdentities.Row(device: $0, change: .replaced)
      }
  }

  private static func differ(_ old: Intent?, _ new: Intent?) -> Bool {
    guard var old, var new else { return false }
    (old.line, new.line) = (0, 0)
    return old != new
  }
}

extension RevisionChanges {
  package func count(_ kind: CableChangeKind) -> Int { cables.count { $0.kind == kind } }

  package func deviceCount(_ change: DeviceChange) -> Int { devices.count { $0.change == change } }

  package var isEmpty: Bool {
    cables.isEmpty && devices.isEmpty && !hasOtherIntent && !hasOtherFloor
  }

  /// The number of cables that both revisions have, wherever they are.
  package var keptCount: Int { oldCount - count(.removed) }

  /// All links of a cable of the old revision, by its first link; of the new one for `isNew`.
  package func links(from first: LinkID, isNew: Bool) -> [LinkID] {
    let units = isNew ? matching.desired : matching.current
    return units.links(of: units.cable(of: first.index)).map { LinkID($0) }
  }

  /// Whether two ports of the two revisions are one.
  package func areSame(old: PortID, new: PortID) -> Bool {
    if old.isNone || new.isNone { return old.isNone && new.isNone }
    let row = alignment.row(ofCurrent: old)
    return row >= 0 && row == alignment.row(ofDesired: new)
  }

  /// Whether a link has the ends of another one in the old revision.
  package func isInPlace(_ new: LinkID) -> Bool { matching.sameEnds.current[new.index] >= 0 }
}

/// What changes the meaning of all differences between two revisions, or leaves nothing to compare.
package enum RevisionProblem: Hashable, Sendable {
  /// None of the devices of one is in the other, by name, GUID, list of names or wiring.
  case noDeviceInCommon(old: Int, new: Int)
  /// Less than half of the devices of the smaller one are in the other.
  case fewDevicesInCommon(Int, old: Int, new: Int)
  /// Less than half of the cables of the smaller one are in the other, moved ones included.
  case fewCablesInCommon(Int, old: Int, new: Int)
  /// Devices of one name that nothing tells apart; one name as an example.
  case sharedNames(isNew: Bool, devices: Int, name: String)

  /// Whether the two are different fabrics, so that no row would say anything.
  package var isFinal: Bool {
    switch self {
    case .noDeviceInCommon, .fewDevicesInCommon: true
    case .fewCablesInCommon, .sharedNames: false
    }
  }

  static func all(_ changes: RevisionChanges) -> [RevisionProblem] {
    let alignment = changes.alignment
    let (old, new) = (alignment.current.devices.count, alignment.desired.devices.count)
    let common = alignment.devices.match.count { $0 != .none }
    var found: [RevisionProblem] = []
    if common == 0 && old > 0 && new > 0 {
      found.append(.noDeviceInCommon(old: old, new: new))
    } else if !alignment.isOneFabric {
      found.append(.fewDevicesInCommon(common, old: old, new: new))
    } else if 2 * changes.keptCount < min(changes.oldCount, changes.newCount) {
      found.append(
        .fewCablesInCommon(changes.keptCount, old: changes.oldCount, new: changes.newCount))
    }
    let canon = alignment.canon
    for (isNew, rows) in [
      (false, alignment.devices.namesakes.current), (true, alignment.devices.namesakes.desired),
    ] {
      guard let first = rows.min(by: canon.deviceComesFirst) else { continue }
      found.append(
        .sharedNames(isNew: isNew, devices: rows.count, name: alignment.name(ofDevice: first)))
    }
    return found
  }
}

extension Alignment {
  /// Whether at least half of the devices of the smaller fabric are in the other.
  var isOneFabric: Bool {
    let common = devices.match.count { $0 != .none }
    return 2 * common >= min(current.devices.count, desired.devices.count)
  }
}
