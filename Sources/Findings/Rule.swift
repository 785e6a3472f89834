/// How much a finding matters when nothing else is said.
package enum Severity: Int, Sendable, Hashable, Comparable, CaseIterable {
  case note, warning, error

  package var name: String {
    switch self {
    case .note: "note"
    case .warning: "warning"
    case .error: "error"
    }
  }

  package static func < (a: Severity, b: Severity) -> Bool { a.rawValue < b.rawValue }
}

/// Two letters for the family, three digits; a code that is retired is never used again.
package struct RuleCode: Hashable, Comparable, Sendable, ExpressibleByStringLiteral,
  CustomStringConvertible
{
  package let description: String

  package init(stringLiteral text: String) { description = text }
  package init(_ text: String) { description = text }

  package static func < (a: RuleCode, b: RuleCode) -> Bool { a.description < b.description }
}

/// What a rule is: the single source of its page, of `explain`, of JSON and of every other report.
package struct Rule: Sendable, Hashable {
  package let code: RuleCode
  /// The fault in kebab case: `pod-mesh-hole`.
  package let name: String
  package let severity: Severity
  /// One sentence: what it finds.
  package let summary: String
  /// Why it matters on the floor.
  package let rationale: String
  /// A few lines of cables that show it.
  package let example: String
  /// What a hand does about it.
  package let remedy: String
  /// Limits and false alarms.
  package let limits: String
  /// Parameters with unit and default; empty for none.
  package let parameters: String
  package let since: String
  package let references: [String]
  /// Whether the plan alone can never raise it: something has to have been seen on the floor.
  package let needsObservation: Bool

  package init(
    code: RuleCode, name: String, severity: Severity, summary: String, rationale: String,
    example: String, remedy: String, limits: String, parameters: String = "",
    needsObservation: Bool = false, since: String = "0.1.0", references: [String] = []
  ) {
    self.code = code
    self.name = name
    self.severity = severity
    self.summary = summary
    self.rationale = rationale
    self.example = example
    self.remedy = remedy
    self.limits = limits
    self.parameters = parameters
    self.since = since
    self.references = references
    self.needsObservation = needsObservation
  }
}
