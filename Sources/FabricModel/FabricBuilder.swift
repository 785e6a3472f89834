/// Collects devices and links in any order and makes a `Fabric` of them.
///
/// Ports are not looked up while a plan is read. Each end of a link is a row of its own, and
/// `build` sorts the rows by device and port once, so that the rows of one port become
/// neighbours: a counting sort instead of a million look-ups, and a port that is used twice shows.
package struct FabricBuilder {
  package var fabric = Fabric()

  /// `deviceOfName[n]` is the device called by name `n`, or -1.
  private var deviceOfName: [Int32] = []
  private var ends = EndRows()
  /// What few plans state, kept apart while links are read.
  private var parts: [(cable: Int, part: NameID)] = []
  private var networks: [(link: Int, network: LinkNetwork)] = []
  /// Links that are further legs of a cable, in order.
  private var legs: [Int] = []
  /// What few ends state: the row of the end (2 a link), and the fact.
  private var facts: [(end: Int, fact: PortFact)] = []
  /// How many devices wait for `settle`.
  private var standIns: Int32 = 0
  /// Devices in the order in which a `FabricSequence` told them.
  private var sequence: [DeviceID] = []

  package init() {}

  /// An end of a link, by device and port.
  package struct End {
    package var device: DeviceID
    package var number: Int32 = -1
    package var printed: NameID = .none
    /// Mb/s, 0 for unstated.
    package var speed: Int32 = 0
    /// The leg of cage `number`, from 1; 0 for a whole port.
    package var leg: UInt8 = 0

    package init(device: DeviceID) { self.device = device }
  }

  /// What few ends say beside their port.
  package enum PortFact: Sendable, Hashable {
    case rail(Int32)
    case plane(Int32)
    case transceiver(NameID)
  }

  /// Which end of the link that was added last.
  package enum LinkEnd: Int, Sendable { case a, b }

  /// What a link is apart from its ends.
  package struct Cabling {
    package var label: NameID = .none
    package var medium: NameID = .none
    package var part: NameID = .none
    /// Centimetres, 0 for unstated.
    package var length: Int32 = 0
    /// Mb/s, 0 for unstated.
    package var speed: Int32 = 0
    package var network = LinkNetwork.fabric
    /// Another leg of the cable of the link before; the rest is not looked at then, but for `speed`.
    package var sharesCable = false

    package init() {}
  }

  /// The device of a name; made at its first mention.
  package mutating func device(named name: NameID, line: Int) -> DeviceID {
    if name.index >= deviceOfName.count {
      deviceOfName.append(
        contentsOf: repeatElement(-1, count: max(1024, name.index + 1 - deviceOfName.count)))
    }
    let known = deviceOfName[name.index]
    if known >= 0 { return DeviceID(rawValue: known) }
    let device = fabric.devices.append(name: name, line: line)
    deviceOfName[name.index] = device.rawValue
    return device
  }

  /// Whether a device of that name has been mentioned.
  package func isDevice(_ name: NameID) -> Bool {
    !name.isNone && name.index < deviceOfName.count && deviceOfName[name.index] >= 0
  }

  /// Records that the plan has an entry for a device.
  ///
  /// - Returns: where an earlier entry stands; nil for the first one.
  package mutating func declare(_ device: DeviceID, kind: DeviceKind, line: Int) -> Origin? {
    let row = device.index
    if fabric.devices.isDeclared[row] { return fabric.origin(of: device) }
    fabric.devices.isDeclared[row] = true
    fabric.devices.kind[row] = kind
    fabric.devices.line[row] = Int32(clamping: line)
    if row < fabric.sources.last?.firstDevice ?? 0 {
      fabric.devices.declaredIn[device] = Int32(fabric.sources.count - 1)
    }
    return nil
  }

  /// Holds the place of a device that is not known by name yet, until `settle`.
  package mutating func standIn() -> DeviceID {
    standIns += 1
    return DeviceID(rawValue: -1 - standIns)
  }

  /// What a stand-in turned out to be.
  package struct Settled {
    package var device: DeviceID
    /// The card of a host that the port is on, or `.none`.
    package var adapter: NameID = .none
    /// Stands in where the end states no port; -1 for none.
    package var number: Int32 = -1

    package init(device: DeviceID) { self.device = device }
  }

  /// Puts a device in the place of each stand-in, in the order in which they were made.
  ///
  /// - Complexity: O(ends), and nothing where there are no stand-ins.
  package mutating func settle(_ choices: [Settled]) {
    precondition(choices.count == Int(standIns), "every stand-in needs a device")
    guard standIns > 0 else { return }
    standIns = 0
    ends.settle(choices, names: &fabric.names)
  }

  /// A device that shares its name with another one, told apart by its GUID.
  package mutating func namesake(of name: NameID, line: Int) -> DeviceID {
    fabric.devices.append(name: name, line: line)
  }

  package mutating func link(_ a: End, _ b: End?, _ cabling: Cabling, line: Int) {
    ends.append(a, b)
    if cabling.network != .fabric { networks.append((linkCount, cabling.network)) }
    if cabling.sharesCable && linkCount > 0 {
      legs.append(linkCount)
    } else {
      if !cabling.part.isNone { parts.append((fabric.cables.label.count, cabling.part)) }
      fabric.cables.label.append(cabling.label)
      fabric.cables.medium.append(cabling.medium)
      fabric.cables.length.append(cabling.length)
    }
    fabric.links.speed.append(cabling.speed)
    fabric.links.line.append(Int32(clamping: line))
  }

  /// Adds what an end of the last link says beside its port.
  package mutating func note(_ fact: PortFact, at end: LinkEnd) {
    facts.append((2 * (linkCount - 1) + end.rawValue, fact))
  }

  package var linkCount: Int { fabric.links.line.count }

  /// Reserves room where the number of links can be foreseen: no column is copied as it grows.
  package mutating func reserve(links: Int) {
    ends.reserve(links: links)
    fabric.cables.label.reserveCapacity(links)
    fabric.cables.medium.reserveCapacity(links)
    fabric.cables.length.reserveCapacity(links)
    fabric.links.speed.reserveCapacity(links)
    fabric.links.line.reserveCapacity(links)
  }

  /// Sorts the ends into ports and gives the fabric away; the builder is empty afterwards.
  ///
  /// - Complexity: O(E + D) for E ends on D devices, and O(n log n) for the n ends of one device.
  package mutating func build() -> Fabric {
    precondition(standIns == 0, "stand-ins are settled when a file ends")
    ends.makePorts(in: &fabric)
    ends = EndRows()
    let count = linkCount
    assignCables(to: count)
    fabric.links.network = [LinkNetwork](repeating: .fabric, count: count)
    for entry in networks { fabric.links.network[entry.link] = entry.network }
    fabric.cables.part = [NameID](repeating: .none, count: fabric.cables.label.count)
    for entry in parts { fabric.cables.part[entry.cable] = entry.part }
    settleFacts()
    parts = []
    legs = []
    facts = []
    networks = []
    deviceOfName = []
    sequence = []
    let built = fabric
    fabric = Fabric()
    return built
  }
}

extension FabricBuilder {
  /// Every link has a cable of its own but the further legs of one.
  private mutating func assignCables(to count: Int) {
    fabric.links.cable = []
    fabric.links.cable.reserveCapacity(count)
    var next = 0
    var leg = legs.startIndex
    for link in 0..<count {
      if leg < legs.endIndex && legs[leg] == link { leg += 1 } else { next += 1 }
      fabric.links.cable.append(CableID(next - 1))
    }
  }

  /// Of several statements about one port the first one holds; the checks tell the others.
  private mutating func settleFacts() {
    for (end, fact) in facts {
      let port = end.isMultiple(of: 2) ? fabric.links.a[end / 2] : fabric.links.b[end / 2]
      guard !port.isNone else { continue }
      switch fact {
      case .rail(let rail):
        if fabric.ports.rail[port] == nil { fabric.ports.rail[port] = rail }
      case .plane(let plane):
        if fabric.ports.plane[port] == nil { fabric.ports.plane[port] = plane }
      case .transceiver(let part):
        if fabric.ports.transceiver[port] == nil { fabric.ports.transceiver[port] = part }
      }
    }
  }
}

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
    fabric.devices.isDeclared[row] = true
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
