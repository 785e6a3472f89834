internal import FabricMetrics
internal import FabricModel
internal import FabricTopology
package import Findings

/// Cables that end at patch panels behind which no cable goes on.
package enum PanelNotFollowed: Check {
  package static let rule = Rule(
    code: "CB104", name: "panel-not-followed", severity: .warning,
    summary: "Cables end at a patch panel, and no cable goes on behind it.",
    rationale:
      "A link through panels is whole when a trunk or a jumper is plugged in behind every port that "
      + "it comes to. One that ends in a panel carries nothing and counts in no figure.",
    example: """
      leaf-1:7 -- panel-3:1, panel-3:R2 -- spine-1:3     behind front port 1 is rear port 1
      """,
    remedy: "Plan the trunk or jumper behind the panel, or correct the panel's port.",
    limits:
      "Front port n is joined to rear port Rn unless the plan says otherwise with <through>. A "
      + "panel's port with two cables is not followed. One finding for all panels of a plan.")

  package static func run(_ context: CheckContext, _ diagnoses: inout Diagnoses) {
    let standing = context.topology.census.standing
    let links = standing.indices.filter { standing[$0] == .panel }.map { LinkID($0) }
    guard !links.isEmpty else { return }
    let ends = links.flatMap { link in
      let (a, b) = context.fabric.ends(link)
      return [context.fabric.device(of: a), context.fabric.device(of: b)]
    }
    let panels = Set(ends.filter { context.fabric.kind(of: $0) == .panel }).sorted {
      context.fabric.names.precedes(
        context.fabric.devices.name[$0.index], context.fabric.devices.name[$1.index])
    }
    var finding = context.finding(
      rule, about: Array(panels.prefix(20)),
      message: "\(Grouped.text(links.count)) \(links.count == 1 ? "cable ends" : "cables end") at "
        + "\(panels.count == 1 ? "a patch panel" : "\(panels.count) patch panels") — no cable goes on "
        + "behind, so they count in no figure",
      harm: .none, remedy: "plan the trunk or jumper behind the panel, or correct the panel's port")
    finding.subject = "panels"
    // What hangs on a panel is not cut off: nobody knows where it leads.
    diagnoses.add(
      Diagnosis(finding: finding, links: links),
      leavingHolesAt: ends.filter { context.fabric.kind(of: $0) != .panel })
  }
}
