internal import FabricModel

/// How a device of one fabric was recognised in the other.
package enum DeviceMatch: UInt8, Sendable, CaseIterable {
  /// It is in one of the two fabrics only.
  case none
  /// Both fabrics spell its name with the same bytes.
  case name
  /// The names differ in case, in white space around them, in a dot at the end, or in a domain that
  /// most names of one fabric carry.
  case spelling
  /// By its GUID; the names differ.
  case identity
  /// By a list of names for GUIDs, serial numbers and MAC addresses.
  case mapped
  /// By its cables, which another name has in the other revision.
  case wiring
}

/// Finds the devices of one fabric in another.
///
/// A list of names decides first, then names as they are written. What is left over on both sides is
/// compared with its spelling evened out, then by GUID, then without the domain that most of the
/// names of one side end in. A name is never cut at a dot otherwise: `DC1.POD1.LEAF2A` is the name of
/// a host. A name that several devices of one fabric share decides nothing.
struct DeviceMatching {
  /// `currentOf[d]`: the current device that desired device `d` is, or -1.
  private(set) var currentOf: [Int32]
  private(set) var desiredOf: [Int32]
  /// By desired device.
  private(set) var match: [DeviceMatch]
  /// Devices that share their name with another one of their fabric and were matched by nothing else.
  private(set) var namesakes = (current: [Int32](), desired: [Int32]())

  private let current: Fabric
  private let desired: Fabric

  /// - Complexity: expected O(devices + bytes of names).
  init(current: Fabric, desired: Fabric, names: NameMap, asksWiring: Bool) {
    self.current = current
    self.desired = desired
    currentOf = [Int32](repeating: -1, count: desired.devices.count)
    desiredOf = [Int32](repeating: -1, count: current.devices.count)
    match = [DeviceMatch](repeating: .none, count: desired.devices.count)
    var owners = NameOwners(desired)
    if !names.isEmpty { matchMapped(names, owners) }
    let shared = matchExact(&owners)
    matchFolded(shared, suffix: nil)
    matchGUIDs()
    matchDomains(shared)
    if asksWiring { matchWiring() }
    noteNamesakes(shared)
  }

  private mutating func pair(_ current: Int32, _ desired: Int32, _ basis: DeviceMatch) {
    currentOf[Int(desired)] = current
    desiredOf[Int(current)] = desired
    match[Int(desired)] = basis
  }

  private var openCurrent: [Int32] { Self.open(desiredOf) }
  private var openDesired: [Int32] { Self.open(currentOf) }

  private static func open(_ partner: [Int32]) -> [Int32] {
    partner.indices.filter { partner[$0] < 0 }.map { Int32($0) }
  }

  /// Devices whose names decide nothing, because another one of the same fabric has the same.
  private struct Shared {
    var current: Set<Int32> = []
    var desired: Set<Int32> = []
    /// Those of the desired ones that share their name among themselves.
    var namesakes: Set<Int32> = []
  }
}

extension DeviceMatching {
  private mutating func matchMapped(_ map: NameMap, _ owners: NameOwners) {
    for row in 0..<current.devices.count {
      guard let name = map.name(of: DeviceID(row), in: current) else { continue }
      let owner = owners.owner(of: desired.names.find(name))
      if owner >= 0 && currentOf[Int(owner)] < 0 { pair(Int32(row), owner, .mapped) }
    }
    let currentOwners = NameOwners(current)
    for row in 0..<desired.devices.count where currentOf[row] < 0 {
      guard let name = map.name(of: DeviceID(row), in: desired) else { continue }
      let owner = currentOwners.owner(of: current.names.find(name))
      if owner >= 0 && desiredOf[Int(owner)] < 0 { pair(owner, Int32(row), .mapped) }
    }
  }

  /// - Returns: devices that share their names.
  private mutating func matchExact(_ owners: inout NameOwners) -> Shared {
    var shared = Shared()
    // A copy of the handle, because the table cannot be looked at through `self` while that changes.
    let names = current.names
    let arena = names.arena.span
    var guess = NameID.none
    // Two current devices of one name meet at the desired device of that name, or are told apart by
    // nothing that matters.
    for row in 0..<current.devices.count where desiredOf[row] < 0 {
      let name = current.devices.name[row]
      guard !name.isNone else { continue }
      let found = desired.names.find(
        arena.extracting(names.range(of: name)), guess: guess)
      let owner = owners.owner(of: found)
      guard owner >= 0 else { continue }
      guess = nextName(after: owner)
      let other = currentOf[Int(owner)]
      if other < 0 {
        pair(Int32(row), owner, .name)
      } else if match[Int(owner)] == .name {
        shared.current.formUnion([other, Int32(row)])
        shared.desired.insert(owner)
      }
    }
    for owner in shared.desired {
      desiredOf[Int(currentOf[Int(owner)])] = -1
      currentOf[Int(owner)] = -1
      match[Int(owner)] = .none
    }
    shared.namesakes = owners.namesakes
    shared.desired.formUnion(owners.namesakes)
    return shared
  }

