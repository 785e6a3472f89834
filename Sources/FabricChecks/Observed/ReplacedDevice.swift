internal import FabricComparison
package import Findings

/// Another device than planned is in a device's place.
package enum ReplacedDevice: ActCheck {
  package static let rule = Rule(
    code: "MW312", name: "replaced-device", severity: .warning,
    summary: "Another device than planned is in a device's place.",
    rationale: "A spare took its place. Whatever is bound to the old GUID or serial "
      + "number, such as licences, partitions and monitors, does not find the "
      + "new one.",
    example: """
      planned   node-7, GUID 0x0011750101000007     observed  node-7 with another GUID
      """,
    remedy: "Enter the new device in the plan, or put the planned one back.",
    limits: "Told by GUID or serial number, or by an unplanned device that has all "
      + "cables of a planned one that is not there. Where most devices differ, "
      + "CV105 says it once.",
    needsObservation: true)

  package static let kinds: Set = ["replaced-device"]

  package static func tell(_ act: FloorAct, _ floor: ObservedFloor) -> Telling {
    let devices = act.explanation.devices
    guard let first = devices.first else { return Telling("no device") }
    let name = floor.name(device: first)
    guard devices.count > 1 else {
      return Telling(
        "\(name) is another device, by its GUID or serial number — the planned one expected",
        remedy: "at \(floor.located(first)): enter the new device in the plan, or put the planned "
          + "one back")
    }
    let other = floor.name(device: devices[1])
    var telling = Telling(
      "\(other) has the cables of \(name), which is not there — \(name) planned",
      remedy: "at \(floor.located(first)): give \(other) the planned name, or change the plan; no "
        + "cable is moved")
    telling.expected = name
    telling.actual = other
    return telling
  }
}
