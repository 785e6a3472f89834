internal import FabricMetrics
internal import FabricModel
internal import FabricTopology

/// How much a repair relieves the switches that are more oversubscribed than intended.
struct UplinkRelief {
  private let context: CheckContext
  /// Per switch: whether it is above the intent of its tier.
  private let isAbove: [Bool]

  init(_ context: CheckContext, _ intent: Intent) {
    self.context = context
    let ratios = context.model.ratios()
    isAbove = context.topology.tier.indices.map { vertex in
      guard let target = intent.oversubscription[Int(context.topology.tier[vertex])] else {
        return false
      }
      return ratios[vertex].isAbove(target)
    }
  }

  /// Gb/s that come on top above those switches, or go away below them.
  func amount(of repair: Repair) -> Gbps {
    var relief = 0
    for pair in repair.added {
      relief += effect(pair.lower, pair.upper, Int(context.usualMegabits(pair)))
    }
    for edge in repair.removed {
      let pair = context.topology.pair(ofEdge: edge)
      relief -= effect(
        pair.lower, pair.upper, Int(context.speeds.megabits[context.link(edge).index]))
    }
    for raise in repair.raised {
      let pair = context.topology.pair(ofEdge: raise.edge)
      let missing =
        Int(raise.megabits) - Int(context.speeds.megabits[context.link(raise.edge).index])
      relief += effect(pair.lower, pair.upper, missing)
    }
    for missing in repair.switches {
      for vertex in missing.lower where isAbove[Int(vertex)] {
        relief += Int(
          context.usualMegabits(tiers: context.topology.tier[Int(vertex)], missing.tier))
      }
    }
    for move in repair.hostMoves {
      guard let from = move.from, let to = move.to else { continue }
      relief += isAbove[Int(from)] ? Int(move.megabits) : 0
      relief -= isAbove[Int(to)] ? Int(move.megabits) : 0
    }
    for vertex in repair.removedHosts where isAbove[Int(vertex)] {
      relief += Int(context.usualHostMegabits(at: vertex))
    }
    return Gbps(megabits: max(0, relief))
  }

  /// What a link between two switches does for those above the intent: uplinks of the lower one help,
  /// downlinks of the upper one burden.
  private func effect(_ lower: Int32, _ upper: Int32, _ megabits: Int) -> Int {
    guard context.topology.tier[Int(lower)] < context.topology.tier[Int(upper)] else { return 0 }
    return (isAbove[Int(lower)] ? megabits : 0) - (isAbove[Int(upper)] ? megabits : 0)
  }
}
