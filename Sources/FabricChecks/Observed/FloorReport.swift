internal import FabricComparison
internal import FabricModel
internal import Findings

/// Adds what was seen on the floor to what the plan alone has shown, without saying one thing twice.
struct FloorReport {
  private let floor: ObservedFloor

  init(_ floor: ObservedFloor) { self.floor = floor }

  /// Rules that say how the plan itself is wired.
  private static let wiringRules = ["MW", "TP20"]

  func add(to diagnoses: inout Diagnoses) {
    let folded = fold(into: &diagnoses)
    let rest = folded.isEmpty ? floor : floor.without(folded)
    var taken = Set(diagnoses.all.map(\.finding.id))
    for check in CheckCatalog.observed {
      for var finding in check.findings(rest) {
        // The plan may break its own design at the same cables in another way, and a file may state
        // one row three times.
        let subject = finding.subject
        var count = 1
        while !taken.insert(finding.id).inserted {
          count += 1
          finding.subject = "\(subject) observed\(count > 2 ? " #\(count - 1)" : "")"
        }
        diagnoses.add(Diagnosis(finding: finding))
      }
    }
  }

  /// Acts whose cables the plan's own checks have told of already: rows that it states twice, and
  /// cables that break its own design, which the floor has in another way.
  private func fold(into diagnoses: inout Diagnoses) -> Set<Int> {
    var folded: Set<Int> = []
    for (index, act) in floor.acts.enumerated() {
      let explanation = act.explanation
      guard let first = explanation.planned.first, let owner = diagnoses.owner(of: first),
        diagnoses.isShown(owner),
        explanation.planned.allSatisfy({ diagnoses.owner(of: $0) == owner })
      else { continue }
      if StatedTwice.kinds.contains(explanation.kind.name) {
        diagnoses.account(for: explanation.accountsFor, by: owner)
        folded.insert(index)
      } else if isSameWiring(diagnoses.all[owner], explanation) {
        diagnoses.account(
          for: explanation.accountsFor, by: owner,
          saying: "on the floor there is "
            + Shortlist.text(
              explanation.observed.prefix(2).map { floor.run(observed: $0) },
              of: explanation.observed.count))
        folded.insert(index)
      }
    }
    return folded
  }

  /// Whether an act and a diagnosis of the plan are about the same cables, and about where they go.
  private func isSameWiring(_ diagnosis: Diagnosis, _ act: Explanation) -> Bool {
    let code = diagnosis.finding.rule.code.description
    return Self.wiringRules.contains { code.hasPrefix($0) }
      && act.kind.remedy == .cables && !act.observed.isEmpty
      && Set(diagnosis.links) == Set(act.planned)
  }
}
