internal import FabricComparison
package import Findings

/// Devices carry each other's names, or stand in each other's places, with all their cables.
package enum ExchangedDevices: ActCheck {
  package static let rule = Rule(
    code: "MW310", name: "exchanged-devices", severity: .error,
    summary: "Devices carry each other's names, or stand in each other's places, "
      + "with all their cables.",
    rationale: "Every cable is right between the boxes, but not between the names. A "
      + "scheduler places jobs by name, and a hand that is sent to one of them "
      + "stands in front of another.",
    example: """
      all cables of leaf-1 are seen at leaf-2, in the same ports, and the other way round
      """,
    remedy: "Give the devices the right names, or change the plan; no cable is "
      + "touched.",
    limits: "Wiring alone cannot tell a wrong name from all cables of two devices "
      + "having been moved; a name is the likelier slip. GUIDs and serial "
      + "numbers decide where both sides have them.",
    needsObservation: true)

  package static let kinds: Set = ["exchanged-devices"]

  package static func tell(_ act: FloorAct, _ floor: ObservedFloor) -> Telling {
    let names = act.explanation.devices.map { floor.name(device: $0) }
    let listed = names.prefix(Shortlist.most).joined(separator: ", ")
    let count = act.plannedCount
    let evidence =
      count > 0
      ? "\(floor.cables(count)) of one \(count == 1 ? "is" : "are") seen at another"
      : "by their GUIDs"
    var telling = Telling("\(listed) carry each other's names, \(evidence) — each its own expected")
    let located = act.explanation.devices.prefix(Shortlist.most).map { floor.located($0) }
    telling.remedy =
      "give each its own name: \(located.joined(separator: ", ")); look at serial numbers first, "
      + "no cable is moved"
    telling.expected = telling.expected ?? listed
    return telling
  }
}
