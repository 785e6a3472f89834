internal import FabricMetrics
internal import FabricModel
internal import FabricTopology
package import Findings

/// Hosts and leaves with all of their cables on one switch, or two where one belongs.
package enum SameSwitch: Check {
  package static let rule = Rule(
    code: "MW205", name: "same-switch", severity: .error,
    summary: "Two cables of a host or leaf end on one switch where others have two switches.",
    rationale: "The second cable is there for the day when that switch fails, and fails with it.",
    example: """
      node-001:1 -- leaf-1:7     all other hosts are on leaf-1 and leaf-2
      node-001:2 -- leaf-1:8
      """,
    remedy: "Move one of the two cables to the other switch.",
    limits:
      "Only where most hosts, or most leaves, are on several switches. On another rail or plane "
      + "it is MW201 or MW202. Hosts of a role that is cabled so throughout pass.")

  package static func run(_ context: CheckContext, _ diagnoses: inout Diagnoses) {
    for fault in context.hostFaults.misplaced where fault.kind == .sameSwitch {
      let move = fault.rings[0][0]
      report(move.index, wanted: move.wanted, context, &diagnoses)
    }
    for entry in context.hostFaults.absent {
      let repeats = context.topology.hosts.violations.sameSwitch
      let own = repeats.first { context.hostWire($0[0]).host == entry.host }
      // The cable that is missing elsewhere is the second one here.
      if let own { report(own.last!, wanted: entry.wanted, context, &diagnoses) }
    }
    for (index, wanted) in OneLeafHosts.find(context) {
      report(index, wanted: wanted, context, &diagnoses)
    }
    for (index, act) in context.topology.acts.enumerated()
    where context.actKinds.kinds[index] == .sameSwitch {
      if case .move(let found, let wanted) = act { report(found, wanted, context, &diagnoses) }
    }
  }

  /// A host with two cables on one switch.
  private static func report(
    _ index: Int, wanted: Int32?, _ context: CheckContext, _ diagnoses: inout Diagnoses
  ) {
    let fabric = context.fabric
    let wire = context.hostWire(index)
    let both = context.hostWires(of: wire.host).filter { $0.leaf == wire.leaf }
    guard !both.contains(where: { diagnoses.isOwned($0.link) }) else { return }
    let ports = both.map { fabric.name(of: $0.hostPort) }.sorted(by: NaturalOrder.precedes)
    var finding = context.finding(
      rule, about: [wire.link],
      message: "\(ports.joined(separator: " and ")) both go to \(context.name(wire.leaf)) — "
        + "most hosts have each port on a switch of its own",
      harm: .redundancy,
      remedy: context.moveRemedy(wire, to: wanted, or: "another leaf of its unit"))
    finding.expected =
      wanted.map { "\(fabric.name(of: wire.hostPort)) -- \(context.name($0))" } ?? ""
    finding.actual = both.map { fabric.endNames(of: $0.link) }.joined(separator: ", ")
    finding.place = fabric.place(of: context.device(wire.leaf))
    var diagnosis = Diagnosis(finding: finding, links: both.map(\.link))
    diagnosis.repair.hostMoves = [context.hostMove(wire, to: wanted)]
    diagnoses.add(diagnosis)
  }

  /// A leaf with all uplinks on one switch.
  private static func report(
    _ found: WiringViolations.Pair, _ wanted: WiringViolations.Pair, _ context: CheckContext,
    _ diagnoses: inout Diagnoses
  ) {
    guard let wire = context.oddWire(found, &diagnoses) else { return }
    let repair = Repair(removed: [wire.edge], added: [wanted])
    if diagnoses.fold(repair, intoOwnerOf: [wire.link]) { return }
    let count = context.topology.uplinks(of: Int(found.lower)).count
    var finding = context.finding(
      rule, about: [wire.link],
      message: "all \(count) uplinks of \(context.name(found.lower)) go to "
        + "\(context.name(found.upper)) — \(context.name(wanted.upper)) expected as well",
      harm: .redundancy, remedy: MovedEnd.remedy(wire, wanted: wanted, context))
    finding.expected = context.wanted(wanted)
    finding.actual = context.fabric.endNames(of: wire.link)
    var diagnosis = Diagnosis(finding: finding, links: [wire.link])
    diagnosis.repair = repair
    diagnoses.add(diagnosis)
  }
}

/// Hosts with several cables that all end on one switch, where most hosts are on several.
private enum OneLeafHosts {
  /// More than this share of the hosts is no mistake.
  private static let exceptionalShare = 0.1

  /// One cable of each such host, with the leaf where it belongs.
  ///
  /// - Complexity: O(host links), nothing where hosts have one port.
  static func find(_ context: CheckContext) -> [(index: Int, wanted: Int32?)] {
    let (wiring, graph) = (context.topology.hosts, context.topology.graph)
    guard wiring.isMultihomed else { return [] }
    let rows = wiring.rows
    let found = rows.hosts.indices.filter { row in
      let entries = rows.entries(of: row)
      guard entries.count >= wiring.leavesPerHost, entries.count > 1 else { return false }
      let first = graph.hostVertex[Int(rows.links[entries.lowerBound])]
      return entries.allSatisfy { graph.hostVertex[Int(rows.links[$0])] == first }
    }
    guard !found.isEmpty,
      Double(found.count) <= max(2, exceptionalShare * Double(rows.hosts.count))
    else { return [] }
    let byDesign = HostRoles.usual(
      among: found.map { rows.hosts[$0] }, of: rows.hosts, context.fabric)
    return found.filter { !byDesign.contains(context.fabric.devices.role[rows.hosts[$0].index]) }
      .map { row in
        let links = rows.entries(of: row).map { Int(rows.links[$0]) }
        return move(of: links, wiring, graph)
      }
  }

  /// The cable that ports say is out of place, else the last one, and the leaf of the unit that the
  /// host is not on.
  private static func move(
    of links: [Int], _ wiring: HostWiring, _ graph: SwitchGraph
  ) -> (index: Int, wanted: Int32?) {
    let leaf = graph.hostVertex[links[0]]
    guard let unit = wiring.unit(ofLeaf: leaf) else { return (links[links.count - 1], nil) }
    let others = wiring.leaves(ofUnit: unit).filter { $0 != leaf }
    // The port that leads to this leaf at other hosts stays.
    let usual = wiring.rows.hosts.indices.lazy
      .filter { wiring.unit(of: wiring.rows.hosts[$0]) == unit }
      .flatMap { wiring.rows.entries(of: $0).map { Int(wiring.rows.links[$0]) } }
      .filter { graph.hostVertex[$0] == leaf }
      .first { _ in true }
    let stays = usual.map { wiring.keys.key(ofLinkAt: $0) }
    let moved = links.last { wiring.keys.key(ofLinkAt: $0) != stays } ?? links[links.count - 1]
    return (moved, others.count == 1 ? others[0] : nil)
  }
}

extension PortKeys {
  /// The rank of the cage with its leg.
  fileprivate func key(ofLinkAt index: Int) -> [Int] { [Int(cage[index]), Int(leg[index])] }
}
