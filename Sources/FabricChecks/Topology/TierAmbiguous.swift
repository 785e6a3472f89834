internal import FabricModel
internal import FabricTopology
package import Findings

/// Switches that fit no tier.
package enum TierAmbiguous: Check {
  package static let rule = Rule(
    code: "TP301", name: "tier-ambiguous", severity: .warning,
    summary: "A switch has cables to the fabric and fits no tier of it.",
    rationale: "Either its cables are not planned yet, or it is a router at the border that the "
      + "design does not know. What it should have cannot be checked.",
    example: """
      sw-9 -- spine-1     one cable, no hosts; all other leaves have 4 uplinks
      """,
    remedy: "Plan its cables, or declare them as another network if it is no part of the fabric.",
    limits: "A switch without hosts and with less than a third of the cables of its tier. Needs a "
      + "recognised design.")

  package static func run(_ context: CheckContext, _ diagnoses: inout Diagnoses) {
    let topology = context.topology
    guard topology.violations != nil else { return }
    for vertex in 0..<topology.graph.vertexCount
    where topology.tier[vertex] == 0 && topology.graph.degree(vertex) > 0 {
      let device = context.device(Int32(vertex))
      let links = topology.slots(of: vertex).map {
        context.link(Int(topology.graph.slotEdge[$0]))
      }
      let cables = links.count == 1 ? "1 cable" : "\(links.count) cables"
      var finding = context.finding(
        rule, about: [device],
        message: "\(context.fabric.name(of: device)) has \(cables) to the fabric and fits no tier",
        harm: .none,
        remedy: "plan the other cables of \(context.located(device)), or put these into another "
          + "network if it is no part of the fabric")
      finding.cables = links.prefix(20).map { context.cables.name(of: $0, context.fabric) }
      diagnoses.add(Diagnosis(finding: finding, links: links))
    }
  }
}
