internal import FabricComparison
package import Findings

/// Two cables on the floor that have changed places.
package enum ObservedSwap: ActCheck {
  package static let rule = SwappedPair.rule
  package static let kinds: Set = ["swap"]

  package static func tell(_ act: FloorAct, _ floor: ObservedFloor) -> Telling {
    let names = act.explanation.planned.map { floor.cable(planned: $0) }
    return Telling(
      "\(names.joined(separator: " and ")) have changed places — "
        + act.explanation.planned.map { floor.run(planned: $0) }.joined(separator: " and ")
        + " planned")
  }
}
