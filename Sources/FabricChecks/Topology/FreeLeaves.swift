internal import FabricModel
internal import FabricTopology

/// Leaves that have fewer hosts than is usual, given out one place at a time.
struct FreeLeaves {
  private let context: CheckContext
  private let usual: Int32
  private var hosts: [Int32]

  /// Places that earlier diagnoses fill are taken.
  init(_ context: CheckContext, _ diagnoses: Diagnoses) {
    self.context = context
    usual = Int32(context.topology.structure.parameters["hostsPerLeaf"] ?? 0)
    hosts = context.topology.graph.hostCount
    for diagnosis in diagnoses.all {
      for vertex in diagnosis.repair.hosts { hosts[Int(vertex)] += 1 }
      for vertex in diagnosis.repair.removedHosts { hosts[Int(vertex)] -= 1 }
    }
  }

  /// A place for a host: the leaf itself where the device is one; else a leaf in the host's rack, then
  /// the one with the fewest hosts, then the first. Nil where no leaf is short of hosts.
  mutating func take(for device: DeviceID) -> Int32? {
    let own = context.topology.graph.vertexOf[device.index]
    let rack = context.fabric.devices.rack[device.index]
    var best: (isElsewhere: Int, hosts: Int32, vertex: Int32)?
    for vertex in hosts.indices
    where context.topology.tier[vertex] == 1 && hosts[vertex] < usual
      && (own < 0 || Int(own) == vertex)
    {
      let other = context.fabric.devices.rack[context.device(Int32(vertex)).index]
      let candidate = (!rack.isNone && other == rack ? 0 : 1, hosts[vertex], Int32(vertex))
      if best == nil || candidate < best! { best = candidate }
    }
    guard let best else { return nil }
    hosts[Int(best.vertex)] += 1
    return best.vertex
  }

  func description(of vertex: Int32) -> String {
    "\(context.located(context.device(vertex))), which has "
      + "\(context.topology.graph.hostCount[Int(vertex)]) of \(usual) hosts"
  }
}
