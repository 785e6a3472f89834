internal import FabricComparison
internal import FabricModel
package import Findings

/// A cable on the floor with one end in another device than planned, or several that each took the
/// port of the next.
package enum MisconnectedCable: ActCheck {
  package static let rule = Misconnected.rule
  package static let kinds: Set = ["wrong-switch", "chain"]

  package static func tell(_ act: FloorAct, _ floor: ObservedFloor) -> Telling {
    let (planned, observed) = (act.explanation.planned, act.explanation.observed)
    guard planned.count == 1, let link = planned.first, let seen = observed.first else {
      let names = Shortlist.text(
        planned.prefix(Shortlist.most).map { floor.cable(planned: $0) }, of: planned.count)
      return Telling(
        "\(names) sit each in a port of the next, the last one in a free port — "
          + "\(floor.runs(planned)) planned")
    }
    return Telling(floor.moved(link, seen))
  }
}

extension ObservedFloor {
  /// `leaf-1:3 goes to spine-4:6 — spine-2:4 planned`: the end that is right, the one that is not, and
  /// the one where it belongs.
  func moved(_ planned: LinkID, _ observed: LinkID) -> String {
    let (wanted, seen) = (ends(planned: planned), ends(observed: observed))
    guard let good = wanted.first(where: seen.contains),
      let wrong = seen.first(where: { $0 != good }),
      let right = wanted.first(where: { $0 != good })
    else { return "\(run(observed: observed)) has a cable — \(run(planned: planned)) planned" }
    return "\(good) goes to \(wrong) — \(right) planned"
  }

  /// The first runs of some planned cables, and how many more there are.
  func runs(_ planned: [LinkID]) -> String {
    let first = planned.prefix(2).map { run(planned: $0) }
    return Shortlist.text(first, of: planned.count)
  }
}
