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

  /// The first of these that is a switch of a tier by its role, else the first of all.
  static func take(_ tier: Int, of idle: inout [DeviceID], _ context: CheckContext) -> DeviceID? {
    let roles = context.fabric.devices.role
    let model = context.topology.tier.firstIndex { Int($0) == tier }
      .map { roles[context.device(Int32($0)).index] }
    let place = idle.firstIndex { roles[$0.index] == model } ?? idle.indices.first
    return place.map { idle.remove(at: $0) }
  }
}
