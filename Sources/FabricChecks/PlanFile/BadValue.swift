internal import FabricFormats
internal import FabricModel
package import Findings

/// Numbers, speeds and lengths that are none.
package enum BadValue: Check {
  package static let rule = Rule(
    code: "PF102", name: "bad-value", severity: .error,
    summary: "A number, speed or length of the plan cannot be read.",
    rationale: "The value counts in nothing: a cable whose speed cannot be read counts as fast as "
      + "the others of its kind.",
    example: """
      <cable a="leaf-1" aport="7" b="spine-1" bport="3" speed="fast"/>
      a speed is a number of Gb/s, such as 400
      """,
    remedy: "Correct the value in the plan.",
    limits: "Port names that are not numbers are names, not bad numbers.")

  package static func run(_ context: CheckContext, _ diagnoses: inout Diagnoses) {
    var ordinals = Ordinals()
    for anomaly in context.anomalies {
      guard case .badValue(let text, let expected) = anomaly.kind else { continue }
      var finding = Finding(
        rule, subject: ordinals.unique("\(anomaly.subject) \(text)"),
        message: text.isEmpty
          ? "\(anomaly.subject) is missing — expected \(expected)"
          : "\(anomaly.subject) is \"\(text)\" — expected \(expected)",
        harm: .plan, remedy: "write \(expected) in the plan")
      finding.expected = expected
      finding.actual = text
      finding.origins = [anomaly.origin]
      diagnoses.add(Diagnosis(finding: finding))
    }
  }
}
