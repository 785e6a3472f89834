package import FabricModel

/// Writes Plumbline's own dialect as a stream: devices and cables go out as they come.
///
/// Entries that share speed, medium and the like are put into one group, so that a cable takes
/// about 100 bytes, its share of the devices included.
package struct PlumblineXMLWriter: FabricSink {
  private var buffer: [UInt8] = []
  private let write: ([UInt8]) throws -> Void
  /// Names of the devices told so far, escaped, behind one another.
  private var names: [UInt8] = []
  private var nameEnds: [Int] = []
  private var group: Group?

  /// The last link, and the links that share its cable: they go out together.
  private var pending: [LinkEntry] = []

  private enum Group: Hashable {
    case devices(DeviceEntry)
    case cables(CableGroup)
  }

  /// What is said once for many cables.
  private struct CableGroup: Hashable {
    var part = ""
    var speed: Gbps?
    var network = LinkNetwork.fabric
    var aOptic = ""
    var bOptic = ""
  }

  /// The common end of the legs of a breakout cable.
  private struct Cage {
    var device: Int
    var number: Int
  }

  /// - Parameter write: takes the document piece by piece, in order.
  package init(write: @escaping ([UInt8]) throws -> Void) {
    self.write = write
    buffer.reserveCapacity(256 * 1024 + 4096)
  }

  package mutating func begin(_ header: FabricHeader) throws {
    put("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<fabric version=\"1\"")
    put("name", header.name)
    put(">\n")
    if let intent = header.intent { putIntent(intent) }
    if let floor = header.floor { putFloor(floor) }
  }

  package mutating func device(_ device: DeviceEntry) throws {
    let start = names.count
    XMLText.appendEscaped(device.name, to: &names)
    nameEnds.append(names.count)
    // One that the plan only mentions at its cables stays so, unless there is more to say of it.
    guard device.isDeclared || device.saysMoreThanName else { return }
    var shared = device
    shared.name = ""
    shared.serial = ""
    shared.guid = 0
    shared.place.unit = 0
    shared.details = ""
    shared.adapters = []
    shared.isDeclared = true
    try open(.devices(shared))
    put("    <device")
    putRaw("name", names[start...])
    if device.place.unit > 0 { put("u", device.place.unit) }
    put("serial", device.serial)
    if device.guid != 0 { put("guid", hexadecimal: device.guid) }
    put("details", device.details)
    guard !device.adapters.isEmpty else { return put("/>\n") }
    put(">\n")
    for adapter in device.adapters {
      put("      <adapter")
      put("name", adapter.name)
      if adapter.guid != 0 { put("guid", hexadecimal: adapter.guid) }
      put("/>\n")
    }
    put("    </device>\n")
  }

  package mutating func through(_ entry: ThroughEntry) throws {
    closeGroup()
    put("  <through")
    putName(of: entry.panel, as: "panel")
    put("front", entry.front)
    put("rear", entry.rear)
    put("/>\n")
  }

  package mutating func link(_ link: LinkEntry) throws {
    if !link.sharesCable { try putPending() }
    pending.append(link)
  }

  package mutating func finish() throws {
    try putPending()
    closeGroup()
    put("</fabric>\n")
    try flush()
  }

  private mutating func putPending() throws {
    guard let first = pending.first else { return }
    var group = CableGroup(
      part: first.part, speed: first.speed, network: first.network, aOptic: first.a.optic,
      bOptic: first.b?.optic ?? "")
    if pending.count > 1 {
      try putBreakout(&group)
    } else {
      try open(.cables(group))
      put("    <cable")
      put("label", first.label)
      put(first.a, .a)
      if let b = first.b { put(b, .b) }
      putCommon(first)
      put(first.a, facts: .a)
      if let b = first.b { put(b, facts: .b) }
      put("/>\n")
    }
    pending.removeAll(keepingCapacity: true)
  }

  private mutating func putCommon(_ link: LinkEntry) {
    put("medium", link.medium)
    if let length = link.length { put("length", Decimal3.text(length.centimeters * 10)) }
  }

  /// A cable with several links. Where all of them meet in one cage, that is its end `a`; else every
  /// leg names both of its ends.
  private mutating func putBreakout(_ group: inout CableGroup) throws {
    let cage = cageAtA
    group.speed = shared(\.speed) ?? nil
    group.aOptic = shared(\.a.optic) ?? ""
    group.bOptic = shared { $0.b?.optic ?? "" } ?? ""
    try open(.cables(group))
    put("    <cable")
    put("label", pending[0].label)
    if let cage {
      putName(of: cage.device, as: "a")
      put("aport", cage.number)
    }
    putCommon(pending[0])
    put(">\n")
    for link in pending {
      put("      <leg")
      if cage == nil { put(link.a, .a) }
      if cage != nil, case .leg(_, let number) = link.a.port { put("n", number) }
      if let b = link.b { put(b, .b) }
      if let speed = link.speed, speed != group.speed { put("speed", speed.description) }
      if link.network != group.network { put("network", link.network.name) }
      put(link.a, facts: .a)
      if let b = link.b { put(b, facts: .b) }
      if link.a.optic != group.aOptic { put("aoptic", link.a.optic) }
      if let b = link.b, b.optic != group.bOptic { put("boptic", b.optic) }
      put("/>\n")
    }
    put("    </cable>\n")
  }

  /// What all links of the cable agree on; nil where they do not.
  private func shared<Value: Equatable>(_ value: (LinkEntry) -> Value) -> Value? {
    let first = value(pending[0])
    return pending.allSatisfy { value($0) == first } ? first : nil
  }

  /// The cage whose legs all links of the cable end at; their ends are exchanged where that is `b`.
  private var cageAtA: Cage? {
    mutating get {
      if let cage = Self.cage(pending.map(\.a)) { return cage }
      let far = pending.compactMap(\.b)
      guard far.count == pending.count, let cage = Self.cage(far) else { return nil }
      pending = pending.map { link in
        var turned = link
        (turned.a, turned.b) = (link.b!, link.a)
        return turned
      }
      return cage
    }
  }

  private static func cage(_ ends: [EndEntry]) -> Cage? {
    guard case .leg(let number, _) = ends.first?.port, let device = ends.first?.device else {
      return nil
    }
    let isCommon = ends.allSatisfy { end in
      guard case .leg(number, _) = end.port else { return false }
      return end.device == device
    }
    return isCommon ? Cage(device: device, number: number) : nil
  }

  private mutating func putFloor(_ floor: Floor) {
    put("  <floor")
    put("rack-units", floor.rackUnits)
    for (name, length) in [
      ("rack-pitch", floor.rackPitch), ("row-pitch", floor.rowPitch),
      ("hall-pitch", floor.hallPitch), ("tray-rise", floor.trayRise),
    ] {
      put(name, Decimal3.text(length.centimeters * 10))
    }
    put("/>\n")
  }

  private mutating func putIntent(_ intent: Intent) {
    put("  <intent")
    put("design", intent.design)
    if let bisection = intent.bisection { put("bisection", bisection.description) }
    put(">\n")
    for (name, value) in intent.parameters.sorted(by: { $0.key < $1.key }) {
      put("    <parameter")
      put("name", name)
      put("value", value)
      put("/>\n")
    }
    for (tier, ratio) in intent.oversubscription.sorted(by: { $0.key < $1.key }) {
      put("    <oversubscription")
      put("tier", tier)
      put("ratio", "\(ratio.numerator):\(ratio.denominator)")
      put("/>\n")
    }
    put("  </intent>\n")
  }

  /// Makes `next` the open group.
  private mutating func open(_ next: Group) throws {
    if buffer.count >= 256 * 1024 { try flush() }
    if group == next { return }
    closeGroup()
    group = next
    switch next {
    case .devices(let shared):
      put("  <devices")
      if shared.kind != .unknown { put("kind", shared.kind.name) }
      put("role", shared.role)
      put("model", shared.model)
      if shared.radix > 0 { put("radix", shared.radix) }
      put("hall", shared.place.hall)
      put("row", shared.place.row)
      put("rack", shared.place.rack)
      if let rail = shared.rail { put("rail", rail) }
      if let plane = shared.plane { put("plane", plane) }
      if shared.height > 0 { put("height", shared.height) }
    case .cables(let shared):
      put("  <cables")
      put("part", shared.part)
      if let speed = shared.speed { put("speed", speed.description) }
      if shared.network != .fabric { put("network", shared.network.name) }
      put("aoptic", shared.aOptic)
      put("boptic", shared.bOptic)
    }
    put(">\n")
  }

  private mutating func closeGroup() {
    switch group {
    case .devices: put("  </devices>\n")
    case .cables: put("  </cables>\n")
    case nil: break
    }
    group = nil
  }

  /// The names of an end's attributes.
  private struct EndNames {
    let device, port, speed, rail, plane: String
    static let a = EndNames(
      device: "a", port: "aport", speed: "aspeed", rail: "arail", plane: "aplane")
    static let b = EndNames(
      device: "b", port: "bport", speed: "bspeed", rail: "brail", plane: "bplane")
  }

  private mutating func put(_ end: EndEntry, _ names: EndNames) {
    putName(of: end.device, as: names.device)
    switch end.port {
    case .number(let number): put(names.port, number)
    case .leg, .printed: put(names.port, end.port.text)
    case .unnamed: break
    }
  }

  /// What few ends say beside their port.
  private mutating func put(_ end: EndEntry, facts names: EndNames) {
    if let speed = end.speed { put(names.speed, speed.description) }
    if let rail = end.rail { put(names.rail, rail) }
    if let plane = end.plane { put(names.plane, plane) }
  }

  private mutating func putName(of device: Int, as attribute: String) {
    let start = device == 0 ? 0 : nameEnds[device - 1]
    putRaw(attribute, names[start..<nameEnds[device]])
  }

  /// An attribute; nothing where the text is empty.
  private mutating func put(_ name: String, _ text: String) {
    guard !text.isEmpty else { return }
    putOpening(name)
    XMLText.appendEscaped(text, to: &buffer)
    buffer.append(UInt8(ascii: "\""))
  }

  private mutating func put(_ name: String, _ number: Int) {
    putOpening(name)
    Self.appendDecimal(number, to: &buffer)
    buffer.append(UInt8(ascii: "\""))
  }

  private mutating func put(_ name: String, hexadecimal number: UInt64) {
    putOpening(name)
    put("0x" + String(number, radix: 16) + "\"")
  }

  /// An attribute whose text is escaped already.
  private mutating func putRaw(_ name: String, _ text: ArraySlice<UInt8>) {
    putOpening(name)
    buffer.append(contentsOf: text)
    buffer.append(UInt8(ascii: "\""))
  }

  private mutating func putOpening(_ name: String) {
    buffer.append(UInt8(ascii: " "))
    put(name)
    buffer.append(UInt8(ascii: "="))
    buffer.append(UInt8(ascii: "\""))
  }

  private mutating func put(_ text: String) { buffer.append(contentsOf: text.utf8) }

  private mutating func flush() throws {
    try write(buffer)
    buffer.removeAll(keepingCapacity: true)
  }

  private static func appendDecimal(_ number: Int, to bytes: inout [UInt8]) {
    var digits: (count: Int, value: UInt64) = (0, 0)
    var rest = UInt64(max(0, number))
    // Up to eight digits are put into one word, lowest first; more are rare enough for a String.
    guard rest < 100_000_000 else { return bytes.append(contentsOf: String(number).utf8) }
    repeat {
      digits = (digits.count + 1, digits.value << 8 | (48 + rest % 10))
      rest /= 10
    } while rest > 0
    for _ in 0..<digits.count {
      bytes.append(UInt8(truncatingIfNeeded: digits.value))
      digits.value >>= 8
    }
  }
}

extension DeviceEntry {
  /// Whether there is anything to say of a device that its cables do not say.
  fileprivate var saysMoreThanName: Bool {
    var bare = DeviceEntry(name: name, kind: .unknown)
    bare.isDeclared = isDeclared
    return self != bare
  }
}
