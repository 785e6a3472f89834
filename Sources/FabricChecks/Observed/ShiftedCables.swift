internal import FabricComparison
package import Findings

/// A run of cables sits the same number of ports too far along one device.
package enum ShiftedCables: ActCheck {
  package static let rule = Rule(
    code: "MW304", name: "shifted-cables", severity: .error,
    summary: "A run of cables sits the same number of ports too far along one "
      + "device.",
    rationale: "One plug entered the wrong port and all behind it followed. Links are "
      + "up, but no port leads where the port map says, so the next hand pulls "
      + "the wrong plug.",
    example: """
      planned   leaf-1:1 -- a:1   leaf-1:2 -- b:1   leaf-1:3 -- c:1   leaf-1:4 free
      observed  leaf-1:2 -- a:1   leaf-1:3 -- b:1   leaf-1:4 -- c:1   leaf-1:1 free
      """,
    remedy: "Begin at the free end of the run and move each plug back by the same "
      + "number of ports.",
    limits: "Three cables and more; fewer are told one by one. Cables that overhung "
      + "the end of the row and found no port belong to the finding.",
    needsObservation: true)

  package static let kinds: Set = ["shift"]

  package static func tell(_ act: FloorAct, _ floor: ObservedFloor) -> Telling {
    guard let device = act.explanation.devices.first else { return Telling("no device") }
    let lost = act.work.added.count
    let tail = lost > 0 ? ", \(floor.cables(lost)) found no port" : ""
    return Telling(
      "\(floor.cables(act.work.moves.count)) in \(floor.span(act, on: device)) sit "
        + "\(ObservedFloor.distance(floor.offset(act)))\(tail) — "
        + "\(floor.runs(act.explanation.planned)) planned")
  }
}
