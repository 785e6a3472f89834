internal import FabricModel
internal import FabricTopology
package import Findings

/// Three cables or more that have passed their ends on in a ring.
package enum CableRing: Check {
  package static let rule = Rule(
    code: "MW302", name: "cable-ring", severity: .error,
    summary: "Several cables have passed an end on in a ring: each is where the next belongs.",
    rationale: "Every light is green and every switch counts all its cables. Put right one by one, "
      + "each step seems to break another cable.",
    example: """
      designed  leaf-1:34 -- spine-1:6   leaf-2:34 -- spine-2:6   leaf-3:34 -- spine-3:6
      planned   leaf-1:34 -- spine-2:6   leaf-2:34 -- spine-3:6   leaf-3:34 -- spine-1:6
      """,
    remedy: "Unplug one of them, move each of the others into the port that is free, plug the "
      + "first.",
    limits: "Rings of up to eight cables; two are MW301. Across rails it is MW201. Needs a "
      + "recognised "
      + "design, or hosts with several ports.")

  package static func run(_ context: CheckContext, _ diagnoses: inout Diagnoses) {
    for ring in context.actKinds.rings { report(ring, context, &diagnoses) }
    for fault in context.hostFaults.misplaced
    where fault.kind == .otherUnit && (fault.moves.count > 2 || fault.rings.count > 1) {
      HostFinding.report(rule, fault, harm: .redundancy, context, &diagnoses) { wire, move in
        MovedHost.text(wire, move, context)
      }
    }
  }

  private static func report(
    _ ring: ActRings.Ring, _ context: CheckContext, _ diagnoses: inout Diagnoses
  ) {
    var wires: [Wire] = []
    for pair in ring.found {
      guard let wire = context.oddWire(pair, &diagnoses) else { return }
      wires.append(wire)
    }
    let wanted = ring.wanted
    let repair = Repair(removed: wires.map(\.edge), added: wanted)
    if diagnoses.fold(repair, intoOwnerOf: wires.map(\.link)) { return }
    // Between two planes the harm is greater than that of the ring.
    let crossing = wires.contains { context.topology.crossesPlanes($0.pair) }
    let names = wires.map(\.name)
    var finding = context.finding(
      crossing ? PlaneCrossing.rule : rule, about: wires.map(\.link),
      message: "\(names.dropLast().joined(separator: ", ")) and \(names[names.count - 1]) have "
        + "changed "
        + "places in a ring — "
        + wanted.map { "\(context.name($0.lower)) to \(context.name($0.upper))" }
        .joined(separator: ", ") + " expected",
      harm: crossing ? .plane : .redundancy, remedy: remedy(wires, wanted, context))
    finding.expected = wanted.map { context.wanted($0) }.joined(separator: ", ")
    finding.actual = wires.map { context.fabric.endNames(of: $0.link) }.joined(separator: ", ")
    var diagnosis = Diagnosis(finding: finding, links: wires.map(\.link))
    diagnosis.repair = repair
    diagnoses.add(diagnosis)
  }

  /// Each cable's wrong end goes to where the next one is.
  private static func remedy(
    _ wires: [Wire], _ wanted: [WiringViolations.Pair], _ context: CheckContext
  ) -> String {
    let fabric = context.fabric
    let ends = zip(wires, wanted).map { wire, pair in
      let wrong = MovedEnd.ends(wire.pair, pair).wrong
      return (
        name: wire.name, port: wrong == wire.pair.upper ? wire.upperPort : wire.lowerPort,
        switch: wrong
      )
    }
    var free = ends[0].port
    var steps = [
      "at \(context.located(context.device(ends[0].switch))): unplug \(ends[0].name) from "
        + fabric.name(of: free)
    ]
    for end in ends.dropFirst().reversed() {
      steps.append(
        "at \(context.located(context.device(end.switch))): move \(end.name) from "
          + "\(fabric.name(of: end.port)) to \(fabric.name(of: free))")
      free = end.port
    }
    return steps.joined(separator: "; ")
      + ", then plug \(ends[0].name) into \(fabric.name(of: free))"
  }
}
