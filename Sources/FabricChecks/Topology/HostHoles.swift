internal import FabricModel
internal import FabricTopology
internal import Findings

/// Ports of hosts in which most hosts have a cable and these have none.
enum HostHoles {
  /// Adds a finding for each that no earlier diagnosis explains.
  static func report(_ rule: Rule, _ context: CheckContext, _ diagnoses: inout Diagnoses) {
    let open = context.hostFaults.absent.filter { !diagnoses.isFilled($0) }
    guard !open.isEmpty else { return }
    let strays = strayLinks(of: Set(open.map(\.host)), context)
    for entry in open {
      diagnoses.fill(entry)
      let speed = entry.wanted.map { context.usualHostMegabits(at: $0) } ?? 0
      let move = HostMove(host: entry.host, from: nil, to: entry.wanted, megabits: speed)
      var repair = Repair()
      repair.hostMoves = [move]
      if diagnoses.fold(repair, intoOwnerOf: strays[entry.host] ?? []) { continue }
      let devices = [entry.host] + (entry.wanted.map { [context.device($0)] } ?? [])
      if diagnoses.fold(repair, intoLooseEndAt: devices) { continue }
      var diagnosis = Diagnosis(finding: finding(rule, entry, context))
      diagnosis.repair = repair
      diagnoses.add(diagnosis)
    }
  }

  /// Cables of these hosts that lead to no switch: what they leave open belongs to them.
  private static func strayLinks(
    of hosts: Set<DeviceID>, _ context: CheckContext
  ) -> [DeviceID: [LinkID]] {
    let (fabric, graph) = (context.fabric, context.topology.graph)
    var links: [DeviceID: [LinkID]] = [:]
    for index in 0..<fabric.links.statedCount
    where context.topology.census.standing[index] == .usable {
      let (a, b) = fabric.ends(LinkID(index))
      let ends = [fabric.device(of: a), fabric.device(of: b)]
      guard ends.allSatisfy({ graph.vertexOf[$0.index] < 0 }) else { continue }
      for device in ends where hosts.contains(device) {
        links[device, default: []].append(LinkID(index))
      }
    }
    return links
  }

  private static func finding(
    _ rule: Rule, _ entry: HostHole, _ context: CheckContext
  ) -> Finding {
    let fabric = context.fabric
    let host = fabric.name(of: entry.host)
    let port = context.portText(cage: entry.cage, leg: entry.leg)
    let leaf = entry.wanted.map { context.name($0) }
    let target =
      entry.wanted.map { context.freePort(of: entry.host, on: $0) ?? "a free port of \(leaf!)" }
      ?? "the leaf that it belongs to"
    let start = port.map { "\(host):\($0)" } ?? host
    var finding = context.finding(
      rule, about: [entry.host] + (entry.wanted.map { [context.device($0)] } ?? []),
      message: "\(host) has no cable" + (port.map { " in port \($0)" } ?? "")
        + (leaf.map { " to \($0)" } ?? "") + " — most hosts have one",
      harm: .capacity,
      remedy: "at \(context.located(entry.host)): plug a cable into \(start), and at "
        + (entry.wanted.map { context.located(context.device($0)) } ?? "the other end")
        + " into \(target)")
    finding.subject = start
    finding.expected = leaf.map { "\(start) -- \($0)" } ?? ""
    finding.actual = "no cable"
    if let port { finding.ports = ["\(host):\(port)"] }
    return finding
  }
}

extension CheckContext {
  /// What hosts call a port by the rank of its cage and its leg; nil where ports have no names.
  func portText(cage: Int, leg: Int) -> String? {
    guard cage >= 0 else { return nil }
    let keys = topology.hosts.keys
    let index = keys.cage.indices.first { Int(keys.cage[$0]) == cage && Int(keys.leg[$0]) == leg }
    return index.map { fabric.portText(hostWire($0).hostPort) }
  }
}
