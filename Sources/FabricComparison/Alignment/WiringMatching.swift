internal import FabricModel

/// Finds devices that carry another name in the other revision by what is in their ports.
///
/// A device whose name is gone, and one whose name is new, have in common what leads from the same
/// port of either to the same port of a device that is known already. They are one device where that
/// is more than half of the cables of one of them, and more than either has in common with any other
/// device. What is found so may tell of its neighbours, so that a pod with new names is recognised
/// from its cores down to its hosts.
struct WiringMatching {
  private let current: Fabric
  private let desired: Fabric
  private let currentLinks: LinksAtPorts
  private let desiredLinks: LinksAtPorts
  /// As in `DeviceMatching`.
  private var currentOf: [Int32]
  private var desiredOf: [Int32]
  /// What open devices have in common, by desired device and then by current one; and the other way
  /// round.
  private var common: [Int32: [Int32: Int]] = [:]
  private var mirror: [Int32: [Int32: Int]] = [:]
  /// Pairs in the order in which they were found.
  private(set) var pairs: [(current: Int32, desired: Int32)] = []

  /// - Complexity: O(links) where devices are left over on both sides, and O(ports of those devices)
  ///   steps with a search in the ports of a device each.
  init(current: Fabric, desired: Fabric, currentOf: [Int32], desiredOf: [Int32]) {
    self.current = current
    self.desired = desired
    self.currentOf = currentOf
    self.desiredOf = desiredOf
    currentLinks = LinksAtPorts(current)
    desiredLinks = LinksAtPorts(desired)
    var active = currentOf.indices.filter { currentOf[$0] < 0 }.map { Int32($0) }
    while !active.isEmpty {
      for device in active { compare(device) }
      let found = active.compactMap { device in
        counterpart(of: device).map { (current: $0, desired: device) }
      }
      for pair in found { settle(pair) }
      active = Array(
        Set(found.flatMap { openNeighbors(of: $0.desired) }.filter { self.currentOf[Int($0)] < 0 }))
    }
  }

  private mutating func settle(_ pair: (current: Int32, desired: Int32)) {
    currentOf[Int(pair.desired)] = pair.current
    desiredOf[Int(pair.current)] = pair.desired
    for other in (common.removeValue(forKey: pair.desired) ?? [:]).keys {
      mirror[other]?[pair.desired] = nil
    }
    for other in (mirror.removeValue(forKey: pair.current) ?? [:]).keys {
      common[other]?[pair.current] = nil
    }
    pairs.append(pair)
  }

  /// Counts what a desired device has in common with current ones.
  private mutating func compare(_ device: Int32) {
    var counts: [Int32: Int] = [:]
    for port in desired.ports.ports(of: DeviceID(rawValue: device)) {
      let far = desiredLinks.far(PortID(port), desired)
      guard !far.isNone else { continue }
      let neighbor = currentOf[desired.device(of: far).index]
      guard neighbor >= 0, let near = current(port, behind: far, of: neighbor) else { continue }
      counts[current.device(of: near).rawValue, default: 0] += 1
    }
    counts = counts.filter { areAlike($0.key, device) }
    // Nothing is ever lost: neighbours are only recognised, never forgotten.
    for (other, count) in counts { mirror[other, default: [:]][device] = count }
    common[device] = counts
  }

  /// The current device that has most in common with a desired one, if that holds for both.
  private func counterpart(of device: Int32) -> Int32? {
    guard let best = Self.best(common[device]), Self.best(mirror[best.device])?.device == device
    else { return nil }
    let cabled = min(
      currentLinks.count(at: best.device, current), desiredLinks.count(at: device, desired))
    return 2 * best.count > cabled ? best.device : nil
  }

  /// The device with the highest count; nil where several have it.
  private static func best(_ counts: [Int32: Int]?) -> (device: Int32, count: Int)? {
    guard let counts, let most = counts.values.max() else { return nil }
    let holders = counts.filter { $0.value == most }
    return holders.count == 1 ? holders.first.map { ($0.key, $0.value) } : nil
  }

