internal import FabricModel
package import XMLEvents

/// The snapshot XML of FastFabric: what `opareport -o snapshot` has seen of a live fabric.
///
/// About 1.7 KB tell of each port; a handful of fields matter here, and the others are passed over.
/// Only the numbers are read (`LinkWidthActive_Int`), not the words beside them for people. Ports and
/// hosts that are dark may be listed or not: the fabric is the same.
package enum FastFabricSnapshot: PiecewiseXMLDialect {
  package static let name = "fastfabric-snapshot"
  package static let summary = "FastFabric snapshot XML (opareport -o snapshot), <Snapshot>"
  package static let vocabulary: Set<Vocabulary> = [.ports, .speed, .guid]
  package static let role = DialectRole.observation
  package static let roots = ["Snapshot"]
  package static let path = ["Snapshot", "Nodes"]
  package static let record = "Node"

  enum Element: UInt8 {
    case root = 1
    case nodes, node, nodeName, nodeGUID, nodeType, portCount
    case port, portNumber, portState, linkWidth, linkSpeed, mtu
    case links, link, from, to, endGUID, endNumber
  }

  package static let grammar = XMLGrammar(roots: [
    XMLGrammar.Node.element(
      "Snapshot", Element.root,
      [
        .element("Nodes", Element.nodes, [node]).ignoringOthers,
        .ignored("SMs"),
        .element("Links", Element.links, [link]).ignoringOthers,
      ]
    ).ignoringOthers
  ])

  private static let node = XMLGrammar.Node.element(
    "Node", Element.node,
    [
      .text("NodeDesc", Element.nodeName), .text("NodeGUID", Element.nodeGUID),
      .text("NodeType_Int", Element.nodeType),
    ]
      + ignored("BaseVersion ClassVersion") + [.text("NumPorts", Element.portCount)]
      + ignored("SystemImageGUID PartitionCap DeviceID Revision VendorID") + [port]
      + ignored("SwitchInfo SwitchData CongestionInfo Iou")
  ).ignoringOthers

  /// In the order of the format: what is named here, in this order, is passed over the fastest.
  private static let port = XMLGrammar.Node.element(
    "PortInfo", Element.port,
    [.text("PortNum", Element.portNumber)]
      + ignored(
        "GUID EndPortLID M_Key SubnetPrefix LID SMLID CapabilityMask CapabilityMask3 DiagCode Lease"
      )
      + [.text("PortState_Int", Element.portState)]
      + ignored(
        """
        InitReason_Int PhysState_Int PortType_Int LMC Protect_Int LinkWidthEnabled_Int \
        LinkWidthSupported_Int
        """) + [.text("LinkWidthActive_Int", Element.linkWidth)]
      + ignored(
        """
        LinkWidthDowngradeEnabled_Int LinkWidthDowngradeSupported_Int \
        LinkWidthDowngradeTxActive_Int LinkWidthDowngradeRxActive_Int PortLinkMode_Int \
        LinkSpeedEnabled_Int LinkSpeedSupported_Int
        """) + [.text("LinkSpeedActive_Int", Element.linkSpeed)] + ignored("MTUs")
      + [.text("MTUSupported", Element.mtu)]
      + ignored(
        """
        SMSL VLsActive_Int VLsSupported_Int VLArbHighLimit VLArbHighCap VLArbLowCap VLStalls \
        VLFlowControlDisabledMask HoQLifes P_KeyEnforcementInbound_Int \
        P_KeyEnforcementOutbound_Int ViolationsM_Key ViolationsP_Key ViolationsQ_Key \
        OverallBufferSpace ReplayDepthBuffer ReplayDepthWire SubnetTimeout_Int RespTimeout_Int \
        PortStatus CableInfo
        """)
  ).ignoringOthers

  private static let link = XMLGrammar.Node.element(
    "Link", Element.link,
    [end("From", Element.from), end("To", Element.to)]
  ).ignoringOthers

  private static func end(_ name: String, _ id: Element) -> XMLGrammar.Node {
    .element(
      name, id,
      [.text("NodeGUID", Element.endGUID), .text("PortNum", Element.endNumber)]
    ).ignoringOthers
  }

  private static func ignored(_ names: String) -> [XMLGrammar.Node] {
    names.split(separator: " ").map { .ignored(String($0)) }
  }

  package static func makeReader() -> FastFabricSnapshotReader { FastFabricSnapshotReader() }
}
