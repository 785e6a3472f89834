internal import FabricComparison
package import Findings

/// A cable on the floor between ports that the plan leaves free.
package enum UnexpectedCable: ActCheck {
  package static let rule = Unexpected.rule
  package static let kinds: Set = ["unexpected"]

  package static func tell(_ act: FloorAct, _ floor: ObservedFloor) -> Telling {
    guard let link = act.explanation.observed.first else { return Telling("no cable") }
    var telling = Telling(
      "\(floor.run(observed: link)) has a cable — the plan leaves these ports free")
    telling.expected = "no cable"
    return telling
  }
}
