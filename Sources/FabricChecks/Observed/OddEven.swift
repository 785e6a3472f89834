internal import FabricComparison
package import Findings

/// Neighbouring ports have exchanged their cables pair by pair.
package enum OddEven: ActCheck {
  package static let rule = Rule(
    code: "MW307", name: "odd-even", severity: .error,
    summary: "Neighbouring ports have exchanged their cables pair by pair.",
    rationale: "The upper and the lower row of the faceplate were taken for each "
      + "other. Links are up, but no port leads where the port map says.",
    example: """
      planned   leaf-1:1 -- a:1   leaf-1:2 -- b:1   leaf-1:3 -- c:1   leaf-1:4 -- d:1
      observed  leaf-1:2 -- a:1   leaf-1:1 -- b:1   leaf-1:4 -- c:1   leaf-1:3 -- d:1
      """,
    remedy: "In each pair: unplug one, move the other, plug the first.",
    limits: "Two pairs and more. A pair alone is MW301.",
    needsObservation: true)

  package static let kinds: Set = ["odd-even"]

  package static func tell(_ act: FloorAct, _ floor: ObservedFloor) -> Telling {
    guard let device = act.explanation.devices.first else { return Telling("no device") }
    return Telling(
      "the cables in \(floor.span(act, on: device)) have changed places pair by pair — "
        + "\(floor.runs(act.explanation.planned)) planned")
  }
}
