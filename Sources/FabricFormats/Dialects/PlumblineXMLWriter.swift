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

  private enum Group: Hashable {
    case devices(DeviceEntry)
    case cables(part: String, speed: Gbps?, network: LinkNetwork)
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
  }

  package mutating func device(_ device: DeviceEntry) throws {
    var shared = device
    shared.name = ""
    shared.serial = ""
    shared.guid = 0
    shared.place.unit = 0
    try open(.devices(shared))
    put("    <device")
    let start = names.count
    XMLText.appendEscaped(device.name, to: &names)
    nameEnds.append(names.count)
    putRaw("name", names[start...])
    if device.place.unit > 0 { put("u", device.place.unit) }
    put("serial", device.serial)
    if device.guid != 0 { put("guid", "0x" + String(device.guid, radix: 16)) }
    put("/>\n")
  }

  package mutating func link(_ link: LinkEntry) throws {
    try open(.cables(part: link.part, speed: link.speed, network: link.network))
    put("    <cable")
    put("label", link.label)
    put(link.a, "a", "aport", "aspeed")
    if let b = link.b { put(b, "b", "bport", "bspeed") }
    put("medium", link.medium)
    if let length = link.length {
      put("length", Decimal3.text(length.centimeters * 10))
    }
    put("/>\n")
  }

  package mutating func finish() throws {
    closeGroup()
    put("</fabric>\n")
    try flush()
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
    case .cables(let part, let speed, let network):
      put("  <cables")
      put("part", part)
      if let speed { put("speed", speed.description) }
      if network != .fabric { put("network", network.name) }
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

  private mutating func put(
    _ end: EndEntry, _ device: String, _ port: String, _ speed: String
  ) {
    let start = end.device == 0 ? 0 : nameEnds[end.device - 1]
    putRaw(device, names[start..<nameEnds[end.device]])
    switch end.port {
    case .number(let number): put(port, number)
    case .leg, .printed: put(port, end.port.text)
    case .unnamed: break
    }
    if let value = end.speed { put(speed, value.description) }
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
