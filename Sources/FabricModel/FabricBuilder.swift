/// Collects devices and links in any order and makes a `Fabric` of them.
///
/// Ports are not looked up while a plan is read. Each end of a link is a row of its own, and
/// `build` sorts the rows by device and port once, so that the rows of one port become
/// neighbours: a counting sort instead of a million look-ups, and a port that is used twice shows.
package struct FabricBuilder: Sendable {
  package var fabric = Fabric()

  /// `deviceOfName[n]` is the device called by name `n`, or -1.
  private var deviceOfName: [Int32] = []
  private var ends = EndRows()
  /// What few plans state, kept apart while links are read.
  private var parts: [(cable: Int, part: NameID)] = []
  private var networks: [(link: Int, network: LinkNetwork)] = []
  /// Links that are further legs of a cable, in order.
  private var legs: [Int] = []
  /// What few ends state.
  private var facts = PortFacts()
  /// Rails and planes that were stated twice and differ; known when the fabric is built.
  package private(set) var conflicts: [PortConflict] = []
  /// Where the ports of panels were joined.
  private var throughOrigins: [PanelThrough.Port: (origin: Origin, other: NameID)] = [:]
  /// How many devices wait for `settle`.
  private var standIns: Int32 = 0
  /// Devices in the order in which a `FabricSequence` told them.
  var sequence: [DeviceID] = []

  package init() {}

  /// An end of a link, by device and port.
  package struct End: Sendable {
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
    facts.append(fact, at: 2 * (linkCount - 1) + end.rawValue)
  }

  /// Joins a front port of a panel to a rear port; by itself, front n is joined to rear n.
  ///
  /// - Returns: where one of the two, the front port or not, was joined to which other port before;
  ///   that holds then.
  package mutating func join(
    _ panel: DeviceID, front: NameID, rear: NameID, line: Int
  ) -> (first: Origin, other: NameID, isFront: Bool)? {
    let ports = [
      PanelThrough.Port(panel: panel, name: front, isFront: true),
      PanelThrough.Port(panel: panel, name: rear, isFront: false),
    ]
    for (port, wanted) in zip(ports, [rear, front]) {
      guard let known = throughOrigins[port] else { continue }
      return known.other == wanted ? nil : (known.origin, known.other, port.isFront)
    }
    let origin = Origin(file: fabric.sources.last?.path ?? "", line: line)
    throughOrigins[ports[0]] = (origin, rear)
    throughOrigins[ports[1]] = (origin, front)
    fabric.throughs.append(PanelThrough(panel: panel, front: front, rear: rear))
    return nil
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
    conflicts = facts.settle(in: &fabric)
    fabric.traceLinks()
    parts = []
    legs = []
    facts = PortFacts()
    throughOrigins = [:]
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
}
