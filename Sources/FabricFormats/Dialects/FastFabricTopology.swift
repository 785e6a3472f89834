internal import FabricModel
package import XMLEvents

/// The topology XML of FastFabric, which Omni-Path sites use as their cabling plan.
///
/// Every element is optional, in any order. A link has up to two ports; a port names its node by
/// GUID, by description, or by both, and a port number. There is no schema: this follows the
/// behaviour of `opareport -o verifyall -T`, and its field lengths are not enforced.
package enum FastFabricTopology: XMLDialect, WritableDialect {
  package static let name = "fastfabric"
  package static let summary = "FastFabric topology XML (opareport -T), <Report> or <Topology>"
  package static let vocabulary: Set<Vocabulary> = [
    .ports, .speed, .label, .length, .medium, .guid,
  ]
  package static let role = DialectRole.plan
  package static let roots = ["Report", "Topology"]

  enum Element: UInt8 {
    case root = 1
    case links, link, rate, cable, length, label, medium
    case port, nodeGUID, portGUID, portNumber, nodeName, nodeType
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
          .ignored("NodeType_Int"), .ignored("PortId"), .ignored("MgmtIfAddr"),
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
}
