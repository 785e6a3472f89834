internal import FabricModel
internal import FabricTopology

/// Cables of hosts that are in the wrong place for one reason.
struct HostFault {
  enum Kind: Hashable {
    case railCrossing, planeCrossing, sameSwitch
    /// Leaves of another unit, on the right rail and plane.
    case otherUnit
  }

  /// A cable, by its place in `SwitchGraph.hostLink`, and the leaf that it should lead to.
  struct Move: Hashable {
    var index: Int
    var found: Int32
    var wanted: Int32?
  }

  var kind: Kind
  /// Cables that belong where the next of them is; those of no ring are alone.
  var rings: [[Move]]

  var moves: [Move] { rings.flatMap { $0 } }
}

/// A port of a host that should have a cable and has none.
package struct HostHole: Hashable, Sendable {
  var host: DeviceID
  /// The rank of the cage from 0, -1 where nothing tells; the leg from 1, 0 for none.
  var cage = -1
  var leg = 0
  /// The leaf that it should lead to.
  var wanted: Int32?
}

/// The mistakes at hosts with several ports, cause by cause.
struct HostFaults {
  private(set) var misplaced: [HostFault] = []
  private(set) var absent: [HostHole] = []
  /// Places in `SwitchGraph.hostLink`.
  private(set) var surplus: [Int] = []

  /// - Complexity: O(v log v) for v violations.
  init(_ topology: Topology, _ fabric: Fabric) {
    let wiring = topology.hosts
    guard wiring.isMultihomed else { return }
    absent = ThinHosts.holes(topology, fabric)
    var moves: [HostFault.Move] = []
    let graph = topology.graph
    for act in wiring.acts {
      switch act {
      case .swap(let a, let b):
        let (x, y) = (graph.hostVertex[a], graph.hostVertex[b])
        moves.append(HostFault.Move(index: a, found: x, wanted: y))
        moves.append(HostFault.Move(index: b, found: y, wanted: x))
      case .move(let index, let wanted):
        moves.append(
          HostFault.Move(index: index, found: graph.hostVertex[index], wanted: wanted))
      case .missing(let entry):
        absent.append(
          HostHole(host: entry.host, cage: entry.cage, leg: entry.leg, wanted: entry.wanted))
      case .surplus(let index): surplus.append(index)
      }
    }
    let rings = Self.rings(UnitTies.moves(topology, fabric) ?? moves) { index in
      graph.host(ofLinkAt: index, fabric)
    }
    collect(Self.sharingCables(rings, graph, fabric), wiring)
  }

  /// Cables that belong where the next one is: first those of one host, then two, then more; and
  /// those that are alone.
  private static func rings(
    _ moves: [HostFault.Move], host: (Int) -> DeviceID
  ) -> [[HostFault.Move]] {
    var rings: [[HostFault.Move]] = []
    var left = Array(moves.indices)
    func find(_ places: [Int], longest: Int) {
      let known = places.compactMap { place in
        moves[place].wanted.map { Rings.Move(id: place, found: moves[place].found, wanted: $0) }
      }
      let found = Rings.find(in: known, longest: longest)
      let used = Set(found.joined())
      rings += found.map { ring in ring.map { moves[$0] } }
      left.removeAll { used.contains($0) }
    }
    let byHost = Dictionary(grouping: left) { host(moves[$0].index) }
    for places in byHost.values.sorted(by: { $0[0] < $1[0] }) where places.count > 1 {
      find(places, longest: 2)
      find(places.filter { left.contains($0) }, longest: Rings.longest)
    }
    find(left, longest: 2)
    find(left, longest: Rings.longest)
    return rings + left.map { [moves[$0]] }
  }

  /// Joins rings with legs of the same breakout cable: one hand has plugged them.
  private static func sharingCables(
    _ rings: [[HostFault.Move]], _ graph: SwitchGraph, _ fabric: Fabric
  ) -> [[[HostFault.Move]]] {
    var groups: [[[HostFault.Move]]] = []
    var groupOfCable: [CableID: Int] = [:]
    for ring in rings {
      let cables = ring.map { fabric.links.cable[graph.hostLink[$0.index].index] }
      // A cable of one link joins nothing.
      let known = cables.compactMap { $0.isNone ? nil : groupOfCable[$0] }.first
      if let known { groups[known].append(ring) } else { groups.append([ring]) }
      for cable in cables where !cable.isNone && groupOfCable[cable] == nil {
        groupOfCable[cable] = known ?? groups.count - 1
      }
    }
    return groups
  }

  private mutating func collect(_ groups: [[[HostFault.Move]]], _ wiring: HostWiring) {
    var entries: [Int: HostViolations.Misplaced] = [:]
    for entry in wiring.violations.misplaced { entries[entry.link] = entry }
    let repeated = Set(wiring.violations.sameSwitch.joined())
    misplaced = groups.map { rings in
      let moves = rings.joined()
      let kind: HostFault.Kind
      if moves.contains(where: { entries[$0.index]?.isOnWrongRail == true }) {
        kind = .railCrossing
      } else if moves.contains(where: { entries[$0.index]?.isOnWrongPlane == true }) {
        kind = .planeCrossing
      } else if rings.count == 1, rings[0].count == 1, repeated.contains(rings[0][0].index) {
        kind = .sameSwitch
      } else {
        kind = .otherUnit
      }
      return HostFault(kind: kind, rings: rings)
    }
  }
}
