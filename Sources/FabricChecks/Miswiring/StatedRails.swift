internal import FabricMetrics
internal import FabricModel
internal import FabricTopology
internal import Findings

/// Rails or planes that the plan states, held against each other and against the wiring.
struct StatedRails {
  enum Fact: String { case rail, plane }

  private let fact: Fact
  private let devices: [DeviceID: Int32]
  private let ports: [PortID: Int32]
  /// More than this share is no mistake, but another way of counting.
  private static let exceptionalShare = 0.2

  init(_ fact: Fact, _ context: CheckContext) {
    self.fact = fact
    let fabric = context.fabric
    devices = fact == .rail ? fabric.devices.rail : fabric.devices.plane
    ports = fact == .rail ? fabric.ports.rail : fabric.ports.plane
  }

  func report(
    _ rule: Rule, harm: Harm, _ context: CheckContext, _ diagnoses: inout Diagnoses
  ) {
    var odd: [Switch] = []
    if !devices.isEmpty {
      odd = oddSwitches(context)
      // Where rails stay apart, a switch on the wrong rail is on the wrong plane as well.
      for group in exchanges(odd, context.fabric)
      where !group.contains(where: { diagnoses.isClaimed($0.device) }) {
        diagnoses.claim(group.map(\.device))
        diagnoses.add(Diagnosis(finding: finding(rule, group, harm, context)))
      }
    }
    guard !ports.isEmpty else { return }
    reportCables(rule, Set(odd.map(\.device)), harm, context, &diagnoses)
  }

  /// A switch that is declared on another rail or plane than its cables show.
  private struct Switch {
    var device: DeviceID
    var stated: Int32
    /// What is stated of most switches with such cables.
    var wired: Int32
  }

  private func oddSwitches(_ context: CheckContext) -> [Switch] {
    let topology = context.topology
    var known: [(device: DeviceID, stated: Int32, wired: Int)] = []
    for vertex in 0..<Int32(topology.graph.vertexCount) {
      let device = context.device(vertex)
      guard let stated = devices[device],
        let wired = fact == .rail ? topology.rail(of: vertex) : topology.plane(of: vertex)
      else { continue }
      known.append((device, stated, wired))
    }
    // What the plan calls the rail that the wiring shows as number so and so.
    var votes: [Int: [Int32: Int]] = [:]
    for entry in known { votes[entry.wired, default: [:]][entry.stated, default: 0] += 1 }
    let usual = votes.mapValues { $0.max { ($0.value, $1.key) < ($1.value, $0.key) }!.key }
    let odd = known.filter { usual[$0.wired] != $0.stated }
    guard Double(odd.count) <= max(2, Self.exceptionalShare * Double(known.count)),
      Set(usual.values).count == usual.count
    else { return [] }
    return odd.map { Switch(device: $0.device, stated: $0.stated, wired: usual[$0.wired]!) }
  }

  /// Switches that have each other's cables, pair by pair; pairs of the same two racks together.
  private func exchanges(_ odd: [Switch], _ fabric: Fabric) -> [[Switch]] {
    var groups: [[Switch]] = []
    var groupOfRacks: [Set<RackID>: Int] = [:]
    var isUsed = [Bool](repeating: false, count: odd.count)
    for (place, entry) in odd.enumerated() where !isUsed[place] {
      isUsed[place] = true
      let partner = odd.indices.first {
        !isUsed[$0] && odd[$0].stated == entry.wired && odd[$0].wired == entry.stated
      }
      guard let partner else {
        groups.append([entry])
        continue
      }
      isUsed[partner] = true
      let pair = [entry, odd[partner]]
      let racks = Set(pair.map { fabric.devices.rack[$0.device.index] })
      if let known = groupOfRacks[racks], racks.count == 2 {
        groups[known] += pair
      } else {
        groupOfRacks[racks] = groups.count
        groups.append(pair)
      }
    }
    return groups
  }

