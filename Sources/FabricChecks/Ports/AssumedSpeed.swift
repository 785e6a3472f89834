internal import FabricFormats
internal import FabricMetrics
internal import FabricModel
package import Findings

/// Says how many speeds are assumed: figures that rest on a guess have to say so.
package enum AssumedSpeed: Check {
  package static let rule = Rule(
    code: "PT204", name: "assumed-speed", severity: .note,
    summary: "The plan does not say how fast some cables are.",
    rationale: "Every figure of capacity that they take part in rests on an assumption.",
    example: """
      <cable a="leaf-1" aport="7" b="spine-1" bport="3"/>   no speed, no port speeds
      """,
    remedy: "State the speed of cables or ports.",
    limits: "The commonest speed between the same two tiers is assumed, else 1 Gb/s.")

  package static func run(_ context: CheckContext, _ diagnoses: inout Diagnoses) {
    // A speed that cannot be read is a finding of its own.
    let unread = Set(
      context.anomalies.compactMap { anomaly -> Origin? in
        guard case .badValue = anomaly.kind else { return nil }
        return anomaly.subject.lowercased().hasSuffix("speed") || anomaly.subject == "Rate"
          ? anomaly.origin : nil
      })
    let assumed = context.speeds.assumed.filter {
      unread.isEmpty || !unread.contains(context.fabric.origin(of: $0))
    }
    let count = assumed.count
    guard count > 0 else { return }
    var finding = Finding(
      rule, subject: "speeds",
      message: "\(Grouped.text(count)) \(count == 1 ? "cable has" : "cables have") no stated speed "
        + "— the commonest between the same tiers was assumed, else 1 Gb/s",
      harm: .none, remedy: "state the speed of cables or ports in the plan")
    if let first = assumed.min() {
      finding.origins = [context.fabric.origin(of: first)]
    }
    diagnoses.add(Diagnosis(finding: finding))
  }
}
