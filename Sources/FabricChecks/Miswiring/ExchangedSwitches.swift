internal import FabricMetrics
internal import FabricModel
internal import FabricTopology
package import Findings

/// Switches of different pods that have changed places with all their cables upwards.
///
/// Every pair of switches is in order then, below and above: only that a pod has two spines at one
/// group of cores, and none at another, tells.
package enum ExchangedSwitches: Check {
  package static let rule = Rule(
    code: "MW303", name: "exchanged-switches", severity: .error,
    summary: "Switches of different pods have changed places with all their cables upwards.",
    rationale: "Every switch has all its cables, but two spines of a pod share one group of cores: "
      + "between the pods there are fewer separate ways, and one group of cores carries more.",
    example: """
      p1-spine-1 reaches core-2-1 and core-2-2, as p1-spine-2 does
      p2-spine-2 reaches core-1-1 and core-1-2, as p2-spine-1 does
      """,
    remedy: "Move every cable upwards of the one switch into the same port of the other, and the "
      + "other way round.",
    limits: "Only where most pods have the same number of spines at every group of cores. Switches "
      + "that have changed places within a pod or within a group of cores cannot be told by their "
      + "wiring. Needs a recognised design.")

  package static func run(_ context: CheckContext, _ diagnoses: inout Diagnoses) {
    let topology = context.topology
    guard topology.violations != nil, topology.tierCount > 2 else { return }
    for tier in 2..<topology.tierCount {
      for turn in SpineCensus(context, tier: UInt8(tier)).turns {
        let devices = turn.map { context.device($0.vertex) }
        let repair = repair(turn, context)
        let links = repair.removed.map { context.link($0) }
        diagnoses.add(
          Diagnosis(finding: finding(turn, devices, context), links: links, repair: repair))
      }
    }
  }

  private static func finding(
    _ turn: [Stranger], _ devices: [DeviceID], _ context: CheckContext
  ) -> Finding {
    let upper = context.topology.tierName(Int(context.topology.tier[Int(turn[0].vertex)]) + 1)
    let names = turn.map { context.name($0.vertex) }
    let facts = turn.map {
      "\(context.name($0.vertex)) reaches the same switches of tier \(upper) as "
        + "\(context.name($0.sibling)) of its own pod"
    }
    var finding = context.finding(
      rule, about: devices,
      message: names.joined(separator: ", ") + " have changed places — "
        + facts.joined(separator: ", "),
      harm: .redundancy,
      remedy: turn.count == 2
        ? "move every cable to tier \(upper) from its port of \(context.located(devices[0])) into "
          + "the same port of \(context.located(devices[1])), and the other way round"
        : "move every cable to tier \(upper) into the same port of the next: "
          + (devices + [devices[0]]).map { context.located($0) }.joined(separator: ", "))
    finding.expected = "another group of tier \(upper) for each"
    finding.actual = facts.joined(separator: ", ")
    finding.cables = Array(
      repair(turn, context).removed.map { context.link($0) }
        .map { context.cables.name(of: $0, context.fabric) }.sorted(by: NaturalOrder.precedes)
        .prefix(Shortlist.most))
    return finding
  }

  /// Every switch gets the neighbours above of the one before it in the turn.
  private static func repair(_ turn: [Stranger], _ context: CheckContext) -> Repair {
    var repair = Repair()
    for (index, stranger) in turn.enumerated() {
      let next = turn[(index + 1) % turn.count].vertex
      for edge in context.topology.uplinks(of: Int(stranger.vertex)) {
        repair.removed.append(edge)
        repair.added.append(
          WiringViolations.Pair(lower: next, upper: context.topology.pair(ofEdge: edge).upper))
      }
    }
    return repair
  }
}

/// A switch at a group of the tier above that another one of its pod is at already.
private struct Stranger {
  var vertex: Int32
  /// One of its pod that belongs there.
  var sibling: Int32
  var group: Int32
  /// The group that nobody of its pod is at.
  var lacking: Int32
}

/// Who of each pod is at each group of the tier above.
private struct SpineCensus {
  private let context: CheckContext
  private let tier: UInt8
  private var members: [Cell: [Int32]] = [:]
  private var pods: [Int32] = []
  private var groups: [Int32] = []
  private var usual = 0

  private struct Cell: Hashable {
    var pod: Int32
    var group: Int32
  }

  /// The share of pods and groups that have to have the same number of switches in common.
  private static let usualShare = 0.5

