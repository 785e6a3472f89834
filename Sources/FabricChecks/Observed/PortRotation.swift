internal import FabricComparison
package import Findings

/// A run of cables sits some ports too far, those that overhung its end back at its beginning.
package enum PortRotation: ActCheck {
  package static let rule = Rule(
    code: "MW305", name: "rotated-ports", severity: .error,
    summary: "A run of cables sits some ports too far, those that overhung its end "
      + "back at its beginning.",
    rationale: "The bundle was plugged from another port on than the list says. Links "
      + "are up, but no port leads where the port map says.",
    example: """
      planned   leaf-1:1 -- a:1   leaf-1:2 -- b:1   leaf-1:3 -- c:1
      observed  leaf-1:2 -- a:1   leaf-1:3 -- b:1   leaf-1:1 -- c:1
      """,
    remedy: "Unplug the run and plug each cable into its own port.",
    limits: "Three cables and more, in neighbouring ports of one device. Two are "
      + "MW301.",
    needsObservation: true)

  package static let kinds: Set = ["rotation"]

  package static func tell(_ act: FloorAct, _ floor: ObservedFloor) -> Telling {
    guard let device = act.explanation.devices.first else { return Telling("no device") }
    return Telling(
      "the cables in \(floor.span(act, on: device)) are turned round, each "
        + "\(ObservedFloor.distance(floor.offset(act))) — "
        + "\(floor.runs(act.explanation.planned)) planned")
  }
}
