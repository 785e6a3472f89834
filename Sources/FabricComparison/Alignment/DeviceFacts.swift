internal import FabricModel

/// What two revisions say of a device beside its name and its cables. An observation knows no places,
/// and models in other words, so nothing is compared with one.
struct DeviceFacts {
  private let current: Fabric
  private let desired: Fabric
  private let isRevision: Bool
  private let words: RevisionWords
  /// The desired rack with the names of a current one; -1 where there is none.
  private var rackOf: [Int32] = []
  private var names = NameEquality()

  /// - Parameter words: what the files of both have words for; nil for places, models and roles.
  init(_ alignment: Alignment, _ words: RevisionWords?) {
    current = alignment.current
    desired = alignment.desired
    isRevision = alignment.standing == .revision
    self.words = words ?? [.place, .model, .role]
    if isRevision && self.words.contains(.place) { matchRacks() }
  }

  private mutating func matchRacks() {
    var known: [[ArraySlice<UInt8>]: Int32] = [:]
    for row in 0..<desired.racks.count { known[Self.key(row, desired)] = Int32(row) }
    rackOf = (0..<current.racks.count).map { known[Self.key($0, current)] ?? -1 }
  }

  private static func key(_ rack: Int, _ fabric: Fabric) -> [ArraySlice<UInt8>] {
    [fabric.racks.hall[rack], fabric.racks.row[rack], fabric.racks.rack[rack]]
      .map { fabric.names.bytes($0) }
  }

  /// What differs between the two rows of one device.
  mutating func changes(_ old: DeviceID, _ new: DeviceID) -> [DeviceChange] {
    guard isRevision else { return [] }
    var found: [DeviceChange] = []
    if words.contains(.place) && isMoved(old, new) { found.append(.moved) }
    if isRemodelled(old, new) { found.append(.remodelled) }
    if isReassigned(old, new) { found.append(.reassigned) }
    return found
  }

  private func isMoved(_ old: DeviceID, _ new: DeviceID) -> Bool {
    if current.devices.unit[old.index] != desired.devices.unit[new.index] { return true }
    let (x, y) = (current.devices.rack[old.index], desired.devices.rack[new.index])
    guard !x.isNone && !y.isNone else { return x.isNone != y.isNone }
    return rackOf[x.index] != y.rawValue
  }

  private mutating func isRemodelled(_ old: DeviceID, _ new: DeviceID) -> Bool {
    let (x, y) = (current.devices, desired.devices)
    if words.contains(.radix) && x.radix[old.index] != y.radix[new.index] { return true }
    if words.contains(.place) && x.height[old] != y.height[new] { return true }
    return words.contains(.model)
      && !names.areEqual(x.model[old.index], current, y.model[new.index], desired)
  }

  private mutating func isReassigned(_ old: DeviceID, _ new: DeviceID) -> Bool {
    let (x, y) = (current.devices, desired.devices)
    let kinds = (x.kind[old.index], y.kind[new.index])
    if kinds.0 != kinds.1 && kinds.0 != .unknown && kinds.1 != .unknown { return true }
    if words.contains(.rails) && (x.rail[old] != y.rail[new] || x.plane[old] != y.plane[new]) {
      return true
    }
    return words.contains(.role)
      && !names.areEqual(x.role[old.index], current, y.role[new.index], desired)
  }
}
