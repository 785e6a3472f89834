internal import FabricModel
internal import FabricTopology
package import Findings

/// Switches with fewer or more cables than their tier, where trunks are uneven by design.
///
/// With even trunks, and where ports lead to the switches above in a regular turn, the pair that lacks
/// a cable is known (`PodMeshHole`). Else, where ports do not divide and some pairs have a cable more
/// than others, only numbers tell that something is wrong, and at which switches.
package enum UnevenUplinks: Check {
  package static let rule = Rule(
    code: "TP201", name: "uneven-uplinks", severity: .error,
    summary: "A switch, or a pair of switches, has more or fewer cables than the others can have.",
    rationale: "A switch that is one cable short has less bandwidth than its peers, and no single "
      + "pair of switches shows it: some pairs have one cable more than others by design.",
    example: """
      8 uplinks on 3 spines: each leaf has 3, 3 and 2 cables
      leaf-1 has 2, 3 and 2, which is 7 uplinks; all other leaves have 8
      """,
    remedy:
      "Compare the cables of these switches with their labels; add what is missing, move what "
      + "is in the wrong switch.",
    limits:
      "Only where cables do not divide evenly among the switches above and their ports show no "
      + "order; else TP202, MW102, MW103 or MW301 names the pair. Numbers alone do not tell which "
      + "cable it is. Needs a recognised design.")

  package static func run(_ context: CheckContext, _ diagnoses: inout Diagnoses) {
    for cause in context.topology.violations?.uneven ?? [] {
      let devices = cause.vertices.map { context.device($0) }
      let repair = UnevenRepair(cause, context).repair
      if diagnoses.fold(repair, intoLooseEndAt: devices)
        || diagnoses.foldIntoStray(repair, at: devices)
      {
        continue
      }
      let balance = cause.degrees.reduce(0) { $0 + $1.excess }
      var finding = context.finding(
        rule, about: devices, message: facts(cause, context).joined(separator: "; "),
        harm: balance < 0 ? .capacity : cause.trunks.isEmpty && balance > 0 ? .none : .redundancy,
        remedy: remedy(cause, context))
      finding.expected = expected(cause)
      finding.actual = (cause.trunks.map(\.links) + cause.degrees.map(\.links))
        .map { "\($0)" }.joined(separator: ", ")
      diagnoses.add(Diagnosis(finding: finding, repair: repair))
    }
  }

  /// One fact for each pair and each switch that is out of order.
  private static func facts(_ cause: UnevenCause, _ context: CheckContext) -> [String] {
    cause.trunks.map { trunk in
      "\(context.name(trunk.pair.lower)) and \(context.name(trunk.pair.upper)) have "
        + "\(cables(trunk.links)) — most pairs of their tiers have \(text(trunk.usual))"
    }
      + cause.degrees.map { degree in
        "\(context.name(degree.vertex)) has \(cables(degree.links)) to the tier "
          + "\(degree.facesUp ? "above" : "below") — most of its tier have \(text(degree.usual))"
      }
  }

  private static func expected(_ cause: UnevenCause) -> String {
    (cause.trunks.map(\.usual) + cause.degrees.map(\.usual)).map(text).joined(separator: ", ")
  }

  private static func text(_ usual: ClosedRange<Int>) -> String {
    usual.count == 1 ? "\(usual.lowerBound)" : "\(usual.lowerBound) or \(usual.upperBound)"
  }

  private static func cables(_ count: Int) -> String {
    "\(count) \(count == 1 ? "cable" : "cables")"
  }

  private static func remedy(_ cause: UnevenCause, _ context: CheckContext) -> String {
    let places = cause.vertices.map { context.located(context.device($0)) }
    let short = cause.degrees.filter { $0.excess < 0 }
    let crowded = cause.degrees.filter { $0.excess > 0 }
    let at = { (degree: UnevenCause.Degree) in context.located(context.device(degree.vertex)) }
    let next = { (degree: UnevenCause.Degree) in degree.facesUp ? "above" : "below" }
    if cause.degrees.count == 1, let only = short.first {
      return "at \(at(only)): add \(cables(-only.excess)) to the tier \(next(only))"
    }
    if crowded.isEmpty, short.count == 2, short[0].facesUp != short[1].facesUp,
      short[0].excess == short[1].excess
    {
      return "\(cables(-short[0].excess)) from \(at(short[0])) to \(at(short[1])) would put both "
        + "right: look for a plug that is in neither"
    }
    if short.count == 1, crowded.count == 1, short[0].facesUp == crowded[0].facesUp {
      return
        "at \(at(crowded[0])): find the cable to the tier \(next(crowded[0])) that is labelled "
        + "for \(context.name(short[0].vertex)); at \(at(short[0])): plug it in"
    }
    return "compare the cables of \(places.joined(separator: ", ")) with their labels: one is too "
      + "many or leads to the wrong switch"
  }
}

/// One possible repair, enough to measure what is lost: a pair with too many cables loses one, a pair
/// with too few gets one; for a switch it comes where the trunk is thinnest and goes where it is
/// thickest.
private struct UnevenRepair {
  private(set) var repair = Repair()
  private let context: CheckContext

  init(_ cause: UnevenCause, _ context: CheckContext) {
    self.context = context
    var balance: [Int32: Int] = [:]
    for trunk in cause.trunks {
      let edges = context.topology.edges(between: trunk.pair.lower, and: trunk.pair.upper)
      repair.removed += edges.prefix(max(0, trunk.excess))
      repair.added += Array(repeating: trunk.pair, count: max(0, -trunk.excess))
      balance[trunk.pair.lower, default: 0] += trunk.excess
      balance[trunk.pair.upper, default: 0] += trunk.excess
    }
    var degrees = cause.degrees
    for index in degrees.indices { degrees[index].links -= balance[degrees[index].vertex] ?? 0 }
    pairShort(&degrees)
    for degree in degrees { settle(degree) }
  }

  /// A cable between two that are short helps both.
  private mutating func pairShort(_ degrees: inout [UnevenCause.Degree]) {
    guard let lower = degrees.firstIndex(where: { $0.facesUp && $0.excess < 0 }),
      let upper = degrees.firstIndex(where: { !$0.facesUp && $0.excess < 0 })
    else { return }
    repair.added.append(
      WiringViolations.Pair(lower: degrees[lower].vertex, upper: degrees[upper].vertex))
    degrees[lower].links += 1
    degrees[upper].links += 1
  }

  private mutating func settle(_ degree: UnevenCause.Degree) {
    let trunks = trunks(of: degree)
    for _ in 0..<abs(degree.excess) {
      if degree.excess < 0, let thin = trunks.min(by: { $0.edges.count < $1.edges.count }) {
        let ends = [degree.vertex, thin.neighbor]
        repair.added.append(
          WiringViolations.Pair(
            lower: ends[degree.facesUp ? 0 : 1], upper: ends[degree.facesUp ? 1 : 0]))
      } else if let thick = trunks.max(by: { $0.edges.count < $1.edges.count }) {
        repair.removed.append(thick.edges[0])
      }
    }
  }

  private func trunks(of degree: UnevenCause.Degree) -> [(neighbor: Int32, edges: [Int])] {
    let topology = context.topology
    let tier = Int(topology.tier[Int(degree.vertex)]) + (degree.facesUp ? 1 : -1)
    let neighbors = Set(
      topology.slots(of: Int(degree.vertex)).map { topology.graph.neighbors[$0] }
        .filter { Int(topology.tier[Int($0)]) == tier })
    return neighbors.sorted().map { ($0, topology.edges(between: degree.vertex, and: $0)) }
  }
}
