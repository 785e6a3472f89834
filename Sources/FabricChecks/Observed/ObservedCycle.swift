internal import FabricComparison
package import Findings

/// Three or more cables on the floor that have changed places in turn.
package enum ObservedCycle: ActCheck {
  package static let rule = RotatedCables.rule
  package static let kinds: Set = ["cycle"]

  package static func tell(_ act: FloorAct, _ floor: ObservedFloor) -> Telling {
    let planned = act.explanation.planned
    let names = planned.prefix(Shortlist.most).map { floor.cable(planned: $0) }
    return Telling(
      "\(Shortlist.text(names, of: planned.count)) have changed places in turn — "
        + "\(floor.runs(planned)) planned")
  }
}
