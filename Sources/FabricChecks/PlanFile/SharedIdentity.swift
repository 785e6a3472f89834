internal import FabricFormats
internal import FabricModel
package import Findings

/// Two devices with one name, or two names with one GUID.
package enum SharedIdentity: Check {
  package static let rule = Rule(
    code: "PF203", name: "shared-identity", severity: .error,
    summary: "Name and GUID of a device contradict each other.",
    rationale: "Nobody can tell which device a cable belongs to; peers silently take the first.",
    example: """
      leaf-1 with GUID 0x11 at one cable, leaf-1 with GUID 0x12 at another
      """,
    remedy: "Correct the name or the GUID; both must be unique.",
    limits: "Two devices of one name are kept apart by their GUIDs; two names of one GUID likewise."
  )

  package static func run(_ context: CheckContext, _ diagnoses: inout Diagnoses) {
    for anomaly in context.anomalies {
      var finding: Finding
      switch anomaly.kind {
      case .nameShared(let first):
        finding = Finding(
          rule, subject: anomaly.subject,
          message: "\(anomaly.subject) has two GUIDs — first used at \(first)", harm: .plan,
          remedy: "give one of the two devices another name, or correct its GUID")
        finding.origins = [first, anomaly.origin]
      case .guidShared(let other):
        finding = Finding(
          rule, subject: "\(other) \(anomaly.subject)",
          message: "\(anomaly.subject) has the GUID of \(other) — each device has its own",
          harm: .plan, remedy: "correct the GUID of \(anomaly.subject) or of \(other)")
        finding.origins = [anomaly.origin]
        finding.devices = [other]
      default: continue
      }
      finding.devices.append(anomaly.subject)
      diagnoses.add(Diagnosis(finding: finding))
    }
  }
}
