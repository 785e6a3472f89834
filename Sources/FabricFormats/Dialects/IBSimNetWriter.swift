package import FabricModel

/// Writes the net file of ibsim: a block for each switch and for each adapter of a host.
///
/// The format is by node, with every link in two blocks, so the links are held until the last one
/// has come. A device without a GUID gets one that follows from its place in the sequence. A port
/// without a number of its own, printed or a leg of a cage, gets the lowest free one. Links with an
/// open end, and networks other than the fabric, have no place there.
package struct IBSimNetWriter: FabricSink {
  private struct Node {
    var name: String
    var isHost: Bool
    var guid: UInt64
    var portCount = 0
    /// Its ends, as numbers in `ends`.
    var ends: [Int32] = []
  }

  private struct End {
    var node: Int32
    /// 0 until one is given to it.
    var number: Int32
    var megabits: Int32
  }

  private var nodes: [Node] = []
  /// The first node of each device, and its adapters' nodes by name.
  private var nodeOfDevice: [Int] = []
  private var nodeOfAdapter: [[String: Int]] = []
  /// Ends `2 i` and `2 i + 1` are one link.
  private var ends: [End] = []
  private var buffer: [UInt8] = []
  private let write: ([UInt8]) throws -> Void

  /// GUIDs made here have the bit of locally administered addresses.
  private static let firstGUID: UInt64 = 0x0200_0000_0000_0000

  /// - Parameter write: takes the file piece by piece, in order.
  package init(write: @escaping ([UInt8]) throws -> Void) { self.write = write }

  package mutating func begin(_ header: FabricHeader) throws {
    buffer += IBSimNet.heading
    put(" by Plumbline\n")
  }

  package mutating func device(_ device: DeviceEntry) throws {
    nodeOfDevice.append(nodes.count)
    nodeOfAdapter.append([:])
    guard device.kind == .host, !device.adapters.isEmpty else {
      append(device.name, isHost: device.kind == .host, guid: device.guid)
      nodes[nodes.count - 1].portCount = device.radix
      return
    }
    for adapter in device.adapters {
      nodeOfAdapter[nodeOfAdapter.count - 1][adapter.name] = nodes.count
      append("\(device.name) \(adapter.name)", isHost: true, guid: adapter.guid)
    }
  }

  private mutating func append(_ name: String, isHost: Bool, guid: UInt64) {
    // A node answers with 64 bytes at most, and its quotes are the listing's.
    let text = String(decoding: name.replacing("\"", with: "'").utf8.prefix(64), as: UTF8.self)
    let made = Self.firstGUID + UInt64(nodes.count) << 8
    nodes.append(Node(name: text, isHost: isHost, guid: guid == 0 ? made : guid))
  }

  package mutating func link(_ link: LinkEntry) throws {
    guard let b = link.b, link.network == .fabric else { return }
    for (end, other) in [(link.a, b), (b, link.a)] {
      let speeds = [link.speed, end.speed, other.speed].compactMap { $0?.megabits }
      append(end, megabits: speeds.min() ?? 0)
    }
  }

  private mutating func append(_ end: EndEntry, megabits: Int) {
    var node = nodeOfDevice[end.device]
    var number = 0
    switch end.port {
    case .number(let stated): number = stated
    case .printed(let text):
      // `mlx5_0/1`: a port on a card, for which a host has a node of its own.
      guard nodes[node].isHost, let slash = text.lastIndex(of: "/"),
        let stated = Int(text[text.index(after: slash)...])
      else { break }
      number = stated
      node = adapterNode(String(text[..<slash]), of: end.device)
    case .leg, .unnamed: break
    }
    if !(1...254).contains(number) { number = 0 }
    nodes[node].ends.append(Int32(ends.count))
    ends.append(
      End(node: Int32(node), number: Int32(number), megabits: Int32(clamping: megabits)))
  }

  /// The node of a card; made where the plan has not declared it.
  private mutating func adapterNode(_ adapter: String, of device: Int) -> Int {
    if let known = nodeOfAdapter[device][adapter] { return known }
    let first = nodeOfDevice[device]
    let isFirst = nodeOfAdapter[device].isEmpty && nodes[first].ends.isEmpty
    let node = isFirst ? first : nodes.count
    nodeOfAdapter[device][adapter] = node
    if isFirst {
      nodes[first].name += " \(adapter)"
      nodes[first].portCount = 0
    } else {
      let host = nodes[first].name.split(separator: " ").dropLast().joined(separator: " ")
      append("\(host) \(adapter)", isHost: true, guid: 0)
    }
    return node
  }

  package mutating func finish() throws {
    for node in nodes.indices { number(node) }
    for node in nodes.indices {
      put(nodes[node])
      if buffer.count >= 256 * 1024 { try flush() }
    }
    try flush()
  }

  /// Gives numbers to the ends that have none, and puts all in order.
  private mutating func number(_ node: Int) {
    var used = Set(nodes[node].ends.map { ends[Int($0)].number })
    var next: Int32 = 1
    for end in nodes[node].ends where ends[Int(end)].number == 0 {
      while used.contains(next) { next += 1 }
      ends[Int(end)].number = next
      used.insert(next)
    }
    nodes[node].ends.sort { ends[Int($0)].number < ends[Int($1)].number }
    let highest = nodes[node].ends.last.map { Int(ends[Int($0)].number) } ?? 1
    nodes[node].portCount = max(nodes[node].portCount, highest)
  }
}

extension IBSimNetWriter {
  private mutating func put(_ node: Node) {
    let guid = String(node.guid, radix: 16)
    put("\nvendid=0x0\ndevid=0x0\nsysimgguid=0x\(guid)\n")
    put(node.isHost ? "caguid=0x\(guid)\nCa\t" : "switchguid=0x\(guid)(\(guid))\nSwitch\t")
    put("\(node.portCount) \(id(node))\t\t# \"\(node.name)\"")
    put(node.isHost ? "\n" : " base port 0 lid 0 lmc 0\n")
    for end in node.ends { put(ends[Int(end)], other: ends[Int(end ^ 1)], of: node) }
  }

  private mutating func put(_ end: End, other: End, of node: Node) {
    let peer = nodes[Int(other.node)]
    let rate = InfiniBandRate.text(megabits: Int(end.megabits)).map { " " + $0 } ?? ""
    put("[\(end.number)]")
    if node.isHost { put("(\(portGUID(node, end.number))) ") }
    put("\t\(id(peer))[\(other.number)]")
    if peer.isHost { put("(\(portGUID(peer, other.number))) ") }
    put("\t\t# \(node.isHost ? "lid 0 lmc 0 " : "")\"\(peer.name)\" lid 0\(rate)\n")
  }

  private func id(_ node: Node) -> String {
    "\"\(node.isHost ? "H" : "S")-\(ObservedWiring.digits(node.guid).dropFirst(2))\""
  }

  private func portGUID(_ node: Node, _ number: Int32) -> String {
    String(node.guid &+ UInt64(number), radix: 16)
  }

  private mutating func put(_ text: String) { buffer.append(contentsOf: text.utf8) }

  private mutating func flush() throws {
    try write(buffer)
    buffer.removeAll(keepingCapacity: true)
  }
}
