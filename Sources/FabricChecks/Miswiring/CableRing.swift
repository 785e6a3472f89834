internal import FabricModel
internal import FabricTopology
internal import Findings

/// Reports rings of cables that pass through holes and surplus cables as well as through moves.
enum CableRing {
  static func report(
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
      crossing ? PlaneCrossing.rule : RotatedCables.rule, about: wires.map(\.link),
      message:
        "\(names.dropLast().joined(separator: ", ")) and \(names[names.count - 1]) have changed "
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
