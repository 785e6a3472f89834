internal import FabricFormats
internal import FabricMetrics
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
    // Every file of a plan counts for itself.
    var names: [String: (count: Int, origins: [Origin])] = [:]
    for anomaly in context.anomalies {
      guard case .unknownName(let count) = anomaly.kind else { continue }
      names[anomaly.subject, default: (0, [])].count += count
      names[anomaly.subject]!.origins.append(anomaly.origin)
    }
    for (name, uses) in names.sorted(by: { $0.key < $1.key }) {
      let times = uses.count == 1 ? "once" : "\(Grouped.text(uses.count)) times"
      var finding = Finding(
        rule, subject: name,
        message: "\(name.contains("@") ? "attribute" : "element") \(name) is not known — "
          + "it occurs \(times) and was ignored",
        harm: .none, remedy: "correct the name in the plan, or leave it if another tool needs it")
      finding.origins = Array(uses.origins.prefix(Shortlist.most))
      diagnoses.add(Diagnosis(finding: finding))
    }
  }
}
