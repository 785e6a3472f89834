import FabricModel
import TestSupport

/// A seeded random fabric with everything that Plumbline's own dialect can say, told in its order.
struct RandomFabric: FabricSequence {
  var header: FabricHeader
  var devices: [DeviceEntry] = []
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
      devices.append(device)
    }
    for _ in 0..<dice.roll(60) {
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
      switch dice.roll(5) {
      case 0: .unnamed
      case 1: .printed(dice.pick(["swp7", "31/1", "01", "007", "2147483648", "1 2", "-1", "é"]))
      case 2: .printed(dice.pick(Self.words.filter { $0 != "0" }))
      default: .number(dice.pick([0, 1, 7, 63, 254, 99_999_999, 100_000_000, 2_147_483_647]))
      }
    // A port states one speed: several statements are another matter.
    return EndEntry(device: dice.roll(devices.count), port: port)
  }

  func send(to sink: inout some FabricSink) throws {
    try sink.begin(header)
    for device in devices { try sink.device(device) }
    for link in links { try sink.link(link) }
    try sink.finish()
  }

  func built() throws -> Fabric {
    var builder = FabricBuilder()
    try send(to: &builder)
    return builder.build()
  }
}
