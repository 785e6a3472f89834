internal import FabricModel

/// Finds the device behind a FastFabric selector: GUID, name, or both.
///
/// Most selectors give a name, and a name costs one look-up whether or not a GUID stands beside
/// it; the GUID then only has to agree. Where it does not, two nodes share a name, and the GUID
/// tells them apart. A selector that only the plan's node lists can explain gets a stand-in,
/// because those lists may come last (`settle`).
struct NodeDirectory {
  private typealias Owner = FabricBuilder.Settled

  /// What a port element says about its node.
  struct Selector {
    var guid: UInt64 = 0
    /// `.none` for a name that was not met before: its bytes are in `newName` then.
    var name: NameID = .none
    var newName: [UInt8] = []
    var kind = DeviceKind.unknown
    var number: Int32 = -1
    var line = 0

    var hasNode: Bool { guid != 0 || !name.isNone || !newName.isEmpty }
  }

  private struct Key: Hashable {
    var guid: UInt64
    var name: NameID
  }

  private struct StandIn {
    var key: Key
    var kind: DeviceKind
    var line: Int
  }

  private var standIns: [StandIn] = []
  private var standInOfKey: [Key: DeviceID] = [:]
  /// Nodes by GUID. Made only when a stand-in needs it, or when two nodes share a name.
  private var byGUID: [UInt64: Owner] = [:]
  private var isIndexed = false
  /// Nodes by the GUIDs of their ports, where the node lists tell them.
  private var byPortGUID: [UInt64: Owner] = [:]
  private var adapters = AdapterChains()
  private var host: [UInt8] = []
  private var adapter: [UInt8] = []
  private var lastPort: (adapter: NameID, number: Int32, printed: NameID) = (.none, -1, .none)

  /// The end of a link that a selector names.
  mutating func end(_ selector: Selector, _ plan: inout PlanUnderway) -> FabricBuilder.End {
    var end: FabricBuilder.End
    if selector.name.isNone && selector.newName.isEmpty {
      end = FabricBuilder.End(
        device: standIn(Key(guid: selector.guid, name: .none), selector, &plan))
    } else if selector.kind != .switch && split(selector, plan) {
      guard selector.kind == .host else {
        let key = Key(guid: selector.guid, name: wholeName(selector, &plan))
        end = FabricBuilder.End(device: standIn(key, selector, &plan))
        end.number = selector.number
        return end
      }
      let owner = hostOfAdapter(guid: selector.guid, line: selector.line, &plan)
      end = FabricBuilder.End(device: owner.device)
      end.printed = printedPort(selector.number, on: owner.adapter, &plan)
      note(selector.kind, of: owner.device, &plan)
    } else {
      let name = wholeName(selector, &plan)
      let device = node(guid: selector.guid, name: name, line: selector.line, &plan)
      end = FabricBuilder.End(device: device)
      note(selector.kind, of: device, &plan)
    }
    end.number = selector.number
    return end
  }

  /// An entry of the plan's node lists, with the GUIDs and numbers of its ports.
  mutating func declare(
    _ node: Selector, details: NameID, ports: [(guid: UInt64, number: Int32)],
    _ plan: inout PlanUnderway
  ) {
    guard node.hasNode else { return }
    var owner: Owner
    // A name that links used whole stays whole.
    if node.kind == .host, !plan.builder.isDevice(node.name), split(node, plan) {
      owner = hostOfAdapter(guid: node.guid, line: node.line, &plan)
      _ = plan.builder.declare(owner.device, kind: .host, line: node.line)
    } else {
      let name = wholeName(node, &plan)
      let device =
        name.isNone
        ? guidDevice(node.guid, line: node.line, &plan)
        : self.node(guid: node.guid, name: name, line: node.line, &plan)
      owner = Owner(device: device)
      if let first = plan.builder.declare(device, kind: node.kind, line: node.line) {
        let known = plan.builder.fabric.kind(of: device)
        plan.note(
          .declaredTwice(
            first: first, differences: .between([("kind", known.name, node.kind.name)])),
          plan.builder.fabric.name(of: device), line: node.line)
      }
    }
    if !details.isNone { plan.builder.fabric.devices.details[owner.device] = details }
    for port in ports where port.guid != 0 {
      // Port 0 is a switch itself: its GUID says nothing about the port of a cable.
      owner.number = port.number > 0 ? port.number : -1
      byPortGUID[port.guid] = owner
    }
  }

