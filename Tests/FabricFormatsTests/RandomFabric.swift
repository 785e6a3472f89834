import FabricModel
import TestSupport

/// A seeded random fabric with everything that Plumbline's own dialect can say, told in its order.
struct RandomFabric: FabricSequence {
  var header: FabricHeader
  var devices: [DeviceEntry] = []
  var throughs: [ThroughEntry] = []
  var links: [LinkEntry] = []

  private static let words = [
    "leaf-1", "R&D", "a<b>c", "say \"hi\"", "it's", "Zürich", "東京", "two  spaces", " edge ",
    "tab\tbed", "line\nbreak", "cr\rlf\n", "&amp;", "&#38;", "]]>", "😀", "x=1/2;y", "0", "#38;",
  ]

  init(seed: UInt64) {
    var dice = Dice(seed: seed)
    let word = { (dice: inout Dice) in dice.roll(3) == 0 ? "" : dice.pick(Self.words) }
    header = FabricHeader(name: dice.pick(Self.words))
    if dice.roll(2) == 0 { header.intent = Self.intent(&dice) }
    if dice.roll(2) == 0 { header.floor = Self.floor(&dice) }
    for index in 0..<(1 + dice.roll(30)) {
      var device = DeviceEntry(
        name: dice.pick(Self.words) + "\(index)", kind: dice.pick(DeviceKind.allCases))
      device.role = word(&dice)
      device.model = word(&dice)
      device.radix = dice.roll(3) * 64
      device.place = Place(
        hall: word(&dice), row: word(&dice), rack: word(&dice), unit: dice.roll(48))
      device.serial = word(&dice)
      device.guid = dice.roll(2) == 0 ? 0 : dice.next()
      device.details = word(&dice)
      if dice.roll(3) == 0 { device.rail = dice.roll(8) }
      if dice.roll(3) == 0 { device.plane = dice.roll(8) }
      device.height = dice.roll(5)
      for card in 0..<max(0, dice.roll(6) - 2) {
        let guid = dice.roll(3) == 0 ? 0 : dice.next()
        device.adapters.append(AdapterEntry(name: dice.pick(Self.words) + "\(card)", guid: guid))
      }
      devices.append(device)
    }
    for port in 0..<dice.roll(5) {
      throughs.append(
        ThroughEntry(panel: dice.roll(devices.count), front: "\(port)", rear: "\(9 - port)"))
    }
    for _ in 0..<dice.roll(60) {
      if dice.roll(6) == 0 { addBreakout(&dice, word) }
      var link = LinkEntry(a: end(&dice), b: dice.roll(8) == 0 ? nil : end(&dice))
      link.label = word(&dice)
      link.medium = word(&dice)
      link.part = word(&dice)
      if dice.roll(2) == 0 { link.length = Meters(centimeters: 1 + dice.roll(20_000)) }
      if dice.roll(2) == 0 { link.speed = Gbps(megabits: 1 + dice.roll(2_000_000)) }
      link.network = dice.pick(LinkNetwork.allCases)
      links.append(link)
    }
  }

  /// A cable whose legs meet in one cage, or one whose links have nothing in common.
  private mutating func addBreakout(_ dice: inout Dice, _ word: (inout Dice) -> String) {
    let cage = EndEntry(device: dice.roll(devices.count), port: .number(dice.roll(40)))
    let isBundle = dice.roll(3) == 0
    var cable = LinkEntry(a: cage, b: nil)
    cable.label = word(&dice)
    cable.medium = word(&dice)
    cable.part = word(&dice)
    if dice.roll(2) == 0 { cable.length = Meters(centimeters: 1 + dice.roll(20_000)) }
    for number in 0..<(2 + dice.roll(3)) {
      var link = cable
      link.sharesCable = number > 0
      if isBundle {
        // Two ends that have no cage in common with those of the other links.
        link.a = withFacts(EndEntry(device: number % devices.count, port: .number(500 + number)))
        link.b = withFacts(EndEntry(device: number % devices.count, port: .number(600 + number)))
      } else {
        let leg = PortName.leg(cage: cage.port.number, leg: 1 + dice.roll(200))
        link.a = withFacts(EndEntry(device: cage.device, port: leg))
        link.b = dice.roll(8) == 0 ? nil : end(&dice)
      }
      if dice.roll(2) == 0 { link.speed = Gbps(100 * (1 + dice.roll(2))) }
      link.network = dice.pick(LinkNetwork.allCases)
      links.append(link)
    }
  }

  private static func floor(_ dice: inout Dice) -> Floor {
    var floor = Floor()
    floor.rackUnits = 1 + dice.roll(60)
    floor.rackPitch = Meters(centimeters: 1 + dice.roll(200))
    floor.rowPitch = Meters(centimeters: 1 + dice.roll(1000))
    floor.hallPitch = Meters(centimeters: 1 + dice.roll(10_000))
    floor.trayRise = Meters(centimeters: dice.roll(100))
    return floor
  }

  private static func intent(_ dice: inout Dice) -> Intent {
    var intent = Intent()
    intent.design = dice.pick(words)
    for _ in 0..<dice.roll(4) { intent.parameters[dice.pick(words)] = dice.pick(words) }
    for tier in 1..<(2 + dice.roll(3)) {
      intent.oversubscription[tier] = Ratio(1 + dice.roll(100), 1 + dice.roll(100))
    }
    if dice.roll(2) == 0 { intent.bisection = Gbps(megabits: dice.roll(1 << 40)) }
    return intent
  }

  private func end(_ dice: inout Dice) -> EndEntry {
    let port: PortName =
      switch dice.roll(6) {
      case 0: .unnamed
      case 1:
        .printed(
          dice.pick([
            "swp7", "31/01", "1/0", "1/256", "1/2/3", "01", "007", "2147483648", "1 2", "-1",
          ]))
      case 2: .printed(dice.pick(Self.words.filter { $0 != "0" }))
      case 3: .leg(cage: dice.roll(3), leg: dice.pick([1, 2, 255]))
      default: .number(dice.pick([0, 1, 7, 63, 254, 99_999_999, 100_000_000, 2_147_483_647]))
      }
    return withFacts(EndEntry(device: dice.roll(devices.count), port: port))
  }

  /// What is said of a port is said alike at all of its ends: several statements are another matter.
  private func withFacts(_ end: EndEntry) -> EndEntry {
    var end = end
    let sum = end.device &+ end.port.text.utf8.reduce(0) { $0 &* 3 &+ Int($1) }
    if sum % 3 == 0 { end.rail = sum % 8 }
    if sum % 5 == 0 { end.plane = sum % 4 }
    if sum % 4 == 0 { end.optic = Self.words[sum % Self.words.count] }
    return end
  }

  func send(to sink: inout some FabricSink) throws {
    try sink.begin(header)
    for device in devices { try sink.device(device) }
    for through in throughs { try sink.through(through) }
    for link in links { try sink.link(link) }
    try sink.finish()
  }

  func built() throws -> Fabric {
    var builder = FabricBuilder()
    try send(to: &builder)
    return builder.build()
  }
}

extension PortName {
  fileprivate var number: Int {
    if case .number(let number) = self { number } else { 0 }
  }
}
