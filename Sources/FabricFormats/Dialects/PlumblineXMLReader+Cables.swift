internal import FabricModel
internal import XMLEvents

/// Cables and their legs.
extension PlumblineXMLReader {
  /// What a leg says of its number.
  enum LegNumber {
    case unstated
    case unknown
    case number(UInt8)
  }

  mutating func takeCable(
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
      if cable.cabling.length == 0 { bad(text, "length", "metres, such as 15", &plan) }
    case .speed: cable.cabling.speed = speed(text, "speed", &plan)
    case .aSpeed: cable.aPort.speed = speed(text, "aspeed", &plan)
    case .bSpeed: cable.bPort.speed = speed(text, "bspeed", &plan)
    case .aRail: cable.aPort.rail = ordinal(text, "arail", "a rail, from 0", &plan)
    case .bRail: cable.bPort.rail = ordinal(text, "brail", "a rail, from 0", &plan)
    case .aPlane: cable.aPort.plane = ordinal(text, "aplane", "a plane, from 0", &plan)
    case .bPlane: cable.bPort.plane = ordinal(text, "bplane", "a plane, from 0", &plan)
    case .aOptic: cable.aPort.optic = name(text, &plan)
    case .bOptic: cable.bPort.optic = name(text, &plan)
    case .leg: takeLeg(text, &plan)
    case .network:
      guard let network = LinkNetwork.allCases.first(where: { $0.name == text.string }) else {
        return bad(text, "network", "fabric, management, storage or power", &plan)
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
    (port.number, port.leg, port.printed) = (-1, 0, .none)
    if let number = PlanNumbers.exactInteger(text) {
      port.number = number
    } else if let (cage, leg) = PlanNumbers.leg(text) {
      (port.number, port.leg) = (cage, leg)
    } else if !text.isEmpty {
      port.printed = plan.builder.fabric.names.intern(text)
    }
  }

  private mutating func takeLeg(_ text: Span<UInt8>, _ plan: inout PlanUnderway) {
    guard let number = PlanNumbers.integer(text), (1...255).contains(number) else {
      leg = .unknown
      return bad(text, "n", "the number of a leg, from 1 to 255", &plan)
    }
    leg = .number(UInt8(number))
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

  mutating func endCable(_ plan: inout PlanUnderway) {
    let hasLegs = wholeCable != nil
    (wholeCable, legs) = (nil, 0)
    if !hasLegs { link(&plan) }
  }

  /// A leg says what the cable says, but for what it says itself.
  mutating func startLeg() {
    let whole = wholeCable ?? cable
    (wholeCable, cable) = (whole, whole)
    leg = .unstated
  }

  mutating func endLeg(_ plan: inout PlanUnderway) {
    cable.cabling.sharesCable = legs > 0
    switch leg {
    case .unstated: break
    case .unknown: (cable.aPort.number, cable.aPort.printed) = (-1, .none)
    case .number(let number) where !cable.aPort.printed.isNone:
      // The faceplate has a name for the cage: its legs are called after it.
      cable.aPort.printed = plan.builder.fabric.names.internPort(
        Int32(number), on: cable.aPort.printed)
    case .number(let number): if cable.aPort.number >= 0 { cable.aPort.leg = number }
    }
    let links = plan.builder.linkCount
    link(&plan)
    legs += plan.builder.linkCount - links
  }

  private func link(_ plan: inout PlanUnderway) {
    let a = cable.a.isNone ? nil : end(cable.a, cable.aPort)
    let b = cable.b.isNone ? nil : end(cable.b, cable.bPort)
    guard let first = a ?? b else { return plan.note(.noEnds, "cable", line: line) }
    plan.builder.link(first, a == nil ? nil : b, cable.cabling, line: line)
    note(a == nil ? cable.bPort : cable.aPort, at: .a, &plan)
    if a != nil && b != nil { note(cable.bPort, at: .b, &plan) }
  }

  private func end(_ device: DeviceID, _ port: PortFields) -> FabricBuilder.End {
    var end = FabricBuilder.End(device: device)
    end.number = port.number
    end.printed = port.printed
    end.speed = port.speed
    end.leg = port.leg
    return end
  }

  private func note(
    _ port: PortFields, at end: FabricBuilder.LinkEnd, _ plan: inout PlanUnderway
  ) {
    if port.rail >= 0 { plan.builder.note(.rail(port.rail), at: end) }
    if port.plane >= 0 { plan.builder.note(.plane(port.plane), at: end) }
    if !port.optic.isNone { plan.builder.note(.transceiver(port.optic), at: end) }
  }
}
