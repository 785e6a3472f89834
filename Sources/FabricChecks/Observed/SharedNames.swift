internal import FabricComparison
internal import FabricMetrics
internal import FabricModel
package import Findings

/// Several devices have one name, and nothing tells them apart.
package enum SharedNames: ObservedCheck {
  package static let rule = Rule(
    code: "CV104", name: "shared-names", severity: .warning,
    summary: "Several devices have one name, and nothing tells them apart.",
    rationale: "Which of them a cable belongs to is a guess, so faults at them may be "
      + "told of the wrong one.",
    example: """
      two switches are called leaf-1, and the plan has no GUIDs
      """,
    remedy: "Give each device a name of its own, or tell both sides their GUIDs, or "
      + "use --names.",
    limits: "Names are compared without regard to case and separators.",
    needsObservation: true)

  package static func findings(_ floor: ObservedFloor) -> [Finding] {
    floor.compared.problems.compactMap { problem in
      guard
        case .sharedNames(isDesired: let isDesired, devices: let devices, name: let name) = problem
      else { return nil }
      let side = isDesired ? "the plan" : "the observation"
      var finding = Finding(
        rule, subject: side,
        message: "\(Grouped.text(devices)) devices of \(side) share their names, \(name) among "
          + "them — a name, GUID or serial number of its own for each expected",
        harm: .none,
        remedy: "give each a name of its own, or their GUIDs in both files, or use --names")
      finding.devices = [name]
      finding.origins = floor.sources
      return finding
    }
  }
}
