internal import FabricModel
internal import FabricTopology
package import Findings

/// Leaves with more hosts than the others.
///
/// A host on the wrong leaf changes no link between switches: all that shows is a leaf with one host
/// too many. Which of its hosts is the stranger, its port tells: the one that other leaves use least
/// for hosts.
package enum UnevenHosts: Check {
  package static let rule = Rule(
    code: "TP203", name: "uneven-hosts", severity: .warning,
    summary: "A leaf has more hosts than the others of its tier.",
    rationale:
      "One host more shares the same uplinks: that leaf is the first where hosts wait for each "
      + "other.",
    example: """
      leaf-3 has 49 hosts, leaf-7 has 47; all other leaves have 48
      """,
    remedy: "Move the surplus host to a leaf that is short of one.",
    limits:
      "Only where most leaves have the same number and none has many more, or where the surplus "
      + "hosts sit in ports that few leaves use for hosts and as many are short elsewhere; plans with "
      + "uneven racks are not reported. Needs a recognised design.")

  /// The share of leaves that have to agree on a number, and the most that one may have on top, for
  /// a surplus to be a slip of the hand and not a plan.
  private static let usualShare = 0.5
  private static let slip: Int32 = 2

  package static func run(_ context: CheckContext, _ diagnoses: inout Diagnoses) {
    let topology = context.topology
    // Hosts with several ports tell one by one where they belong.
    guard !topology.hosts.isMultihomed else { return }
    guard let usual = topology.structure.parameters["hostsPerLeaf"] else { return }
    let leaves = topology.tier.indices.filter { topology.tier[$0] == 1 }
    let crowded = leaves.filter { topology.graph.hostCount[$0] > usual }
    guard !crowded.isEmpty, leaves.count > 2,
      crowded.allSatisfy({ topology.graph.hostCount[$0] <= Int32(usual) + slip })
    else { return }
    let strangers = StrangerHosts(context)
    guard agree(leaves, crowded, usual, context) || areStrange(leaves, crowded, usual, strangers)
    else { return }
    var free = FreeLeaves(context, diagnoses)
    for vertex in crowded {
      let surplus = Int(topology.graph.hostCount[vertex]) - usual
      let text = self.usual(usual, besides: vertex, leaves, context)
      for link in strangers.links(at: Int32(vertex), count: surplus)
      where !diagnoses.isOwned(link) {
        let host = context.host(of: link)
        let target = free.take(for: host)
        diagnoses.add(
          diagnosis(
            Int32(vertex), link, (usual, text), target.map { ($0, free.description(of: $0)) },
            context))
      }
    }
  }

  /// What is usual, in words that hold for this plan.
  private static func usual(
    _ usual: Int, besides vertex: Int, _ leaves: [Int], _ context: CheckContext
  ) -> String {
    let counts = leaves.filter { $0 != vertex }.map { Int(context.topology.graph.hostCount[$0]) }
    let agreeing = counts.count { $0 == usual }
    if agreeing == counts.count { return "the others have \(usual)" }
    return 2 * agreeing > leaves.count
      ? "most leaves have \(usual)" : "\(usual) are expected"
  }

  /// Whether most leaves have the same number of hosts.
  private static func agree(
    _ leaves: [Int], _ crowded: [Int], _ usual: Int, _ context: CheckContext
  ) -> Bool {
    let agreeing = leaves.count { context.topology.graph.hostCount[$0] == usual }
    return Double(agreeing) >= usualShare * Double(leaves.count)
      && 2 * crowded.count <= agreeing
  }

  /// Whether all surplus hosts are in ports that few leaves use for hosts, and as many are missing
  /// at other leaves: then they are strangers, however many leaves that concerns.
  private static func areStrange(
    _ leaves: [Int], _ crowded: [Int], _ usual: Int, _ strangers: StrangerHosts
  ) -> Bool {
    let counts = strangers.context.topology.graph.hostCount
    guard leaves.reduce(0, { $0 + Int(counts[$1]) - usual }) == 0 else { return false }
    return crowded.allSatisfy { vertex in
      strangers.links(at: Int32(vertex), count: Int(counts[vertex]) - usual)
        .allSatisfy { 2 * strangers.use(of: $0, at: Int32(vertex)) <= leaves.count }
    }
  }

  private static func diagnosis(
    _ vertex: Int32, _ link: LinkID, _ usual: (hosts: Int, text: String),
    _ target: (vertex: Int32, text: String)?, _ context: CheckContext
  ) -> Diagnosis {
    let leaf = context.device(vertex)
    let count = context.topology.graph.hostCount[Int(vertex)]
    let name = context.cables.name(of: link, context.fabric)
    let port = context.port(link, at: leaf)
    var finding = context.finding(
      rule, about: [link],
      message: "\(context.fabric.name(of: leaf)) has \(count) hosts — \(usual.text); "
        + "\(context.fabric.name(of: port)) is the odd port",
      harm: .capacity,
      remedy: "at \(context.located(leaf)): unplug \(name) from \(context.fabric.name(of: port)); "
        + "plug it into " + (target?.text ?? "a leaf with fewer hosts"))
    finding.expected = "\(usual.hosts) hosts"
    finding.actual = "\(count) hosts"
    var diagnosis = Diagnosis(finding: finding, links: [link])
    diagnosis.repair.removedHosts = [vertex]
    diagnosis.repair.hosts = target.map { [$0.vertex] } ?? []
    return diagnosis
  }
}

/// Tells which hosts of a leaf sit in ports that leaves seldom use for hosts.
private struct StrangerHosts {
  let context: CheckContext
  private var useOfPort: [PortNumber?: Int] = [:]
  private var linksAt: [Int32: [LinkID]] = [:]

  /// - Complexity: O(host links).
  init(_ context: CheckContext) {
    self.context = context
    let graph = context.topology.graph
    for index in graph.hostLink.indices {
      let vertex = graph.hostVertex[index]
      useOfPort[number(graph.hostLink[index], vertex), default: 0] += 1
      linksAt[vertex, default: []].append(graph.hostLink[index])
    }
  }

  /// How many hosts there are in the port of this one, over all leaves.
  func use(of link: LinkID, at vertex: Int32) -> Int { useOfPort[number(link, vertex)] ?? 0 }

  func links(at vertex: Int32, count: Int) -> [LinkID] {
    let ordered = (linksAt[vertex] ?? []).sorted { a, b in
      let (x, y) = (use(of: a, at: vertex), use(of: b, at: vertex))
      if x != y { return x < y }
      // Of equals the one in the highest port.
      let (p, q) = (number(a, vertex)?.key ?? -1, number(b, vertex)?.key ?? -1)
      if p != q { return p > q }
      return NaturalOrder.precedes(
        context.fabric.endNames(of: b), context.fabric.endNames(of: a))
    }
    return Array(ordered.prefix(count))
  }

  private func number(_ link: LinkID, _ vertex: Int32) -> PortNumber? {
    context.fabric.portNumber(of: context.port(link, at: context.device(vertex)))
  }
}
