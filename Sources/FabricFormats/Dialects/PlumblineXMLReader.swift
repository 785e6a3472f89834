internal import FabricModel
package import XMLEvents

/// Turns the events of Plumbline's own dialect into rows.
package struct PlumblineXMLReader: XMLDialectReader {
  typealias Element = PlumblineXML.Element
  typealias Attribute = PlumblineXML.Attribute

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
    var details: NameID = .none
    /// -1 for unstated.
    var rail: Int32 = -1
    var plane: Int32 = -1
    var height: Int16 = 0
  }

  /// What a cable element, or a group of them, has said.
  struct CableFields {
    var a: DeviceID = .none
    var b: DeviceID = .none
    var aPort = PortFields()
    var bPort = PortFields()
    var cabling = FabricBuilder.Cabling()
  }

  struct PortFields {
    var number: Int32 = -1
    var printed: NameID = .none
    var speed: Int32 = 0
    /// From 1; 0 for a whole port.
    var leg: UInt8 = 0
    /// -1 for unstated.
    var rail: Int32 = -1
    var plane: Int32 = -1
    var optic: NameID = .none
  }

  private(set) var element = Element.fabric
  private(set) var line = 0
  private var deviceGroup = DeviceFields()
  private var cableGroup = CableFields()
  private var device = DeviceFields()
  private var adapters: [(name: NameID, guid: UInt64)] = []
  /// The cable that is read, or its leg.
  var cable = CableFields()
  /// What a cable says for all of its legs, nil before the first one, and how many links they made.
  var wholeCable: CableFields?
  var legs = 0
  var leg = LegNumber.unstated
  /// What holds for the plan as a whole.
  var head = HeadFields()
  var lastNames: (a: NameID, b: NameID) = (.none, .none)
  var lastLength = LastValue()
  var lastSpeed = LastValue()

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
    case .leg: startLeg()
    case .adapter: adapters.append((.none, 0))
    case .parameter, .oversubscription, .intent, .floor, .through: head.start(element, line: line)
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
    case .leg: endLeg(&plan)
    case .parameter, .oversubscription: head.endDemand(element)
    case .intent: endIntent(&plan)
    case .floor: endFloor(&plan)
    case .through: endThrough(&plan)
    case .fabric, .adapter: break
    }
  }

  private mutating func take(
    _ attribute: Attribute, _ text: Span<UInt8>, _ plan: inout PlanUnderway
  ) {
    switch element {
    case .cable, .cables, .leg: takeCable(attribute, text, &plan)
    case .device, .devices: takeDevice(attribute, text, &plan)
    case .fabric:
      // Of several files the first one's name stands for the plan.
      if plan.builder.fabric.name.isNone { plan.builder.fabric.name = name(text, &plan) }
    case .adapter: takeAdapter(attribute, text, &plan)
    case .intent, .parameter, .oversubscription: takeIntent(attribute, text, &plan)
    case .floor: takeFloor(attribute, text, &plan)
    case .through: takeThrough(attribute, text, &plan)
    }
  }

  private mutating func takeDevice(
    _ attribute: Attribute, _ text: Span<UInt8>, _ plan: inout PlanUnderway
  ) {
    switch attribute {
    case .name: device.name = name(text, &plan)
    case .kind:
      guard let kind = DeviceKind(name: text.string) else {
        return bad(text, "kind", "switch, host, panel or chassis", &plan)
      }
      device.kind = kind
    case .role: device.role = name(text, &plan)
    case .model: device.model = name(text, &plan)
    case .radix:
      guard let radix = PlanNumbers.integer(text) else {
        return bad(text, "radix", "a number of ports", &plan)
      }
      device.radix = radix
    case .hall: device.hall = name(text, &plan)
    case .row: device.row = name(text, &plan)
    case .rack: device.rack = name(text, &plan)
    case .unit:
      guard let unit = PlanNumbers.integer(text), unit <= 1000 else {
        return bad(text, "u", "a height unit such as 17", &plan)
      }
      device.unit = Int16(unit)
    case .serial: device.serial = name(text, &plan)
    case .guid:
      guard let guid = PlanNumbers.hexadecimal(text) else {
        return bad(text, "guid", "a hexadecimal number", &plan)
      }
      device.guid = guid
    case .details: device.details = text.isEmpty ? .none : plan.builder.fabric.names.append(text)
    case .rail: device.rail = ordinal(text, "rail", "a rail, from 0", &plan)
    case .plane: device.plane = ordinal(text, "plane", "a plane, from 0", &plan)
    case .height:
      guard let height = PlanNumbers.integer(text), (1...1000).contains(height) else {
        return bad(text, "height", "a number of height units such as 2", &plan)
      }
      device.height = Int16(height)
    default: break
    }
  }

  private mutating func takeAdapter(
    _ attribute: Attribute, _ text: Span<UInt8>, _ plan: inout PlanUnderway
  ) {
    guard attribute == .guid else {
      adapters[adapters.count - 1].name = name(text, &plan)
      return
    }
    guard let guid = PlanNumbers.hexadecimal(text) else {
      return bad(text, "guid", "a hexadecimal number", &plan)
    }
    adapters[adapters.count - 1].guid = guid
  }

  /// A rail or plane; -1 for what is none.
  func ordinal(
    _ text: Span<UInt8>, _ attribute: String, _ expected: String, _ plan: inout PlanUnderway
  ) -> Int32 {
    if let value = PlanNumbers.integer(text) { return value }
    bad(text, attribute, expected, &plan)
    return -1
  }

  func name(_ text: Span<UInt8>, _ plan: inout PlanUnderway) -> NameID {
    text.isEmpty ? .none : plan.builder.fabric.names.intern(text)
  }

  private mutating func endDevice(_ plan: inout PlanUnderway) {
    defer { adapters.removeAll(keepingCapacity: true) }
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
    if device.rail >= 0 { plan.builder.fabric.devices.rail[id] = device.rail }
    if device.plane >= 0 { plan.builder.fabric.devices.plane[id] = device.plane }
    if device.height > 0 { plan.builder.fabric.devices.height[id] = device.height }
    if !device.details.isNone { plan.builder.fabric.devices.details[id] = device.details }
    for card in adapters where !card.name.isNone {
      _ = plan.builder.fabric.adapters.append(host: id, name: card.name, guid: card.guid)
    }
  }

  /// What this declaration of a device says otherwise than the first one.
  private func differences(
    from known: DeviceID, _ fabric: Fabric
  ) -> [PlanAnomaly.Difference] {
    let first = fabric.entry(of: known)
    let names = fabric.names
    let number = { (value: Int) in value == 0 ? "" : String(value) }
    let ordinal = { (value: Int32) in value < 0 ? "" : String(value) }
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
      ("rail", first.rail.map { String($0) } ?? "", ordinal(device.rail)),
      ("plane", first.plane.map { String($0) } ?? "", ordinal(device.plane)),
      ("height", number(first.height), number(Int(device.height))),
    ])
  }

  func bad(
    _ text: Span<UInt8>, _ attribute: String, _ expected: String, _ plan: inout PlanUnderway
  ) {
    plan.note(
      .badValue(text: text.string, expected: expected), "\(element.name)@\(attribute)", line: line)
  }
}
