internal import FabricModel

/// What observations have seen, kept until the files of one fabric have all been read.
///
/// A node is known by its GUID, or by its own word for itself where a listing has none, so that the
/// same node in two files is one. A link is told by one or both of its ends, in one or several files,
/// and is one link: each port has one neighbour. Where two statements differ, that is recorded as a
/// contradiction. Within a file the first one holds; of two files neither is better than the other, so
/// both links stay, and whoever compares them concludes nothing from either.
struct ObservedWiring {
  struct Node {
    /// 0 where it has none.
    var guid: UInt64 = 0
    /// The device: a host without its adapter, everything else as it is called.
    var name: NameID = .none
    var adapter: NameID = .none
    var model: NameID = .none
    var kind = DeviceKind.unknown
    /// Whether it has an entry of its own, beside being a neighbour.
    var isLookedAt = false
    /// A program in a switch that calls itself a node: no cable leads there.
    var isVirtual = false
    /// Listed although it may be dark: without a link nobody has seen it.
    var needsLink = false
    var portCount: Int32 = 0
    var line: Int32
    var device = DeviceID.none
  }

  var nodes: [Node] = []
  var ports = ObservedPorts()
  /// Ports whose neighbour the current file tells, in its order.
  var pendingLinks: [ObservedPort] = []
  /// Nodes that have no device yet, or an entry that their device does not know of.
  var pendingNodes: [Int32] = []
  var owners = ObservedOwners()
  /// What the current file tells of ports that an earlier file has linked otherwise.
  var rivals: [Rival] = []
  private var nodeOfGUID: [UInt64: Int32] = [:]
  private var nodeOfWord: [NameID: Int32] = [:]
  private var last: (guid: UInt64, node: Int32) = (0, -1)

  /// A link that another file contradicts.
  struct Rival {
    var port: ObservedPort
    var peer: ObservedPort
    var line: Int32
  }

  /// The node of a GUID that is not 0.
  mutating func node(guid: UInt64, line: Int) -> Int32 {
    if last.guid == guid { return last.node }
    let node = nodeOfGUID[guid] ?? append(guid: guid, line: line)
    nodeOfGUID[guid] = node
    last = (guid, node)
    return node
  }

  /// The node that a listing without GUIDs calls by this word.
  mutating func node(word: NameID, line: Int) -> Int32 {
    if let known = nodeOfWord[word] { return known }
    let node = append(guid: 0, line: line)
    nodes[Int(node)].name = word
    nodeOfWord[word] = node
    return node
  }

  private mutating func append(guid: UInt64, line: Int) -> Int32 {
    nodes.append(Node(guid: guid, line: Int32(clamping: line)))
    pendingNodes.append(Int32(nodes.count - 1))
    return Int32(nodes.count - 1)
  }

  /// Says what a node calls itself, unless that is known.
  mutating func name(
    _ node: Int32, _ text: Span<UInt8>, _ kind: DeviceKind, _ plan: inout PlanUnderway
  ) {
    let row = Int(node)
    if nodes[row].kind == .unknown { nodes[row].kind = kind }
    guard nodes[row].name.isNone && !text.isEmpty else { return }
    name(row, NodeDescription(text, kind), &plan)
  }

  private mutating func name(
    _ row: Int, _ described: NodeDescription, _ plan: inout PlanUnderway
  ) {
    nodes[row].isVirtual = described.isVirtual
    nodes[row].name = plan.builder.fabric.names.intern(described.name.span)
    if !described.adapter.isEmpty {
      nodes[row].adapter = plan.builder.fabric.names.intern(described.adapter.span)
    }
    if !described.model.isEmpty {
      nodes[row].model = plan.builder.fabric.names.intern(described.model.span)
    }
  }

  /// The entry of a node itself.
  struct Entry {
    /// What it calls itself; an empty name where it says nothing.
    var description = NodeDescription()
    var kind = DeviceKind.unknown
    var portCount: Int32 = 0
    var line = 0

    init() {}

    init(_ text: Span<UInt8>, _ kind: DeviceKind, portCount: Int32, line: Int) {
      if !text.isEmpty { description = NodeDescription(text, kind) }
      self.kind = kind
      self.portCount = portCount
      self.line = line
    }
  }

