internal import FabricMetrics
internal import FabricModel
internal import FabricTopology
internal import Findings

/// Leaves that a unit of hosts should have: most of its hosts lack the same cable.
enum MissingLeaves {
  private struct Key: Hashable {
    var unit: Int
    var cage: Int
    var leg: Int
  }

  /// - Parameter idle: switches without a cable, of which those that are meant are taken.
  static func report(
    _ rule: Rule, _ idle: inout [DeviceID], _ context: CheckContext, _ diagnoses: inout Diagnoses
  ) {
    reportThin(rule, &idle, context, &diagnoses)
    let absent = context.hostFaults.absent.filter { !diagnoses.isFilled($0) }
    guard absent.count > 2 else { return }
    let wiring = context.topology.hosts
    var groups: [Key: [HostHole]] = [:]
    for entry in absent {
      guard let unit = wiring.unit(of: entry.host) else { continue }
      groups[Key(unit: unit, cage: entry.cage, leg: entry.leg), default: []].append(entry)
    }
    groups = groups.filter { $0.value.count > 2 }
    guard !groups.isEmpty else { return }
    var hosts: [Int: Int] = [:]
    for host in wiring.rows.hosts {
      if let unit = wiring.unit(of: host) { hosts[unit, default: 0] += 1 }
    }
    let order = groups.keys.sorted { ($0.unit, $0.cage, $0.leg) < ($1.unit, $1.cage, $1.leg) }
    for key in order where 2 * groups[key]!.count >= hosts[key.unit]! {
      let entries = groups[key]!
      for entry in entries { diagnoses.fill(entry) }
      let leaf = IdleSwitches.take(1, of: &idle, context)
      diagnoses.claim(leaf.map { [$0] } ?? [])
      var diagnosis = Diagnosis(finding: finding(rule, entries, leaf, context))
      diagnosis.repair.switches = [
        MissingSwitch(
          tier: 1, lower: [], upper: uplinks(key, context), hosts: entries.map(\.host))
      ]
      diagnoses.add(diagnosis)
    }
  }

  /// Hosts with one cable each on one leaf, where most have two leaves and a switch has no cable: no
  /// unit is left to say what is missing.
  private static func reportThin(
    _ rule: Rule, _ idle: inout [DeviceID], _ context: CheckContext, _ diagnoses: inout Diagnoses
  ) {
    let (wiring, graph) = (context.topology.hosts, context.topology.graph)
    guard wiring.isMultihomed, !idle.isEmpty else { return }
    var groups: [Set<Int32>: [DeviceID]] = [:]
    for (row, host) in wiring.rows.hosts.enumerated() where wiring.unit(of: host) == nil {
      let links = wiring.rows.entries(of: row)
      guard links.count == wiring.leavesPerHost - 1 else { continue }
      let leaves = Set(links.map { graph.hostVertex[Int(wiring.rows.links[$0])] })
      groups[leaves, default: []].append(host)
    }
    for (leaves, hosts) in groups.sorted(by: { $0.value[0] < $1.value[0] })
    where hosts.count > 2 && leaves.allSatisfy({ wiring.unit(ofLeaf: $0) == nil }) {
      guard let leaf = IdleSwitches.take(1, of: &idle, context), let sibling = leaves.min() else {
        return
      }
      diagnoses.claim([leaf])
      let entries = hosts.map { HostHole(host: $0) }
      var diagnosis = Diagnosis(finding: finding(rule, entries, leaf, context))
      let uppers = context.topology.uplinks(of: Int(sibling)).map {
        context.topology.pair(ofEdge: $0).upper
      }
      diagnosis.repair.switches = [
        MissingSwitch(tier: 1, lower: [], upper: uppers, hosts: hosts)
      ]
      diagnoses.add(diagnosis)
    }
  }

  private static func finding(
    _ rule: Rule, _ entries: [HostHole], _ leaf: DeviceID?, _ context: CheckContext
  ) -> Finding {
    let fabric = context.fabric
    let hosts = Shortlist.first(of: entries.map(\.host)) {
      fabric.names.precedes(fabric.devices.name[$0.index], fabric.devices.name[$1.index])
    }
    let first = fabric.name(of: hosts[0])
    let port = context.portText(cage: entries[0].cage, leg: entries[0].leg)
    let hole = port.map { "no cable in port \($0)" } ?? "a cable less than all others"
    var finding = context.finding(
      rule, about: (leaf.map { [$0] } ?? []) + hosts,
      message: "\(first) and \(Grouped.text(entries.count - 1)) more hosts of its unit have "
        + "\(hole) — \(leaf.map { "\(fabric.name(of: $0)) has none" } ?? "a leaf is missing")",
      harm: .capacity,
      remedy: leaf.map { "plan the cables of \(context.located($0)): to these hosts, and upwards" }
        ?? "plan one leaf more for these hosts, with all cables")
    finding.subject = "\(first)\(port.map { ":\($0)" } ?? "") leaf"
    return finding
  }

  /// What the leaf would link upwards: what a leaf of the same plane does, of the unit's pod if there
  /// is one.
  private static func uplinks(_ key: Key, _ context: CheckContext) -> [Int32] {
    let (topology, wiring) = (context.topology, context.topology.hosts)
    let pod = wiring.leaves(ofUnit: key.unit).first.map { topology.pod[Int($0)] } ?? -1
    let place = wiring.keys.cage.indices.first { index in
      Int(wiring.keys.cage[index]) == key.cage && Int(wiring.keys.leg[index]) == key.leg
    }.flatMap { wiring.expected(ofLinkAt: $0) }
    let leaves = topology.tier.indices.filter { vertex in
      topology.tier[vertex] == 1 && topology.graph.degree(vertex) > 0
        && (place?.plane == nil || topology.plane(of: Int32(vertex)) == place?.plane)
    }
    let model = leaves.first { topology.pod[$0] == pod } ?? leaves.first
    return model.map { leaf in
      topology.uplinks(of: leaf).map { topology.pair(ofEdge: $0).upper }
    } ?? []
  }
}
