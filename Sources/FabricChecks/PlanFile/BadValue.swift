internal import FabricFormats
internal import FabricMetrics
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
    // The same slip on every line of a plan is one slip: of its author, or of the tool.
    var slips: [String: Slip] = [:]
    for anomaly in context.anomalies {
      guard case .badValue(let text, let expected) = anomaly.kind else { continue }
      slips[anomaly.subject, default: Slip(expected: expected)].add(text, anomaly.origin)
    }
    for (subject, slip) in slips.sorted(by: { $0.key < $1.key }) {
      var finding = Finding(
        rule, subject: subject,
        message: "\(subject) is \(slip.text) — expected \(slip.expected)",
        harm: .plan, remedy: "write \(slip.expected) in the plan")
      finding.expected = slip.expected
      finding.actual = slip.text
      finding.origins = slip.origins
      diagnoses.add(Diagnosis(finding: finding))
    }
  }

  /// All bad values of one attribute or element.
  private struct Slip {
    let expected: String
    private(set) var origins: [Origin] = []
    private var values: Set<String> = []
    private var count = 0

    init(expected: String) { self.expected = expected }

    mutating func add(_ value: String, _ origin: Origin) {
      count += 1
      if values.count <= Shortlist.most { values.insert(value) }
      if origins.count < Shortlist.most { origins.append(origin) }
    }

    /// `"fast"`, or `"fast", "slow" and others on 7 lines`.
    var text: String {
      let shown = values.sorted().prefix(3).map { $0.isEmpty ? "empty or missing" : "\"\($0)\"" }
      let others = values.count > shown.count ? " and others" : ""
      let lines = count > 1 ? " on \(Grouped.text(count)) lines" : ""
      return shown.joined(separator: ", ") + others + lines
    }
  }
}
