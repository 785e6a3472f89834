internal import FabricModel
internal import FabricTopology
package import Findings

/// Cables between switches of one tier, or past a tier.
package enum TierSkip: Check {
  package static let rule = Rule(
    code: "MW203", name: "tier-skip", severity: .error,
    summary: "A cable links devices of one tier, or passes over a tier.",
    rationale: "Routing that goes up and then down does not use it; routing that does may loop or "
      + "deadlock. A host above the leaves is missing at its leaf.",
    example: """
      leaf-1:31 -- leaf-2:31     a leaf belongs to spines and hosts only
      host-17:1 -- spine-2:9     a host belongs to a leaf
      """,
    remedy: "Move the wrong end to where the design has it; a surplus cable comes out.",
    limits: "Peer links between leaves that are planned on purpose are reported as well: ignore "
      + "them by code. Hosts above the leaves are reported where at most one host in ten is. Needs a "
      + "recognised design.")

  package static func run(_ context: CheckContext, _ diagnoses: inout Diagnoses) {
    for (index, act) in context.topology.acts.enumerated()
    where context.actKinds.kinds[index] == .tierSkip {
      switch act {
      case .move(let found, let wanted): report(found, wanted: wanted, context, &diagnoses)
      case .surplus(let found): report(found, wanted: nil, context, &diagnoses)
      default: continue
      }
    }
    findHosts(context, &diagnoses)
  }

  /// The share of hosts up to which a place above the leaves is a mistake and not a design.
  private static let exceptionalShare = 0.1

  /// Hosts that are cabled to a switch above the leaves, or to each other.
  private static func findHosts(_ context: CheckContext, _ diagnoses: inout Diagnoses) {
    let topology = context.topology
    guard topology.violations != nil else { return }
    var odd: [(link: LinkID, index: Int?)] = []
    for index in topology.graph.hostLink.indices {
      let vertex = topology.graph.hostVertex[index]
      if topology.tier[Int(vertex)] > 1 { odd.append((topology.graph.hostLink[index], index)) }
    }
    odd += cablesBetweenHosts(context).map { ($0, nil) }
    let hosts = Double(topology.graph.hostLink.count)
    guard Double(odd.count) <= max(1, exceptionalShare * hosts) else { return }
    var leaves = FreeLeaves(context, diagnoses)
    for (link, index) in odd where !diagnoses.isOwned(link) {
      let vertex = index.map { topology.graph.hostVertex[$0] }
      let host = context.host(of: link)
      if topology.hosts.isMultihomed {
        reportOfSeveral(link, index, context, &diagnoses)
        continue
      }
      let leaf = leaves.take(for: host)
      var diagnosis = Diagnosis(
        finding: hostFinding(link, vertex, leaf.map { leaves.description(of: $0) }, context),
        links: [link])
      diagnosis.repair.hosts = leaf.map { [$0] } ?? []
      // A cable between two hosts keeps both from a leaf.
      if vertex == nil, let second = leaves.take(for: host) {
        diagnosis.repair.hosts.append(second)
      }
      diagnosis.repair.removedHosts = vertex.map { [$0] } ?? []
      diagnoses.add(diagnosis)
    }
  }

  /// A host with several ports: its unit tells where the cable belongs. What a cable between two hosts
  /// leaves open is folded into this finding later.
  private static func reportOfSeveral(
    _ link: LinkID, _ index: Int?, _ context: CheckContext, _ diagnoses: inout Diagnoses
  ) {
    let wanted = index.flatMap { context.topology.hosts.expected(ofLinkAt: $0)?.leaf }
    let vertex = index.map { context.topology.graph.hostVertex[$0] }
    let text = wanted.map { leaf in
      let port = context.freePort(of: context.host(of: link), on: leaf)
      return port ?? "a free port of \(context.name(leaf))"
    }
    var diagnosis = Diagnosis(finding: hostFinding(link, vertex, text, context), links: [link])
    if let index {
      diagnosis.repair.hostMoves = [context.hostMove(context.hostWire(index), to: wanted)]
    }
    diagnoses.add(diagnosis)
  }

  /// Usable links that are part of no switch.
  private static func cablesBetweenHosts(_ context: CheckContext) -> [LinkID] {
    let (graph, fabric) = (context.topology.graph, context.fabric)
    let standing = context.topology.census.standing
    // Nearly every plan has none, and counting is cheaper than looking.
    let usable = standing.count { $0 == .usable }
    guard usable > graph.edgeCount + graph.hostLink.count else { return [] }
    return standing.indices.lazy.filter { standing[$0] == .usable }.map { LinkID($0) }.filter {
      let (a, b) = fabric.ends($0)
      return fabric.kind(of: fabric.device(of: a)) == .host
        && fabric.kind(of: fabric.device(of: b)) == .host
    }
  }

  private static func hostFinding(
    _ link: LinkID, _ vertex: Int32?, _ leaf: String?, _ context: CheckContext
  ) -> Finding {
    let fabric = context.fabric
    let host = context.host(of: link)
    let (a, b) = fabric.ends(link)
    let (near, far) = fabric.device(of: a) == host ? (a, b) : (b, a)
    let kind = vertex.map { "a host and a \(context.tierName($0))" } ?? "two hosts"
    var finding = context.finding(
      rule, about: [link],
      message: "\(fabric.name(of: near)) goes to \(fabric.name(of: far)) — "
        + "the design has no cable between \(kind)",
      harm: .capacity,
      remedy: "at \(context.located(fabric.device(of: far))): unplug "
        + "\(context.cables.name(of: link, fabric)) from \(fabric.name(of: far)); plug it into "
        + (leaf ?? "a leaf with a free port"))
    finding.expected = "a leaf"
    finding.actual = fabric.name(of: far)
    return finding
  }

  private static func report(
    _ found: WiringViolations.Pair, wanted: WiringViolations.Pair?, _ context: CheckContext,
    _ diagnoses: inout Diagnoses
  ) {
    guard let wire = context.oddWire(found, &diagnoses) else { return }
    let repair = Repair(removed: [wire.edge], added: wanted.map { [$0] } ?? [])
    if diagnoses.fold(repair, intoOwnerOf: [wire.link]) { return }
    let tiers = [found.lower, found.upper].map { context.tierName($0) }
    let kind =
      tiers[0] == tiers[1] ? "two switches of tier \(tiers[0])" : "\(tiers[0]) and \(tiers[1])"
    var finding = context.finding(
      rule, about: [wire.link],
      message: "\(context.fabric.name(of: wire.lowerPort)) goes to "
        + "\(context.fabric.name(of: wire.upperPort)) — the design has no cable between \(kind)",
      harm: .none, remedy: MovedEnd.remedy(wire, wanted: wanted, context))
    finding.expected = wanted.map { context.wanted($0) } ?? "no cable"
    finding.actual = context.fabric.endNames(of: wire.link)
    var diagnosis = Diagnosis(finding: finding, links: [wire.link])
    diagnosis.repair = repair
    guard wanted == nil else { return diagnoses.add(diagnosis) }
    diagnoses.add(
      diagnosis, strayingFrom: [context.device(found.lower), context.device(found.upper)])
  }
}

