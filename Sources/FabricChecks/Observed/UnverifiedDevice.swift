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
    let dark = darkNeighbours(of: act, floor)
    var telling = Telling(
      "\(floor.name(device: device)) told nothing"
        + (dark > 0 ? ", and \(floor.neighbours(dark)) no link to it" : "")
        + " — \(floor.cables(count)) planned, which nobody could check",
      remedy: dark > 0
        ? "at \(floor.located(device)): see whether it is on and plugged in; if it is, collect its "
          + "data and verify again"
        : "collect the data of \(floor.located(device)) and verify again")
    telling.actual = "not looked at"
    return telling
  }

  /// How many planned cables of the device end at ports that were looked at and are dark.
  private static func darkNeighbours(of act: FloorAct, _ floor: ObservedFloor) -> Int {
    act.explanation.planned.count { link in
      floor.ports(planned: link).contains { port in
        floor.alignment.devices.lookedAt[Int(floor.device(port))]
      }
    }
  }
}

extension ObservedFloor {
  /// `its neighbour sees`, `12 of its neighbours see`
  fileprivate func neighbours(_ count: Int) -> String {
    count == 1 ? "its neighbour sees" : "\(Grouped.text(count)) of its neighbours see"
  }
}
