internal import FabricComparison
package import Findings

/// A device that the plan does not have, with its cables in ports that the plan leaves free.
package enum UnplannedDevice: ActCheck {
  package static let rule = Rule(
    code: "MW313", name: "unplanned-device", severity: .warning,
    summary: "A device that the plan does not have, with its cables in ports that "
      + "the plan leaves free.",
    rationale: "It takes ports that are meant for something else, and nobody has "
      + "counted its traffic.",
    example: """
      test-9 has a cable to leaf-1:40; the plan has no test-9
      """,
    remedy: "Take the device and its cables out, or plan it.",
    limits: "A device in the place of a planned one that is not there is MW312.",
    needsObservation: true)

  package static let kinds: Set = ["unplanned-device"]

  package static func tell(_ act: FloorAct, _ floor: ObservedFloor) -> Telling {
    guard let device = act.explanation.devices.first else { return Telling("no device") }
    let seen = act.explanation.observed
    let count = seen.count
    let run = count == 1 ? " (\(floor.run(observed: seen[0])))" : ""
    var telling = Telling(
      "\(floor.name(device: device)) is not in the plan and has \(floor.cables(count))\(run) — none "
        + "expected")
    telling.expected = "no such device"
    return telling
  }
}
