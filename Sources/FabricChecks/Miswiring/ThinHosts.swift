internal import FabricModel
internal import FabricTopology

/// Hosts with so few cables that they belong to no unit, where most hosts have more.
enum ThinHosts {
  /// More than this share of the hosts is no mistake.
  private static let exceptionalShare = 0.1

  /// The leaves of the unit that such a host is not on.
  ///
  /// - Complexity: O(hosts).
  static func holes(_ topology: Topology, _ fabric: Fabric) -> [HostHole] {
    let (wiring, graph) = (topology.hosts, topology.graph)
    guard wiring.unitCount > 0 else { return [] }
    let rows = wiring.rows
    let found = rows.hosts.indices.filter { row in
      rows.entries(of: row).count < wiring.leavesPerHost && wiring.unit(of: rows.hosts[row]) == nil
    }
    guard !found.isEmpty,
      Double(found.count) <= max(2, exceptionalShare * Double(rows.hosts.count))
    else { return [] }
    let byDesign = HostRoles.usual(among: found.map { rows.hosts[$0] }, of: rows.hosts, fabric)
    return found.flatMap { row -> [HostHole] in
      let host = rows.hosts[row]
      let leaves = Set(rows.entries(of: row).map { graph.hostVertex[Int(rows.links[$0])] })
      guard !byDesign.contains(fabric.devices.role[host.index]),
        let unit = leaves.min().flatMap({ wiring.unit(ofLeaf: $0) })
      else { return [] }
      let others = wiring.leaves(ofUnit: unit).filter { !leaves.contains($0) }
      guard others.count + leaves.count == wiring.leavesPerHost else { return [] }
      return others.map { HostHole(host: host, wanted: $0) }
    }
  }
}

/// Roles of hosts that are cabled in another way than most.
enum HostRoles {
  /// The roles of which at least half of the hosts, and two, are among `odd`.
  static func usual(
    among odd: [DeviceID], of hosts: [DeviceID], _ fabric: Fabric
  ) -> Set<NameID> {
    let role = { (host: DeviceID) in fabric.devices.role[host.index] }
    var counts: [NameID: (odd: Int, all: Int)] = [:]
    for host in odd { counts[role(host), default: (0, 0)].odd += 1 }
    for host in hosts where counts[role(host)] != nil { counts[role(host)]!.all += 1 }
    return Set(counts.filter { $0.value.odd > 1 && 2 * $0.value.odd >= $0.value.all }.keys)
  }
}
