internal import FabricComparison
package import Findings

/// A port or a cable that an input states twice: in the plan beside what its own checks have said, or in
/// the observation.
package enum StatedTwice: ActCheck {
  package static let rule = DuplicateCable.rule
  package static let kinds: Set = ["duplicate"]

  package static func tell(_ act: FloorAct, _ floor: ObservedFloor) -> Telling {
    let explanation = act.explanation
    if let link = explanation.planned.first {
      return Telling(
        "\(floor.run(planned: link)) is planned although a port of it is taken — the row that what "
          + "is there confirms was used, else the first",
        remedy: "remove one of the rows from the plan")
    }
    guard let link = explanation.observed.first else { return Telling("no cable") }
    return Telling(
      "\(floor.run(observed: link)) is listed although a port of it is taken — one cable for each "
        + "port expected",
      remedy: "collect the observation again; if it says the same, look at both ports")
  }
}
