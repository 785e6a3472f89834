internal import FabricFormats
internal import FabricModel
package import Findings

/// Devices with two declarations.
package enum DeclaredTwice: Check {
  package static let rule = Rule(
    code: "PF202", name: "declared-twice", severity: .warning,
    summary: "A device is declared twice.",
    rationale:
      "The two can differ in rack, model or ports. Only the first one counts, so a technician "
      + "may be sent to the wrong rack.",
    example: """
      <device name="leaf-1" kind="switch" rack="R01"/>
      <device name="leaf-1" kind="switch" rack="R02"/>
      """,
    remedy: "Remove one of the two, or give one device another name.",
    limits: "The first declaration is used, in the order of the files.")

  package static func run(_ context: CheckContext, _ diagnoses: inout Diagnoses) {
    for anomaly in context.anomalies {
      guard case .declaredTwice(let first) = anomaly.kind else { continue }
      var finding = Finding(
        rule, subject: anomaly.subject,
        message: "\(anomaly.subject) is declared again — first at \(first)",
        harm: .plan, remedy: "remove one of the two declarations of \(anomaly.subject)")
      finding.devices = [anomaly.subject]
      finding.origins = [first, anomaly.origin]
      diagnoses.add(Diagnosis(finding: finding))
    }
  }
}
