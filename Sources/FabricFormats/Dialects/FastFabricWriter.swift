package import FabricModel

/// Writes FastFabric topology XML as a stream, one element a line.
///
/// The format has no places, models, roles or intent: those are left out. A node is named by its
/// description; its GUID stands beside it where it has one. A host is listed card by card.
package struct FastFabricWriter: FabricSink {
  private var buffer: [UInt8] = []
  private let write: ([UInt8]) throws -> Void
  private var nodes: [Node] = []
  /// The cable of the last link: its further legs carry the same label.
  private var cable = LinkEntry(a: EndEntry(device: 0, port: .unnamed), b: nil)

  private struct Node {
    var name: [UInt8]
    var kind: DeviceKind
    var guid: UInt64
    var details: String
    var isDeclared: Bool
    var adapters: [AdapterEntry]
    /// Whether a cable names a port of it without a card.
    var hasPlainPort = false
  }

  /// - Parameter write: takes the document piece by piece, in order.
  package init(write: @escaping ([UInt8]) throws -> Void) {
    self.write = write
    buffer.reserveCapacity(256 * 1024 + 4096)
  }

  package mutating func begin(_ header: FabricHeader) throws {
    put("<?xml version=\"1.0\" encoding=\"utf-8\" ?>\n<Topology>\n  <LinkSummary>\n")
  }

  /// Nodes are listed behind the links, where the format has them.
  package mutating func device(_ device: DeviceEntry) throws {
    nodes.append(
      Node(
        name: XMLText.escaped(device.name), kind: device.kind, guid: device.guid,
        details: device.details, isDeclared: device.isDeclared, adapters: device.adapters))
  }

  package mutating func link(_ link: LinkEntry) throws {
    if buffer.count >= 256 * 1024 { try flush() }
    if !link.sharesCable { cable = link }
    put("    <Link>\n")
    // A link is as fast as the slower of its ports where nobody says more.
    let ports = [link.a.speed, link.b?.speed].compactMap { $0 }
    if let speed = link.speed ?? ports.min() { put("      ", "Rate", speed.description + "g") }
    if !cable.label.isEmpty || cable.length != nil || !cable.medium.isEmpty {
      put("      <Cable>\n")
      if let length = cable.length {
        put("        ", "CableLength", Decimal3.text(length.centimeters * 10) + "m")
      }
      put("        ", "CableLabel", cable.label)
      put("        ", "CableDetails", cable.medium)
      put("      </Cable>\n")
    }
    put(link.a)
    if let b = link.b { put(b) }
    put("    </Link>\n")
  }

  package mutating func finish() throws {
    put("  </LinkSummary>\n  <Nodes>\n    <FIs>\n")
    try list { $0.kind == .host }
    put("    </FIs>\n    <Switches>\n")
    // What nobody knows the kind of would be a switch here.
    try list { $0.kind != .host && $0.kind != .unknown }
    put("    </Switches>\n  </Nodes>\n</Topology>\n")
    try flush()
  }

  private mutating func list(where isWanted: (Node) -> Bool) throws {
    for node in nodes where node.isDeclared && isWanted(node) {
      var details = node.details
      var cards: [AdapterEntry?] = node.adapters
      // The node itself first: its cards are known to belong to it then.
      if node.guid != 0 || node.hasPlainPort || cards.isEmpty { cards.insert(nil, at: 0) }
      for card in cards {
        put("      <Node>\n")
        putIdentity(node, indent: "        ", card)
        put("        ", "NodeDetails", details)
        put("      </Node>\n")
        details = ""
      }
      if buffer.count >= 256 * 1024 { try flush() }
    }
  }

  private mutating func put(_ end: EndEntry) {
    put("      <Port>\n")
    let isHost = nodes[end.device].kind == .host
    if isHost, let (adapter, number) = end.port.onAdapter {
      putIdentity(nodes[end.device], indent: "        ", card(adapter, of: end.device))
      put("        ", "PortNum", String(number))
    } else {
      nodes[end.device].hasPlainPort = true
      putIdentity(nodes[end.device], indent: "        ", nil)
      putPort(end.port)
    }
    if isHost || nodes[end.device].kind != .unknown {
      put("        ", "NodeType", isHost ? "FI" : "SW")
    }
    put("      </Port>\n")
  }

  /// `PortNum` is a number up to 254; what a port is called beyond that goes into `PortId`.
  private mutating func putPort(_ port: PortName) {
    let number: Int? =
      switch port {
      case .number(let number): number
      case .leg(let cage, _): cage
      case .printed, .unnamed: nil
      }
    let fits = number.map { (0...254).contains($0) } ?? false
    if fits { put("        ", "PortNum", String(number ?? 0)) }
    if case .number = port, fits { return }
    put("        ", "PortId", port.text)
  }

  /// The card of a host; one that the plan only mentions at its ports is listed as well.
  private mutating func card(_ name: Substring, of device: Int) -> AdapterEntry {
    if let known = nodes[device].adapters.first(where: { $0.name == name }) { return known }
    let card = AdapterEntry(name: String(name))
    nodes[device].adapters.append(card)
    return card
  }

  private mutating func putIdentity(_ node: Node, indent: String, _ card: AdapterEntry?) {
    let guid = card?.guid ?? node.guid
    if guid != 0 {
      let digits = String(guid, radix: 16)
      put(
        indent, "NodeGUID", "0x" + String(repeating: "0", count: 16 - digits.count) + digits)
    }
    put(indent + "<NodeDesc>")
    buffer.append(contentsOf: node.name)
    if let card {
      put(" ")
      buffer.append(contentsOf: XMLText.escaped(card.name))
    }
    put("</NodeDesc>\n")
  }

  /// An element with text; nothing where the text is empty.
  private mutating func put(_ indent: String, _ name: String, _ text: String) {
    guard !text.isEmpty else { return }
    put(indent)
    put("<")
    put(name)
    put(">")
    XMLText.appendEscaped(text, to: &buffer)
    put("</")
    put(name)
    put(">\n")
  }

  private mutating func put(_ text: String) { buffer.append(contentsOf: text.utf8) }

  private mutating func flush() throws {
    try write(buffer)
    buffer.removeAll(keepingCapacity: true)
  }
}

extension PortName {
  /// `hfi1_0` and 1 of the printed name `hfi1_0/1`; nil for what does not read back as that.
  fileprivate var onAdapter: (adapter: Substring, number: Int)? {
    guard case .printed(let text) = self, let slash = text.lastIndex(of: "/"),
      let number = Int(text[text.index(after: slash)...]), (0...254).contains(number),
      text.hasSuffix("/\(number)"), AdapterName.isAdapter(Array(text[..<slash].utf8)[...])
    else { return nil }
    return (text[..<slash], number)
  }
}
