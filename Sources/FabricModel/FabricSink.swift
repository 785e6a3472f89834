/// What takes a fabric piece by piece: a writer that streams to a file, or a `FabricBuilder`.
///
/// A design is a sequence of devices and links (`FabricSequence`); so is a loaded fabric. Neither
/// needs to know who listens, and a plan of a million cables is written without being held.
///
/// The order is: `begin`, all devices, all links, `finish`. Links name devices by their ordinal in
/// that sequence.
package protocol FabricSink {
  mutating func begin(_ header: FabricHeader) throws
  mutating func device(_ device: DeviceEntry) throws
  mutating func link(_ link: LinkEntry) throws
  mutating func finish() throws
}

/// What can be told to a sink.
package protocol FabricSequence {
  func send(to sink: inout some FabricSink) throws
}

/// What holds for a plan as a whole.
package struct FabricHeader: Sendable, Hashable {
  package var name: String
  package var intent: Intent?
  /// How far things stand apart, where the plan says so.
  package var floor: Floor?

  package init(name: String, intent: Intent? = nil, floor: Floor? = nil) {
    self.name = name
    self.intent = intent
    self.floor = floor
  }
}

/// A device on its way into a sink.
package struct DeviceEntry: Sendable, Hashable {
  package var name: String
  package var kind: DeviceKind
  package var role = ""
  package var model = ""
  /// Number of ports, 0 for unknown.
  package var radix = 0
  package var place = Place()
  package var serial = ""
  /// 0 for none.
  package var guid: UInt64 = 0
  /// Height units that it fills, 0 where the plan does not say.
  package var height = 0
  /// From 0; nil where the plan does not say.
  package var rail: Int?
  package var plane: Int?

  package init(name: String, kind: DeviceKind) {
    self.name = name
    self.kind = kind
  }
}

/// Where a device stands; empty texts and 0 for what is not known.
package struct Place: Sendable, Hashable {
  package var hall = ""
  package var row = ""
  package var rack = ""
  /// The lowest height unit that the device fills, from 1.
  package var unit = 0

  package init(hall: String = "", row: String = "", rack: String = "", unit: Int = 0) {
    self.hall = hall
    self.row = row
    self.rack = rack
    self.unit = unit
  }
}

/// One end of a link on its way into a sink.
package struct EndEntry: Sendable, Hashable {
  /// Ordinal of the device in the sequence.
  package var device: Int
  package var port: PortName
  /// The speed of the port itself, nil where the cable's speed says all.
  package var speed: Gbps?
  /// From 0; nil where the plan does not say.
  package var rail: Int?
  package var plane: Int?
  /// The part number of the transceiver in the port; empty for none.
  package var optic = ""

  package init(device: Int, port: PortName, speed: Gbps? = nil) {
    self.device = device
    self.port = port
    self.speed = speed
  }
}

/// A port of a device: a number, a leg of a split cage, a printed name, or nothing.
package enum PortName: Sendable, Hashable {
  case number(Int)
  /// One of the parts of a cage that a breakout cable splits; legs count from 1.
  case leg(cage: Int, leg: Int)
  case printed(String)
  case unnamed

  package var text: String {
    switch self {
    case .number(let number): String(number)
    case .leg(let cage, let leg): "\(cage)/\(leg)"
    case .printed(let name): name
    case .unnamed: ""
    }
  }
}

/// A link with its cable on its way into a sink.
package struct LinkEntry: Sendable, Hashable {
  package var a: EndEntry
  /// Nil where the plan leaves the far end open.
  package var b: EndEntry?
  package var label = ""
  package var medium = ""
  package var length: Meters?
  package var part = ""
  package var speed: Gbps?
  package var network = LinkNetwork.fabric
  /// Another leg of the cable of the link before this one: what is said of a cable (label, medium,
  /// length, part) holds for both and stands at the first.
  package var sharesCable = false

  package init(a: EndEntry, b: EndEntry?) {
    self.a = a
    self.b = b
  }
}

extension Fabric: FabricSequence {
  /// Tells the whole fabric to a sink, devices and links in their order.
  package func send(to sink: inout some FabricSink) throws {
    try sink.begin(FabricHeader(name: names[name], intent: intent, floor: floor))
    for index in 0..<devices.count { try sink.device(entry(of: DeviceID(index))) }
    for index in 0..<links.count { try sink.link(entry(of: LinkID(index))) }
    try sink.finish()
  }

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
