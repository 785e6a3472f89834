package import FabricModel

/// Writes FastFabric topology XML as a stream, one element a line.
///
/// The format has no places, models, roles or intent: those are left out. A node is named by its
/// description; its GUID stands beside it where the device has one.
package struct FastFabricWriter: FabricSink {
  private var buffer: [UInt8] = []
  private let write: ([UInt8]) throws -> Void
  private var nodes: [Node] = []

  private struct Node {
    var name: [UInt8]
    var kind: DeviceKind
    var guid: UInt64
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
      Node(name: XMLText.escaped(device.name), kind: device.kind, guid: device.guid))
  }

  package mutating func link(_ link: LinkEntry) throws {
    if buffer.count >= 256 * 1024 { try flush() }
    put("    <Link>\n")
    if let speed = link.speed { put("      ", "Rate", speed.description + "g") }
    if !link.label.isEmpty || link.length != nil || !link.medium.isEmpty {
      put("      <Cable>\n")
      if let length = link.length {
        put("        ", "CableLength", Decimal3.text(length.centimeters * 10) + "m")
      }
      put("        ", "CableLabel", link.label)
      put("        ", "CableDetails", link.medium)
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
    try list { $0.kind != .host }
    put("    </Switches>\n  </Nodes>\n</Topology>\n")
    try flush()
  }

  private mutating func list(where isWanted: (Node) -> Bool) throws {
    for node in nodes where isWanted(node) {
      put("      <Node>\n")
      putIdentity(node, indent: "        ")
      put("      </Node>\n")
      if buffer.count >= 256 * 1024 { try flush() }
    }
  }

  private mutating func put(_ end: EndEntry) {
    let node = nodes[end.device]
    put("      <Port>\n")
    putIdentity(node, indent: "        ", adapter: end.port.adapter)
    if let number = end.port.trailingNumber { put("        ", "PortNum", String(number)) }
    put("        ", "NodeType", node.kind == .host ? "FI" : "SW")
    put("      </Port>\n")
  }

  private mutating func putIdentity(_ node: Node, indent: String, adapter: Substring? = nil) {
    if node.guid != 0 {
      let digits = String(node.guid, radix: 16)
      put(
        indent, "NodeGUID", "0x" + String(repeating: "0", count: 16 - digits.count) + digits)
    }
    put(indent + "<NodeDesc>")
    buffer.append(contentsOf: node.name)
    if let adapter {
      put(" ")
      buffer.append(contentsOf: XMLText.escaped(String(adapter)))
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
  /// `hfi1_0` of the printed name `hfi1_0/1`.
  fileprivate var adapter: Substring? {
    guard case .printed(let text) = self, let slash = text.lastIndex(of: "/"),
      Int(text[text.index(after: slash)...]) != nil
    else { return nil }
    return text[..<slash]
  }

  /// The number of a numbered port, or the last part of a printed name.
  fileprivate var trailingNumber: Int? {
    switch self {
    case .number(let number): number
    case .leg(let cage, _): cage
    case .printed(let text): text.split(separator: "/").last.flatMap { Int($0) }
    case .unnamed: nil
    }
  }
}
