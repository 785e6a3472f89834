extension FabricBuilder: FabricSink {
  package mutating func begin(_ header: FabricHeader) {
    fabric.name = fabric.names.intern(header.name)
    fabric.intent = header.intent
    fabric.floor = header.floor
  }

  package mutating func device(_ entry: DeviceEntry) {
    let device = device(named: fabric.names.intern(entry.name), line: 0)
    sequence.append(device)
    let row = device.index
    fabric.devices.kind[row] = entry.kind
    fabric.devices.isDeclared[row] = entry.isDeclared
    fabric.devices.role[row] = optionalName(entry.role)
    fabric.devices.model[row] = optionalName(entry.model)
    fabric.devices.radix[row] = Int32(clamping: entry.radix)
    fabric.devices.unit[row] = Int16(clamping: entry.place.unit)
    if !(entry.place.rack.isEmpty && entry.place.row.isEmpty && entry.place.hall.isEmpty) {
      fabric.devices.rack[row] = fabric.racks.intern(
        hall: optionalName(entry.place.hall), row: optionalName(entry.place.row),
        rack: optionalName(entry.place.rack))
    }
    if !entry.serial.isEmpty {
      fabric.devices.serial[device] = fabric.names.append(entry.serial)
    }
    if entry.guid != 0 { fabric.devices.setGUID(entry.guid, of: device) }
    if entry.height > 0 { fabric.devices.height[device] = Int16(clamping: entry.height) }
    if let rail = entry.rail { fabric.devices.rail[device] = Int32(clamping: rail) }
    if let plane = entry.plane { fabric.devices.plane[device] = Int32(clamping: plane) }
    if !entry.details.isEmpty {
      fabric.devices.details[device] = fabric.names.append(entry.details)
    }
    for card in entry.adapters {
      _ = fabric.adapters.append(
        host: device, name: fabric.names.intern(card.name), guid: card.guid)
    }
  }

  package mutating func through(_ entry: ThroughEntry) {
    _ = join(
      sequence[entry.panel], front: fabric.names.intern(entry.front),
      rear: fabric.names.intern(entry.rear), line: 0)
  }

  package mutating func link(_ entry: LinkEntry) {
    var cabling = Cabling()
    if !entry.label.isEmpty { cabling.label = fabric.names.append(entry.label) }
    cabling.medium = optionalName(entry.medium)
    cabling.part = optionalName(entry.part)
    cabling.length = Int32(clamping: entry.length?.centimeters ?? 0)
    cabling.speed = Int32(clamping: entry.speed?.megabits ?? 0)
    cabling.network = entry.network
    cabling.sharesCable = entry.sharesCable
    link(end(entry.a), entry.b.map { end($0) }, cabling, line: 0)
    note(entry.a, at: .a)
    if let b = entry.b { note(b, at: .b) }
  }

  private mutating func note(_ entry: EndEntry, at end: LinkEnd) {
    if let rail = entry.rail { note(.rail(Int32(clamping: rail)), at: end) }
    if let plane = entry.plane { note(.plane(Int32(clamping: plane)), at: end) }
    if !entry.optic.isEmpty { note(.transceiver(fabric.names.intern(entry.optic)), at: end) }
  }

  package mutating func finish() {}

  private mutating func optionalName(_ text: String) -> NameID {
    text.isEmpty ? .none : fabric.names.intern(text)
  }

  private mutating func end(_ entry: EndEntry) -> End {
    var end = End(device: sequence[entry.device])
    switch entry.port {
    case .number(let number): end.number = Int32(clamping: number)
    case .leg(let cage, let leg):
      end.number = Int32(clamping: cage)
      end.leg = UInt8(clamping: leg)
    case .printed(let text): end.printed = fabric.names.intern(text)
    case .unnamed: break
    }
    end.speed = Int32(clamping: entry.speed?.megabits ?? 0)
    return end
  }
}
