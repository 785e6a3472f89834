internal import FabricModel
internal import FabricTopology
package import Findings

/// Cables that the design does not have, between switches that it links.
package enum Unexpected: Check {
  package static let rule = Rule(
    code: "MW102", name: "unexpected", severity: .warning,
    summary: "Two switches have a cable more than the design.",
    rationale:
      "It takes two ports that are meant for something else, and equal-cost routing sends that "
      + "way more than the rest.",
    example: """
      leaf-1 and spine-2 have two cables; all other pairs of leaf and spine have one
      """,
    remedy: "Take the surplus cable out, or plan the same for all pairs.",
    limits: "Of parallel cables the one whose ports fit the others least is named. Needs a "
      + "recognised design.")

  package static func run(_ context: CheckContext, _ diagnoses: inout Diagnoses) {
    var surplus: [WiringViolations.Pair: Int] = [:]
    for case .surplus(let found) in context.topology.acts { surplus[found, default: 0] += 1 }
    for act in context.topology.acts {
      guard case .surplus(let found) = act, !context.isTierSkip(found),
        context.topology.isInOneBlock(found), let wire = context.oddWire(found, &diagnoses)
      else { continue }
      let repair = Repair(removed: [wire.edge])
      if diagnoses.fold(repair, intoOwnerOf: [wire.link]) { continue }
      let count = context.topology.edges(between: found.lower, and: found.upper).count
      let planned = count - surplus[found]!
      var finding = context.finding(
        rule, about: [wire.link],
        message: "\(context.name(found.lower)) and \(context.name(found.upper)) have "
          + "\(count) cables — " + context.others(of: found, have: planned),
        harm: .none, remedy: MovedEnd.remedy(wire, wanted: nil, context))
      finding.expected = "\(planned)"
      finding.actual = "\(count)"
      var diagnosis = Diagnosis(finding: finding, links: [wire.link])
      diagnosis.repair = repair
      diagnoses.add(diagnosis)
    }
  }
}
