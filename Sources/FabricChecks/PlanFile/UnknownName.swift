internal import FabricFormats
internal import FabricModel
package import Findings

/// Elements and attributes that the dialect does not know.
///
/// They may be harmless notes of another tool, or a misspelt attribute whose value is now missing:
/// only a person can tell, so each name is reported once with its count.
package enum UnknownName: Check {
  package static let rule = Rule(
    code: "PF101", name: "unknown-name", severity: .note,
    summary: "The plan has an element or attribute that its dialect does not know.",
    rationale: "What is not known is not checked. A misspelt attribute silently loses its value.",
    example: """
      <cable a="leaf-1" aport="7" b="spine-1" bport="3" lenght="15"/>
      length is unknown for this cable: the attribute is misspelt
      """,
    remedy: "Correct the name. If another tool needs it, ignore this rule by its code.",
    limits: "Each name is reported once with its count and the line of the first.")

  package static func run(_ context: CheckContext, _ diagnoses: inout Diagnoses) {
    for anomaly in context.anomalies {
      guard case .unknownName(let count) = anomaly.kind else { continue }
      let isAttribute = anomaly.subject.contains("@")
      let times = count == 1 ? "once" : "\(count) times"
      var finding = Finding(
        rule, subject: anomaly.subject,
        message: "\(isAttribute ? "attribute" : "element") \(anomaly.subject) is not known — "
          + "it occurs \(times) and was ignored",
        harm: .none, remedy: "correct the name in the plan, or leave it if another tool needs it")
      finding.origins = [anomaly.origin]
      diagnoses.add(Diagnosis(finding: finding))
    }
  }
}