  /// Says which device each stand-in is. Called when the file has ended.
  mutating func settle(_ plan: inout PlanUnderway) {
    var choices = standIns.map { _ in Owner(device: .none) }
    // Those with a name first: they may tell the name of a GUID that stands alone elsewhere.
    for (index, standIn) in standIns.enumerated() where !standIn.key.name.isNone {
      choices[index] = settle(standIn, &plan)
    }
    for (index, standIn) in standIns.enumerated() where standIn.key.name.isNone {
      choices[index] = settle(standIn, &plan)
    }
    for (choice, standIn) in zip(choices, standIns) {
      note(standIn.kind, of: choice.device, &plan)
    }
    plan.builder.settle(choices)
    standIns = []
    standInOfKey = [:]
  }

  private mutating func settle(_ standIn: StandIn, _ plan: inout PlanUnderway) -> Owner {
    let (guid, name) = (standIn.key.guid, standIn.key.name)
    if name.isNone {
      index(plan)
      if let known = byGUID[guid] ?? byPortGUID[guid] { return known }
      return Owner(device: guidDevice(guid, line: standIn.line, &plan))
    }
    if splitName(plan.builder.fabric.names.bytes(name)) {
      let device = plan.builder.fabric.names.find(host.span)
      let card = plan.builder.fabric.names.find(adapter.span)
      if plan.builder.isDevice(device) && !card.isNone {
        let first = plan.builder.device(named: device, line: standIn.line)
        if adapters.row(of: first, card, plan.builder.fabric.adapters) >= 0 {
          return hostOfAdapter(guid: guid, line: standIn.line, &plan)
        }
      }
    }
    return Owner(device: node(guid: guid, name: name, line: standIn.line, &plan))
  }

  private mutating func standIn(
    _ key: Key, _ selector: Selector, _ plan: inout PlanUnderway
  ) -> DeviceID {
    if let known = standInOfKey[key] { return known }
    let device = plan.builder.standIn()
    standIns.append(StandIn(key: key, kind: selector.kind, line: selector.line))
    standInOfKey[key] = device
    return device
  }

  private func note(_ kind: DeviceKind, of device: DeviceID, _ plan: inout PlanUnderway) {
    if plan.builder.fabric.devices.kind[device.index] == .unknown {
      plan.builder.fabric.devices.kind[device.index] = kind
    }
  }

  private func wholeName(_ selector: Selector, _ plan: inout PlanUnderway) -> NameID {
    selector.name.isNone && !selector.newName.isEmpty
      ? plan.builder.fabric.names.intern(selector.newName.span) : selector.name
  }
}

extension NodeDirectory {
  /// The node of a name, where a GUID beside it may tell that it is another one.
  private mutating func node(
    guid: UInt64, name: NameID, line: Int, _ plan: inout PlanUnderway
  ) -> DeviceID {
    let device = plan.builder.device(named: name, line: line)
    guard guid != 0 else { return device }
    let stored = plan.builder.fabric.devices.guid(of: device)
    if stored == guid { return device }
    if stored == 0 {
      plan.builder.fabric.devices.setGUID(guid, of: device)
      if isIndexed && byGUID[guid] == nil { byGUID[guid] = Owner(device: device) }
      return device
    }
    return namesake(of: device, guid: guid, line: line, &plan).device
  }

