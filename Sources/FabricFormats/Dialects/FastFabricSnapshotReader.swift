internal import FabricModel
package import XMLEvents

/// Turns the events of a FastFabric snapshot into observed nodes, ports and links.
///
/// A node comes before its ports and nodes come before links; only that order is relied on, and not
/// the order of the fields of one thing.
package struct FastFabricSnapshotReader: PiecewiseXMLReader {
  private typealias Element = FastFabricSnapshot.Element

  private struct NodeEntry {
    var name: [UInt8] = []
    var guid: UInt64 = 0
    var kind = DeviceKind.unknown
    var portCount: Int32 = 0
    var line = 0
  }

  private struct PortEntry {
    var number: Int32 = -1
    var state: Int32 = 0
    var width: Int32 = 0
    var speed: Int32 = 0
    var mtu: Int32 = 0
  }

  /// The plan's, while this file is read.
  private var observed = ObservedWiring()
  private var isOpen = false
  private var entry = NodeEntry()
  private var port = PortEntry()
  /// The ports of the node that is being read, until its own fields are complete.
  private var nodePorts: [PortEntry] = []
  private var ends: (from: LinkEnd, to: LinkEnd) = (LinkEnd(), LinkEnd())
  private var isTo = false
  private var linkLine = 0

  private struct LinkEnd {
    var guid: UInt64 = 0
    var number: Int32 = -1
  }

  package mutating func consume(
    _ events: Span<XMLEvent>, _ bytes: Span<UInt8>, into plan: inout PlanUnderway
  ) {
    open(&plan)
    for index in events.indices {
      let event = events[index]
      guard let element = Element(rawValue: event.id) else { continue }
      switch event.kind {
      case .text:
        let text = bytes.extracting(bytes.trimmed(event.range))
        take(element, text, line: Int(event.line), &plan)
      case .start: start(element, line: Int(event.line))
      case .end: end(element, &plan)
      case .attribute: break
      }
    }
  }

  package mutating func finish(_ plan: inout PlanUnderway) {
    open(&plan)
    observed.settle(&plan)
    swap(&observed, &plan.observed)
  }

  package mutating func absorb(
    _ piece: FastFabricSnapshotReader, of other: PlanUnderway, lines: Int,
    into plan: inout PlanUnderway
  ) {
    open(&plan)
    observed.absorb(piece.observed, names: other.builder.fabric.names, lines: lines, &plan)
  }

  private mutating func open(_ plan: inout PlanUnderway) {
    if !isOpen { swap(&observed, &plan.observed) }
    isOpen = true
  }

  private mutating func start(_ element: Element, line: Int) {
    switch element {
    case .node:
      entry.name.removeAll(keepingCapacity: true)
      (entry.guid, entry.kind, entry.portCount, entry.line) = (0, .unknown, 0, line)
      nodePorts.removeAll(keepingCapacity: true)
    case .port: port = PortEntry()
    case .link:
      linkLine = line
      ends = (LinkEnd(), LinkEnd())
    case .from: isTo = false
    case .to: isTo = true
    default: break
    }
  }

  private mutating func take(
    _ element: Element, _ text: Span<UInt8>, line: Int, _ plan: inout PlanUnderway
  ) {
    switch element {
    case .nodeName: entry.name.set(text)
    case .nodeGUID: entry.guid = guid(text, line, &plan)
    case .nodeType:
      switch number(text, "NodeType_Int", line, &plan) {
      case 1: entry.kind = .host
      case 2: entry.kind = .switch
      default: entry.kind = .unknown
      }
    case .portCount: entry.portCount = number(text, "NumPorts", line, &plan)
    case .portNumber: port.number = number(text, "PortNum", line, &plan)
    case .portState: port.state = number(text, "PortState_Int", line, &plan)
    case .linkWidth: port.width = number(text, "LinkWidthActive_Int", line, &plan)
    case .linkSpeed: port.speed = number(text, "LinkSpeedActive_Int", line, &plan)
    case .mtu: port.mtu = number(text, "MTUSupported", line, &plan)
    case .endGUID:
      let guid = guid(text, line, &plan)
      if isTo { ends.to.guid = guid } else { ends.from.guid = guid }
    case .endNumber:
      let number = number(text, "PortNum", line, &plan)
      if isTo { ends.to.number = number } else { ends.from.number = number }
    default: break
    }
  }

  private mutating func end(_ element: Element, _ plan: inout PlanUnderway) {
    switch element {
    case .port: if port.number >= 0 { nodePorts.append(port) }
    case .node: endNode(&plan)
    case .link: endLink(&plan)
    default: break
    }
  }

  private mutating func endNode(_ plan: inout PlanUnderway) {
    guard entry.guid != 0 else { return plan.note(.noEnds, "Node", line: entry.line) }
    let row = observed.node(guid: entry.guid, line: entry.line)
    let seen = ObservedWiring.Entry(
      entry.name.span, entry.kind, portCount: entry.portCount, line: entry.line)
    observed.lookAt(row, seen, &plan)
    // A host that lists a dark port was not seen through it.
    observed.nodes[Int(row)].needsLink = entry.kind == .host
    for port in nodePorts where port.number > 0 {
      let place = observed.ports.row(of: ObservedPort(node: row, number: port.number))
      if observed.ports.rows[place].isLinked { continue }
      observed.ports.rows[place].speed = Self.megabits(width: port.width, speed: port.speed)
      observed.ports.rows[place].state = UInt8(clamping: port.state)
      observed.ports.rows[place].mtu = UInt8(clamping: port.mtu / 256)
    }
  }

  private mutating func endLink(_ plan: inout PlanUnderway) {
    guard ends.from.guid != 0, ends.to.guid != 0, ends.from.number >= 0, ends.to.number >= 0
    else { return plan.note(.noEnds, "Link", line: linkLine) }
    let from = ObservedPort(
      node: observed.node(guid: ends.from.guid, line: linkLine), number: ends.from.number)
    let to = ObservedPort(
      node: observed.node(guid: ends.to.guid, line: linkLine), number: ends.to.number)
    observed.see(from, at: to, line: linkLine, &plan)
  }

  /// Lanes times what one carries; 0 where either is not one that Omni-Path has.
  private static func megabits(width: Int32, speed: Int32) -> Int32 {
    let lanes: Int32 =
      switch width {
      case 1: 1
      case 2: 2
      case 4: 3
      case 8: 4
      default: 0
      }
    let lane: Int32 =
      switch speed {
      case 1: 12_500
      case 2: 25_000
      default: 0
      }
    return lanes * lane
  }

  private func guid(_ text: Span<UInt8>, _ line: Int, _ plan: inout PlanUnderway) -> UInt64 {
    if let guid = PlanNumbers.hexadecimal(text) { return guid }
    plan.note(
      .badValue(text: text.string, expected: "a hexadecimal number"), "NodeGUID", line: line)
    return 0
  }

  /// Decimal, or hexadecimal with `0x`; -1 for no number, which is recorded.
  private func number(
    _ text: Span<UInt8>, _ element: String, _ line: Int, _ plan: inout PlanUnderway
  ) -> Int32 {
    if let number = PlanNumbers.integer(text) { return number }
    if text.count > 2, text[1] | 0x20 == UInt8(ascii: "x"),
      let number = PlanNumbers.hexadecimal(text).flatMap({ Int32(exactly: $0) })
    {
      return number
    }
    plan.note(.badValue(text: text.string, expected: "a number"), element, line: line)
    return -1
  }
}
