package import FabricModel

/// Two fabrics on one numbering of devices and ports.
///
/// Device and port rows here are `Int32` numbers of their own: devices of the desired fabric come
/// first, with the same numbers as there, then those that only the current one has. Ports are grouped
/// by device and in order of number, leg and printed name, so that the order of two ports of a device
/// never depends on a file.
package struct Alignment: Sendable {
  /// What the current fabric is.
  package enum Standing: Sendable {
    /// Collected from the floor: it knows what its devices told, and patch panels tell nothing.
    case observation
    /// Another revision of the plan: what it does not have is not there, and every cable that it
    /// states counts, panels and other networks included.
    case revision
  }

  package let current: Fabric
  package let desired: Fabric
  package let standing: Standing
  package let devices: AlignedDevices
  package let ports: AlignedPorts
  /// `desiredMate[p]`: the port at the other end of the desired link at port `p`, or -1.
  package let desiredMate: [Int32]
  package let currentMate: [Int32]
  /// `desiredLink[p]`: the row of the desired link at port `p`, or -1.
  package let desiredLink: [Int32]
  package let currentLink: [Int32]
  /// Rows that state a port or a link once more, and what observations contradict each other about.
  package let setAside: [SetAside]
  /// The number of links of each side that take part: those in `desiredMate` and `currentMate`.
  package let desiredCount: Int
  package let currentCount: Int

  /// - Parameter names: decides before anything that the fabrics say themselves.
  /// - Parameter asksWiring: whether devices that have nothing else in common are one where their cables
  ///   are. An observation is not asked: there it would hide that a device is in the place of another.
  /// - Complexity: expected O(devices + ports + links + bytes of names); about 40 bytes of memory for
  ///   each port.
  package init(
    current: Fabric, desired: Fabric, names: NameMap = .none, standing: Standing = .observation,
    asksWiring: Bool = false
  ) {
    self.current = current
    self.desired = desired
    self.standing = standing
    let matching = DeviceMatching(
      current: current, desired: desired, names: names, asksWiring: asksWiring)
    devices = AlignedDevices(matching, current: current, standing: standing)
    let merge = PortMerge(devices, current: current, desired: desired)
    ports = merge.ports
    var pairing = LinkPairing(
      current: LinkPairing.Side(current, portOf: merge.rowOfCurrent, standing: standing),
      desired: LinkPairing.Side(desired, portOf: merge.rowOfDesired, standing: standing),
      portCount: ports.count)
    pairing.settleUnnamedEnds(ports, current: current, desired: desired)
    pairing.settleReuse(standing: standing, Canon(ports, devices, current, desired))
    desiredMate = pairing.desired.mate
    currentMate = pairing.current.mate
    desiredLink = pairing.desired.link
    currentLink = pairing.current.link
    desiredCount = pairing.desired.count
    currentCount = pairing.current.count
    setAside = pairing.setAside
  }
}

/// A row of one of the two fabrics that takes part in no wiring.
package struct SetAside: Hashable, Sendable {
  package enum Reason: Hashable, Sendable {
    /// The link is stated already.
    case repeated
    /// Another link is stated for one of its ports.
    case portTaken
    /// Both ends are one port.
    case onePort
    /// Another observation has another link at one of its ports: neither is believed.
    case contradicted
  }

  package var isDesired: Bool
  package var link: LinkID
  /// Its ends, rows of the alignment.
  package var a: Int32
  package var b: Int32
  package var reason: Reason
}

/// The devices of two fabrics.
package struct AlignedDevices: Sendable {
  /// `.none` for a device that only the current fabric has.
  package let desired: [DeviceID]
  package let current: [DeviceID]
  package let match: [DeviceMatch]
  /// Whether the current fabric has what the device itself told: a cable that it does not have is not
  /// there then. True for all devices of a revision.
  package let lookedAt: [Bool]
  /// The row here of each device of the current fabric. Desired devices keep their numbers.
  package let rowOfCurrent: [Int32]
  /// Devices that share their names with others and could not be told apart, as rows here.
  package let namesakes: (current: [Int32], desired: [Int32])

  package var count: Int { desired.count }

  init(_ matching: DeviceMatching, current: Fabric, standing: Alignment.Standing) {
    let shared = matching.currentOf.count
    var desiredRows = (0..<shared).map { DeviceID($0) }
    var currentRows = matching.currentOf.map { DeviceID(rawValue: $0) }
    var match = matching.match
    var rows = matching.desiredOf
    for row in rows.indices where rows[row] < 0 {
      rows[row] = Int32(desiredRows.count)
      desiredRows.append(.none)
      currentRows.append(DeviceID(row))
      match.append(.none)
    }
    lookedAt = currentRows.map {
      standing == .revision || (!$0.isNone && current.devices.isDeclared[$0.index])
    }
    desired = desiredRows
    self.current = currentRows
    self.match = match
    namesakes = (matching.namesakes.current.map { rows[Int($0)] }, matching.namesakes.desired)
    rowOfCurrent = rows
  }
}