  init(_ context: CheckContext, tier: UInt8) {
    self.context = context
    self.tier = tier
    let topology = context.topology
    for vertex in topology.tier.indices where topology.tier[vertex] == tier {
      let pod = topology.block(of: Int32(vertex), facingUp: false)
      let group = topology.block(of: Int32(vertex), facingUp: true)
      guard pod >= 0, group >= 0 else { continue }
      members[Cell(pod: pod, group: group), default: []].append(Int32(vertex))
    }
    pods = Set(members.keys.map(\.pod)).sorted()
    groups = Set(members.keys.map(\.group)).sorted()
    var counts: [Int: Int] = [:]
    for pod in pods {
      for group in groups {
        counts[members[Cell(pod: pod, group: group)]?.count ?? 0, default: 0] += 1
      }
    }
    let most = counts.filter { $0.key > 0 }.max { ($0.value, $1.key) < ($1.value, $0.key) }
    let cells = pods.count * groups.count
    if let most, Double(most.value) >= Self.usualShare * Double(cells) { usual = most.key }
  }

  /// Switches that have changed places, two or more at a time.
  var turns: [[Stranger]] {
    guard usual > 0, pods.count > 1, groups.count > 1 else { return [] }
    var open = pods.flatMap { strangers(of: $0) }
    var turns: [[Stranger]] = []
    for longest in 2...8 {
      var index = 0
      while index < open.count {
        guard let turn = turn(from: index, open, longest: longest) else {
          index += 1
          continue
        }
        turns.append(turn.map { open[$0] })
        for gone in turn.sorted(by: >) { open.remove(at: gone) }
      }
    }
    return turns
  }

  /// Places in `open` of switches each of which is where the next one belongs.
  private func turn(from first: Int, _ open: [Stranger], longest: Int) -> [Int]? {
    var turn = [first]
    while turn.count < longest {
      let last = open[turn[turn.count - 1]]
      let candidates = open.indices.filter {
        !turn.contains($0) && open[$0].lacking == last.group
      }
      let closing = candidates.first { open[$0].group == open[first].lacking }
      guard let next = closing ?? candidates.first else { return nil }
      turn.append(next)
      if closing != nil { return turn }
    }
    return nil
  }

  /// The switches of a pod that are too many at one group while another group lacks one.
  private func strangers(of pod: Int32) -> [Stranger] {
    let count = { (group: Int32) in members[Cell(pod: pod, group: group)]?.count ?? 0 }
    var lacking = groups.flatMap {
      Array(repeating: $0, count: max(0, usual - count($0)))
    }
    // A pod with a switch less is another matter.
    let crowded = groups.filter { count($0) > usual }
    guard crowded.reduce(0, { $0 + count($1) - usual }) == lacking.count else { return [] }
    var strangers: [Stranger] = []
    for group in crowded {
      var all = members[Cell(pod: pod, group: group)]!
      let ports = usualPorts(of: group, outside: pod)
      all.sort { (nativity($0, ports), $0) < (nativity($1, ports), $1) }
      for vertex in all.prefix(all.count - usual) {
        // Of several groups that lack one, its ports below tell which is its own.
        let home = lacking.indices.max {
          (nativity(vertex, usualPorts(of: lacking[$0], outside: pod)), $1)
            < (nativity(vertex, usualPorts(of: lacking[$1], outside: pod)), $0)
        }!
        strangers.append(
          Stranger(
            vertex: vertex, sibling: all[all.count - 1], group: group,
            lacking: lacking.remove(at: home)))
      }
    }
    return strangers
  }

  /// By which ports switches below reach the members of a group, in all pods but one.
  private func usualPorts(of group: Int32, outside pod: Int32) -> [PortNumber: Int] {
    var uses: [PortNumber: Int] = [:]
    for other in pods where other != pod {
      let cell = members[Cell(pod: other, group: group)] ?? []
      // Where something is amiss itself it says nothing.
      guard cell.count == usual else { continue }
      for vertex in cell {
        for port in portsBelow(vertex) { uses[port, default: 0] += 1 }
      }
    }
    return uses
  }

  /// How far the switches below reach this one by ports that are usual for a group.
  private func nativity(_ vertex: Int32, _ usual: [PortNumber: Int]) -> Int {
    portsBelow(vertex).reduce(0) { $0 + (usual[$1] ?? 0) }
  }

  private func portsBelow(_ vertex: Int32) -> [PortNumber] {
    let topology = context.topology
    return topology.slots(of: Int(vertex)).compactMap { slot in
      let below = topology.graph.neighbors[slot]
      guard topology.tier[Int(below)] < tier else { return nil }
      let link = context.link(Int(topology.graph.slotEdge[slot]))
      return context.fabric.portNumber(of: context.port(link, at: context.device(below)))
    }
  }
}
