internal import FabricModel
internal import FabricTopology
package import Findings

/// Two cables that have changed places.
///
/// Each of the two leads where the other should: four switches keep their numbers of cables, so no
/// count shows it. The design recognised in the rest of the plan does.
package enum SwappedPair: Check {
  package static let rule = Rule(
    code: "MW301", name: "swapped-pair", severity: .error,
    summary: "Two cables have changed places at one end: each is where the other belongs.",
    rationale: "Every light is green and every switch counts all its uplinks, but one switch meets "
      + "a neighbour twice and another never: failures and static routes hit it twice.",
    example: """
      designed  p1-leaf-2:34 -- p1-spine-3:6     planned  p1-leaf-2:34 -- p2-spine-4:7
                p2-leaf-3:35 -- p2-spine-4:7              p2-leaf-3:35 -- p1-spine-3:6
      """,
    remedy: "At the end that is in fewer racks: unplug one, move the other, plug the first.",
    limits:
      "Two cables on one pair of switches, or of two hosts with one port, can change places "
      + "without a trace in the plan alone. Where leaves have two uplinks, both pairs of cables "
      + "that would explain what is seen are named. Across rails it is MW201, across planes MW202. An "
      + "observation shows every swap; that of cables of one device costs no bandwidth.")

  package static func run(_ context: CheckContext, _ diagnoses: inout Diagnoses) {
    for (index, act) in context.topology.acts.enumerated()
    where context.actKinds.kinds[index] == .swap {
      guard case .swap(let found, let wanted) = act else { continue }
      report(rule, found, wanted, harm: .redundancy, context, &diagnoses)
    }
    for fault in context.hostFaults.misplaced
    where fault.kind == .otherUnit && fault.moves.count == 2 && fault.rings.count == 1 {
      HostFinding.report(rule, fault, harm: .redundancy, context, &diagnoses) { wire, move in
        MovedHost.text(wire, move, context)
      }
    }
  }

  /// Adds the finding of a swap between switches, unless one of its cables is explained already.
  static func report(
    _ rule: Rule, _ found: [WiringViolations.Pair], _ wanted: [WiringViolations.Pair], harm: Harm,
    _ context: CheckContext, _ diagnoses: inout Diagnoses
  ) {
    guard found.count == 2, let one = context.oddWire(found[0], &diagnoses),
      let other = context.oddWire(found[1], &diagnoses)
    else { return }
    let isInOrder = !NaturalOrder.precedes(other.name, one.name)
    let (first, second) = isInOrder ? (one, other) : (other, one)
    let repair = Repair(removed: [first.edge, second.edge], added: wanted)
    if diagnoses.fold(repair, intoOwnerOf: [first.link, second.link]) { return }
    var diagnosis = Diagnosis(
      finding: finding(rule, first, second, wanted, context), links: [first.link, second.link])
    diagnosis.finding.harm = harm
    addTwins(to: &diagnosis.finding, first, second, context)
    diagnosis.repair = repair
    diagnoses.add(diagnosis)
  }

  /// Names the other two cables whose exchange would look the same.
  private static func addTwins(
    to finding: inout Finding, _ first: Wire, _ second: Wire, _ context: CheckContext
  ) {
    guard let others = TwinSwap.others(of: first, second, context) else { return }
    let names = others.map { context.cables.name(of: $0, context.fabric) }
    finding.message += "; \(names[0]) and \(names[1]) in their stead look the same"
    finding.remedy += "; where labels say so, exchange \(names[0]) and \(names[1])"
    finding.cables += names
    finding.ports += others.flatMap { link in
      let (a, b) = context.ends(link)
      return [context.fabric.name(of: a), context.fabric.name(of: b)]
    }
  }

  private static func finding(
    _ rule: Rule, _ first: Wire, _ second: Wire, _ wanted: [WiringViolations.Pair],
    _ context: CheckContext
  ) -> Finding {
    let fabric = context.fabric
    // Exchanging the ends at either tier puts both right; the walk decides which.
    let uppers = [context.device(first.pair.upper), context.device(second.pair.upper)]
    let lowers = [context.device(first.pair.lower), context.device(second.pair.lower)]
    let isSameRack = { (devices: [DeviceID]) in
      let rack = fabric.devices.rack[devices[0].index]
      return !rack.isNone && rack == fabric.devices.rack[devices[1].index]
    }
    let exchangesLower = isSameRack(lowers) && !isSameRack(uppers)
    let places = exchangesLower ? lowers : uppers
    let plugs = [first, second].map { wire in
      context.jumper(of: wire)
        ?? Plug(name: wire.name, port: exchangesLower ? wire.lowerPort : wire.upperPort)
    }
    let (a, b) = (plugs[0].port, plugs[1].port)
    var finding = context.finding(
      rule, about: [first.link, second.link],
      message: "\(first.name) and \(second.name) have changed places — "
        + wanted.map { "\(context.name($0.lower)) to \(context.name($0.upper))" }
        .sorted(by: NaturalOrder.precedes).joined(separator: " and ") + " expected",
      harm: .redundancy,
      remedy: "at \(context.located(fabric.device(of: a))): unplug \(plugs[0].name) from "
        + "\(fabric.name(of: a)); at \(context.located(fabric.device(of: b))): move "
        + "\(plugs[1].name) from "
        + "\(fabric.name(of: b)) to \(fabric.name(of: a)), then plug \(plugs[0].name) into "
        + "\(fabric.name(of: b))")
    finding.expected = wanted.map { "\(context.name($0.lower)) -- \(context.name($0.upper))" }
      .sorted(by: NaturalOrder.precedes).joined(separator: ", ")
    finding.actual = [first, second]
      .map { "\(fabric.name(of: $0.lowerPort)) -- \(fabric.name(of: $0.upperPort))" }
      .joined(separator: ", ")
    finding.place = fabric.place(of: places[0])
    return finding
  }
}

/// Two other cables whose exchange would leave the same wiring.
///
/// A leaf with two uplinks, one of them in another pod, is at home in either: only its hosts would
/// tell, and they are alike.
private enum TwinSwap {
  static func others(of first: Wire, _ second: Wire, _ context: CheckContext) -> [LinkID]? {
    let topology = context.topology
    let leaves = [first.pair.lower, second.pair.lower]
    guard leaves.allSatisfy({ topology.tier[Int($0)] == 1 }), leaves[0] != leaves[1],
      topology.block(of: leaves[0], facingUp: true) != topology.block(of: leaves[1], facingUp: true)
    else { return nil }
    let uplinks = leaves.map { topology.uplinks(of: Int($0)) }
    guard uplinks.allSatisfy({ $0.count == 2 }) else { return nil }
    let others = zip(uplinks, [first, second]).compactMap { edges, wire in
      edges.first { $0 != wire.edge }
    }
    // Ports that differ tell which of the two it is.
    guard others.count == 2, hasEqualPorts([first.edge, second.edge], context),
      hasEqualPorts(others, context),
      others.allSatisfy({ topology.isInOneBlock(topology.pair(ofEdge: $0)) })
    else { return nil }
    return others.map { context.link($0) }
  }

  private static func hasEqualPorts(_ edges: [Int], _ context: CheckContext) -> Bool {
    let ports = edges.map { edge in
      let pair = context.topology.pair(ofEdge: edge)
      return [pair.lower, pair.upper].map {
        context.fabric.portNumber(of: context.port(context.link(edge), at: context.device($0)))
      }
    }
    return ports[0] == ports[1]
  }
}
