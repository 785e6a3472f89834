internal import FabricMetrics
internal import FabricModel
internal import FabricTopology
internal import Findings

/// A cable between two switches, with its ports at either.
struct Wire {
  var edge: Int
  var link: LinkID
  /// What people call the cable.
  var name: String
  var pair: WiringViolations.Pair
  var lowerPort: PortID
  var upperPort: PortID
}

/// The end of a cable that a hand takes, with the port that it is in.
struct Plug {
  var name: String
  var port: PortID
}

/// What findings about wiring have in common.
extension CheckContext {
  typealias Pair = WiringViolations.Pair

  /// The cable of a pair that fits the design worst, of those that no other act is about.
  func oddWire(_ pair: Pair, _ diagnoses: inout Diagnoses) -> Wire? {
    guard let edge = pattern.oddEdge(of: pair, after: diagnoses.usedEdges) else { return nil }
    diagnoses.use(edge)
    let link = link(edge)
    return Wire(
      edge: edge, link: link, name: cables.name(of: link, fabric), pair: pair,
      lowerPort: port(link, at: device(pair.lower)),
      upperPort: port(link, at: device(pair.upper)))
  }

  /// The jumper of a link through panels at its lower switch, by its end in the panel: nobody pulls a
  /// trunk where a jumper can be moved. Nil for a link without panels.
  func jumper(of wire: Wire) -> Plug? {
    guard let segments = fabric.links.segments[wire.link] else { return nil }
    let jumper = segments.first { segment in
      let (a, b) = fabric.ends(segment)
      return a == wire.lowerPort || b == wire.lowerPort
    }
    return jumper.map { jumper in
      let (a, b) = fabric.ends(jumper)
      return Plug(name: cables.name(of: jumper, fabric), port: a == wire.lowerPort ? b : a)
    }
  }

  /// `leaf`, `spine`, `core`.
  func tierName(_ vertex: Int32) -> String {
    topology.tierName(Int(topology.tier[Int(vertex)]))
  }

  /// `p03-leaf-04:29`, or without a port where the switches beside it do not show which.
  func end(_ vertex: Int32, port: PortNumber?) -> String {
    name(vertex) + (port.map { ":\($0)" } ?? "")
  }

  /// Both ends where a cable of this pair belongs: `p03-leaf-04:29 -- p03-spine-05:4`.
  func wanted(_ pair: Pair) -> String {
    let ports = pattern.ports(of: pair)
    return "\(end(pair.lower, port: ports.lower)) -- \(end(pair.upper, port: ports.upper))"
  }

  /// What a cable between these two should carry: the commonest speed of their tiers.
  func usualMegabits(_ pair: Pair) -> Int32 {
    let tiers = LinkSpeeds.TierPair(
      topology.tier[Int(pair.lower)], topology.tier[Int(pair.upper)])
    return speeds.usual[tiers] ?? 1000
  }

  func usualMegabits(tiers a: UInt8, _ b: UInt8) -> Int32 {
    speeds.usual[LinkSpeeds.TierPair(a, b)] ?? 1000
  }

  /// What a host at this switch should bring.
  func usualHostMegabits(at vertex: Int32) -> Int32 {
    speeds.usual[LinkSpeeds.TierPair(0, topology.tier[Int(vertex)])] ?? 1000
  }

  /// The edge of a link between two switches; nil for every other one.
  func edge(of link: LinkID) -> Int? {
    let (a, b) = fabric.ends(link)
    guard !b.isNone else { return nil }
    let vertices = [a, b].map { topology.graph.vertexOf[fabric.device(of: $0).index] }
    guard vertices[0] >= 0, vertices[1] >= 0 else { return nil }
    return topology.edges(between: vertices[0], and: vertices[1]).first {
      topology.graph.edgeLink[$0] == link
    }
  }

  /// What it takes to bring a link to a speed: `edge` is nil for a host's.
  func raise(_ link: LinkID, edge: Int?, to megabits: Int32) -> Repair {
    if let edge { return Repair(raised: [(edge, megabits)]) }
    let (a, b) = fabric.ends(link)
    let vertices = [a, b].map { topology.graph.vertexOf[fabric.device(of: $0).index] }
    let now = speeds.megabits[link.index]
    return Repair(slowHosts: [
      SlowHost(
        host: host(of: link), vertex: vertices.max()!, megabits: now, missing: megabits - now)
    ])
  }

  /// The capacity of cables that a repair brings back: no cut gains more (bound L1).
  func gain(of repair: Repair) -> Gbps {
    var megabits = repair.added.reduce(0) { $0 + Int(usualMegabits($1)) }
    for missing in repair.switches {
      megabits += missing.lower.reduce(0) { sum, vertex in
        sum + Int(usualMegabits(tiers: topology.tier[Int(vertex)], missing.tier))
      }
    }
    for missing in repair.switches {
      megabits += missing.hosts.count * Int(usualMegabits(tiers: 0, missing.tier))
    }
    for vertex in repair.hosts { megabits += Int(usualHostMegabits(at: vertex)) }
    for slow in repair.slowHosts { megabits += Int(slow.missing) }
    for move in repair.hostMoves where move.to != nil { megabits += Int(move.megabits) }
    for raise in repair.raised {
      megabits += Int(raise.megabits) - Int(speeds.megabits[link(raise.edge).index])
    }
    return Gbps(megabits: megabits)
  }
}
