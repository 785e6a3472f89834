internal import FabricDesigns
internal import FabricMetrics
internal import FabricModel
internal import FabricTopology
package import Findings

/// Plans with more or fewer devices than the design that they declare.
package enum DesignDiffers: Check {
  package static let rule = Rule(
    code: "TP302", name: "design-differs", severity: .error,
    summary: "The plan has other devices than the design that its intent declares.",
    rationale:
      "A pod that an export left out is in no cable, so no cable tells that it is missing.",
    example: """
      <intent design="leaf-spine"> leaves=4, spines=2, hosts=2   and three leaves in the plan
      """,
    remedy: "Export the plan again with what is missing, or correct the intent.",
    limits:
      "Needs an intent with a design that can be generated, and its parameters. Only counts of "
      + "devices are compared: what the cables do is compared with the recognised design.",
    parameters: "intent/@design and intent/parameter; no default")

  package static func run(_ context: CheckContext, _ diagnoses: inout Diagnoses) {
    guard let intent = context.fabric.intent, !intent.parameters.isEmpty,
      DesignCatalog.names.contains(intent.design),
      let design = try? DesignCatalog.design(named: intent.design, overrides: intent.parameters)
    else { return }
    let hosts = design.tiers.first?.count ?? 0
    let counts = [
      ("hosts", hosts, context.topology.structure.tiers.first?.devices ?? 0),
      ("switches", design.deviceCount - hosts, context.topology.graph.vertexCount),
    ]
    // A device that another finding is about is that finding's affair.
    let explained =
      Set(diagnoses.all.flatMap(\.finding.devices)).count
      + diagnoses.all.reduce(0) { $0 + $1.repair.switches.count }
    let differing = counts.filter { abs($0.1 - $0.2) > explained }
    guard !differing.isEmpty else { return }
    let text = { (values: [(String, Int)]) in
      values.map { "\(Grouped.text($0.1)) \($0.0)" }.joined(separator: ", ")
    }
    let wanted = text(differing.map { ($0.0, $0.1) })
    let found = text(differing.map { ($0.0, $0.2) })
    var finding = Finding(
      rule, subject: "design",
      message: "the plan has \(found) — the \(intent.design) of its intent has \(wanted)",
      harm: .plan, remedy: "plan what is missing, or correct the parameters of the intent")
    finding.expected = wanted
    finding.actual = found
    finding.origins = IntentOrigin.list(context)
    diagnoses.add(Diagnosis(finding: finding))
  }
}
