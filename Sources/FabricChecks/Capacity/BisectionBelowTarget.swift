internal import FabricMetrics
internal import FabricModel
package import Findings

/// Bisection bandwidth that is certainly below the intent.
package enum BisectionBelowTarget: Check {
  package static let rule = Rule(
    code: "BW201", name: "bisection-below-target", severity: .error,
    summary: "The bisection bandwidth is below the intent.",
    rationale: "There is a cut through the fabric that half of the hosts cannot talk across at the "
      + "speed that the design promises.",
    example: """
      <intent bisection="44236800"/>   and a cut of 44,160,000 Gb/s
      """,
    remedy: "Add cables between the two sides of the cut, or change the intent.",
    limits: "Needs an intent in the plan. A shortfall that a miswired or missing cable explains is "
      + "listed with that finding.",
    parameters: "intent/bisection, Gb/s per direction; no default")

  package static func run(_ context: CheckContext, _ diagnoses: inout Diagnoses) {
    guard let target = context.fabric.intent?.bisection,
      context.capacity.bisection.upper < target
    else { return }
    // Hosts that the plan leaves out send nothing: that shortfall is theirs.
    if target > context.capacity.bisection.full,
      diagnoses.addConsequence(
        of: rule, to: DesignDiffers.rule, amount: target - context.capacity.bisection.upper)
    {
      return
    }
    if let repaired = context.repaired.capacity(context, diagnoses),
      repaired.bisection.upper >= target
    {
      let relief = CutRelief(context)
      diagnoses.addConsequence(of: rule) { relief.amount(of: $0) }
      return
    }
    let bisection = context.capacity.bisection
    var finding = Finding(
      rule, subject: "bisection",
      message: "bisection bandwidth is at most \(bisection.upper.readable) — "
        + "the intent is \(target.readable)",
      harm: .capacity,
      remedy: "add \((target - bisection.upper).readable) across the cut, or change the intent")
    finding.expected = "\(target) Gb/s"
    finding.actual = "\(bisection.upper) Gb/s"
    finding.origins = IntentOrigin.list(context)
    diagnoses.add(Diagnosis(finding: finding))
  }
}
