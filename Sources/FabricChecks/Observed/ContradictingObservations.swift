internal import FabricComparison
internal import FabricMetrics
internal import FabricModel
package import Findings

/// Observations contradict each other.
package enum ContradictingObservations: ObservedCheck {
  package static let rule = Rule(
    code: "CV103", name: "contradicting-observations", severity: .warning,
    summary: "Observations contradict each other.",
    rationale: "One of them is stale or of another fabric; nothing is concluded from "
      + "cables that they tell differently.",
    example: """
      monday.xml  leaf-1:7 -- spine-2:3     friday.xml  leaf-1:7 -- spine-4:3
      """,
    remedy: "Collect both at one time, or leave the older one out.",
    limits: "Cables that only one of the observations tells are believed.",
    needsObservation: true)

  package static func findings(_ floor: ObservedFloor) -> [Finding] {
    var found: [Finding] = []
    for case .contradiction(links: let links, port: let port, origins: let origins) in floor
      .compared.problems
    {
      var finding = Finding(
        rule, subject: "observations",
        message: "\(port) leads to different ports in two observations, as \(Grouped.text(links)) "
          + "observed cables in all — one neighbour for each port expected",
        harm: .none,
        remedy:
          "collect both at one time, or leave the older one out; what they disagree about was "
          + "not compared")
      finding.ports = [port]
      finding.origins = origins
      found.append(finding)
    }
    return found + ObservedContradictions.findings(rule, floor)
  }
}