  private func finding(
    _ rule: Rule, _ group: [Switch], _ harm: Harm, _ context: CheckContext
  ) -> Finding {
    let fabric = context.fabric
    let names = group.prefix(Shortlist.most).map { fabric.name(of: $0.device) }
    let text = group.prefix(2).map { entry in
      "\(fabric.name(of: entry.device)) is declared on \(fact.rawValue) \(entry.stated), but its "
        + "cables are those of \(fact.rawValue) \(entry.wired)"
    }.joined(separator: ", and ")
    let more = group.count > 2 ? ", and \(group.count - 2) more of the same racks" : ""
    let remedy: String
    switch group.count {
    case 1: remedy = "correct the \(fact.rawValue) of \(names[0]), or its cables"
    case 2:
      remedy =
        "give \(names[0]) and \(names[1]) each other's name and place, or exchange all of "
        + "their cables"
    default:
      remedy =
        "exchange the two racks, or all cables of "
        + Shortlist.text(Array(names), of: group.count)
    }
    return context.finding(
      rule, about: group.map(\.device), message: text + more, harm: harm, remedy: remedy)
  }

  /// Cables of hosts from a port of one rail to a switch of another, by what the plan states.
  private func reportCables(
    _ rule: Rule, _ odd: Set<DeviceID>, _ harm: Harm, _ context: CheckContext,
    _ diagnoses: inout Diagnoses
  ) {
    let (graph, fabric) = (context.topology.graph, context.fabric)
    var stated = 0
    var crossing: [(index: Int, from: Int32, to: Int32)] = []
    for index in graph.hostLink.indices {
      let (a, b) = fabric.ends(graph.hostLink[index])
      let leaf = context.device(graph.hostVertex[index])
      let (hostPort, leafPort) = fabric.ports.device[a.index] == leaf ? (b, a) : (a, b)
      guard let from = ports[hostPort], let to = ports[leafPort] ?? devices[leaf] else { continue }
      stated += 1
      if from != to && !odd.contains(leaf) { crossing.append((index, from, to)) }
    }
    if crossing.count > 2, Double(crossing.count) > Self.exceptionalShare * Double(stated) {
      return diagnoses.add(
        Diagnosis(finding: allCrossing(rule, crossing.map(\.index), stated, harm, context)))
    }
    for entry in crossing {
      let wire = context.hostWire(entry.index)
      guard !diagnoses.isOwned(wire.link) else { continue }
      diagnoses.add(
        Diagnosis(
          finding: finding(rule, wire, entry.from, entry.to, harm, context), links: [wire.link]))
    }
  }

  private func finding(
    _ rule: Rule, _ wire: HostWire, _ from: Int32, _ to: Int32, _ harm: Harm,
    _ context: CheckContext
  ) -> Finding {
    let fabric = context.fabric
    let (port, leafPort) = (fabric.name(of: wire.hostPort), fabric.name(of: wire.leafPort))
    let place = context.topology.hosts.expected(ofLinkAt: wire.index)
    // Where the wiring of all other hosts agrees with this cable, what is stated of it is wrong.
    if let place, place.leaf == wire.leaf {
      return context.finding(
        ConflictingRail.rule, about: [wire.link],
        message:
          "\(wire.name) is given \(fact.rawValue) \(from) at \(port) and \(fact.rawValue) \(to) "
          + "at \(leafPort) — a cable is on one \(fact.rawValue)",
        harm: .plan, remedy: "correct the \(fact.rawValue) of \(port) or of \(leafPort)")
    }
    return context.finding(
      rule, about: [wire.link],
      message: "\(port) is a port of \(fact.rawValue) \(from), but \(leafPort) is on "
        + "\(fact.rawValue) \(to)",
      harm: harm,
      remedy: context.moveRemedy(wire, to: nil, or: "a leaf of \(fact.rawValue) \(from)"))
  }

  private func allCrossing(
    _ rule: Rule, _ indices: [Int], _ stated: Int, _ harm: Harm, _ context: CheckContext
  ) -> Finding {
    let links = indices.map { context.topology.graph.hostLink[$0] }
    var finding = context.finding(
      rule, about: links,
      message:
        "\(Grouped.text(links.count)) of \(Grouped.text(stated)) cables lead from a port of one "
        + "\(fact.rawValue) to a leaf of another, by what the plan states",
      harm: .plan, remedy: "state \(fact.rawValue)s of ports and leaves in one way of counting")
    finding.subject = "\(fact.rawValue)s"
    return finding
  }
}
