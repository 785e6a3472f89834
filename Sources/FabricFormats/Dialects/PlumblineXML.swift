internal import FabricModel
package import XMLEvents

/// Plumbline's own dialect: what a plan can say, in attributes, one line for each cable.
///
/// `<devices>` and `<cables>` are groups: their attributes hold for every entry inside that does
/// not say otherwise, so that a rack or a speed is written once. The grammar for editors and CI is
/// `Schemas/plumbline.rng`.
package enum PlumblineXML: XMLDialect, WritableDialect {
  package static let name = "plumbline"
  package static let summary = "Plumbline's own XML, <fabric>: everything that a plan can say"
  package static let vocabulary = Set(Vocabulary.allCases)
  package static let roots = ["fabric"]

  enum Element: UInt8 {
    case fabric = 1
    case intent, parameter, oversubscription
    case devices, device, cables, cable
  }

  enum Attribute: UInt8 {
    case name = 1
    case design, bisection, value, tier, ratio
    case kind, role, model, radix, hall, row, rack, unit, serial, guid
    case label, a, aPort, aSpeed, b, bPort, bSpeed, medium, length, part, speed, network
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
        .element("cables", Element.cables, attributes: pairs(cableDefaults), [cable]),
        device, cable,
      ])
  ])

  private static let deviceDefaults: [(String, Attribute)] = [
    ("kind", .kind), ("role", .role), ("model", .model), ("radix", .radix), ("hall", .hall),
    ("row", .row), ("rack", .rack),
  ]

  private static let cableDefaults: [(String, Attribute)] = [
    ("medium", .medium), ("length", .length), ("part", .part), ("speed", .speed),
    ("network", .network),
  ]

  private static let device = XMLGrammar.Node.element(
    "device", Element.device,
    attributes: pairs(
      [("name", .name)] + deviceDefaults
        + [("u", .unit), ("serial", .serial), ("guid", .guid)]))

  private static let cable = XMLGrammar.Node.element(
    "cable", Element.cable,
    attributes: pairs(
      [
        ("label", .label), ("a", .a), ("aport", .aPort), ("b", .b), ("bport", .bPort),
        ("aspeed", .aSpeed), ("bspeed", .bSpeed),
      ] + cableDefaults))

  private static func pairs(_ list: [(String, Attribute)]) -> [(String, UInt8)] {
    list.map { ($0.0, $0.1.rawValue) }
  }

  package static func makeReader() -> PlumblineXMLReader { PlumblineXMLReader() }

  package static func makeWriter(
    _ write: @escaping ([UInt8]) throws -> Void
  ) -> PlumblineXMLWriter {
    PlumblineXMLWriter(write: write)
  }
}
