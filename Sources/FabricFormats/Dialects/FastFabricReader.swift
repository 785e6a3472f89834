internal import FabricModel
package import XMLEvents

/// Turns the events of a FastFabric topology into rows.
package struct FastFabricReader: XMLDialectReader {
  private typealias Element = FastFabricTopology.Element

  private var port = NodeDirectory.Selector()
  private var portGUID: UInt64 = 0
  private var a: FabricBuilder.End?
  private var b: FabricBuilder.End?
  /// The last name at either end: plans list the cables of one device behind one another.
  private var lastNames: (NameID, NameID) = (.none, .none)
  private var portCount = 0
  private var cabling = FabricBuilder.Cabling()
  /// What the faceplate calls the port.
  private var portName: [UInt8] = []
  /// The last link at a split cage: the next leg of a cable has its label.
  private var lastBreakout: Breakout?
  private var linkLine = 0
  private var lastSpeed = LastValue()
  private var lastLength = LastValue()
  /// The node lists: what the list is of, its entry, and that entry's ports.
  private var declaredKind = DeviceKind.unknown
  private var declared = NodeDirectory.Selector()
  private var declaredDetails: NameID = .none
  private var declaredPorts: [(guid: UInt64, number: Int32)] = []
  private var directory = NodeDirectory()

  package mutating func consume(
    _ events: Span<XMLEvent>, _ bytes: Span<UInt8>, into plan: inout PlanUnderway
  ) {
    for index in events.indices {
      let event = events[index]
      guard let element = Element(rawValue: event.id) else { continue }
      switch event.kind {
      case .text:
        let range = bytes.trimmed(event.range)
        take(element, bytes.extracting(range), line: Int(event.line), &plan)
      case .start: start(element, line: Int(event.line))
      case .end: end(element, line: Int(event.line), &plan)
      case .attribute: break
      }
    }
  }

  package mutating func finish(_ plan: inout PlanUnderway) {
    directory.settle(&plan)
  }

  private mutating func start(_ element: Element, line: Int) {
    switch element {
    case .link:
      linkLine = line
      portCount = 0
      (a, b) = (nil, nil)
      cabling = FabricBuilder.Cabling()
    case .port:
      port.guid = 0
      portGUID = 0
      port.name = .none
      port.newName.removeAll(keepingCapacity: true)
      port.kind = .unknown
      port.number = -1
      port.line = linkLine
      portName.removeAll(keepingCapacity: true)
    case .hosts: declaredKind = .host
    case .switches: declaredKind = .switch
    case .node:
      declared = NodeDirectory.Selector()
      declared.kind = declaredKind
      declared.line = line
      declaredDetails = .none
      declaredPorts.removeAll(keepingCapacity: true)
    case .declaredPort: declaredPorts.append((0, -1))
    default: break
    }
  }

  private mutating func take(
    _ element: Element, _ text: Span<UInt8>, line: Int, _ plan: inout PlanUnderway
  ) {
    switch element {
    case .rate:
      cabling.speed = lastSpeed.value(text) { PlanNumbers.megabits($0) }
      if cabling.speed == 0 { bad(text, "Rate", "a speed such as 100g", line, &plan) }
    case .length:
      guard !text.isEmpty else { return }
      cabling.length = lastLength.value(text) { PlanNumbers.centimeters($0) }
      if cabling.length == 0 { bad(text, "CableLength", "a length such as 15m", line, &plan) }
    case .label:
      if !text.isEmpty { cabling.label = plan.builder.fabric.names.append(text) }
    case .medium:
      if !text.isEmpty { cabling.medium = plan.builder.fabric.names.intern(text) }
    case .nodeGUID: port.guid = guid(text, "NodeGUID", line, &plan) ?? 0
    case .portGUID: portGUID = guid(text, "PortGUID", line, &plan) ?? 0
    case .portNumber:
      // FastFabric itself ends at 254; switches of today do not.
      if let number = PlanNumbers.integer(text) {
        port.number = number
      } else {
        bad(text, "PortNum", "a number of a port", line, &plan)
      }
    case .portName: portName.set(text)
    case .nodeName:
      // The name is taken in when the port ends: a host's is split, and the type comes later.
      let guess = portCount == 0 ? lastNames.0 : lastNames.1
      port.name = plan.builder.fabric.names.find(text, guess: guess)
      if port.name.isNone { port.newName.set(text) }
    case .nodeType: port.kind = kind(text)
    case .declaredGUID:
      declared.guid = guid(text, "NodeGUID", line, &plan) ?? 0
    case .declaredName:
      if !text.isEmpty { declared.name = plan.builder.fabric.names.intern(text) }
    case .declaredPortGUID:
      declaredPorts[declaredPorts.count - 1].guid = guid(text, "PortGUID", line, &plan) ?? 0
    case .declaredPortNumber:
      declaredPorts[declaredPorts.count - 1].number = PlanNumbers.integer(text) ?? -1
    case .details:
      if !text.isEmpty { declaredDetails = plan.builder.fabric.names.append(text) }
    default: break
    }
  }

  private func guid(
    _ text: Span<UInt8>, _ element: String, _ line: Int, _ plan: inout PlanUnderway
  ) -> UInt64? {
    let guid = PlanNumbers.hexadecimal(text)
    if guid == nil { bad(text, element, "a hexadecimal number", line, &plan) }
    return guid
  }

  private mutating func end(_ element: Element, line: Int, _ plan: inout PlanUnderway) {
    switch element {
    case .port: endPort(&plan)
    case .link: endLink(&plan)
    case .node: directory.declare(declared, details: declaredDetails, ports: declaredPorts, &plan)
    default: break
    }
  }

  private mutating func endPort(_ plan: inout PlanUnderway) {
    portCount += 1
    // The node's own GUID decides, then its name; the port's stands in where there is nothing else.
    if !port.hasNode { port.guid = portGUID }
    guard port.hasNode, portCount <= 2 else { return }
    var end = directory.end(port, &plan)
    if !portName.isEmpty && end.printed.isNone { name(&end, &plan) }
    if portCount == 1 { lastNames.0 = port.name } else { lastNames.1 = port.name }
    if a == nil { a = end } else { b = end }
  }

  private mutating func endLink(_ plan: inout PlanUnderway) {
    if portCount > 2 { plan.note(.tooManyEnds, "Link", line: linkLine) }
    guard let a else { return plan.note(.noEnds, "Link", line: linkLine) }
    if a.leg > 0 || (b?.leg ?? 0) > 0 {
      let breakout = Breakout([a, b], cabling)
      cabling.sharesCable =
        lastBreakout.map { breakout.isSameCable(as: $0, plan.builder.fabric.names) } ?? false
      lastBreakout = breakout
    } else if lastBreakout != nil {
      lastBreakout = nil
    }
    plan.builder.link(a, b, cabling, line: linkLine)
  }

  /// Gives an end the text of its port: a leg of a cage, a number too large for `PortNum`, or a name.
  private func name(_ end: inout FabricBuilder.End, _ plan: inout PlanUnderway) {
    if let (cage, leg) = PlanNumbers.leg(portName.span) {
      (end.number, end.leg) = (cage, leg)
    } else if let number = PlanNumbers.exactInteger(portName.span) {
      if end.number < 0 { end.number = number }
    } else {
      end.printed = plan.builder.fabric.names.intern(portName.span)
    }
  }

  private func kind(_ text: Span<UInt8>) -> DeviceKind {
    guard text.count >= 2 else { return .unknown }
    switch (text[0], text[1]) {
    case (UInt8(ascii: "S"), UInt8(ascii: "W")): return .switch
    case (UInt8(ascii: "F"), UInt8(ascii: "I")), (UInt8(ascii: "N"), UInt8(ascii: "I")),
      (UInt8(ascii: "C"), UInt8(ascii: "A")):
      return .host
    default: return .unknown
    }
  }

  private func bad(
    _ text: Span<UInt8>, _ element: String, _ expected: String, _ line: Int,
    _ plan: inout PlanUnderway
  ) {
    plan.note(.badValue(text: text.string, expected: expected), element, line: line)
  }
}