/// The ports of two fabrics.
package struct AlignedPorts: Sendable {
  package internal(set) var device: [Int32] = []
  /// Ports of device `d` are `first[d]..<first[d + 1]`.
  package internal(set) var first: [Int32] = []
  /// `.none` for a port that only the current fabric mentions.
  package internal(set) var desired: [PortID] = []
  package internal(set) var current: [PortID] = []

  package var count: Int { device.count }

  package func ports(of device: Int32) -> Range<Int32> {
    first[Int(device)]..<first[Int(device) + 1]
  }
}

extension Alignment {
  /// The name in the desired fabric where it has the device, else in the current one.
  package func name(ofDevice row: Int32) -> String {
    let device = devices.desired[Int(row)]
    return device.isNone
      ? current.name(of: devices.current[Int(row)]) : desired.name(of: device)
  }

  /// `leaf-2:7`, as the desired fabric has it where it has the device.
  package func name(ofPort row: Int32) -> String {
    name(ofDevice: ports.device[Int(row)]) + ":" + text(ofPort: row)
  }

  /// What stands on the faceplate.
  package func text(ofPort row: Int32) -> String {
    let port = ports.desired[Int(row)]
    return port.isNone
      ? current.portText(ports.current[Int(row)]) : desired.portText(port)
  }

  /// The row of a port of the desired fabric.
  package func row(ofDesired port: PortID) -> Int32 {
    let device = Int32(desired.device(of: port).index)
    return ports.ports(of: device).first { ports.desired[Int($0)] == port } ?? -1
  }

  /// The row of a port of the current fabric.
  package func row(ofCurrent port: PortID) -> Int32 {
    let device = devices.rowOfCurrent[current.device(of: port).index]
    return ports.ports(of: device).first { ports.current[Int($0)] == port } ?? -1
  }

  /// The order of ports that no file decides.
  package var canon: Canon { Canon(ports, devices, current, desired) }

  /// Whether somebody knows what is in a port: its device told, or its neighbour did.
  package func isSeen(_ port: Int32) -> Bool {
    devices.lookedAt[Int(ports.device[Int(port)])] || currentMate[Int(port)] >= 0
  }
}

/// Compares ports by the names of their devices, then by their place on the device.
package struct Canon: Sendable {
  private let ports: AlignedPorts
  private let devices: AlignedDevices
  private let current: Fabric
  private let desired: Fabric

  init(_ ports: AlignedPorts, _ devices: AlignedDevices, _ current: Fabric, _ desired: Fabric) {
    self.ports = ports
    self.devices = devices
    self.current = current
    self.desired = desired
  }

  /// Whether device `a` stands before device `b`: natural order of names, then GUIDs. Names that
  /// nothing tells apart go by their rows.
  package func deviceComesFirst(_ a: Int32, _ b: Int32) -> Bool {
    if a == b { return false }
    let ((x, xName), (y, yName)) = (table(of: a), table(of: b))
    let (p, q) = (Self.range(xName, x), Self.range(yName, y))
    let order = NaturalOrder.compare(x.arena.span.extracting(p), y.arena.span.extracting(q))
    return order != 0 ? order < 0 : (guid(of: a), a) < (guid(of: b), b)
  }

  package func portComesFirst(_ a: Int32, _ b: Int32) -> Bool {
    let (x, y) = (ports.device[Int(a)], ports.device[Int(b)])
    return x == y ? a < b : deviceComesFirst(x, y)
  }

  private static func range(_ name: NameID, _ table: NameTable) -> Range<Int> {
    name.isNone ? 0..<0 : table.range(of: name)
  }

  private func table(of row: Int32) -> (NameTable, NameID) {
    let device = devices.desired[Int(row)]
    return device.isNone
      ? (current.names, current.devices.name[devices.current[Int(row)].index])
      : (desired.names, desired.devices.name[device.index])
  }

  private func guid(of row: Int32) -> UInt64 {
    let device = devices.desired[Int(row)]
    return device.isNone
      ? current.devices.guid(of: devices.current[Int(row)]) : desired.devices.guid(of: device)
  }
}
