package import FabricModel
package import XMLEvents

/// The topology XML of FastFabric, which Omni-Path sites use as their cabling plan.
///
/// Every element is optional, in any order. A link has up to two ports; a port names its node by
/// GUID, by description, or by both, and a port number. There is no schema: this follows the
/// behaviour of `opareport -o verifyall -T`, and its field lengths are not enforced.
///
/// Its twin for Ethernet has a text beside the number of a port (`PortId`): that is how names on
/// faceplates and legs of split cages are told. The links of a breakout cable carry its label each.
package enum FastFabricTopology: XMLDialect, WritableDialect {
  package static let name = "fastfabric"
  package static let summary = "FastFabric topology XML (opareport -T), <Report> or <Topology>"
  package static let vocabulary: Set<Vocabulary> = [
    .ports, .printedNames, .legs, .speed, .label, .length, .medium, .guid, .adapters, .details,
  ]
  package static let role = DialectRole.plan
  package static let roots = ["Report", "Topology"]

  enum Element: UInt8 {
    case root = 1
    case links, link, rate, cable, length, label, medium
    case port, nodeGUID, portGUID, portNumber, portName, nodeName, nodeType
    case nodes, hosts, switches
    case node, declaredGUID, declaredName, details
    case declaredPort, declaredPortGUID, declaredPortNumber
  }

  package static let grammar = XMLGrammar(roots: roots.map { root($0) })

  private static func root(_ name: String) -> XMLGrammar.Node {
    let ignored = ["date", "unixtime", "options", "plan", "id"]
    return .element(
      name, Element.root, ignoring: ignored,
      [
        .element("LinkSummary", Element.links, ignoring: ["id"], [link] + counters),
        .element("ExternalLinkSummary", Element.links, ignoring: ["id"], [link] + counters),
        .element(
          "Nodes", Element.nodes, ignoring: ["id"],
          [
            .element("FIs", Element.hosts, ignoring: ["id"], [node] + counters),
            .element("NICs", Element.hosts, ignoring: ["id"], [node] + counters),
            .element("Switches", Element.switches, ignoring: ["id"], [node] + counters),
            .ignored("SMs"),
          ] + counters),
      ])
  }

  private static let link = XMLGrammar.Node.element(
    "Link", Element.link, ignoring: ["id"],
    [
      .text("Rate", Element.rate), .ignored("Rate_Int"), .ignored("MTU"), .ignored("Internal"),
      .ignored("LinkDetails"),
      .element(
        "Cable", Element.cable, ignoring: ["id"],
        [
          .text("CableLength", Element.length), .text("CableLabel", Element.label),
          .text("CableDetails", Element.medium),
        ]),
      .element(
        "Port", Element.port, ignoring: ["id"],
        [
          .text("NodeGUID", Element.nodeGUID), .text("PortNum", Element.portNumber),
          .text("NodeDesc", Element.nodeName), .text("NodeType", Element.nodeType),
          .ignored("PortDetails"), .text("PortGUID", Element.portGUID),
          .ignored("NodeType_Int"), .text("PortId", Element.portName), .ignored("MgmtIfAddr"),
          .ignored("IfAddr"),
        ]),
    ])

  private static let node = XMLGrammar.Node.element(
    "Node", Element.node, ignoring: ["id"],
    [
      .text("NodeGUID", Element.declaredGUID), .text("NodeDesc", Element.declaredName),
      .text("NodeDetails", Element.details),
      .element(
        "Port", Element.declaredPort, ignoring: ["id"],
        [
          .text("PortNum", Element.declaredPortNumber),
          .text("PortGUID", Element.declaredPortGUID), .ignored("LID"), .ignored("LMC"),
          .ignored("PortId"), .ignored("IfAddr"), .ignored("MgmtIfAddr"),
        ]),
      .ignored("PortInfo"),
      .ignored("NodeType"), .ignored("NodeType_Int"), .ignored("NumPorts"),
      .ignored("IfAddr"), .ignored("MgmtIfAddr"),
    ])

  /// What `opareport -o topology` writes beside the plan itself.
  private static let counters: [XMLGrammar.Node] = [
    "LinkCount", "ConnectedFICount", "ConnectedSwitchCount", "ConnectedSMCount", "FICount",
    "SwitchCount", "SMCount",
  ].map { .ignored($0) }

  package static func makeReader() -> FastFabricReader { FastFabricReader() }

  package static func makeWriter(
    _ write: @escaping ([UInt8]) throws -> Void
  ) -> FastFabricWriter {
    FastFabricWriter(write: write)
  }

  package static func losses(in fabric: Fabric) -> [ConversionLoss] {
    let kinds = fabric.devices.kind.indices.map { row in
      (kind: fabric.devices.kind[row], isDeclared: fabric.devices.isDeclared[row])
    }
    let split = (0..<fabric.devices.count).count { row in
      fabric.devices.kind[row] == .host
        && AdapterName.split(fabric.names.bytes(fabric.devices.name[row])) != nil
    }
    return [
      ConversionLoss("chassis, which are written as switches", kinds.count { $0.kind == .chassis }),
      ConversionLoss(
        "devices of no kind, which are not listed",
        kinds.count { $0.kind == .unknown && $0.isDeclared }),
      ConversionLoss("names of hosts, which read as a host and its card", split),
      ConversionLoss(
        "cables with several links, which are written link by link", Self.bundles(in: fabric)),
    ]
  }

  /// Cables with several links that no common label and cage hold together.
  private static func bundles(in fabric: Fabric) -> Int {
    var bundles: Set<CableID> = []
    for index in 1..<max(1, fabric.links.statedCount) {
      let cable = fabric.links.cable[index]
      guard !cable.isNone, fabric.links.cable[index - 1] == cable else { continue }
      let ends = [LinkID(index - 1), LinkID(index)].map { link in
        let (a, b) = fabric.ends(link)
        return [a, b].filter { !$0.isNone && fabric.ports.leg(of: $0) > 0 }
          .map { [Int(fabric.device(of: $0).rawValue), Int(fabric.ports.number[$0.index])] }
      }
      if fabric.cables.label[cable.index].isNone || Set(ends[0]).isDisjoint(with: ends[1]) {
        bundles.insert(cable)
      }
    }
    return bundles.count
  }
}
