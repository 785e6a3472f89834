internal import FabricComparison
internal import FabricMetrics
internal import FabricModel
package import Findings

/// What was observed is another fabric than the planned one.
package enum AnotherFabric: ObservedCheck {
  package static let rule = Rule(
    code: "CV102", name: "another-fabric", severity: .error,
    summary: "What was observed is another fabric than the planned one.",
    rationale: "Every difference would be told as a fault of the floor, thousands of "
      + "them, and none would be one.",
    example: """
      names agree, but more than half of the observed cables are planned nowhere
      """,
    remedy: "Look which plan belongs to this observation: the site, the revision, "
      + "the naming scheme.",
    limits: "More than half of the observed cables, at least nine, are wrong, and "
      + "no few acts of a hand explain them. The counts are told, the cables "
      + "are not.",
    needsObservation: true)

  package static func findings(_ floor: ObservedFloor) -> [Finding] {
    floor.compared.problems.compactMap { problem in
      guard case .anotherFabric(unexpected: let unexpected, links: let links) = problem else {
        return nil
      }
      var finding = Finding(
        rule, subject: "observation",
        message: "\(Grouped.text(unexpected)) of \(Grouped.text(links)) observed cables are not "
          + "planned, and no few mistakes explain them — the planned fabric expected",
        harm: .none,
        remedy: "check that plan and observation are of the same fabric and revision; differences "
          + "are counted, and not listed")
      finding.accountsFor = floor.compared.differences.count
      finding.expected = "the planned fabric"
      finding.actual = "another fabric"
      finding.origins = floor.sources
      return finding
    }
  }
}
