internal import FabricComparison
internal import FabricModel
internal import Findings

/// Adds what was seen on the floor to what the plan alone has shown, without saying one thing twice.
struct FloorReport {
  private let floor: ObservedFloor

  init(_ floor: ObservedFloor) { self.floor = floor }

  /// Rules that say how the plan itself is wired.
  private static let wiringRules = ["MW", "TP20"]

  /// - Returns: for each act the id of the finding that tells of it.
  func add(to diagnoses: inout Diagnoses) -> [String] {
    let folded = fold(into: &diagnoses)
    let rest = folded.isEmpty ? floor : floor.without(Set(folded.keys))
    var taken = Set(diagnoses.all.map(\.finding.id))
    var ids = floor.acts.indices.map { index in
      folded[index].map { diagnoses.all[$0].finding.id } ?? ""
    }
    for check in CheckCatalog.observed {
      var acts = acts(of: check, without: folded)[...]
      for var finding in check.findings(rest) {
        // The plan may break its own design at the same cables in another way, and a file may state
        // one row three times.
        let subject = finding.subject
        var count = 1
        while !taken.insert(finding.id).inserted {
          count += 1
          finding.subject = "\(subject) observed\(count > 2 ? " #\(count - 1)" : "")"
        }
        if let act = acts.popFirst() { ids[act] = finding.id }
        diagnoses.add(Diagnosis(finding: finding))
      }
    }
    return ids
  }

  /// Places of the acts that a rule tells of, in the order of its findings.
  private func acts(
    of check: any ObservedCheck.Type, without folded: [Int: Int]
  ) -> [Int] {
    guard let check = check as? any ActCheck.Type else { return [] }
    return floor.acts.indices.filter { index in
      folded[index] == nil && check.kinds.contains(floor.acts[index].explanation.kind.name)
    }
  }

  /// Acts whose cables the plan's own checks have told of already: rows that it states twice, and
  /// cables that break its own design, which the floor has in another way.
  ///
  /// - Returns: the diagnosis of each such act.
  private func fold(into diagnoses: inout Diagnoses) -> [Int: Int] {
    var folded: [Int: Int] = [:]
    for (index, act) in floor.acts.enumerated() {
      let explanation = act.explanation
      guard let first = explanation.planned.first, let owner = diagnoses.owner(of: first),
        diagnoses.isShown(owner),
        explanation.planned.allSatisfy({ diagnoses.owner(of: $0) == owner })
      else { continue }
      if StatedTwice.kinds.contains(explanation.kind.name) {
        diagnoses.account(for: explanation.accountsFor, by: owner)
        folded[index] = owner
      } else if isSameWiring(diagnoses.all[owner], explanation) {
        diagnoses.account(
          for: explanation.accountsFor, by: owner,
          saying: "on the floor there is "
            + Shortlist.text(
              explanation.observed.prefix(2).map { floor.run(observed: $0) },
              of: explanation.observed.count))
        folded[index] = owner
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
