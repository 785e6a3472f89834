internal import FabricComparison
package import Findings

/// A device has another name than planned.
package enum RenamedDevice: ActCheck {
  package static let rule = Rule(
    code: "MW311", name: "renamed-device", severity: .warning,
    summary: "A device has another name than planned.",
    rationale: "A scheduler, a monitor or a hand that goes by the planned name does "
      + "not find it.",
    example: """
      planned   leaf-7, GUID 0x0011750102000007     observed  leaf-07a with that GUID
      """,
    remedy: "Give the device its planned name, or change the plan; no cable is "
      + "touched.",
    limits: "Told by GUID, by serial number or by a file of names. Where most "
      + "devices have other names, CV106 says it once.",
    needsObservation: true)

  package static let kinds: Set = ["renamed-device", "renamed-scheme"]

  package static func tell(_ act: FloorAct, _ floor: ObservedFloor) -> Telling {
    let devices = act.explanation.devices
    guard let first = devices.first else { return Telling("no device") }
    if act.explanation.kind.name == "renamed-scheme", devices.count > 2 {
      return Telling(
        "\(devices.count / 2) devices like \(floor.name(device: first)) have names like "
          + "\(floor.name(device: devices[1])) — the planned names expected",
        remedy: "change the names in the plan, or on the devices; no cable is moved")
    }
    let seen =
      devices.count > 1 ? floor.name(device: devices[1]) : floor.observedName(device: first) ?? ""
    var telling = Telling(
      "\(floor.name(device: first)) is called \(seen) — \(floor.name(device: first)) planned",
      remedy: "at \(floor.located(first)): give it its planned name, or change the plan; no cable "
        + "is moved")
    telling.expected = floor.name(device: first)
    telling.actual = seen
    return telling
  }
}
