internal import FabricMetrics
internal import FabricModel
internal import FabricTopology
package import Findings

/// Cables that are slower than nearly all others between their two tiers.
package enum OddSpeed: Check {
  package static let rule = Rule(
    code: "PT203", name: "odd-speed", severity: .warning,
    summary: "A cable is slower than the others between its two tiers.",
    rationale:
      "Equal-cost routing sends it as much as the others, so traffic over all of them slows "
      + "down to its pace.",
    example: """
      leaf-1:7 -- spine-1:3 at 200 Gb/s, the other 4,607 leaf uplinks at 400 Gb/s
      """,
    remedy: "Plan the cable at the speed of the others.",
    limits:
      "Only where at most one cable in ten between the two tiers is slower. Faster cables are "
      + "in order.")

  /// Of so many cables at most one may differ to be odd.
  private static let uniformity = 10

  package static func run(_ context: CheckContext, _ diagnoses: inout Diagnoses) {
    let graph = context.topology.graph
    var odd: [Entry] = []
    var counts: [LinkSpeeds.TierPair: Int] = [:]
    var last: (tiers: LinkSpeeds.TierPair, usual: Int32, count: Int)?
    func visit(_ link: LinkID, _ edge: Int?, _ tiers: LinkSpeeds.TierPair) {
      if last?.tiers != tiers {
        if let last { counts[last.tiers, default: 0] += last.count }
        last = (tiers, context.speeds.usual[tiers] ?? 0, 0)
      }
      last!.count += 1
      if context.speeds.megabits[link.index] < last!.usual { odd.append((link, edge, tiers)) }
    }
    for edge in 0..<graph.edgeCount {
      visit(
        graph.edgeLink[edge], edge,
        LinkSpeeds.TierPair(
          context.topology.tier[Int(graph.edgeA[edge])],
          context.topology.tier[Int(graph.edgeB[edge])]))
    }
    for index in graph.hostLink.indices {
      visit(
        graph.hostLink[index], nil,
        LinkSpeeds.TierPair(0, context.topology.tier[Int(graph.hostVertex[index])]))
    }
    if let last { counts[last.tiers, default: 0] += last.count }
    let slow = Dictionary(grouping: odd, by: \.tiers).mapValues(\.count)
    let wanted = odd.filter { entry in
      !diagnoses.isOwned(entry.link) && slow[entry.tiers]! * uniformity <= counts[entry.tiers]!
    }
    report(wanted, context, &diagnoses)
  }

  private typealias Entry = (link: LinkID, edge: Int?, tiers: LinkSpeeds.TierPair)

  /// Cables of one switch that are slow together are one decision: of hosts, a slower kind of host and
  /// no fault; of uplinks, one fault of that switch.
  private static func report(
    _ odd: [Entry], _ context: CheckContext, _ diagnoses: inout Diagnoses
  ) {
    for (vertex, entries) in Dictionary(grouping: odd, by: { anchor($0, context) }).sorted(by: {
      $0.key < $1.key
    }) {
      let isHosts = entries[0].edge == nil
      let all =
        isHosts
        ? Int(context.topology.graph.hostCount[Int(vertex)])
        : context.topology.uplinks(of: Int(vertex)).count
      let isTogether = entries.count >= 3 && 2 * entries.count >= all
      if isTogether && isHosts { continue }
      if isTogether {
        diagnoses.add(diagnosis(vertex, entries, of: all, context))
      } else {
        for entry in entries {
          diagnoses.add(diagnosis(entry.link, entry.edge, entry.tiers, context))
        }
      }
    }
  }

  /// The switch that a cable hangs on: the lower one of two, a host's own.
  private static func anchor(_ entry: Entry, _ context: CheckContext) -> Int32 {
    if let edge = entry.edge { return context.topology.pair(ofEdge: edge).lower }
    let (a, b) = context.fabric.ends(entry.link)
    return [a, b].map { context.topology.graph.vertexOf[context.fabric.device(of: $0).index] }
      .max()!
  }

  /// Several uplinks of one switch.
  private static func diagnosis(
    _ vertex: Int32, _ entries: [Entry], of all: Int, _ context: CheckContext
  ) -> Diagnosis {
    let usual = context.speeds.usual[entries[0].tiers]!
    let speed = Gbps(megabits: Int(context.speeds.megabits[entries[0].link.index]))
    var finding = context.finding(
      rule, about: [context.device(vertex)],
      message:
        "\(entries.count) of \(all) uplinks of \(context.name(vertex)) run at \(speed) Gb/s — "
        + "the others between these tiers run at \(Gbps(megabits: Int(usual)))",
      harm: .capacity, remedy: "plan them at \(Gbps(megabits: Int(usual))) Gb/s")
    finding.cables = entries.prefix(20).map { context.cables.name(of: $0.link, context.fabric) }
    finding.expected = "\(Gbps(megabits: Int(usual))) Gb/s"
    finding.actual = "\(speed) Gb/s"
    var diagnosis = Diagnosis(finding: finding, links: entries.map(\.link))
    diagnosis.repair.raised = entries.compactMap { entry in entry.edge.map { ($0, usual) } }
    return diagnosis
  }

  private static func diagnosis(
    _ link: LinkID, _ edge: Int?, _ tiers: LinkSpeeds.TierPair, _ context: CheckContext
  ) -> Diagnosis {
    let usual = context.speeds.usual[tiers]!
    let speed = Gbps(megabits: Int(context.speeds.megabits[link.index]))
    var finding = context.finding(
      rule, about: [link],
      message: "\(context.fabric.endNames(of: link)) runs at \(speed) Gb/s — "
        + "the others between these tiers run at \(Gbps(megabits: Int(usual)))",
      harm: .capacity, remedy: "plan it at \(Gbps(megabits: Int(usual))) Gb/s")
    finding.expected = "\(Gbps(megabits: Int(usual))) Gb/s"
    finding.actual = "\(speed) Gb/s"
    var diagnosis = Diagnosis(finding: finding, links: [link])
    diagnosis.repair = context.raise(link, edge: edge, to: usual)
    return diagnosis
  }
}
