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
    // The legs are one plug in the cage: what can be moved is at their far ends.
    let links = act.explanation.planned
    let ends = links.map { link in floor.ports(planned: link).map { floor.device($0) } }
    let caged = act.explanation.devices.first { device in
      ends.allSatisfy { $0.contains(device) }
    }
    guard let device = caged ?? act.explanation.devices.first else { return Telling("no device") }
    let plugs = links.prefix(Shortlist.most).map { link in
      let far = floor.ports(planned: link).first { floor.device($0) != device }
      return far.map { floor.name(port: $0) } ?? floor.run(planned: link)
    }
    return Telling(
      "legs in \(floor.span(act, on: device)) have changed places — \(floor.runs(links)) planned",
      remedy:
        "at \(Shortlist.text(plugs, of: links.count)): exchange the legs, so that each goes to "
        + "the cage's port with its number")
  }
}
