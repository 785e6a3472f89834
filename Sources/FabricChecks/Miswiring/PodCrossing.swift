internal import FabricModel
internal import FabricTopology
package import Findings

/// Cables into another pod or core plane that leave no hole where they came from.
package enum PodCrossing: Check {
  package static let rule = Rule(
    code: "MW204", name: "pod-crossing", severity: .error,
    summary: "A cable leads into another pod, or another plane of cores.",
    rationale:
      "Routes within a pod never use it. It takes a port on both sides and hides which pod a "
      + "switch belongs to.",
    example: """
      p1-leaf-1:31 -- p2-spine-1:31     leaves and spines of two pods
      """,
    remedy: "Take the cable out, or move its wrong end into the right pod.",
    limits: "Needs a recognised design with more than one pod.")

  package static func run(_ context: CheckContext, _ diagnoses: inout Diagnoses) {
    for (index, act) in context.topology.acts.enumerated()
    where context.actKinds.kinds[index] == .podCrossing {
      guard case .surplus(let found) = act, let wire = context.oddWire(found, &diagnoses) else {
        continue
      }
      let repair = Repair(removed: [wire.edge])
      if diagnoses.fold(repair, intoOwnerOf: [wire.link]) { continue }
      let group = context.topology.tier[Int(found.lower)] == 1 ? "pod" : "plane of cores"
      var finding = context.finding(
        rule, about: [wire.link],
        message: "\(context.fabric.name(of: wire.lowerPort)) goes to "
          + "\(context.fabric.name(of: wire.upperPort)) — that is another \(group)",
        harm: .none, remedy: MovedEnd.remedy(wire, wanted: nil, context))
      finding.expected = "no cable"
      finding.actual = context.fabric.endNames(of: wire.link)
      var diagnosis = Diagnosis(finding: finding, links: [wire.link])
      diagnosis.repair = repair
      diagnoses.add(
        diagnosis, strayingFrom: [context.device(found.lower), context.device(found.upper)])
    }
  }
}