/// A cable with one end in the wrong switch.
enum MovedEnd {
  /// The switch that it leads to and the one that it should lead to: the end that both pairs share
  /// stays where it is.
  static func ends(
    _ found: WiringViolations.Pair, _ wanted: WiringViolations.Pair
  ) -> (wrong: Int32, right: Int32) {
    let keepsLower = wanted.lower == found.lower || wanted.upper == found.lower
    let kept = keepsLower ? found.lower : found.upper
    return (
      keepsLower ? found.upper : found.lower, wanted.lower == kept ? wanted.upper : wanted.lower
    )
  }

  static func remedy(
    _ wire: Wire, wanted: WiringViolations.Pair?, _ context: CheckContext
  ) -> String {
    let fabric = context.fabric
    guard let wanted else {
      return "at \(context.located(context.device(wire.pair.lower))): unplug \(wire.name) from "
        + "\(fabric.name(of: wire.lowerPort)); at "
        + "\(context.located(context.device(wire.pair.upper))): unplug it from "
        + "\(fabric.name(of: wire.upperPort)) and take it out"
    }
    let (wrong, target) = ends(wire.pair, wanted)
    let wrongPort = wrong == wire.pair.upper ? wire.upperPort : wire.lowerPort
    let ports = context.pattern.ports(of: wanted)
    let port = target == wanted.lower ? ports.lower : ports.upper
    return "at \(context.located(context.device(wrong))): unplug \(wire.name) from "
      + "\(fabric.name(of: wrongPort)); at \(context.located(context.device(target))): plug it into "
      + (port.map { "\(context.name(target)):\($0)" } ?? "a free port of \(context.name(target))")
  }
}
