internal import FabricComparison
package import Findings

/// Neighbouring cables sit in reverse order.
package enum ReversedBundle: ActCheck {
  package static let rule = Rule(
    code: "MW306", name: "reversed-bundle", severity: .error,
    summary: "Neighbouring cables sit in reverse order.",
    rationale: "A bundle was dressed from the other end. Links are up, but no port "
      + "leads where the port map says.",
    example: """
      planned   leaf-1:1 -- a:1   leaf-1:2 -- b:1   leaf-1:3 -- c:1   leaf-1:4 -- d:1
      observed  leaf-1:1 -- d:1   leaf-1:2 -- c:1   leaf-1:3 -- b:1   leaf-1:4 -- a:1
      """,
    remedy: "Unplug the bundle and plug it the other way round.",
    limits: "Four ports and more. A pair alone is MW301.",
    needsObservation: true)

  package static let kinds: Set = ["reversed-bundle"]

  package static func tell(_ act: FloorAct, _ floor: ObservedFloor) -> Telling {
    guard let device = act.explanation.devices.first else { return Telling("no device") }
    return Telling(
      "the cables in \(floor.span(act, on: device)) sit in reverse order — "
        + "\(floor.runs(act.explanation.planned)) planned")
  }
}
