internal import FabricComparison
internal import FabricMetrics
internal import FabricModel
package import Findings

/// Most devices have other GUIDs or serial numbers than planned.
package enum OtherIdentities: ObservedCheck {
  package static let rule = Rule(
    code: "CV105", name: "other-identities", severity: .note,
    summary: "Most devices have other GUIDs or serial numbers than planned.",
    rationale: "The numbers of the plan may be invented, or of other hardware; that a "
      + "single device was exchanged cannot be seen then.",
    example: """
      the plan has GUIDs 0x1, 0x2, 0x3; the floor has those of the vendor
      """,
    remedy: "Take the numbers of the floor into the plan, or leave them out of it.",
    limits: "Said once instead of MW312 for each of them, where more than half of "
      + "at least nine differ.",
    needsObservation: true)

  package static func findings(_ floor: ObservedFloor) -> [Finding] {
    floor.compared.problems.compactMap { problem in
      guard case .otherIdentities(devices: let devices, of: let count) = problem else { return nil }
      var finding = Finding(
        rule, subject: "observation",
        message: "\(Grouped.text(devices)) of \(Grouped.text(count)) devices have other GUIDs or "
          + "serial numbers than planned — the plan's may be invented",
        harm: .none, remedy: "take the numbers of the floor into the plan, or leave them out of it")
      finding.origins = floor.sources
      return finding
    }
  }
}
