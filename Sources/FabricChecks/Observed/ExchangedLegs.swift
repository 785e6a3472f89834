internal import FabricComparison
package import Findings

/// Legs of one breakout cable sit in each other's ports.
package enum ExchangedLegs: ActCheck {
  package static let rule = Rule(
    code: "MW308", name: "exchanged-legs", severity: .error,
    summary: "Legs of one breakout cable sit in each other's ports.",
    rationale: "The legs look alike and their labels are small. Links are up, but the "
      + "port of the cage that a job or a rail counts on belongs to another "
      + "neighbour.",
    example: """
      planned   leaf-1:5/1 -- a:1   leaf-1:5/2 -- b:1
      observed  leaf-1:5/1 -- b:1   leaf-1:5/2 -- a:1
      """,
    remedy: "Exchange the legs at their far ends, by the numbers printed on them.",
    limits: "Only where both fabrics tell the legs of a cage apart.",
    needsObservation: true)

  package static let kinds: Set = ["exchanged-legs"]

  package static func tell(_ act: FloorAct, _ floor: ObservedFloor) -> Telling {
    guard let device = act.explanation.devices.first else { return Telling("no device") }
    return Telling(
      "legs in \(floor.span(act, on: device)) have changed places — "
        + "\(floor.runs(act.explanation.planned)) planned")
  }
}
