internal import FabricModel
internal import FabricTopology
package import Findings

/// Three or more cables that have changed places in turn.
///
/// Each leads where the next one should: all switches keep their numbers of cables, and no cable can
/// be put right before another one is out of its port.
package enum RotatedCables: Check {
  package static let rule = Rule(
    code: "MW302", name: "rotated-cables", severity: .error,
    summary:
      "Three or more cables have changed places in turn: each is where the next one belongs.",
    rationale: "Every light is green and every switch counts all its uplinks, but some switches "
      + "meet a neighbour twice and another never: failures and static routes hit them twice.",
    example: """
      designed  leaf-1:34 -- spine-1:1     planned  leaf-1:34 -- spine-2:2
                leaf-2:35 -- spine-2:2              leaf-2:35 -- spine-3:3
                leaf-3:36 -- spine-3:3              leaf-3:36 -- spine-1:1
      """,
    remedy:
      "At the ends that are in fewer racks: unplug the first cable, move the others one after "
      + "another into the port that has become free, plug in the first.",
    limits:
      "Up to eight cables, on the floor any number. Cables of one switch, or of hosts with one port, can change places "
      + "without a trace in the plan alone. Across rails it is MW201, across planes MW202. Needs a "
      + "recognised design, hosts with several ports, or an observation.")

  package static func run(_ context: CheckContext, _ diagnoses: inout Diagnoses) {
    for act in context.topology.acts {
      guard case .rotation(let found, let wanted) = act else { continue }
      let wires = found.compactMap { context.oddWire($0, &diagnoses) }
      guard wires.count == found.count else { continue }
      let repair = Repair(removed: wires.map(\.edge), added: wanted)
      let links = wires.map(\.link)
      if diagnoses.fold(repair, intoOwnerOf: links) { continue }
      var finding = finding(wires, wanted, context)
      // Between two planes the harm is greater than that of the rotation.
      if wires.contains(where: { context.topology.crossesPlanes($0.pair) }) {
        finding.rule = PlaneCrossing.rule
        finding.harm = .plane
      }
      diagnoses.add(Diagnosis(finding: finding, links: links, repair: repair))
    }
    for ring in context.actKinds.rings { CableRing.report(ring, context, &diagnoses) }
    for fault in context.hostFaults.misplaced
    where fault.kind == .otherUnit && (fault.moves.count > 2 || fault.rings.count > 1) {
      HostFinding.report(rule, fault, harm: .redundancy, context, &diagnoses) { wire, move in
        MovedHost.text(wire, move, context)
      }
    }
  }

  private static func finding(
    _ wires: [Wire], _ wanted: [WiringViolations.Pair], _ context: CheckContext
  ) -> Finding {
    let moves = easier(Turn(wires, wanted), context)
    let order = Array(moves.indices.dropFirst())
    let names = moves.map { $0.wire.name }
    let steps = order.map { index in
      "at \(context.located(moves[index].wrong)): move \(names[index]) from "
        + "\(context.fabric.name(of: moves[index].port)) to "
        + "\(context.fabric.name(of: moves[index - 1].port))"
    }
    let last = context.fabric.name(of: moves[moves.count - 1].port)
    var finding = context.finding(
      rule, about: wires.map(\.link),
      message: names.sorted(by: NaturalOrder.precedes).joined(separator: ", ")
        + " have changed places — "
        + wanted.map { "\(context.name($0.lower)) to \(context.name($0.upper))" }
        .sorted(by: NaturalOrder.precedes).joined(separator: ", ") + " expected",
      harm: .redundancy,
      remedy: "at \(context.located(moves[0].wrong)): unplug \(names[0]) from "
        + "\(context.fabric.name(of: moves[0].port)); " + steps.joined(separator: "; ")
        + "; plug \(names[0]) into \(last)")
    finding.expected = wanted.map { "\(context.name($0.lower)) -- \(context.name($0.upper))" }
      .joined(separator: ", ")
    finding.actual = wires.map {
      "\(context.fabric.name(of: $0.lowerPort)) -- \(context.fabric.name(of: $0.upperPort))"
    }.joined(separator: ", ")
    finding.place = context.fabric.place(of: moves[0].wrong)
    return finding
  }

  /// A cable with its wrong end: each goes into the port that the one before has left.
  private struct Move {
    var wire: Wire
    var wrong: DeviceID
    var port: PortID
  }

  /// The cables of a rotation in the order in which they are moved, at either of their ends.
  private struct Turn {
    var wires: [Wire]
    var wanted: [WiringViolations.Pair]

    init(_ wires: [Wire], _ wanted: [WiringViolations.Pair]) {
      self.wires = wires
      self.wanted = wanted
    }

    func moves(_ context: CheckContext) -> [Move] {
      zip(wires, wanted).map { wire, wanted in
        let keepsLower = wanted.lower == wire.pair.lower || wanted.upper == wire.pair.lower
        return Move(
          wire: wire, wrong: context.device(keepsLower ? wire.pair.upper : wire.pair.lower),
          port: keepsLower ? wire.upperPort : wire.lowerPort)
      }
    }

    /// The same cables put right at their other ends, which turns the order round.
    var reversed: Turn {
      let others = wires.indices.map { wanted[($0 + 1) % wanted.count] }
      return Turn(wires.reversed(), others.reversed())
    }
  }

  /// Exchanging the ends at either side puts all right; the walk decides which.
  private static func easier(_ turn: Turn, _ context: CheckContext) -> [Move] {
    let (first, second) = (turn.moves(context), turn.reversed.moves(context))
    let racks = { (moves: [Move]) in
      Set(moves.map { context.fabric.devices.rack[$0.wrong.index] })
    }
    let moves = racks(second).count < racks(first).count ? second : first
    // Any of them may come first.
    let start = moves.indices.min {
      NaturalOrder.precedes(moves[$0].wire.name, moves[$1].wire.name)
    }!
    return Array(moves[start...] + moves[..<start])
  }
}
