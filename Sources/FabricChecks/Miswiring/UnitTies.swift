internal import FabricModel
internal import FabricTopology

/// Hosts on two leaves of two units: which of the two cables is in the wrong place?
///
/// With two cables there is no majority. The unit where fewer of them are out of place is the host's
/// own, else the one whose other hosts stand in its rack, else the one that is a host short without it.
struct UnitTies {
  private struct Key: Hashable {
    var unit: Int
    var cage: Int16
    var leg: UInt8
  }

  private let topology: Topology
  private var leafOf: [Key: Int32] = [:]
  private var hosts: [Int]
  private let usual: Int
  private let fabric: Fabric
  /// How many hosts of a unit stand in a rack.
  private var neighbors: [Beside: Int] = [:]

  private struct Beside: Hashable {
    var unit: Int
    var rack: RackID
  }

  /// Misplaced cables of all hosts, with the leaves where they belong; nil where no host is on two
  /// units alike.
  ///
  /// - Complexity: O(host links) where there is such a host.
  static func moves(_ topology: Topology, _ fabric: Fabric) -> [HostFault.Move]? {
    let (wiring, graph) = (topology.hosts, topology.graph)
    guard wiring.leavesPerHost == 2, !wiring.violations.misplaced.isEmpty else { return nil }
    let owner = Dictionary(
      uniqueKeysWithValues: wiring.rows.hosts.indices.lazy.flatMap { row in
        wiring.rows.entries(of: row).map { (Int(wiring.rows.links[$0]), row) }
      })
    let rows = Set(wiring.violations.misplaced.compactMap { owner[$0.link] })
    let tied = rows.filter { isTied($0, topology) }.sorted()
    guard !tied.isEmpty else { return nil }
    var ties = UnitTies(topology, fabric, without: rows)
    var moves = wiring.violations.misplaced.filter { entry in
      owner[entry.link].map { !tied.contains($0) } ?? true
    }.map { HostFault.Move(index: $0.link, found: $0.found, wanted: $0.wanted) }
    for row in tied { moves += ties.settle(row) }
    return moves.sorted { graph.hostLink[$0.index] < graph.hostLink[$1.index] }
  }

  private static func isTied(_ row: Int, _ topology: Topology) -> Bool {
    let links = topology.hosts.rows.entries(of: row).map { Int(topology.hosts.rows.links[$0]) }
    guard links.count == 2 else { return false }
    let units = links.map { topology.hosts.unit(ofLeaf: topology.graph.hostVertex[$0]) }
    return units[0] != nil && units[1] != nil && units[0] != units[1]
  }

  private init(_ topology: Topology, _ fabric: Fabric, without odd: Set<Int>) {
    (self.topology, self.fabric) = (topology, fabric)
    let (wiring, graph) = (topology.hosts, topology.graph)
    hosts = [Int](repeating: 0, count: wiring.unitCount)
    var votes: [Key: [Int32: Int]] = [:]
    for row in wiring.rows.hosts.indices {
      guard let unit = wiring.unit(of: wiring.rows.hosts[row]) else { continue }
      hosts[unit] += 1
      guard !odd.contains(row) else { continue }
      let rack = fabric.devices.rack[wiring.rows.hosts[row].index]
      if !rack.isNone { neighbors[Beside(unit: unit, rack: rack), default: 0] += 1 }
      for entry in wiring.rows.entries(of: row) {
        let index = Int(wiring.rows.links[entry])
        let key = Key(unit: unit, cage: wiring.keys.cage[index], leg: wiring.keys.leg[index])
        votes[key, default: [:]][graph.hostVertex[index], default: 0] += 1
      }
    }
    leafOf = votes.mapValues { $0.max { ($0.value, $1.key) < ($1.value, $0.key) }!.key }
    var counts: [Int: Int] = [:]
    for count in hosts { counts[count, default: 0] += 1 }
    usual = counts.max { ($0.value, $0.key) < ($1.value, $1.key) }?.key ?? 0
  }

  /// The misplaced cables of a host once its unit is decided.
  private mutating func settle(_ row: Int) -> [HostFault.Move] {
    let wiring = topology.hosts
    let links = wiring.rows.entries(of: row).map { Int(wiring.rows.links[$0]) }
    let units = links.compactMap { wiring.unit(ofLeaf: topology.graph.hostVertex[$0]) }
    guard let own = wiring.unit(of: wiring.rows.hosts[row]),
      let other = units.first(where: { $0 != own })
    else { return [] }
    let (here, there) = (moves(links, own), moves(links, other))
    let rack = fabric.devices.rack[wiring.rows.hosts[row].index]
    let beside = [own, other].map { neighbors[Beside(unit: $0, rack: rack)] ?? 0 }
    let isShort =
      (hosts[own] > usual && hosts[other] < usual)
      || (hosts[own] != usual && hosts[other] + 1 == usual)
    let isOther =
      there.count != here.count
      ? there.count < here.count : beside[0] != beside[1] ? beside[1] > beside[0] : isShort
    guard isOther else { return here }
    hosts[own] -= 1
    hosts[other] += 1
    return there
  }

  private func moves(_ links: [Int], _ unit: Int) -> [HostFault.Move] {
    let keys = topology.hosts.keys
    return links.compactMap { index in
      let found = topology.graph.hostVertex[index]
      let wanted = leafOf[Key(unit: unit, cage: keys.cage[index], leg: keys.leg[index])]
      return wanted == found ? nil : HostFault.Move(index: index, found: found, wanted: wanted)
    }
  }
}
