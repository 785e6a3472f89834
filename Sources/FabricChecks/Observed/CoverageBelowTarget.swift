internal import FabricComparison
internal import FabricMetrics
internal import FabricModel
package import Findings

/// Too little of the plan was looked at.
package enum CoverageBelowTarget: ObservedCheck {
  package static let rule = Rule(
    code: "CV101", name: "coverage-below-target", severity: .warning,
    summary: "Too little of the plan was looked at.",
    rationale: "Nothing can be said of a cable that nobody looked at; few faults in a "
      + "small part are no good news for the rest.",
    example: """
      plan of 11,520 devices, an observation of 400 of them
      """,
    remedy: "Collect the rest and give all files, each with its own --observed; or "
      + "ask for less with --coverage.",
    limits: "Counts planned ends whose device told, or whose neighbour did. Below "
      + "half, devices that told nothing are not listed one by one.",
    parameters: "--coverage SHARE: the share of planned ends that is wanted, 0 to 1; "
      + "default 0.5.",
    needsObservation: true)

  package static func findings(_ floor: ObservedFloor) -> [Finding] {
    let coverage = floor.compared.differences.coverage
    guard coverage.share < floor.side.wantedCoverage else { return [] }
    let plan = floor.alignment.desired.devices
    let seen = (0..<plan.count).count { floor.alignment.devices.lookedAt[$0] }
    let wanted = ShareText.percent(floor.side.wantedCoverage)
    var finding = Finding(
      rule, subject: "observation",
      message:
        "\(Grouped.text(coverage.seenEnds)) of \(Grouped.text(coverage.plannedEnds)) planned "
        + "ends were looked at, on \(Grouped.text(seen)) of \(Grouped.text(plan.count)) devices — "
        + "\(wanted) wanted",
      harm: .none,
      remedy: "collect the rest and give it with another --observed; faults below are those of the "
        + "part that was looked at")
    finding.expected = wanted
    finding.actual = ShareText.percent(coverage.share)
    finding.origins = floor.sources
    return [finding]
  }
}
