internal import FabricModel
internal import FabricTopology

/// Switches that the plan declares and no cable mentions.
enum IdleSwitches {
  /// In order of name; spares by their role are left out.
  static func list(_ context: CheckContext) -> [DeviceID] {
    let (graph, fabric) = (context.topology.graph, context.fabric)
    return (0..<graph.vertexCount).filter { vertex in
      let device = graph.devices[vertex]
      return graph.degree(vertex) == 0 && graph.hostCount[vertex] == 0
        && fabric.ports.ports(of: device).isEmpty
        && fabric.names[fabric.devices.role[device.index]].lowercased() != "spare"
    }
    .map { graph.devices[$0] }
    .sorted {
      fabric.names.precedes(fabric.devices.name[$0.index], fabric.devices.name[$1.index])
    }
  }

  /// Where a switch without a cable belongs, by its role and by what is short of a switch; nil where
  /// that does not show.
  static func place(of device: DeviceID, _ context: CheckContext) -> MissingSwitch? {
    let (topology, roles) = (context.topology, context.fabric.devices.role)
    let role = roles[device.index]
    guard !role.isNone,
      let model = topology.tier.indices.first(where: {
        topology.tier[$0] > 1 && roles[context.device(Int32($0)).index] == role
      })
    else { return nil }
    let level = Int(topology.tier[model]) - 1
    let blocks = topology.blocks(above: level).filter { !$0.lower.isEmpty }
    let fewest = blocks.map(\.upper.count).min() ?? 0
    let short = blocks.filter { $0.upper.count == fewest }
    guard short.count == 1 || blocks.count == 1, let block = short.first else { return nil }
    return MissingSwitch(
      tier: UInt8(level + 1),
      lower: Trunk.cables(to: block.lower, Trunk.usual(above: level, context)), upper: [])
  }

  /// The first of these that is a switch of a tier by its role, else the first of all.
  static func take(_ tier: Int, of idle: inout [DeviceID], _ context: CheckContext) -> DeviceID? {
    let roles = context.fabric.devices.role
    let model = context.topology.tier.firstIndex { Int($0) == tier }
      .map { roles[context.device(Int32($0)).index] }
    let place = idle.firstIndex { roles[$0.index] == model } ?? idle.indices.first
    return place.map { idle.remove(at: $0) }
  }
}

/// How many cables join two switches that the design links.
enum Trunk {
  /// The commonest number between the first switches of the blocks above a tier; at least 1.
  static func usual(above level: Int, _ context: CheckContext) -> Int {
    var counts: [Int: Int] = [:]
    for block in context.topology.blocks(above: level) {
      guard let lower = block.lower.first, let upper = block.upper.first else { continue }
      counts[context.topology.edges(between: lower, and: upper).count, default: 0] += 1
    }
    return max(1, counts.max { ($0.value, $0.key) < ($1.value, $1.key) }?.key ?? 1)
  }

  /// Each switch as often as it has a cable.
  static func cables(to switches: [Int32], _ trunk: Int) -> [Int32] {
    switches.flatMap { repeatElement($0, count: trunk) }
  }
}
