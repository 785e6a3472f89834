internal import FabricModel
internal import FabricTopology
package import Findings

/// Switches with fewer or more cables than their tier, where trunks are uneven by design.
///
/// With even trunks the pair that lacks a cable is known (`PodMeshHole`). Where ports do not divide
/// and some pairs have a cable more than others, only the sums of the switches tell.
package enum UnevenUplinks: Check {
  package static let rule = Rule(
    code: "TP201", name: "uneven-uplinks", severity: .error,
    summary: "A switch has more or fewer cables to the next tier than the others of its tier.",
    rationale: "A switch that is one cable short has less bandwidth than its peers, and no single "
      + "pair of switches shows it: some pairs have one cable more than others by design.",
    example: """
      8 uplinks on 3 spines: each leaf has 3, 3 and 2 cables
      leaf-1 has 2, 3 and 2, which is 7 uplinks; all other leaves have 8
      """,
    remedy: "Add the missing cable. Where another switch of the tier has one too many, move that "
      + "one's surplus cable.",
    limits: "Only where cables do not divide evenly among the switches above; else TP202, MW102 or "
      + "MW103 names the pair. Needs a recognised design.")

  package static func run(_ context: CheckContext, _ diagnoses: inout Diagnoses) {
    for cause in context.topology.violations?.uneven ?? [] {
      let devices = cause.map { context.device($0.vertex) }
      let repair = repair(cause, context)
      if diagnoses.fold(repair, intoLooseEndAt: devices)
        || diagnoses.foldIntoStray(repair, at: devices)
      {
        continue
      }
      let isShort = cause.contains { $0.isShort }
      let next = cause[0].facesUp ? "above" : "below"
      var finding = context.finding(
        rule, about: devices,
        message: cause.map { degree in
          "\(context.name(degree.vertex)) has \(cables(degree.links)) to the tier \(next)"
        }.joined(separator: " and ") + " — the others of the tier have \(usual(cause))",
        harm: isShort ? .capacity : .none, remedy: remedy(cause, context))
      finding.expected = usual(cause)
      finding.actual = cause.map { "\($0.links)" }.joined(separator: ", ")
      diagnoses.add(Diagnosis(finding: finding, repair: repair))
    }
  }

  /// One possible repair, enough to measure what is lost: where the trunk is thinnest a cable comes,
  /// where it is thickest one goes.
  private static func repair(_ cause: [UnevenDegree], _ context: CheckContext) -> Repair {
    var repair = Repair()
    for degree in cause {
      let trunks = trunks(of: degree, context)
      for _ in 0..<abs(degree.links - degree.usual) {
        if degree.isShort, let thin = trunks.min(by: { $0.edges.count < $1.edges.count }) {
          let ends = [degree.vertex, thin.neighbor]
          repair.added.append(
            WiringViolations.Pair(
              lower: ends[degree.facesUp ? 0 : 1], upper: ends[degree.facesUp ? 1 : 0]))
        } else if let thick = trunks.max(by: { $0.edges.count < $1.edges.count }) {
          repair.removed.append(thick.edges[0])
        }
      }
    }
    return repair
  }

  private static func trunks(
    of degree: UnevenDegree, _ context: CheckContext
  ) -> [(neighbor: Int32, edges: [Int])] {
    let topology = context.topology
    let tier = Int(topology.tier[Int(degree.vertex)]) + (degree.facesUp ? 1 : -1)
    let neighbors = Set(
      topology.slots(of: Int(degree.vertex)).map { topology.graph.neighbors[$0] }
        .filter { Int(topology.tier[Int($0)]) == tier })
    return neighbors.sorted().map { ($0, topology.edges(between: degree.vertex, and: $0)) }
  }

  private static func usual(_ cause: [UnevenDegree]) -> String {
    let numbers = Set(cause.map(\.usual)).sorted()
    return numbers.map { "\($0)" }.joined(separator: " or ")
  }

  private static func cables(_ count: Int) -> String {
    "\(count) \(count == 1 ? "cable" : "cables")"
  }

  private static func remedy(_ cause: [UnevenDegree], _ context: CheckContext) -> String {
    let next = cause[0].facesUp ? "above" : "below"
    let first = context.located(context.device(cause[0].vertex))
    guard cause.count == 1 else {
      let second = context.located(context.device(cause[1].vertex))
      return "at \(second): unplug a cable to the tier \(next); at \(first): plug it in"
    }
    let count = cables(abs(cause[0].links - cause[0].usual))
    return cause[0].isShort
      ? "at \(first): add \(count) to the tier \(next)"
      : "at \(first): take out \(count) to the tier \(next)"
  }
}
