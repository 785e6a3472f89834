internal import FabricMetrics
internal import FabricModel
internal import FabricTopology
internal import Findings

/// What findings about cables of hosts have in common.
enum HostFinding {
  /// Adds the finding of a fault, unless one of its cables is explained already.
  ///
  /// - Parameter message: of one cable; those of several are joined.
  static func report(
    _ rule: Rule, _ fault: HostFault, harm: Harm, _ context: CheckContext,
    _ diagnoses: inout Diagnoses, message: (HostWire, HostFault.Move) -> String
  ) {
    let rings = fault.rings.map { ring in ring.map { (context.hostWire($0.index), $0) } }
    let wires = rings.joined().map(\.0)
    var repair = Repair()
    repair.hostMoves = rings.joined().map { context.hostMove($0.0, to: $0.1.wanted) }
    if diagnoses.fold(repair, intoOwnerOf: wires.map(\.link)) { return }
    let remedies = rings.map { ring in
      ring.count > 1
        ? context.ringRemedy(ring.map(\.0))
        : context.moveRemedy(ring[0].0, to: ring[0].1.wanted, or: "the leaf that it belongs to")
    }
    var finding = context.finding(
      rule, about: wires.map(\.link), message: text(rings.joined().map { message($0.0, $0.1) }),
      harm: harm, remedy: remedies.joined(separator: "; "))
    let moves = rings.joined().filter { $0.1.wanted != nil }
    finding.expected = moves.prefix(Shortlist.most).map { wire, move in
      "\(context.fabric.name(of: wire.hostPort)) -- \(context.name(move.wanted!))"
    }.joined(separator: ", ")
    finding.actual = wires.prefix(Shortlist.most).map { context.fabric.endNames(of: $0.link) }
      .joined(separator: ", ")
    finding.place = context.fabric.place(of: context.device(wires[0].leaf))
    if harm == .redundancy && keepsLeaves(rings.joined().map { ($0.0, $0.1) }) {
      finding.harm = .none
      finding.severity = .warning
      repair = Repair()
    }
    var diagnosis = Diagnosis(finding: finding, links: wires.map(\.link))
    diagnosis.repair = repair
    diagnoses.add(diagnosis)
  }

  /// Whether ports of one host have exchanged leaves of one rail and plane: nothing is lost, but the
  /// next hand that goes by the other hosts unplugs the wrong one.
  private static func keepsLeaves(_ moves: [(wire: HostWire, move: HostFault.Move)]) -> Bool {
    let hosts = Set(moves.map(\.wire.host))
    return hosts.count == 1
      && Set(moves.map { Int($0.move.found) })
        == Set(moves.compactMap { $0.move.wanted.map(Int.init) })
  }

  /// The first two sentences, and how many more there are.
  private static func text(_ sentences: [String]) -> String {
    let first = sentences.prefix(2).joined(separator: ", and ")
    let more = sentences.count - 2
    guard more > 0 else { return first }
    return "\(first), and \(Grouped.text(more)) more of \(more == 1 ? "this kind" : "them")"
  }
}
