internal import FabricModel
internal import FabricTopology
package import Findings

/// Switches with fewer or more uplinks than their tier, where trunks are uneven by design.
///
/// With even trunks the pair that lacks a cable is known (`PodMeshHole`). Where ports do not divide
/// and some pairs have a cable more than others, only the sum of a switch tells.
package enum UnevenUplinks: Check {
  package static let rule = Rule(
    code: "TP201", name: "uneven-uplinks", severity: .error,
    summary: "A switch has another number of uplinks than the others of its tier.",
    rationale: "It has less bandwidth upwards than its peers, and nothing else shows it.",
    example: """
      leaf-1 has 7 uplinks to 4 spines; all other leaves have 8
      """,
    remedy: "Add the missing uplink, or take the surplus one out.",
    limits: "Only where trunks are uneven by design; else TP202 or MW102 names the pair.")

  package static func run(_ context: CheckContext, _ diagnoses: inout Diagnoses) {
    for entry in context.topology.violations?.unevenUplinks ?? [] {
      let device = context.device(entry.vertex)
      if diagnoses.hasLooseEnd(at: device) { continue }
      let isShort = entry.uplinks < entry.usual
      let difference = abs(entry.usual - entry.uplinks)
      let cables = difference == 1 ? "one cable" : "\(difference) cables"
      var finding = context.finding(
        rule, about: [device],
        message: "\(context.fabric.name(of: device)) has \(entry.uplinks) uplinks — "
          + "the others of its tier have \(entry.usual)",
        harm: isShort ? .capacity : .none,
        remedy: isShort
          ? "at \(context.located(device)): add \(cables) to the tier above"
          : "at \(context.located(device)): take out \(cables) to the tier above")
      finding.expected = "\(entry.usual)"
      finding.actual = "\(entry.uplinks)"
      diagnoses.add(Diagnosis(finding: finding))
    }
  }
}
