package import FabricModel

/// What a fault costs while it stays.
package enum Harm: Int, Sendable, Hashable, Comparable, CaseIterable {
  /// Bandwidth is lost.
  case capacity
  /// A host, or a part of the fabric, is cut off.
  case reach
  /// Traffic of one rail crosses the spines, or waits for that of another rail.
  case rail
  /// A host has two paths on one plane and none on another.
  case plane
  /// Nothing is lost until something else fails.
  case redundancy
  /// The plan contradicts itself: nobody can build it as it stands.
  case plan
  /// Nothing that traffic would notice.
  case none

  package var name: String {
    switch self {
    case .capacity: "capacity"
    case .reach: "reach"
    case .rail: "rail"
    case .plane: "plane"
    case .redundancy: "redundancy"
    case .plan: "plan"
    case .none: "none"
    }
  }

  package static func < (a: Harm, b: Harm) -> Bool { a.rawValue < b.rawValue }
}

/// A shortfall that goes away when the finding that lists it is put right.
package struct Consequence: Sendable, Hashable {
  package let code: RuleCode
  /// Gb/s that are missing because of it.
  package let amount: Gbps

  package init(code: RuleCode, amount: Gbps) {
    self.code = code
    self.amount = amount
  }
}

/// One fault with its cause, place and remedy. A value: nothing is thrown, nothing is printed.
package struct Finding: Sendable, Hashable {
  package var rule: Rule
  package var severity: Severity
  /// What it is about, in words that survive another run: the cable or port, else the device or
  /// group. Two findings of a run never share rule and subject.
  package var subject: String
  /// Subject, what was seen, what was expected; lower case, no full stop.
  package var message: String
  /// How many differences between two fabrics it explains; 0 without a comparison.
  package var accountsFor = 0
  package var harm: Harm
  package var consequences: [Consequence] = []
  package var devices: [String] = []
  /// `device:port`, as printed on the floor.
  package var ports: [String] = []
  /// Labels, or `device:port--device:port` where a cable has none of its own.
  package var cables: [String] = []
  package var expected = ""
  package var actual = ""
  /// Which end of which cable, from where, to where.
  package var remedy: String
  package var origins: [Origin] = []
  /// Where to stand to put it right; empty parts for unknown.
  package var place = Place()

  package init(
    _ rule: Rule, subject: String, message: String, harm: Harm, remedy: String
  ) {
    self.rule = rule
    self.severity = rule.severity
    self.subject = subject
    self.message = message
    self.harm = harm
    self.remedy = remedy
  }

  /// Twelve hexadecimal digits of a hash of rule and subject.
  ///
  /// FNV-1a with 64 bits, folded to 48: at a thousand findings two share an id once in half a
  /// billion runs. Values, order and line numbers do not enter, so an id survives another run.
  package var id: String { Self.id(of: rule.code.description, about: subject) }

  /// The id of something that is said of a subject, in a finding or elsewhere.
  package static func id(of kind: String, about subject: String) -> String {
    let hash = CableNames.hash(Array((kind + "\u{0}" + subject).utf8)[...])
    let folded = (hash ^ (hash >> 48)) & 0xFFFF_FFFF_FFFF
    let digits = String(folded, radix: 16)
    return String(repeating: "0", count: 12 - digits.count) + digits
  }

  /// Whether it is about what was looked at rather than about the fabric: it changes what all others
  /// mean, so it is said first.
  package var isAboutCoverage: Bool { rule.code.description.hasPrefix("CV") }

  /// The order of every report: coverage first, then harm, severity, code, subject.
  package static func precedes(_ a: Finding, _ b: Finding) -> Bool {
    if a.isAboutCoverage != b.isAboutCoverage { return a.isAboutCoverage }
    if a.harm != b.harm { return a.harm < b.harm }
    if a.severity != b.severity { return a.severity > b.severity }
    if a.rule.code != b.rule.code { return a.rule.code < b.rule.code }
    return NaturalOrder.precedes(a.subject, b.subject)
  }
}
