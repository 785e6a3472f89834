internal import FabricModel

/// What two fabrics say of a device beside its cables.
package enum DeviceChange: Hashable, Sendable {
  /// Only the current fabric has it; `removed`: only the desired one.
  case added, removed
  /// Another name for what its GUID, or a list of names, says is the same device.
  case renamed
  /// The same name for what its GUID or serial number says is another device.
  case replaced
  /// Another place; another model, number of ports or height; another kind, role, rail or plane.
  case moved, remodelled, reassigned
}

/// Which devices are what their names say, by GUIDs and serial numbers.
package struct DeviceIdentities: Sendable {
  package struct Row: Hashable, Sendable {
    /// A row of the alignment.
    package var device: Int32
    package var change: DeviceChange
  }

  /// In the order of the alignment's devices.
  package private(set) var changes: [Row] = []
  /// Desired devices whose GUID the current device of another name has; `crossed[d]` is that one.
  private var crossed: [Int32: Int32] = [:]

  /// - Parameter words: what the files of two revisions have words for; nil for places, models and
  ///   roles.
  /// - Complexity: expected O(devices).
  package init(_ alignment: Alignment, words: RevisionWords? = nil) {
    let guids = GUIDTable(alignment)
    var facts = DeviceFacts(alignment, words)
    var suspects: [Int32] = []
    for row in 0..<alignment.devices.count {
      let device = Int32(row)
      let (old, new) = (alignment.devices.current[row], alignment.devices.desired[row])
      if old.isNone || new.isNone {
        changes.append(Row(device: device, change: old.isNone ? .removed : .added))
        continue
      }
      switch alignment.devices.match[row] {
      case .identity, .mapped, .wiring:
        if alignment.isRenamed(device) { changes.append(Row(device: device, change: .renamed)) }
      case .name, .spelling:
        if guids.differ(device) || alignment.haveOtherSerials(old, new) { suspects.append(device) }
      case .none: break
      }
      for change in facts.changes(old, new) {
        changes.append(Row(device: device, change: change))
      }
    }
    guard !suspects.isEmpty else { return }
    let owner = guids.desiredOwners(of: suspects)
    for device in suspects {
      if let home = guids.current(device).compactMap({ owner[$0] }).first(where: { $0 != device }) {
        crossed[home] = device
      }
    }
    let known = crossed
    changes += suspects.filter { known[$0] == nil }.map { Row(device: $0, change: .replaced) }
    changes.sort { ($0.device, $0.change.place) < ($1.device, $1.change.place) }
  }

  /// Whether each of two devices carries the other one's name, as far as GUIDs tell.
  package func areCrossed(_ a: Int32, _ b: Int32) -> Bool {
    crossed[a] == b && crossed[b] == a
  }

  /// Pairs of devices that carry each other's names, lower row first.
  package var crossedPairs: [(Int32, Int32)] {
    crossed.filter { $0.key < $0.value && crossed[$0.value] == $0.key }
      .map { ($0.key, $0.value) }.sorted { $0.0 < $1.0 }
  }

  /// Devices whose name another device of theirs carries now, lowest row first.
  var crossedDevices: [Int32] { crossed.values.sorted() }

  package func devices(_ change: DeviceChange) -> [Int32] {
    changes.filter { $0.change == change }.map(\.device)
  }
}

extension DeviceChange {
  fileprivate var place: Int {
    switch self {
    case .added: 0
    case .removed: 1
    case .renamed: 2
    case .replaced: 3
    case .moved: 4
    case .remodelled: 5
    case .reassigned: 6
    }
  }
}

/// GUIDs of devices and of their adapters, in both fabrics.
private struct GUIDTable {
  private let alignment: Alignment
  /// Cards of hosts, by device of the fabric; empty where a fabric has no adapters.
  private var desiredCards: [Int32: [UInt64]] = [:]
  private var currentCards: [Int32: [UInt64]] = [:]
  private let isSilent: Bool

  init(_ alignment: Alignment) {
    self.alignment = alignment
    let sides = (alignment.desired, alignment.current)
    isSilent = !(Self.tells(sides.0) && Self.tells(sides.1))
    guard !isSilent else { return }
    desiredCards = Self.cards(sides.0)
    currentCards = Self.cards(sides.1)
  }

  private static func tells(_ fabric: Fabric) -> Bool {
    !fabric.devices.guid.isEmpty || fabric.adapters.guid.contains { $0 != 0 }
  }

  private static func cards(_ fabric: Fabric) -> [Int32: [UInt64]] {
    var cards: [Int32: [UInt64]] = [:]
    for row in 0..<fabric.adapters.count where fabric.adapters.guid[row] != 0 {
      cards[fabric.adapters.host[row].rawValue, default: []].append(fabric.adapters.guid[row])
    }
    return cards
  }

  /// Whether both fabrics give GUIDs to a device, and have none in common.
  func differ(_ row: Int32) -> Bool {
    guard !isSilent else { return false }
    let (old, new) = (alignment.devices.current[Int(row)], alignment.devices.desired[Int(row)])
    let (x, y) = (alignment.current.devices.guid(of: old), alignment.desired.devices.guid(of: new))
    if x != 0 && x == y { return false }
    let (mine, theirs) = (desired(row), current(row))
    return !mine.isEmpty && !theirs.isEmpty && Set(mine).isDisjoint(with: theirs)
  }

  func desired(_ row: Int32) -> [UInt64] {
    let device = alignment.devices.desired[Int(row)]
    return device.isNone ? [] : Self.all(device, alignment.desired, desiredCards)
  }

  func current(_ row: Int32) -> [UInt64] {
    let device = alignment.devices.current[Int(row)]
    return device.isNone ? [] : Self.all(device, alignment.current, currentCards)
  }

  private static func all(
    _ device: DeviceID, _ fabric: Fabric, _ cards: [Int32: [UInt64]]
  ) -> [UInt64] {
    let own = fabric.devices.guid(of: device)
    return (own == 0 ? [] : [own]) + (cards[device.rawValue] ?? [])
  }

  /// Which of some devices has a GUID in the desired fabric.
  func desiredOwners(of rows: [Int32]) -> [UInt64: Int32] {
    var owner: [UInt64: Int32] = [:]
    for row in rows {
      for guid in desired(row) { owner[guid] = row }
    }
    return owner
  }
}

extension Alignment {
  /// Whether the two names of a device differ. A GUID in place of a name is none.
  fileprivate func isRenamed(_ row: Int32) -> Bool {
    let (old, new) = (devices.current[Int(row)], devices.desired[Int(row)])
    let (x, y) = (current.name(of: old), desired.name(of: new))
    return x != y && NameMap.number(x) == nil && NameMap.number(y) == nil
  }

  fileprivate func haveOtherSerials(_ old: DeviceID, _ new: DeviceID) -> Bool {
    guard let x = current.devices.serial[old], let y = desired.devices.serial[new] else {
      return false
    }
    return Spelling.folded(current.names.bytes(x)) != Spelling.folded(desired.names.bytes(y))
  }
}
