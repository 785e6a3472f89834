internal import FabricMetrics
internal import FabricModel
package import Findings

/// Bisection bandwidth that may or may not reach the intent.
package enum BisectionNotProven: Check {
  package static let rule = Rule(
    code: "BW202", name: "bisection-not-proven", severity: .warning,
    summary: "The bisection bandwidth is not proven to reach the intent.",
    rationale: "No cut below the intent was found, but no proof that there is none either.",
    example: """
      <intent bisection="44236800"/>   and an interval of 44,110,000 to 44,236,800 Gb/s
      """,
    remedy: "Run again with --effort high; else add capacity until the proof holds.",
    limits: "Irregular fabrics have a gap between what is proven and what is found; the true value "
      + "lies within.",
    parameters: "intent/bisection, Gb/s per direction; no default")

  package static func run(_ context: CheckContext, _ diagnoses: inout Diagnoses) {
    let bisection = context.capacity.bisection
    guard let target = context.fabric.intent?.bisection, bisection.lower < target,
      target <= bisection.upper
    else { return }
    if let repaired = context.repaired.capacity(context, diagnoses),
      repaired.bisection.lower >= target
    {
      diagnoses.addConsequence(of: rule) { repair in
        min(context.gain(of: repair), target - bisection.lower)
      }
      return
    }
    var finding = Finding(
      rule, subject: "bisection",
      message: "bisection bandwidth is at least \(bisection.lower.readable) and at most "
        + "\(bisection.upper.readable) — the intent of \(target.readable) is not proven",
      harm: .capacity, remedy: "run again with --effort high; else add capacity")
    finding.expected = "\(target) Gb/s"
    finding.actual = "\(bisection.lower) to \(bisection.upper) Gb/s"
    finding.origins = IntentOrigin.list(context)
    diagnoses.add(Diagnosis(finding: finding))
  }
}
