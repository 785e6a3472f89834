internal import FabricComparison
internal import FabricMetrics
internal import FabricModel
package import Findings

/// Most devices have other names than planned.
package enum OtherNames: ObservedCheck {
  package static let rule = Rule(
    code: "CV106", name: "other-names", severity: .note,
    summary: "Most devices have other names than planned.",
    rationale: "Plan and floor use two naming schemes; that a single device has a "
      + "wrong name cannot be seen then.",
    example: """
      planned   leaf-1, leaf-2, leaf-3     observed  sw0101, sw0102, sw0103 with the same GUIDs
      """,
    remedy: "Take the names of the floor into the plan, or give --names.",
    limits: "Said once instead of MW311 for each of them, where more than half of "
      + "at least nine differ.",
    needsObservation: true)

  package static func findings(_ floor: ObservedFloor) -> [Finding] {
    floor.compared.problems.compactMap { problem in
      guard case .otherNames(devices: let devices, of: let count) = problem else { return nil }
      var finding = Finding(
        rule, subject: "observation",
        message: "\(Grouped.text(devices)) of \(Grouped.text(count)) devices have other names than "
          + "planned — two naming schemes, matched by GUID, serial number or list",
        harm: .none, remedy: "take the names of the floor into the plan, or give --names")
      finding.origins = floor.sources
      return finding
    }
  }
}
