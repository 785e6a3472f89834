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
    var places: [String: Int] = [:]
    var declarations: [Declarations] = []
    for anomaly in context.anomalies {
      guard case .declaredTwice(let first, let differences) = anomaly.kind else { continue }
      let place = places[anomaly.subject] ?? declarations.count
      if place == declarations.count {
        places[anomaly.subject] = place
        declarations.append(Declarations(name: anomaly.subject, origins: [first]))
      }
      declarations[place].origins.append(anomaly.origin)
      for difference in differences { declarations[place].note(difference) }
    }
    for entry in declarations { diagnoses.add(Diagnosis(finding: finding(entry))) }
  }

  private static func finding(_ entry: Declarations) -> Finding {
    let count = entry.origins.count
    let times = count == 2 ? "twice" : "\(count) times"
    var finding = Finding(
      rule, subject: entry.name,
      message: "\(entry.name) is declared \(times) "
        + (entry.values.isEmpty ? "with the same data" : "— \(entry.text)"),
      harm: .plan,
      remedy: count == 2
        ? "remove one of the two declarations of \(entry.name)"
        : "remove all declarations of \(entry.name) but one")
    finding.devices = [entry.name]
    finding.origins = Array(entry.origins.prefix(Shortlist.most))
    return finding
  }
}

/// All that a plan says about one device or intent in more than one place.
private struct Declarations {
  let name: String
  var origins: [Origin]
  /// Facts that differ, with all that is said of them, in the order of the dialect.
  private(set) var values: [(fact: String, texts: Set<String>)] = []

  init(name: String, origins: [Origin]) {
    self.name = name
    self.origins = origins
  }

  mutating func note(_ difference: PlanAnomaly.Difference) {
    if let index = values.firstIndex(where: { $0.fact == difference.fact }) {
      values[index].texts.insert(difference.second)
    } else {
      values.append((difference.fact, [difference.first, difference.second]))
    }
  }

  /// `kind host and switch, rack R01 and R02`: by name, whichever declaration comes first.
  var text: String {
    values.sorted { $0.fact < $1.fact }.map { fact, texts in
      let listed = Shortlist.first(of: texts, by: NaturalOrder.precedes)
      return texts.count == 2
        ? "\(fact) \(listed[0]) and \(listed[1])"
        : "\(fact) \(Shortlist.text(listed, of: texts.count))"
    }.joined(separator: ", ")
  }
}
