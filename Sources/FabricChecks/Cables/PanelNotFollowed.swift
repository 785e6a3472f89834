internal import FabricMetrics
internal import FabricModel
internal import FabricTopology
package import Findings

/// Cables that end at patch panels.
package enum PanelNotFollowed: Check {
  package static let rule = Rule(
    code: "CB104", name: "panel-not-followed", severity: .warning,
    summary: "Cables end at a patch panel, and where they go behind it is not followed.",
    rationale:
      "Links through panels count in no figure: bisection and oversubscription are those of "
      + "the cables that go from device to device.",
    example: """
      leaf-1:7 -- panel-3:1, panel-3:1 -- spine-1:3     one link in two pieces
      """,
    remedy: "Plan the link from device to device, and leave the panel to the label.",
    limits: "One finding for all panels of a plan.")

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
        + "\(panels.count == 1 ? "a patch panel" : "\(panels.count) patch panels") — links through "
        + "panels count in no figure",
      harm: .none, remedy: "plan the links from device to device")
    finding.subject = "panels"
    // What hangs on a panel is not cut off: nobody knows where it leads.
    diagnoses.add(
      Diagnosis(finding: finding, links: links),
      leavingHolesAt: ends.filter { context.fabric.kind(of: $0) != .panel })
  }
}
