internal import FabricMetrics
internal import FabricModel
internal import FabricTopology
package import Findings

/// Tiers with more oversubscription than the plan's intent allows.
package enum OversubscriptionAboveTarget: Check {
  package static let rule = Rule(
    code: "BW101", name: "oversubscription-above-target", severity: .error,
    summary: "A tier is more oversubscribed than intended.",
    rationale: "Hosts below the worst switch get less than the design promises whenever all send.",
    example: """
      <oversubscription tier="1" ratio="1:1"/>   and a leaf with 48 hosts, 24 uplinks
      """,
    remedy: "Add uplinks at the worst switch, or put fewer hosts there.",
    limits: "Needs an intent in the plan. A shortfall that a miswired or missing cable explains is "
      + "listed with that finding.",
    parameters: "intent/oversubscription, a ratio for each tier; no default")

  package static func run(_ context: CheckContext, _ diagnoses: inout Diagnoses) {
    guard let intent = context.fabric.intent else { return }
    let above = excess(context.capacity, intent)
    guard !above.isEmpty else { return }
    let repaired = context.repaired.capacity(context, diagnoses).map { excess($0, intent) }
    let remaining = repaired ?? above
    if above.contains(where: { row in !remaining.contains { $0.tier == row.tier } }) {
      let relief = UplinkRelief(context, intent)
      diagnoses.addConsequence(of: rule) { relief.amount(of: $0) }
    }
    for row in remaining {
      diagnoses.add(Diagnosis(finding: finding(row, intent.oversubscription[row.tier]!, context)))
    }
  }

  private static func excess(
    _ capacity: Capacity, _ intent: Intent
  ) -> [Oversubscription.TierRow] {
    capacity.oversubscription.tiers.filter { row in
      guard let target = intent.oversubscription[row.tier] else { return false }
      return row.worstRatio.map { $0 > target } ?? (row.down > .zero)
    }
  }

  private static func finding(
    _ row: Oversubscription.TierRow, _ target: Ratio, _ context: CheckContext
  ) -> Finding {
    let worst = row.worstRatio?.description ?? "without uplinks"
    var finding = Finding(
      rule, subject: "tier \(row.tier)",
      message: "\(row.name) tier is oversubscribed, worst \(worst) at \(row.worstDevice) — "
        + "the intent is \(target)",
      harm: .capacity,
      remedy: "add uplinks at \(row.worstDevice), or change the intent of tier \(row.tier)")
    finding.devices = [row.worstDevice]
    finding.expected = target.description
    finding.actual = worst
    finding.origins = IntentOrigin.list(context)
    return finding
  }
}

/// Where the plan states its intent.
enum IntentOrigin {
  static func list(_ context: CheckContext) -> [Origin] {
    guard let intent = context.fabric.intent, let source = context.fabric.sources.first else {
      return []
    }
    return [Origin(file: source.path, line: intent.line)]
  }
}