  private func openNeighbors(of device: Int32) -> [Int32] {
    desired.ports.ports(of: DeviceID(rawValue: device)).compactMap { port in
      let far = desired.device(of: desiredLinks.far(PortID(port), desired))
      return far.isNone || currentOf[far.index] >= 0 ? nil : far.rawValue
    }
  }

  /// The current port that is cabled to the port `far` of a known neighbour, if it is `port` on a
  /// device that nobody has recognised.
  private func current(_ port: Int, behind far: PortID, of neighbor: Int32) -> PortID? {
    let isUnnamed = desired.ports.number[far.index] < 0 && desired.ports.printed[far.index].isNone
    let candidates =
      isUnnamed
      ? current.ports.ports(of: DeviceID(rawValue: neighbor))
      : self.port(like: far, on: neighbor).map { $0..<$0 + 1 } ?? 0..<0
    for candidate in candidates {
      let near = currentLinks.far(PortID(candidate), current)
      guard !near.isNone, desiredOf[current.device(of: near).index] < 0 else { continue }
      if isUnnamed && PortKeys.isNamed(candidate, current) { continue }
      if isSamePort(near.index, port) { return near }
    }
    return nil
  }

  private func isSamePort(_ mine: Int, _ theirs: Int) -> Bool {
    if !PortKeys.isNamed(mine, current) && !PortKeys.isNamed(theirs, desired) { return true }
    return PortKeys.compare(mine, current, theirs, desired) == 0
  }

  /// Ports of a device are sorted.
  private func port(like far: PortID, on neighbor: Int32) -> Int? {
    let range = current.ports.ports(of: DeviceID(rawValue: neighbor))
    var (low, high) = (range.lowerBound, range.upperBound)
    while low < high {
      let middle = (low + high) / 2
      let order = PortKeys.compare(middle, current, far.index, desired)
      if order == 0 { return middle }
      if order < 0 { low = middle + 1 } else { high = middle }
    }
    return nil
  }

  /// What says that it is another device in the same place: kind, model, GUID or serial number.
  private func areAlike(_ mine: Int32, _ theirs: Int32) -> Bool {
    let (a, b) = (DeviceID(rawValue: mine), DeviceID(rawValue: theirs))
    let kinds = (current.kind(of: a), desired.kind(of: b))
    guard kinds.0 == kinds.1 || kinds.0 == .unknown || kinds.1 == .unknown else { return false }
    let guids = (current.devices.guid(of: a), desired.devices.guid(of: b))
    guard guids.0 == 0 || guids.1 == 0 || guids.0 == guids.1 else { return false }
    return agree(current.devices.model[a.index], desired.devices.model[b.index])
      && agree(current.devices.serial[a] ?? .none, desired.devices.serial[b] ?? .none)
  }

  private func agree(_ mine: NameID, _ theirs: NameID) -> Bool {
    mine.isNone || theirs.isNone
      || Spelling.folded(current.names.bytes(mine)) == Spelling.folded(desired.names.bytes(theirs))
  }
}

/// The first link at each port of a fabric.
private struct LinksAtPorts {
  private var link: [Int32]

  init(_ fabric: Fabric) {
    link = [Int32](repeating: -1, count: fabric.ports.count)
    for row in 0..<fabric.links.statedCount {
      let (a, b) = (fabric.links.a[row], fabric.links.b[row])
      guard !a.isNone && !b.isNone else { continue }
      for port in [a, b] where link[port.index] < 0 {
        link[port.index] = Int32(truncatingIfNeeded: row)
      }
    }
  }

  /// The port at the other end, or `.none`.
  func far(_ port: PortID, _ fabric: Fabric) -> PortID {
    let row = Int(link[port.index])
    guard row >= 0 else { return .none }
    return fabric.links.a[row] == port ? fabric.links.b[row] : fabric.links.a[row]
  }

  /// The number of cabled ports of a device.
  func count(at device: Int32, _ fabric: Fabric) -> Int {
    fabric.ports.ports(of: DeviceID(rawValue: device)).count { link[$0] >= 0 }
  }
}
