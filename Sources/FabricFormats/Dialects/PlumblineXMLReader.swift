internal import FabricModel
package import XMLEvents

/// Turns the events of Plumbline's own dialect into rows.
package struct PlumblineXMLReader: XMLDialectReader {
  private typealias Element = PlumblineXML.Element
  private typealias Attribute = PlumblineXML.Attribute

  /// What a device element, or a group of them, has said.
  private struct DeviceFields {
    var name: NameID = .none
    var kind = DeviceKind.unknown
    var role: NameID = .none
    var model: NameID = .none
    var radix: Int32 = 0
    var hall: NameID = .none
    var row: NameID = .none
    var rack: NameID = .none
    var unit: Int16 = 0
    var serial: NameID = .none
    var guid: UInt64 = 0
  }

  /// What a cable element, or a group of them, has said.
  private struct CableFields {
    var a: DeviceID = .none
    var b: DeviceID = .none
    var aPort = PortFields()
    var bPort = PortFields()
    var cabling = FabricBuilder.Cabling()
  }

  private struct PortFields {
    var number: Int32 = -1
    var printed: NameID = .none
    var speed: Int32 = 0
  }

  private var element = Element.fabric
  private var line = 0
  private var deviceGroup = DeviceFields()
  private var cableGroup = CableFields()
  private var device = DeviceFields()
  private var cable = CableFields()
  private var intent = Intent()
  private var parameter = (name: "", value: "")
  private var oversubscription: (tier: Int32, ratio: Ratio?) = (0, nil)
  private var lastNames: (a: NameID, b: NameID) = (.none, .none)
  private var lastLength = LastValue()
  private var lastSpeed = LastValue()

  package mutating func consume(
    _ events: Span<XMLEvent>, _ bytes: Span<UInt8>, into plan: inout PlanUnderway
  ) {
    for index in events.indices {
      let event = events[index]
      switch event.kind {
      case .start:
        guard let element = Element(rawValue: event.id) else { continue }
        start(element, line: Int(event.line), &plan)
      case .attribute:
        guard let attribute = Attribute(rawValue: event.id) else { continue }
        take(attribute, bytes.extracting(event.range), &plan)
      case .end:
        guard let element = Element(rawValue: event.id) else { continue }
        end(element, &plan)
      case .text: break
      }
    }
  }

  package mutating func finish(_ plan: inout PlanUnderway) {}

  private mutating func start(_ element: Element, line: Int, _ plan: inout PlanUnderway) {
    // What a group said is complete when its first entry begins.
    if self.element == .devices { deviceGroup = device }
    if self.element == .cables { cableGroup = cable }
    self.element = element
    self.line = line
    switch element {
    case .device: device = deviceGroup
    case .cable: cable = cableGroup
    case .devices: device = DeviceFields()
    case .cables: cable = CableFields()
    case .parameter: parameter = ("", "")
    case .oversubscription: oversubscription = (0, nil)
    case .intent:
      intent = Intent()
      intent.line = line
    case .fabric: break
    }
  }

  private mutating func end(_ element: Element, _ plan: inout PlanUnderway) {
    self.element = .fabric
    switch element {
    case .device: endDevice(&plan)
    case .cable: endCable(&plan)
    case .devices: deviceGroup = DeviceFields()
    case .cables: cableGroup = CableFields()
    case .parameter:
      intent.parameters[parameter.name] = parameter.value
    case .oversubscription:
      if let ratio = oversubscription.ratio {
        intent.oversubscription[Int(oversubscription.tier)] = ratio
      }
    case .intent: endIntent(&plan)
    case .fabric: break
    }
  }

  /// The first intent of a plan holds.
  private func endIntent(_ plan: inout PlanUnderway) {
    guard let first = plan.builder.fabric.intent else {
      plan.builder.fabric.intent = intent
      return
    }
    let origin = Origin(file: plan.builder.fabric.sources.first?.path ?? "", line: first.line)
    plan.note(
      .declaredTwice(first: origin, differences: Self.differences(first, intent)), "intent",
      line: intent.line)
  }

  private mutating func take(
    _ attribute: Attribute, _ text: Span<UInt8>, _ plan: inout PlanUnderway
  ) {
    switch element {
    case .cable, .cables: takeCable(attribute, text, &plan)
    case .device, .devices: takeDevice(attribute, text, &plan)
    case .fabric:
      // Of several files the first one's name stands for the plan.
      if plan.builder.fabric.name.isNone { plan.builder.fabric.name = name(text, &plan) }
    case .intent, .parameter, .oversubscription: takeIntent(attribute, text, &plan)
    }
  }

  private mutating func takeIntent(
    _ attribute: Attribute, _ text: Span<UInt8>, _ plan: inout PlanUnderway
  ) {
    switch attribute {
    case .design: intent.design = text.string
    case .bisection:
      guard let speed = Self.gigabits(text) else {
        return bad(text, "intent@bisection", "Gb/s, such as 44236800", &plan)
      }
      intent.bisection = speed
    case .name: parameter.name = text.string
    case .value: parameter.value = text.string
    case .tier:
      guard let tier = PlanNumbers.integer(text) else {
        return bad(text, "oversubscription@tier", "a number such as 1 for the leaves", &plan)
      }
      oversubscription.tier = tier
    case .ratio:
      guard let ratio = Self.ratio(text) else {
        return bad(text, "oversubscription@ratio", "a ratio such as 3:1", &plan)
      }
      oversubscription.ratio = ratio
    default: break
    }
  }

  private mutating func takeDevice(
    _ attribute: Attribute, _ text: Span<UInt8>, _ plan: inout PlanUnderway
  ) {
    switch attribute {
    case .name: device.name = name(text, &plan)
    case .kind:
      guard let kind = DeviceKind(name: text.string) else {
        return bad(text, "device@kind", "switch, host, panel or chassis", &plan)
      }
      device.kind = kind
    case .role: device.role = name(text, &plan)
    case .model: device.model = name(text, &plan)
    case .radix:
      guard let radix = PlanNumbers.integer(text) else {
        return bad(text, "device@radix", "a number of ports", &plan)
      }
      device.radix = radix
    case .hall: device.hall = name(text, &plan)
    case .row: device.row = name(text, &plan)
    case .rack: device.rack = name(text, &plan)
    case .unit:
      guard let unit = PlanNumbers.integer(text), unit <= 1000 else {
        return bad(text, "device@u", "a height unit such as 17", &plan)
      }
      device.unit = Int16(unit)
    case .serial: device.serial = name(text, &plan)
    case .guid:
      guard let guid = PlanNumbers.hexadecimal(text) else {
        return bad(text, "device@guid", "a hexadecimal number", &plan)
      }
      device.guid = guid
    default: break
    }
  }

  private mutating func takeCable(
    _ attribute: Attribute, _ text: Span<UInt8>, _ plan: inout PlanUnderway
  ) {
    switch attribute {
    case .a: cable.a = Self.mention(text, guess: &lastNames.a, line: line, &plan)
    case .b: cable.b = Self.mention(text, guess: &lastNames.b, line: line, &plan)
    case .aPort: takePort(text, isA: true, &plan)
    case .bPort: takePort(text, isA: false, &plan)
    case .label:
      if !text.isEmpty { cable.cabling.label = plan.builder.fabric.names.append(text) }
    case .medium: cable.cabling.medium = name(text, &plan)
    case .part: cable.cabling.part = name(text, &plan)
    case .length:
      cable.cabling.length = lastLength.value(text) { PlanNumbers.centimeters($0) }
      if cable.cabling.length == 0 { bad(text, "cable@length", "metres, such as 15", &plan) }
    case .speed: cable.cabling.speed = speed(text, "cable@speed", &plan)
    case .aSpeed: cable.aPort.speed = speed(text, "cable@aspeed", &plan)
    case .bSpeed: cable.bPort.speed = speed(text, "cable@bspeed", &plan)
    case .network:
      guard let network = LinkNetwork.allCases.first(where: { $0.name == text.string }) else {
        return bad(text, "cable@network", "fabric, management, storage or power", &plan)
      }
      cable.cabling.network = network
    default: break
    }
  }

  private mutating func takePort(
    _ text: Span<UInt8>, isA: Bool, _ plan: inout PlanUnderway
  ) {
    var port = isA ? cable.aPort : cable.bPort
    defer { if isA { cable.aPort = port } else { cable.bPort = port } }
    // `01` is not what is printed as 1.
    if let number = PlanNumbers.integer(text), text.count == 1 || text[0] != UInt8(ascii: "0") {
      port.number = number
    } else if !text.isEmpty {
      port.printed = plan.builder.fabric.names.intern(text)
    }
  }

  private mutating func speed(
    _ text: Span<UInt8>, _ attribute: String, _ plan: inout PlanUnderway
  ) -> Int32 {
    let value = lastSpeed.value(text) { PlanNumbers.megabits($0) }
    if value == 0 { bad(text, attribute, "Gb/s, such as 400", &plan) }
    return value
  }

  /// A device that a cable names; it may be declared before, after, or never.
  ///
  /// Static: the guess is a part of the reader, and a method would be called on a copy of it.
  private static func mention(
    _ text: Span<UInt8>, guess: inout NameID, line: Int, _ plan: inout PlanUnderway
  ) -> DeviceID {
    guard !text.isEmpty else { return .none }
    let known = plan.builder.fabric.names.find(text, guess: guess)
    guess = known.isNone ? plan.builder.fabric.names.intern(text) : known
    return plan.builder.device(named: guess, line: line)
  }

  private func name(_ text: Span<UInt8>, _ plan: inout PlanUnderway) -> NameID {
    text.isEmpty ? .none : plan.builder.fabric.names.intern(text)
  }

  private func endDevice(_ plan: inout PlanUnderway) {
    guard !device.name.isNone else {
      return plan.note(
        .badValue(text: "", expected: "the name of the device"), "device@name", line: line)
    }
    let id = plan.builder.device(named: device.name, line: line)
    let row = id.index
    if let first = plan.builder.declare(id, kind: device.kind, line: line) {
      return plan.note(
        .declaredTwice(first: first, differences: differences(from: id, plan.builder.fabric)),
        plan.builder.fabric.name(of: id), line: line)
    }
    plan.builder.fabric.devices.role[row] = device.role
    plan.builder.fabric.devices.model[row] = device.model
    plan.builder.fabric.devices.radix[row] = device.radix
    plan.builder.fabric.devices.unit[row] = device.unit
    if !(device.rack.isNone && device.row.isNone && device.hall.isNone) {
      plan.builder.fabric.devices.rack[row] = plan.builder.fabric.racks.intern(
        hall: device.hall, row: device.row, rack: device.rack)
    }
    if !device.serial.isNone { plan.builder.fabric.devices.serial[id] = device.serial }
    if device.guid != 0 { plan.builder.fabric.devices.setGUID(device.guid, of: id) }
  }

  /// What this declaration of a device says otherwise than the first one.
  private func differences(
    from known: DeviceID, _ fabric: Fabric
  ) -> [PlanAnomaly.Difference] {
    let first = fabric.entry(of: known)
    let names = fabric.names
    let number = { (value: Int) in value == 0 ? "" : String(value) }
    let guid = { (value: UInt64) in value == 0 ? "" : "0x" + String(value, radix: 16) }
    return .between([
      ("kind", first.kind.name, device.kind.name), ("role", first.role, names[device.role]),
      ("model", first.model, names[device.model]),
      ("radix", number(first.radix), number(Int(device.radix))),
      ("hall", first.place.hall, names[device.hall]), ("row", first.place.row, names[device.row]),
      ("rack", first.place.rack, names[device.rack]),
      ("u", number(first.place.unit), number(Int(device.unit))),
      ("serial", first.serial, names[device.serial]),
      ("guid", guid(first.guid), guid(device.guid)),
    ])
  }

  private static func differences(_ first: Intent, _ second: Intent) -> [PlanAnomaly.Difference] {
    let parameters = { (intent: Intent) in
      intent.parameters.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" }
        .joined(separator: " ")
    }
    let ratios = { (intent: Intent) in
      intent.oversubscription.sorted { $0.key < $1.key }.map { "\($0.value) at tier \($0.key)" }
        .joined(separator: " ")
    }
    let bisection = { (intent: Intent) in intent.bisection.map { "\($0) Gb/s" } ?? "" }
    return .between([
      ("design", first.design, second.design),
      ("parameters", parameters(first), parameters(second)),
      ("oversubscription", ratios(first), ratios(second)),
      ("bisection", bisection(first), bisection(second)),
    ])
  }

  private func endCable(_ plan: inout PlanUnderway) {
    let a = cable.a.isNone ? nil : end(cable.a, cable.aPort)
    let b = cable.b.isNone ? nil : end(cable.b, cable.bPort)
    guard let first = a ?? b else { return plan.note(.noEnds, "cable", line: line) }
    plan.builder.link(first, a == nil ? nil : b, cable.cabling, line: line)
  }

  private func end(_ device: DeviceID, _ port: PortFields) -> FabricBuilder.End {
    var end = FabricBuilder.End(device: device)
    end.number = port.number
    end.printed = port.printed
    end.speed = port.speed
    return end
  }

  private func bad(
    _ text: Span<UInt8>, _ attribute: String, _ expected: String, _ plan: inout PlanUnderway
  ) {
    plan.note(.badValue(text: text.string, expected: expected), attribute, line: line)
  }

  /// Gb/s of a whole fabric: more than fits the speed of a cable.
  private static func gigabits(_ text: Span<UInt8>) -> Gbps? {
    let parts = text.string.split(separator: ".", omittingEmptySubsequences: false)
    guard (1...2).contains(parts.count), let whole = Int(parts[0]), whole >= 0,
      whole < Int.max / 1_000_000
    else { return nil }
    guard parts.count == 2 else { return Gbps(whole) }
    let digits = parts[1].prefix(3)
    guard !digits.isEmpty, let fraction = Int(digits), fraction >= 0 else { return nil }
    let scale = [100, 10, 1][digits.count - 1]
    return Gbps(megabits: whole * 1000 + fraction * scale)
  }

  private static func ratio(_ text: Span<UInt8>) -> Ratio? {
    let parts = text.string.split(separator: ":", omittingEmptySubsequences: false)
    guard (1...2).contains(parts.count), let a = thousandths(parts[0]) else { return nil }
    guard parts.count == 2 else { return Ratio(a, 1000) }
    return thousandths(parts[1]).flatMap { Ratio(a, $0) }
  }

  private static func thousandths(_ text: Substring) -> Int? {
    gigabits(Array(text.utf8).span)?.megabits
  }
}
