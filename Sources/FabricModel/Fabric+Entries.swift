extension Fabric: FabricSequence {
  /// Tells the whole fabric to a sink, devices and stated links in their order.
  package func send(to sink: inout some FabricSink) throws {
    try sink.begin(header)
    let cards = adapterRows
    for index in 0..<devices.count {
      try sink.device(entry(of: DeviceID(index), cards: cards[DeviceID(index)] ?? []))
    }
    for through in throughs {
      try sink.through(
        ThroughEntry(
          panel: through.panel.index, front: names[through.front], rear: names[through.rear]))
    }
    for index in 0..<links.statedCount { try sink.link(entry(of: LinkID(index))) }
    try sink.finish()
  }

  package var header: FabricHeader {
    FabricHeader(name: names[name], intent: intent, floor: floor)
  }

  /// The rows of the adapters of each host that has any.
  package var adapterRows: [DeviceID: [Int]] {
    var rows: [DeviceID: [Int]] = [:]
    for row in 0..<adapters.count { rows[adapters.host[row], default: []].append(row) }
    return rows
  }

  /// A device with its adapters.
  ///
  /// - Parameter cards: the rows of its adapters (`adapterRows`).
  package func entry(of device: DeviceID, cards: [Int]) -> DeviceEntry {
    var entry = entry(of: device)
    entry.adapters = cards.map {
      AdapterEntry(name: names[adapters.name[$0]], guid: adapters.guid[$0])
    }
    return entry
  }

  /// A device without its adapters.
  package func entry(of device: DeviceID) -> DeviceEntry {
    let row = device.index
    var entry = DeviceEntry(name: name(of: device), kind: devices.kind[row])
    entry.role = names[devices.role[row]]
    entry.model = names[devices.model[row]]
    entry.radix = Int(devices.radix[row])
    entry.place = place(of: device)
    entry.serial = devices.serial[device].map { names[$0] } ?? ""
    entry.guid = devices.guid(of: device)
    entry.height = devices.height[device].map { Int($0) } ?? 0
    entry.rail = devices.rail[device].map { Int($0) }
    entry.plane = devices.plane[device].map { Int($0) }
    entry.details = devices.details[device].map { names[$0] } ?? ""
    entry.isDeclared = devices.isDeclared[row]
    return entry
  }

  package func place(of device: DeviceID) -> Place {
    let rack = devices.rack[device.index]
    let unit = Int(devices.unit[device.index])
    guard !rack.isNone else { return Place(unit: unit) }
    return Place(
      hall: names[racks.hall[rack.index]], row: names[racks.row[rack.index]],
      rack: names[racks.rack[rack.index]], unit: unit)
  }

  package func entry(of link: LinkID) -> LinkEntry {
    let (a, b) = ends(link)
    var entry = LinkEntry(a: end(at: a), b: b.isNone ? nil : end(at: b))
    let speed = links.speed[link.index]
    entry.speed = speed > 0 ? Gbps(megabits: Int(speed)) : nil
    entry.network = links.network[link.index]
    let cable = links.cable[link.index]
    guard !cable.isNone else { return entry }
    entry.sharesCable = link.index > 0 && links.cable[link.index - 1] == cable
    entry.label = names[cables.label[cable.index]]
    entry.medium = names[cables.medium[cable.index]]
    entry.part = names[cables.part[cable.index]]
    let length = cables.length[cable.index]
    entry.length = length > 0 ? Meters(centimeters: Int(length)) : nil
    return entry
  }

  private func end(at port: PortID) -> EndEntry {
    let printed = ports.printed[port.index]
    let number = ports.number[port.index]
    let speed = ports.speed[port.index]
    let leg = ports.leg(of: port)
    let name: PortName
    if !printed.isNone {
      name = .printed(names[printed])
    } else if leg > 0 {
      name = .leg(cage: Int(number), leg: leg)
    } else {
      name = number >= 0 ? .number(Int(number)) : .unnamed
    }
    var entry = EndEntry(
      device: ports.device[port.index].index, port: name,
      speed: speed > 0 ? Gbps(megabits: Int(speed)) : nil)
    entry.rail = ports.rail[port].map { Int($0) }
    entry.plane = ports.plane[port].map { Int($0) }
    entry.optic = ports.transceiver[port].map { names[$0] } ?? ""
    return entry
  }
}
