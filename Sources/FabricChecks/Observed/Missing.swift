internal import FabricComparison
internal import FabricModel
package import Findings

/// A planned cable that is not there.
package enum Missing: ActCheck {
  package static let rule = Rule(
    code: "MW101", name: "missing", severity: .error,
    summary: "A planned cable is not there.",
    rationale: "Its bandwidth is lost, and where a host has one cable, so is the host.",
    example: """
      planned   leaf-1:7 -- spine-2:3     observed  leaf-1:7 and spine-2:3 have no link
      """,
    remedy: "Plug the cable in, or find out why a cable that is plugged gives no link.",
    limits:
      "A cable that is plugged and gives no link looks the same. Where one end was not looked "
      + "at and the other is dark, nothing is said.",
    needsObservation: true)

  package static let kinds: Set = ["missing"]

  package static func tell(_ act: FloorAct, _ floor: ObservedFloor) -> Telling {
    guard let link = act.explanation.planned.first else { return Telling("no cable") }
    let ends = floor.ends(planned: link)
    let name = floor.cable(planned: link)
    let isLabelled = name != floor.plan.endNames(of: link)
    var telling = Telling(
      isLabelled
        ? "\(name) is not there — \(ends.joined(separator: " to ")) planned"
        : "\(ends[0]) has no cable to \(ends[1]) — one planned")
    telling.actual = "no link"
    return telling
  }
}