  mutating func lookAt(_ node: Int32, _ entry: Entry, _ plan: inout PlanUnderway) {
    let row = Int(node)
    if nodes[row].isLookedAt { return compare(node, entry, &plan) }
    nodes[row].isLookedAt = true
    nodes[row].line = Int32(clamping: entry.line)
    nodes[row].portCount = entry.portCount
    if entry.kind != .unknown { nodes[row].kind = entry.kind }
    if !nodes[row].device.isNone {
      pendingNodes.append(node)
      compare(node, entry, &plan)
    } else if !entry.description.name.isEmpty {
      // What it says itself stands above what its neighbours call it.
      nodes[row].adapter = .none
      name(row, entry.description, &plan)
    }
  }

  /// A node with a second entry should have the same name there.
  private func compare(_ node: Int32, _ entry: Entry, _ plan: inout PlanUnderway) {
    let known = nodes[Int(node)]
    let described = entry.description
    guard !described.name.isEmpty else { return }
    let names = plan.builder.fabric.names
    guard
      !names.bytes(known.name).elementsEqual(described.name)
        || !names.bytes(known.adapter).elementsEqual(described.adapter)
    else { return }
    let first =
      known.device.isNone
      ? Origin(file: plan.file, line: Int(known.line))
      : plan.builder.fabric.origin(of: known.device)
    let own = text(of: node, names)
    let difference = PlanAnomaly.Difference(fact: "name", first: own, second: described.text)
    plan.note(.contradiction(first: first, difference), own, line: entry.line)
  }

  /// Takes one end's word for a link.
  mutating func see(
    _ port: ObservedPort, at peer: ObservedPort, speed: Int32 = 0, line: Int,
    _ plan: inout PlanUnderway
  ) {
    let row = ports.row(of: port)
    let known = ports.rows[row]
    if known.peer.node >= 0 && known.peer != peer {
      if known.isLinked {
        rivals.append(Rival(port: port, peer: peer, line: Int32(clamping: line)))
      }
      return contradict(port, known, peer, line: line, &plan)
    }
    if known.speed == 0 {
      ports.rows[row].speed = speed
    } else if speed != 0 && speed != known.speed {
      let difference = PlanAnomaly.Difference(
        fact: "speed", first: Gbps(megabits: Int(known.speed)).readable,
        second: Gbps(megabits: Int(speed)).readable)
      plan.note(
        .contradiction(first: origin(known, plan), difference),
        text(of: port, plan.builder.fabric.names), line: line)
    }
    guard known.peer.node < 0 else { return }
    ports.rows[row].peer = peer
    ports.rows[row].place = Int32(clamping: line)
    pendingLinks.append(port)
  }

  /// Records that a port, which is known to lead somewhere, is also said to lead to `peer`.
  func contradict(
    _ port: ObservedPort, _ known: ObservedPorts.Row, _ peer: ObservedPort, line: Int,
    _ plan: inout PlanUnderway
  ) {
    let names = plan.builder.fabric.names
    let difference = PlanAnomaly.Difference(
      fact: "neighbour", first: text(of: known.peer, names), second: text(of: peer, names))
    plan.note(
      .contradiction(first: origin(known, plan), difference), text(of: port, names), line: line)
  }

  private func origin(_ row: ObservedPorts.Row, _ plan: PlanUnderway) -> Origin {
    row.isLinked
      ? plan.builder.fabric.origin(of: LinkID(Int(row.place)))
      : Origin(file: plan.file, line: Int(row.place))
  }
}

extension ObservedWiring {
  /// `leaf-1:7`, `node-01:hfi1_0/1`: a port as its fabric will print it.
  func text(of port: ObservedPort, _ names: NameTable) -> String {
    let node = nodes[Int(port.node)]
    let adapter = node.adapter.isNone ? "" : names[node.adapter] + "/"
    return text(ofDevice: node, names) + ":" + adapter + String(port.number)
  }

  /// `leaf-1`, `node-01 hfi1_0`: what a node calls itself.
  func text(of node: Int32, _ names: NameTable) -> String {
    let node = nodes[Int(node)]
    let adapter = node.adapter.isNone ? "" : " " + names[node.adapter]
    return text(ofDevice: node, names) + adapter
  }

  private func text(ofDevice node: Node, _ names: NameTable) -> String {
    node.name.isNone ? Self.digits(node.guid) : names[node.name]
  }

  /// `0x0011750101000007`
  static func digits(_ guid: UInt64) -> String {
    let digits = String(guid, radix: 16)
    return "0x" + String(repeating: "0", count: 16 - digits.count) + digits
  }
}
