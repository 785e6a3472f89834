internal import FabricModel
internal import FabricTopology
package import Findings

/// Cables with one end in the wrong switch.
package enum Misconnected: Check {
  package static let rule = Rule(
    code: "MW103", name: "misconnected", severity: .error,
    summary: "One end of a cable is in another switch than the design, or the plan, has it.",
    rationale:
      "One switch has a path too few and another one too many. Every light is green, but the "
      + "traffic between the two is uneven.",
    example: """
      leaf-1 reaches spine-2 twice and spine-3 never; all other leaves reach each spine once
      """,
    remedy: "Move the wrong end to the switch that is short of a cable.",
    limits: "Of two parallel cables the one whose ports fit the others least is named; both are "
      + "equally good to move. Needs a recognised design, or an observation: then cables that each "
      + "took a port of the next are one finding, and the right switch with a wrong port is MW330.")

  package static func run(_ context: CheckContext, _ diagnoses: inout Diagnoses) {
    for (index, act) in context.topology.acts.enumerated()
    where context.actKinds.kinds[index] == .misconnected {
      guard case .move(let found, let wanted) = act,
        let wire = context.oddWire(found, &diagnoses)
      else { continue }
      let repair = Repair(removed: [wire.edge], added: [wanted])
      if diagnoses.fold(repair, intoOwnerOf: [wire.link]) { continue }
      var finding = context.finding(
        rule, about: [wire.link],
        message: "\(context.fabric.name(of: wire.lowerPort)) goes to "
          + "\(context.fabric.name(of: wire.upperPort)) — "
          + "\(context.name(wanted.lower)) to \(context.name(wanted.upper)) is missing",
        harm: .capacity, remedy: MovedEnd.remedy(wire, wanted: wanted, context))
      finding.expected = context.wanted(wanted)
      finding.actual = context.fabric.endNames(of: wire.link)
      var diagnosis = Diagnosis(finding: finding, links: [wire.link])
      diagnosis.repair = repair
      diagnoses.add(diagnosis)
    }
    for fault in context.hostFaults.misplaced
    where fault.kind == .otherUnit && fault.moves.count == 1 {
      HostFinding.report(rule, fault, harm: .redundancy, context, &diagnoses) { wire, move in
        MovedHost.text(wire, move, context)
      }
    }
  }
}

/// What is said of a host's cable on a leaf of other hosts.
enum MovedHost {
  static func text(_ wire: HostWire, _ move: HostFault.Move, _ context: CheckContext) -> String {
    "\(context.fabric.name(of: wire.hostPort)) goes to \(context.fabric.name(of: wire.leafPort)) — "
      + (move.wanted.map { "\(context.name($0)) expected" } ?? "a leaf of its unit expected")
  }
}
