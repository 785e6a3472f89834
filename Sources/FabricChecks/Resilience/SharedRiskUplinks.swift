internal import FabricMetrics
internal import FabricModel
internal import FabricTopology
package import Findings

/// Switches that lose all uplinks with one panel, rack or row.
package enum SharedRiskUplinks: Check {
  package static let rule = Rule(
    code: "RS201", name: "shared-risk-uplinks", severity: .warning,
    summary: "All uplinks of a switch depend on one panel, rack or row; those of its peers do not.",
    rationale: "The uplinks end on several switches so that one may fail. One power feed, one "
      + "panel or one leaking pipe takes all of them here.",
    example: """
      leaf-1 -- spine-1 in R07, leaf-1 -- spine-2 in R07
      leaf-2 -- spine-1 in R07, leaf-2 -- spine-3 in R08     so are all others
      """,
    remedy: "Move one uplink to a switch that stands elsewhere, or lead it through another panel.",
    limits: "Only where most switches of the tier are spread over several: a floor with all spines "
      + "in one row is built so. A switch with uplinks to one switch alone is RS101 or MW205. What a "
      + "missing cable causes is listed with that cable. Needs places, or panels.")

  package static func run(_ context: CheckContext, _ diagnoses: inout Diagnoses) {
    let graph = context.topology.graph
    var groups = UplinkRisks(SwitchLinks(graph), context).groups
    guard !groups.isEmpty else { return }
    if diagnoses.all.contains(where: { !$0.repair.isEmpty }) {
      let left = UplinkRisks(SwitchLinks(graph, after: diagnoses), context).groups
      own(groups, left, &diagnoses)
      groups = left
    }
    for group in groups { diagnoses.add(Diagnosis(finding: finding(group, context))) }
  }

  /// Lists what a repair mends as a consequence of what it repairs.
  private static func own(
    _ found: [(risk: UplinkRisks.Risk, switches: [Int32])],
    _ left: [(risk: UplinkRisks.Risk, switches: [Int32])], _ diagnoses: inout Diagnoses
  ) {
    let mended = Set(found.flatMap(\.switches)).subtracting(left.flatMap(\.switches))
    guard !mended.isEmpty else { return }
    diagnoses.addConsequence(rule.code) { repair in
      repair.added.contains { mended.contains($0.lower) || mended.contains($0.upper) }
        || repair.switches.contains { missing in missing.lower.contains { mended.contains($0) } }
    }
  }

  private static func finding(
    _ group: (risk: UplinkRisks.Risk, switches: [Int32]), _ context: CheckContext
  ) -> Finding {
    let devices = group.switches.map { context.device($0) }.sorted {
      NaturalOrder.precedes(context.fabric.name(of: $0), context.fabric.name(of: $1))
    }
    let names = devices.prefix(3).map { context.fabric.name(of: $0) }
    let thing = text(group.risk, context)
    let tier = context.tierName(group.switches[0])
    var finding = context.finding(
      rule, about: devices,
      message: "all uplinks of \(Shortlist.text(names, of: devices.count)) "
        + "\(group.risk.kind == .panel ? "pass" : "end in") \(thing) — those of most "
        + "\(tier) switches are spread over several \(group.risk.kind)s",
      harm: .redundancy,
      remedy: group.risk.kind == .panel
        ? "lead an uplink of \(Shortlist.text(names, of: devices.count)) through another panel "
          + "than \(context.fabric.name(of: group.risk.device))"
        : "move an uplink of \(Shortlist.text(names, of: devices.count)) to a switch outside "
          + "\(thing)")
    finding.actual = thing
    if group.risk.kind == .panel {
      finding.devices.append(context.fabric.name(of: group.risk.device))
    }
    return finding
  }

  /// `rack H1/3/R07`, `row H1/3`, `panel pp-04 (H1/3/R01/U20)`.
  private static func text(_ risk: UplinkRisks.Risk, _ context: CheckContext) -> String {
    var place = context.fabric.place(of: risk.device)
    place.unit = 0
    switch risk.kind {
    case .panel: return "panel \(context.located(risk.device))"
    case .rack: return "rack \(PlaceText.text(place))"
    case .row:
      place.rack = ""
      return "row \(PlaceText.text(place))"
    }
  }
}
