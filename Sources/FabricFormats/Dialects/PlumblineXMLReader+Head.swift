internal import FabricModel
internal import XMLEvents

/// What holds for a plan as a whole: its intent, its floor, the insides of its panels.
extension PlumblineXMLReader {
  struct HeadFields {
    var intent = Intent()
    var parameter = (name: "", value: "")
    var oversubscription: (tier: Int32, ratio: Ratio?) = (0, nil)
    var floor = Floor()
    var through: (panel: NameID, front: NameID, rear: NameID) = (.none, .none, .none)

    mutating func start(_ element: Element, line: Int) {
      switch element {
      case .parameter: parameter = ("", "")
      case .oversubscription: oversubscription = (0, nil)
      case .intent:
        intent = Intent()
        intent.line = line
      case .floor: floor = Floor()
      default: through = (.none, .none, .none)
      }
    }

    /// A part of the intent is complete.
    mutating func endDemand(_ element: Element) {
      if element == .parameter {
        intent.parameters[parameter.name] = parameter.value
      } else if let ratio = oversubscription.ratio {
        intent.oversubscription[Int(oversubscription.tier)] = ratio
      }
    }
  }

  mutating func takeIntent(
    _ attribute: Attribute, _ text: Span<UInt8>, _ plan: inout PlanUnderway
  ) {
    switch attribute {
    case .design: head.intent.design = text.string
    case .bisection:
      guard let speed = Self.gigabits(text) else {
        return bad(text, "bisection", "Gb/s, such as 44236800", &plan)
      }
      head.intent.bisection = speed
    case .name: head.parameter.name = text.string
    case .value: head.parameter.value = text.string
    case .tier:
      guard let tier = PlanNumbers.integer(text) else {
        return bad(text, "tier", "a number such as 1 for the leaves", &plan)
      }
      head.oversubscription.tier = tier
    case .ratio:
      guard let ratio = Self.ratio(text) else {
        return bad(text, "ratio", "a ratio such as 3:1", &plan)
      }
      head.oversubscription.ratio = ratio
    default: break
    }
  }

  /// The first intent of a plan holds.
  func endIntent(_ plan: inout PlanUnderway) {
    guard let first = plan.builder.fabric.intent else {
      plan.builder.fabric.intent = head.intent
      return
    }
    let origin = Origin(file: plan.builder.fabric.sources.first?.path ?? "", line: first.line)
    plan.note(
      .declaredTwice(first: origin, differences: Self.differences(first, head.intent)), "intent",
      line: head.intent.line)
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

  mutating func takeFloor(
    _ attribute: Attribute, _ text: Span<UInt8>, _ plan: inout PlanUnderway
  ) {
    if attribute == .rackUnits {
      guard let units = PlanNumbers.integer(text), (1...1000).contains(units) else {
        return bad(text, "rack-units", "a number of height units such as 42", &plan)
      }
      head.floor.rackUnits = Int(units)
      return
    }
    // A tray may lie on top of the racks: 0 is a length here.
    let isZero = text.count == 1 && text[0] == UInt8(ascii: "0")
    guard let length = isZero ? 0 : PlanNumbers.centimeters(text) else {
      return bad(text, Self.floorNames[attribute] ?? "", "metres, such as 0.6", &plan)
    }
    let value = Meters(centimeters: Int(length))
    switch attribute {
    case .rackPitch: head.floor.rackPitch = value
    case .rowPitch: head.floor.rowPitch = value
    case .hallPitch: head.floor.hallPitch = value
    default: head.floor.trayRise = value
    }
  }

  private static let floorNames: [Attribute: String] = [
    .rackPitch: "rack-pitch", .rowPitch: "row-pitch", .hallPitch: "hall-pitch",
    .trayRise: "tray-rise",
  ]

  /// The first floor of a plan holds.
  func endFloor(_ plan: inout PlanUnderway) {
    guard let first = plan.builder.fabric.floor, let origin = plan.floorOrigin else {
      plan.builder.fabric.floor = head.floor
      plan.floorOrigin = Origin(file: plan.file, line: line)
      return
    }
    let differences: [PlanAnomaly.Difference] = .between([
      ("rack-units", String(first.rackUnits), String(head.floor.rackUnits)),
      ("rack-pitch", first.rackPitch.description, head.floor.rackPitch.description),
      ("row-pitch", first.rowPitch.description, head.floor.rowPitch.description),
      ("hall-pitch", first.hallPitch.description, head.floor.hallPitch.description),
      ("tray-rise", first.trayRise.description, head.floor.trayRise.description),
    ])
    plan.note(.declaredTwice(first: origin, differences: differences), "floor", line: line)
  }

  mutating func takeThrough(
    _ attribute: Attribute, _ text: Span<UInt8>, _ plan: inout PlanUnderway
  ) {
    switch attribute {
    case .panel: head.through.panel = name(text, &plan)
    case .front: head.through.front = name(text, &plan)
    default: head.through.rear = name(text, &plan)
    }
  }

  /// The first statement about a port of a panel holds.
  func endThrough(_ plan: inout PlanUnderway) {
    let (panel, front, rear) = head.through
    for (attribute, value, expected) in [
      ("panel", panel, "the name of a panel"), ("front", front, "a front port such as 3"),
      ("rear", rear, "a rear port such as 5"),
    ] where value.isNone {
      return plan.note(
        .badValue(text: "", expected: expected), "through@\(attribute)", line: line)
    }
    let device = plan.builder.device(named: panel, line: line)
    guard let known = plan.builder.join(device, front: front, rear: rear, line: line) else {
      return
    }
    let names = plan.builder.fabric.names
    let difference =
      known.isFront
      ? ("rear", names[known.other], names[rear]) : ("front", names[known.other], names[front])
    plan.note(
      .declaredTwice(first: known.first, differences: .between([difference])),
      "\(names[panel]):\(names[known.isFront ? front : rear])", line: line)
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
