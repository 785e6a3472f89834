package import FabricModel
package import FabricTopology

/// Tier and pod of each device, as far as the wiring shows them.
package struct DeviceGroups: Sendable {
  /// By device: 1 for leaves, upwards; 0 for hosts and what is outside all tiers.
  private var tiers: [UInt8]
  /// By device: a place in `names`, or -1.
  private var pods: [Int32]
  private let names: [String]

  /// - Complexity: O(switches + bytes of their names).
  package init(_ topology: Topology, _ fabric: Fabric) {
    tiers = [UInt8](repeating: 0, count: fabric.devices.count)
    pods = [Int32](repeating: -1, count: fabric.devices.count)
    var members = [[DeviceID]](
      repeating: [], count: Int((topology.pod.max() ?? -1) + 1))
    for (vertex, device) in topology.graph.devices.enumerated() {
      tiers[device.index] = topology.tier[vertex]
      pods[device.index] = topology.pod[vertex]
      if topology.pod[vertex] >= 0 { members[Int(topology.pod[vertex])].append(device) }
    }
    names = PodNames.names(members, fabric)
  }

  package func tier(of device: DeviceID) -> Int { Int(tiers[device.index]) }

  /// Nil for hosts, cores and fabrics without pods.
  package func pod(of device: DeviceID) -> String? {
    let pod = pods[device.index]
    return pod < 0 ? nil : names[Int(pod)]
  }
}
