import FabricChecks
import FabricDesigns
import FabricMetrics
import FabricModel
import TestSupport

extension PlantedRule {
  /// Intents that the plan does not keep, by design and not by mistake.
  static let capacity: [PlantedRule] = [
    PlantedRule("BW101", "a tier with less than is wanted") { planter in
      planter = try Planter(
        "fat-tree", ["k": "8", "down": "5", "spine-down": "5"], seed: planter.random.next())
      let tier = 1 + planter.random.below(2)
      var intent = Intent()
      intent.oversubscription = [tier: Ratio(3, 2)!, 3 - tier: Ratio(2, 1)!]
      planter.draft.header.intent = intent
      return try planter.verified(["tier \(tier)"])
    },
    PlantedRule("BW201", "more bisection than there is") { planter in
      planter = try Planter("fat-tree", ["k": "8", "down": "5"], seed: planter.random.next())
      let real = try Plans.verify(planter.draft).capacity.bisection.upper
      var intent = Intent()
      intent.bisection = real + Gbps(megabits: 1 + planter.random.below(1_000_000))
      planter.draft.header.intent = intent
      return try planter.verified(["bisection"])
    },
    PlantedRule("BW202", "a bisection between what is proven and what is found") { planter in
      // Random graphs have such a gap, and no design that a finding could rest on.
      planter.draft = CableNotation.draft(randomGraph(&planter.random))
      let bisection = try Plans.verify(planter.draft).capacity.bisection
      var intent = Intent()
      intent.bisection = bisection.upper
      planter.draft.header.intent = intent
      return try planter.verified(["bisection"])
    },
  ]

  /// 26 switches with 3 hosts and 5 cables to others each, or nearly.
  private static func randomGraph(_ random: inout SplitMix64) -> String {
    let count = 26
    var lines: [String] = []
    for index in 0..<count {
      for host in 1...3 { lines.append("host-\(index)-\(host):1 -- sw-\(index):\(host) 100") }
      // A ring keeps it in one piece.
      lines.append("sw-\(index):4 -- sw-\((index + 1) % count):5 100")
    }
    for round in 0..<3 {
      var order = Array(0..<count)
      random.shuffle(&order)
      for pair in stride(from: 0, to: count, by: 2) {
        lines.append("sw-\(order[pair]):\(6 + round) -- sw-\(order[pair + 1]):\(6 + round) 100")
      }
    }
    return lines.joined(separator: "\n")
  }
}
