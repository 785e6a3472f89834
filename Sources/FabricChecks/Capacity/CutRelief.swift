internal import FabricMetrics
internal import FabricModel
internal import FabricTopology

/// How much a repair adds across the worst cut that was found.
///
/// Once everything is repaired that cut has more than the intent, so the sum over all repairs is more
/// than the shortfall and at least one of them helps.
struct CutRelief {
  private let context: CheckContext

  private let hostsInside: Set<DeviceID>?

  init(_ context: CheckContext) {
    self.context = context
    hostsInside = context.capacity.bisection.witness.hosts.map { Set($0.inside) }
  }

  /// The change of the cut's value, c(S) + |w(S) - W/2|, by this repair alone.
  func amount(of repair: Repair) -> Gbps {
    let side = context.capacity.bisection.witness.side
    var crossing = 0
    for pair in repair.added where side[Int(pair.lower)] != side[Int(pair.upper)] {
      crossing += Int(context.usualMegabits(pair))
    }
    for edge in repair.removed where crosses(edge, side) {
      crossing -= Int(context.speeds.megabits[context.link(edge).index])
    }
    for raise in repair.raised where crosses(raise.edge, side) {
      crossing +=
        Int(raise.megabits) - Int(context.speeds.megabits[context.link(raise.edge).index])
    }
    for missing in repair.switches { crossing += crossingGain(missing, side) }
    for move in repair.hostMoves { crossing += gain(of: move, side) }
    for slow in repair.slowHosts
    where isInside(slow.host, at: slow.vertex, side) != side[Int(slow.vertex)] {
      crossing += Int(slow.missing)
    }
    let halves = context.capacity.bisection.witness.sideHosts.map(\.megabits)
    // `sideHosts[0]` is the capacity on the side where `side` is true.
    var change = 0
    let weigh = { (vertex: Int32, megabits: Int) in side[Int(vertex)] ? megabits : -megabits }
    for vertex in repair.hosts { change += weigh(vertex, context.usualHost(vertex)) }
    for vertex in repair.removedHosts { change -= weigh(vertex, context.usualHost(vertex)) }
    for slow in repair.slowHosts {
      change += isInside(slow.host, at: slow.vertex, side) ? Int(slow.missing) : -Int(slow.missing)
    }
    for move in repair.hostMoves { change += shift(of: move, side) }
    let imbalance = halves[0] - halves[1]
    let gain = 2 * crossing + abs(imbalance + change) - abs(imbalance)
    return Gbps(megabits: max(0, gain / 2))
  }

  /// Whether a host is on the side where `side` is true: as the cut has it where hosts have several
  /// ports, else with its switch.
  private func isInside(_ host: DeviceID, at vertex: Int32, _ side: [Bool]) -> Bool {
    hostsInside.map { $0.contains(host) } ?? side[Int(vertex)]
  }

  /// The change of w(S) - w(rest) when a host's cable comes, goes or moves.
  private func shift(of move: HostMove, _ side: [Bool]) -> Int {
    let weigh = { (vertex: Int32) in
      isInside(move.host, at: vertex, side) ? Int(move.megabits) : -Int(move.megabits)
    }
    guard let to = move.to else { return 0 }
    return weigh(to) - (move.from.map(weigh) ?? 0)
  }

  /// A host that is whole on one side has its cables to the other side in the cut.
  private func gain(of move: HostMove, _ side: [Bool]) -> Int {
    guard let to = move.to else { return 0 }
    guard let inside = hostsInside else {
      // Without hosts of several ports, only the weights of the sides change.
      return 0
    }
    let own = inside.contains(move.host)
    let before = move.from.map { side[Int($0)] != own } ?? false
    let after = side[Int(to)] != own
    return (after ? Int(move.megabits) : 0) - (before ? Int(move.megabits) : 0)
  }

  /// A new switch stands where fewer of its cables cross.
  private func crossingGain(_ missing: MissingSwitch, _ side: [Bool]) -> Int {
    var sums = [false: 0, true: 0]
    for vertex in missing.lower + missing.upper {
      sums[side[Int(vertex)]]! += Int(
        context.usualMegabits(tiers: context.topology.tier[Int(vertex)], missing.tier))
    }
    return min(sums[false]!, sums[true]!)
  }

  private func crosses(_ edge: Int, _ side: [Bool]) -> Bool {
    let pair = context.topology.pair(ofEdge: edge)
    return side[Int(pair.lower)] != side[Int(pair.upper)]
  }
}

extension CheckContext {
  fileprivate func usualHost(_ vertex: Int32) -> Int { Int(usualHostMegabits(at: vertex)) }
}
