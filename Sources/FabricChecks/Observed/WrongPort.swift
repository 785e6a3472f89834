internal import FabricComparison
package import Findings

/// A cable is in another port of the right device.
package enum WrongPort: ActCheck {
  package static let rule = Rule(
    code: "MW330", name: "wrong-port", severity: .error,
    summary: "A cable is in another port of the right device.",
    rationale: "Traffic does not notice, but the port map is wrong: the next hand that "
      + "goes by it pulls the wrong plug or finds the port taken.",
    example: """
      planned   leaf-1:7 -- spine-2:3     observed  leaf-1:7 -- spine-2:30
      """,
    remedy: "Move the plug, or change the plan.",
    limits: "Only where the port that it should be in is free; else it is part of a "
      + "swap or a cycle.",
    needsObservation: true)

  package static let kinds: Set = ["wrong-port", "wrong-ports"]

  package static func tell(_ act: FloorAct, _ floor: ObservedFloor) -> Telling {
    guard let link = act.explanation.planned.first, let seen = act.explanation.observed.first
    else { return Telling("no cable") }
    return Telling(floor.moved(link, seen))
  }
}
