internal import FabricFormats
internal import FabricModel
package import Findings

/// Links with more than two ports.
package enum TooManyEnds: Check {
  package static let rule = Rule(
    code: "CB103", name: "too-many-ends", severity: .error,
    summary: "A link names more than two ports.",
    rationale: "Only the first two ports count. Where the third one belongs is lost.",
    example: """
      <Link> <Port>leaf-1 7</Port> <Port>spine-1 3</Port> <Port>spine-2 3</Port> </Link>
      """,
    remedy: "Write one link for each pair of ports.",
    limits: "Breakout cables have one link for each leg.")

  package static func run(_ context: CheckContext, _ diagnoses: inout Diagnoses) {
    var ordinals = Ordinals()
    for anomaly in context.anomalies where anomaly.kind == .tooManyEnds {
      var finding = Finding(
        rule, subject: ordinals.unique("link with too many ends"),
        message: "link has more than two ports — only the first two count", harm: .plan,
        remedy: "write one link for each pair of ports")
      finding.origins = [anomaly.origin]
      diagnoses.add(Diagnosis(finding: finding))
    }
  }
}
