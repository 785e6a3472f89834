internal import FabricComparison
package import Findings

/// Runs of ports of two devices have exchanged their cables.
package enum BundleCrossing: ActCheck {
  package static let rule = Rule(
    code: "MW309", name: "bundle-crossing", severity: .error,
    summary: "Runs of ports of two devices have exchanged their cables.",
    rationale: "Two bundles went to each other's device. Every link is up, but the "
      + "devices have each other's neighbours, so rails, planes or redundant "
      + "paths meet where they must not.",
    example: """
      planned   leaf-1:1,2 -- spine-1:1,2     leaf-2:1,2 -- spine-2:1,2
      observed  leaf-1:1,2 -- spine-2:1,2     leaf-2:1,2 -- spine-1:1,2
      """,
    remedy: "Exchange the two bundles at the two devices, port by port.",
    limits: "Two cables and more of each device, at ports with one distance between "
      + "them.",
    needsObservation: true)

  package static let kinds: Set = ["bundle-crossing"]

  package static func tell(_ act: FloorAct, _ floor: ObservedFloor) -> Telling {
    let devices = act.explanation.devices
    guard devices.count >= 2 else { return Telling("no devices") }
    return Telling(
      "\(floor.span(act, on: devices[0])) and \(floor.span(act, on: devices[1])) have exchanged "
        + "their cables — \(floor.runs(act.explanation.planned)) planned")
  }
}
