internal import FabricMetrics
internal import FabricModel
internal import FabricTopology
internal import Findings

/// A leaf without a cable, and hosts with one port that have none either: they belong together.
enum DeadLeaf {
  /// The finding about both, where there are a switch of the leaves' role and as many hosts as a leaf
  /// usually has; those hosts are taken out of the list.
  static func take(
    from hosts: inout [DeviceID], _ context: CheckContext, _ diagnoses: inout Diagnoses
  ) -> Diagnosis? {
    let (topology, fabric) = (context.topology, context.fabric)
    guard hosts.count > 1, !topology.hosts.isMultihomed,
      let usual = topology.structure.parameters["hostsPerLeaf"], hosts.count >= usual, usual > 1,
      let model = topology.tier.firstIndex(of: 1)
    else { return nil }
    let role = fabric.devices.role[context.device(Int32(model)).index]
    let leaf = IdleSwitches.list(context).first {
      fabric.devices.role[$0.index] == role && !diagnoses.isClaimed($0)
    }
    guard let leaf else { return nil }
    let rack = fabric.devices.rack[leaf.index]
    let ordered = hosts.sorted { a, b in
      let (x, y) = (
        fabric.devices.rack[a.index] == rack ? 0 : 1, fabric.devices.rack[b.index] == rack ? 0 : 1
      )
      if x != y { return x < y }
      return fabric.names.precedes(
        fabric.devices.name[a.index], fabric.devices.name[b.index])
    }
    let own = Array(ordered.prefix(usual))
    hosts.removeAll { own.contains($0) }
    diagnoses.claim([leaf])
    var diagnosis = Diagnosis(finding: finding(leaf, own, context))
    diagnosis.repair.switches = [
      MissingSwitch(tier: 1, lower: [], upper: uplinks(context), hosts: own)
    ]
    return diagnosis
  }

  private static func finding(
    _ leaf: DeviceID, _ hosts: [DeviceID], _ context: CheckContext
  ) -> Finding {
    let name = context.fabric.name(of: leaf)
    var finding = context.finding(
      Partitioned.rule, about: [leaf] + hosts,
      message:
        "\(name) has no cable, nor have \(Grouped.text(hosts.count)) hosts — as many as a leaf "
        + "has",
      harm: .reach,
      remedy: "plan the cables of \(context.located(leaf)): to these hosts, and upwards")
    finding.subject = name
    return finding
  }

  /// What the leaf would link upwards: what leaves of the pod that is a leaf short do.
  private static func uplinks(_ context: CheckContext) -> [Int32] {
    let blocks = context.topology.blocks(above: 1).filter { !$0.upper.isEmpty }
    guard let block = blocks.min(by: { $0.lower.count < $1.lower.count }) else { return [] }
    return Trunk.cables(to: block.upper, Trunk.usual(above: 1, context))
  }
}

/// Where a host without any cable belongs among hosts with several ports.
enum UnitVacancy {
  /// A cable to each leaf of the unit that has fewest hosts; none where several have.
  static func moves(for host: DeviceID, _ context: CheckContext) -> [HostMove] {
    let wiring = context.topology.hosts
    guard wiring.unitCount > 0 else { return [] }
    var counts = [Int](repeating: 0, count: wiring.unitCount)
    let rack = context.fabric.devices.rack[host.index]
    var beside: Int?
    for other in wiring.rows.hosts {
      guard let unit = wiring.unit(of: other) else { continue }
      counts[unit] += 1
      if !rack.isNone && context.fabric.devices.rack[other.index] == rack { beside = unit }
    }
    let fewest = counts.min()
    let short = counts.indices.filter { counts[$0] == fewest }
    guard let unit = short.count == 1 ? short[0] : beside else { return [] }
    return wiring.leaves(ofUnit: unit).map { leaf in
      HostMove(
        host: host, from: nil, to: leaf, megabits: context.usualHostMegabits(at: leaf))
    }
  }
}
