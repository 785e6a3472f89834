internal import FabricComparison
internal import FabricMetrics
internal import FabricModel
package import Findings

/// A device that nobody looked at.
package enum UnverifiedDevice: ActCheck {
  package static let rule = Rule(
    code: "MW106", name: "unverified-device", severity: .warning,
    summary: "A planned device told nothing, so some of its cables could not be checked.",
    rationale: "What nobody looked at is neither right nor wrong; a list without faults says less "
      + "than it seems to.",
    example: """
      leaf-7 is in the plan, but its data is not in the observation
      """,
    remedy: "Collect the data of this device as well and verify again.",
    limits:
      "One finding for each device. Cables whose other end told are checked from there. Below "
      + "half of the fabric, CV101 says it once for all.",
    needsObservation: true)

  package static let kinds: Set = ["unseen-device"]

  package static func tell(_ act: FloorAct, _ floor: ObservedFloor) -> Telling {
    guard let device = act.explanation.devices.first else { return Telling("no device") }
    let count = act.plannedCount
    var telling = Telling(
      "\(floor.name(device: device)) told nothing — "
        + "\(Grouped.text(count)) planned \(count == 1 ? "cable" : "cables") could not be checked",
      remedy: "collect the data of \(floor.located(device)) and verify again")
    telling.actual = "not looked at"
    return telling
  }
}