  /// Both fabrics mostly list their devices in one order.
  private func nextName(after owner: Int32) -> NameID {
    let next = Int(owner) + 1
    return next < desired.devices.count ? desired.devices.name[next] : .none
  }

  /// Compares what is left without regard to case, white space and dots at the end.
  ///
  /// - Parameter suffix: a domain that names may carry and that does not count.
  private mutating func matchFolded(_ shared: Shared, suffix: [UInt8]?) {
    let (mine, theirs) = (openCurrent, openDesired)
    guard !mine.isEmpty && !theirs.isEmpty else { return }
    var folded = NameTable()
    var owner: [Int32] = []
    for row in theirs where !shared.desired.contains(row) {
      let text = Spelling.folded(desired, row, without: suffix)
      let name = folded.intern(text.span)
      if name.index == owner.count { owner.append(row) } else { owner[name.index] = -1 }
    }
    var found = [Int32](repeating: -1, count: owner.count)
    for row in mine where !shared.current.contains(row) {
      let name = folded.find(Spelling.folded(current, row, without: suffix).span)
      guard !name.isNone else { continue }
      found[name.index] = found[name.index] == -1 ? row : -2
    }
    for index in owner.indices where owner[index] >= 0 && found[index] >= 0 {
      pair(found[index], owner[index], .spelling)
    }
  }

  private mutating func matchGUIDs() {
    let (mine, theirs) = (openCurrent, openDesired)
    guard !mine.isEmpty && !theirs.isEmpty else { return }
    let owners = GUIDOwners(desired, theirs)
    let others = GUIDOwners(current, mine)
    guard !owners.isEmpty && !others.isEmpty else { return }
    for (guid, row) in others.entries where row >= 0 {
      let owner = owners.owner(of: guid)
      if owner >= 0 && currentOf[Int(owner)] < 0 && desiredOf[Int(row)] < 0 {
        pair(row, owner, .identity)
      }
    }
  }

  private mutating func matchDomains(_ shared: Shared) {
    for (fabric, rows) in [(current, openCurrent), (desired, openDesired)] {
      if let suffix = Spelling.commonDomain(fabric, rows) {
        matchFolded(shared, suffix: suffix)
      }
    }
  }

  /// Devices with new names and old cables.
  private mutating func matchWiring() {
    guard desiredOf.contains(-1) && currentOf.contains(-1) else { return }
    let matching = WiringMatching(
      current: current, desired: desired, currentOf: currentOf, desiredOf: desiredOf)
    for found in matching.pairs { pair(found.current, found.desired, .wiring) }
  }

  private mutating func noteNamesakes(_ shared: Shared) {
    namesakes.current = shared.current.filter { desiredOf[Int($0)] < 0 }.sorted()
    namesakes.desired = shared.namesakes.filter { currentOf[Int($0)] < 0 }.sorted()
  }
}

/// Which device has a name.
private struct NameOwners {
  /// By name: the device, -1 for none, -2 where several share it.
  private var owners: [Int32]
  private(set) var namesakes: Set<Int32> = []

  init(_ fabric: Fabric) {
    owners = [Int32](repeating: -1, count: fabric.names.count)
    for row in 0..<fabric.devices.count where !fabric.devices.name[row].isNone {
      let name = fabric.devices.name[row].index
      if owners[name] == -1 {
        owners[name] = Int32(row)
      } else {
        if owners[name] >= 0 { namesakes.insert(owners[name]) }
        namesakes.insert(Int32(row))
        owners[name] = -2
      }
    }
  }

  func owner(of name: NameID) -> Int32 { name.isNone ? -1 : owners[name.index] }
}

/// Which device has a GUID, its own or that of one of its adapters.
private struct GUIDOwners {
  /// A device, or -2 where several share the number.
  private(set) var owners: [UInt64: Int32] = [:]

  init(_ fabric: Fabric, _ rows: [Int32]) {
    var isAsked = [Bool](repeating: false, count: fabric.devices.count)
    for row in rows {
      isAsked[Int(row)] = true
      add(fabric.devices.guid(of: DeviceID(rawValue: row)), row)
    }
    for adapter in 0..<fabric.adapters.count {
      let host = fabric.adapters.host[adapter]
      if isAsked[host.index] { add(fabric.adapters.guid[adapter], host.rawValue) }
    }
  }

  private mutating func add(_ guid: UInt64, _ row: Int32) {
    guard guid != 0 else { return }
    if let known = owners[guid], known != row {
      owners[guid] = -2
    } else {
      owners[guid] = row
    }
  }

  var isEmpty: Bool { owners.isEmpty }

  /// In order of the numbers: a host with two cards goes by the lower one.
  var entries: [(guid: UInt64, row: Int32)] {
    owners.map { (guid: $0.key, row: $0.value) }.sorted { $0.guid < $1.guid }
  }

  func owner(of guid: UInt64) -> Int32 { owners[guid] ?? -1 }
}

extension NameMap {
  fileprivate func name(of device: DeviceID, in fabric: Fabric) -> String? {
    let serial = fabric.devices.serial[device].map { fabric.names[$0] } ?? ""
    return name(
      guids: [fabric.devices.guid(of: device)], texts: [serial, fabric.name(of: device)])
  }
}
