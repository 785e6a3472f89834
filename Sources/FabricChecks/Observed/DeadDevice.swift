internal import FabricComparison
package import Findings

/// A device has none of its planned cables up, although it was looked at.
package enum DeadDevice: ActCheck {
  package static let rule = Rule(
    code: "MW320", name: "dead-device", severity: .error,
    summary: "A device has none of its planned cables up, although it was looked at.",
    rationale: "All bandwidth through it is lost at once.",
    example: """
      no port of spine-3 has a link; its neighbours see nothing there either
      """,
    remedy: "Look at the device first: power, boot, subnet manager. Its cables may "
      + "all be right.",
    limits: "Off, not booted and all cables pulled look the same. A device that "
      + "nobody looked at is MW106.",
    needsObservation: true)

  package static let kinds: Set = ["dead-device"]

  package static func tell(_ act: FloorAct, _ floor: ObservedFloor) -> Telling {
    guard let device = act.explanation.devices.first else { return Telling("no device") }
    var telling = Telling(
      "\(floor.name(device: device)) has no link — \(floor.cables(act.plannedCount)) planned",
      remedy:
        "at \(floor.located(device)): see whether it has power and has booted; its cables may "
        + "all be right")
    telling.actual = "no link"
    return telling
  }
}
