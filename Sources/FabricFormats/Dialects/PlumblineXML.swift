package import FabricModel
package import XMLEvents

/// Plumbline's own dialect: what a plan can say, in attributes, one line for each cable.
///
/// `<devices>` and `<cables>` are groups: their attributes hold for every entry inside that does
/// not say otherwise, so that a rack or a speed is written once. So does a `<cable>` for its `<leg>`s,
/// whose common end is `a`. The grammar for editors and CI is `Schemas/plumbline.rng`.
package enum PlumblineXML: XMLDialect, WritableDialect {
  package static let name = "plumbline"
  package static let summary = "Plumbline's own XML, <fabric>: everything that a plan can say"
  package static let vocabulary = Set(Vocabulary.allCases)
  /// Plans, mostly; what was observed can be written in it as well.
  package static let role = DialectRole.either
  package static let roots = ["fabric"]

  enum Element: UInt8 {
    case fabric = 1
    case intent, parameter, oversubscription
    case devices, device, cables, cable
    case floor, adapter, leg, through

    /// What messages call it: an entry and a group of them say the same things.
    var name: String {
      switch self {
      case .devices, .device: "device"
      case .cables, .cable: "cable"
      default: "\(self)"
      }
    }
  }

  enum Attribute: UInt8 {
    case name = 1
    case design, bisection, value, tier, ratio
    case kind, role, model, radix, hall, row, rack, unit, serial, guid
    case rail, plane, height, details
    case label, a, aPort, aSpeed, b, bPort, bSpeed, medium, length, part, speed, network
    case aRail, bRail, aPlane, bPlane, aOptic, bOptic, leg
    case panel, front, rear
    case rackUnits, rackPitch, rowPitch, hallPitch, trayRise
  }

  package static let grammar = XMLGrammar(roots: [
    .element(
      "fabric", Element.fabric, attributes: pairs([("name", .name)]), ignoring: ["version"],
      [
        .element(
          "intent", Element.intent,
          attributes: pairs([("design", .design), ("bisection", .bisection)]),
          [
            .element(
              "parameter", Element.parameter,
              attributes: pairs([("name", .name), ("value", .value)])),
            .element(
              "oversubscription", Element.oversubscription,
              attributes: pairs([("tier", .tier), ("ratio", .ratio)])),
          ]),
        .element(
          "devices", Element.devices, attributes: pairs(deviceDefaults), [device]),
        .element("cables", Element.cables, attributes: pairs(cableDefaults + optics), [cable]),
        device, cable,
        .element(
          "floor", Element.floor,
          attributes: pairs([
            ("rack-units", .rackUnits), ("rack-pitch", .rackPitch), ("row-pitch", .rowPitch),
            ("hall-pitch", .hallPitch), ("tray-rise", .trayRise),
          ])),
        .element(
          "through", Element.through,
          attributes: pairs([("panel", .panel), ("front", .front), ("rear", .rear)])),
      ])
  ])

  private static let deviceDefaults: [(String, Attribute)] = [
    ("kind", .kind), ("role", .role), ("model", .model), ("radix", .radix), ("hall", .hall),
    ("row", .row), ("rack", .rack), ("rail", .rail), ("plane", .plane), ("height", .height),
  ]

  private static let cableDefaults: [(String, Attribute)] = [
    ("medium", .medium), ("length", .length), ("part", .part), ("speed", .speed),
    ("network", .network),
  ]

  private static let optics: [(String, Attribute)] = [("aoptic", .aOptic), ("boptic", .bOptic)]

  private static let device = XMLGrammar.Node.element(
    "device", Element.device,
    attributes: pairs(
      [("name", .name)] + deviceDefaults
        + [("u", .unit), ("serial", .serial), ("guid", .guid), ("details", .details)]),
    [
      .element(
        "adapter", Element.adapter, attributes: pairs([("name", .name), ("guid", .guid)]))
    ])

  // In the order in which the writer writes most cables: a reader that goes on where it was needs no
  // search.
  private static let cable = XMLGrammar.Node.element(
    "cable", Element.cable, attributes: pairs([("label", .label)] + ends + cableDefaults + facts),
    [
      .element(
        "leg", Element.leg,
        attributes: pairs(
          [("n", .leg)] + ends + [("speed", .speed), ("network", .network)] + facts))
    ])

  private static let ends: [(String, Attribute)] = [
    ("a", .a), ("aport", .aPort), ("b", .b), ("bport", .bPort),
  ]

  private static let facts: [(String, Attribute)] =
    [
      ("aspeed", .aSpeed), ("bspeed", .bSpeed), ("arail", .aRail), ("brail", .bRail),
      ("aplane", .aPlane), ("bplane", .bPlane),
    ] + optics

  private static func pairs(_ list: [(String, Attribute)]) -> [(String, UInt8)] {
    list.map { ($0.0, $0.1.rawValue) }
  }

  package static func makeReader() -> PlumblineXMLReader { PlumblineXMLReader() }

  package static func makeWriter(
    _ write: @escaping ([UInt8]) throws -> Void
  ) -> PlumblineXMLWriter {
    PlumblineXMLWriter(write: write)
  }

  package static func losses(in fabric: Fabric) -> [ConversionLoss] {
    let devices = fabric.devices
    let unlisted = (0..<devices.count).count { row in
      !devices.isDeclared[row] && devices.kind[row] != .unknown
    }
    return [
      ConversionLoss(
        "devices that are not listed, which are listed for the sake of their kind", unlisted),
      ConversionLoss(
        "devices with the name of another one, which become one",
        devices.count - Set(devices.name).count),
    ]
  }
}
