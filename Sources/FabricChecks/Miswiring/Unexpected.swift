internal import FabricModel
internal import FabricTopology
package import Findings

/// Cables that the design does not have, between switches that it links.
package enum Unexpected: Check {
  package static let rule = Rule(
    code: "MW102", name: "unexpected", severity: .warning,
    summary: "Two switches have a cable more than the design, or the floor one more than the plan.",
    rationale:
      "It takes two ports that are meant for something else, and equal-cost routing sends that "
      + "way more than the rest.",
    example: """
      leaf-1 and spine-2 have two cables; all other pairs of leaf and spine have one
      """,
    remedy: "Take the surplus cable out, or plan the same for all pairs.",
    limits: "Of parallel cables the one whose ports fit the others least is named. Needs a "
      + "recognised design, or an observation: then every cable between ports that the plan leaves "
      + "free. A cable to a device that nobody planned is MW313.")

  package static func run(_ context: CheckContext, _ diagnoses: inout Diagnoses) {
    var surplus: [WiringViolations.Pair: Int] = [:]
    for case .surplus(let found) in context.topology.acts { surplus[found, default: 0] += 1 }
    for (index, act) in context.topology.acts.enumerated()
    where context.actKinds.kinds[index] == .unexpected {
      guard case .surplus(let found) = act, let wire = context.oddWire(found, &diagnoses) else {
        continue
      }
      let repair = Repair(removed: [wire.edge])
      if diagnoses.fold(repair, intoOwnerOf: [wire.link]) { continue }
      let count = context.topology.edges(between: found.lower, and: found.upper).count
      let planned = count - surplus[found]!
      var finding = context.finding(
        rule, about: [wire.link],
        message: "\(context.name(found.lower)) and \(context.name(found.upper)) have "
          + "\(count) cables — " + context.others(of: found, have: planned),
        harm: .none, remedy: MovedEnd.remedy(wire, wanted: nil, context))
      finding.expected = "\(planned)"
      finding.actual = "\(count)"
      var diagnosis = Diagnosis(finding: finding, links: [wire.link])
      diagnosis.repair = repair
      diagnoses.add(diagnosis)
    }
    for index in context.hostFaults.surplus { report(index, context, &diagnoses) }
  }

  /// A host's cable in a port that other hosts do not use.
  private static func report(_ index: Int, _ context: CheckContext, _ diagnoses: inout Diagnoses) {
    let wire = context.hostWire(index)
    guard !diagnoses.isOwned(wire.link) else { return }
    let (host, leaf) = (
      context.fabric.name(of: wire.hostPort), context.fabric.name(of: wire.leafPort)
    )
    // The port that other hosts have a cable in and this one has not: the plug is one port off.
    let open = context.hostFaults.absent.first { $0.host == wire.host && !diagnoses.isFilled($0) }
    if let open { diagnoses.fill(open) }
    let moves = context.located(wire.host)
    var finding = context.finding(
      rule, about: [wire.link],
      message: "\(host) has a cable to \(leaf) — other hosts have none in that port",
      harm: open == nil ? .none : .capacity,
      remedy: open.map {
        "at \(moves): move \(wire.name) from \(host) to the port for "
          + ($0.wanted.map { context.name($0) } ?? "its leaf")
      } ?? "at \(moves): unplug \(wire.name) from \(host), and take it out of \(leaf)")
    finding.expected = "no cable in that port"
    finding.actual = context.fabric.endNames(of: wire.link)
    var diagnosis = Diagnosis(finding: finding, links: [wire.link])
    if open == nil {
      diagnosis.repair.removedHosts = [wire.leaf]
    } else {
      diagnosis.repair.hostMoves = [context.hostMove(wire, to: open?.wanted)]
    }
    diagnoses.add(diagnosis)
  }
}
