internal import FabricModel

/// Finds the device of an observed node, where names are neither complete nor unique.
///
/// Adapters of one host name are one host. The second `mlx5_0` of a name belongs to a second host of
/// that name, whose `mlx5_1` is the second one as well: names say no more.
struct ObservedOwners {
  private struct Card: Hashable {
    var host: NameID
    var adapter: NameID
  }

  /// Devices of a name, in the order in which they were made; the first one is the builder's.
  private var namesakes: [NameID: [DeviceID]] = [:]
  /// How many nodes of a name, or of an adapter on it, have come after the first.
  private var repeats: [Card: Int] = [:]
  private var adapters = AdapterChains()
  /// By device: whether a node without an adapter is this device.
  private var isWhole: [Bool] = []

  /// The device of a node; made at its first mention.
  mutating func device(
    of node: ObservedWiring.Node, _ plan: inout PlanUnderway
  ) -> DeviceID {
    let line = Int(node.line)
    let name =
      node.name.isNone
      ? plan.builder.fabric.names.intern(ObservedWiring.digits(node.guid)) : node.name
    var device = plan.builder.device(named: name, line: line)
    guard !node.adapter.isNone else {
      let isTaken = device.index < isWhole.count && isWhole[device.index]
      if isTaken { device = next(name, .none, node, &plan) }
      if device.index >= isWhole.count {
        isWhole.append(contentsOf: repeatElement(false, count: device.index + 1 - isWhole.count))
      }
      isWhole[device.index] = true
      if node.guid != 0 { plan.builder.fabric.devices.setGUID(node.guid, of: device) }
      return device
    }
    if adapters.row(of: device, node.adapter, plan.builder.fabric.adapters) >= 0 {
      device = next(name, node.adapter, node, &plan)
    }
    adapters.append(
      node.adapter, guid: node.guid, to: device, &plan.builder.fabric.adapters)
    return device
  }

  /// The next device of a name that has no such adapter yet.
  private mutating func next(
    _ name: NameID, _ adapter: NameID, _ node: ObservedWiring.Node, _ plan: inout PlanUnderway
  ) -> DeviceID {
    let count = repeats[Card(host: name, adapter: adapter), default: 0]
    repeats[Card(host: name, adapter: adapter)] = count + 1
    let known = namesakes[name]?.count ?? 0
    if count < known, let device = namesakes[name]?[count] { return device }
    if known == 0 {
      // Once for each name: hundreds of hosts may share the name that nobody gave them.
      let first = plan.builder.device(named: name, line: Int(node.line))
      plan.note(
        .nameShared(first: plan.builder.fabric.origin(of: first)),
        plan.builder.fabric.names[name], line: Int(node.line))
    }
    let device = plan.builder.namesake(of: name, line: Int(node.line))
    namesakes[name, default: []].append(device)
    return device
  }
}