/// A link at a split cage, as far as it tells which cable it belongs to.
private struct Breakout {
  private var cages: [(device: DeviceID, number: Int32)] = []
  private var cabling = FabricBuilder.Cabling()

  init(_ ends: [FabricBuilder.End?], _ cabling: FabricBuilder.Cabling) {
    cages = ends.compactMap { $0 }.filter { $0.leg > 0 }.map { ($0.device, $0.number) }
    self.cabling = cabling
  }

  /// Legs of one cage under one label are one cable.
  func isSameCable(as other: Breakout, _ names: NameTable) -> Bool {
    let (mine, theirs) = (cabling.label, other.cabling.label)
    guard !mine.isNone, !theirs.isNone, names.compare(mine, theirs) == 0,
      cabling.medium == other.cabling.medium, cabling.length == other.cabling.length
    else { return false }
    return cages.contains { cage in other.cages.contains { $0 == cage } }
  }
}

/// Remembers the last text and what it meant: most cables of a plan share speed and length.
struct LastValue {
  private var text: [UInt8] = []
  private var meaning: Int32 = 0

  /// What `parse` makes of the text; 0 for nothing.
  mutating func value(_ text: Span<UInt8>, _ parse: (Span<UInt8>) -> Int32?) -> Int32 {
    if !self.text.matches(text) {
      meaning = parse(text) ?? 0
      self.text.set(text)
    }
    return meaning
  }
}

extension [UInt8] {
  /// Takes over the bytes of a span and keeps the memory.
  mutating func set(_ bytes: Span<UInt8>) {
    removeAll(keepingCapacity: true)
    for index in bytes.indices { append(bytes[index]) }
  }

  func matches(_ bytes: Span<UInt8>) -> Bool {
    guard count == bytes.count else { return false }
    for index in bytes.indices where self[index] != bytes[index] { return false }
    return true
  }
}

extension Span<UInt8> {
  /// A range without the white space at both ends of it, which is a matter of layout.
  func trimmed(_ range: Range<Int>) -> Range<Int> {
    var (start, end) = (range.lowerBound, range.upperBound)
    while start < end && self[start] <= 0x20 { start &+= 1 }
    while end > start && self[end &- 1] <= 0x20 { end &-= 1 }
    return start..<end
  }

  /// The bytes as text, for messages.
  var string: String {
    var copy: [UInt8] = []
    copy.set(self)
    return String(decoding: copy, as: UTF8.self)
  }
}