  /// Another node of the same name.
  private mutating func namesake(
    of device: DeviceID, guid: UInt64, line: Int, _ plan: inout PlanUnderway
  ) -> Owner {
    index(plan)
    let name = plan.builder.fabric.devices.name[device.index]
    if let known = byGUID[guid], plan.builder.fabric.devices.name[known.device.index] == name {
      return known
    }
    let first = plan.builder.fabric.origin(of: device)
    plan.note(.nameShared(first: first), plan.builder.fabric.name(of: device), line: line)
    let owner = Owner(device: plan.builder.namesake(of: name, line: line))
    plan.builder.fabric.devices.setGUID(guid, of: owner.device)
    byGUID[guid] = owner
    return owner
  }

  /// A node that has no name: it goes by its GUID.
  private mutating func guidDevice(
    _ guid: UInt64, line: Int, _ plan: inout PlanUnderway
  ) -> DeviceID {
    let digits = String(guid, radix: 16)
    let name = "0x" + String(repeating: "0", count: 16 - digits.count) + digits
    return node(guid: guid, name: plan.builder.fabric.names.intern(name), line: line, &plan)
  }

  /// The host in `host` with the adapter in `adapter`: the one of that name, or a namesake whose
  /// adapter has this GUID.
  private mutating func hostOfAdapter(
    guid: UInt64, line: Int, _ plan: inout PlanUnderway
  ) -> Owner {
    let name = plan.builder.fabric.names.intern(host.span)
    var owner = Owner(device: plan.builder.device(named: name, line: line))
    owner.adapter = plan.builder.fabric.names.intern(adapter.span)
    let row = adapters.row(of: owner.device, owner.adapter, plan.builder.fabric.adapters)
    guard row >= 0 else {
      adapters.append(owner.adapter, guid: guid, to: owner.device, &plan.builder.fabric.adapters)
      if isIndexed && guid != 0 && byGUID[guid] == nil { byGUID[guid] = owner }
      return owner
    }
    let stored = plan.builder.fabric.adapters.guid[row]
    if guid == 0 || stored == guid { return owner }
    if stored == 0 {
      plan.builder.fabric.adapters.guid[row] = guid
      if isIndexed && byGUID[guid] == nil { byGUID[guid] = owner }
      return owner
    }
    let card = owner.adapter
    owner = namesake(of: owner.device, guid: guid, line: line, &plan)
    owner.adapter = card
    byGUID[guid] = owner
    return owner
  }

  private mutating func printedPort(
    _ number: Int32, on adapter: NameID, _ plan: inout PlanUnderway
  ) -> NameID {
    guard number >= 0 else { return .none }
    // Nearly all hosts of a plan have the same card and port.
    if lastPort.adapter != adapter || lastPort.number != number {
      lastPort = (adapter, number, plan.builder.fabric.names.internPort(number, on: adapter))
    }
    return lastPort.printed
  }

  private mutating func index(_ plan: PlanUnderway) {
    guard !isIndexed else { return }
    isIndexed = true
    let fabric = plan.builder.fabric
    for (row, guid) in fabric.devices.guid.enumerated() where guid != 0 && byGUID[guid] == nil {
      byGUID[guid] = Owner(device: DeviceID(row))
    }
    for (row, guid) in fabric.adapters.guid.enumerated() where guid != 0 && byGUID[guid] == nil {
      var owner = Owner(device: fabric.adapters.host[row])
      owner.adapter = fabric.adapters.name[row]
      byGUID[guid] = owner
    }
  }

  private mutating func split(_ selector: Selector, _ plan: PlanUnderway) -> Bool {
    selector.name.isNone
      ? splitName(selector.newName[...])
      : splitName(plan.builder.fabric.names.bytes(selector.name))
  }

  /// Puts both parts of an adapter's name into the buffers; false for a name in one piece.
  private mutating func splitName(_ bytes: ArraySlice<UInt8>) -> Bool {
    guard let parts = AdapterName.split(bytes) else { return false }
    host.removeAll(keepingCapacity: true)
    host.append(contentsOf: bytes[..<parts.hostEnd])
    adapter.removeAll(keepingCapacity: true)
    adapter.append(contentsOf: bytes[parts.adapterStart...])
    return true
  }
}
