package import ByteSources
internal import FabricModel

/// Turns the lines of an `ibnetdiscover` listing, or of an ibsim net file, into observed nodes and
/// links.
///
/// A line that is no node, port or comment is somebody else's: the log around a listing, a shell's
/// prompt, the headings of chassis. It is passed over; a port's line that cannot be read is recorded.
package struct IBNetDiscoverReader: TextDialectReader {
  /// The plan's, while this file is read.
  private var observed = ObservedWiring()
  private var isOpen = false
  /// The node whose block this is, -1 before the first one.
  private var node: Int32 = -1
  /// Whether a node's GUIDs have come, and the node itself not yet.
  private var isInHead = false
  private var lastLine = 0
  private var lastRate = LastValue()

  package mutating func consume(
    _ line: Span<UInt8>, _ place: TextPlace, into plan: inout PlanUnderway
  ) throws(PlanError) {
    open(&plan)
    let line = line.extracting(line.trimmed(0..<line.count))
    guard !line.isEmpty else { return }
    lastLine = place.line
    let isWhole =
      switch line[0] {
      case UInt8(ascii: "["): takePort(line, place.line, &plan)
      case UInt8(ascii: "S"), UInt8(ascii: "C"), UInt8(ascii: "H"), UInt8(ascii: "R"):
        takeNode(line, place.line, &plan)
      default: takeHead(line)
      }
    if place.isTerminated { return }
    // A switch with all its ports would follow.
    let isSwitch = NodeLine(line)?.kind == .switch
    if !isWhole || isSwitch { throw cut(plan, "inside a line") }
  }

  package mutating func finish(_ plan: inout PlanUnderway) throws(PlanError) {
    open(&plan)
    if isInHead { throw cut(plan, "amid the head of a node") }
    observed.settle(&plan)
    swap(&observed, &plan.observed)
  }

  private mutating func open(_ plan: inout PlanUnderway) {
    if !isOpen { swap(&observed, &plan.observed) }
    isOpen = true
  }

  private func cut(_ plan: PlanUnderway, _ place: String) -> PlanError {
    PlanError(
      origin: Origin(file: plan.file, line: lastLine),
      detail: "file ends \(place) (is it cut short?)",
      nextStep: "copy the file or run ibnetdiscover again and compare the size")
  }

  /// Takes a line of GUIDs before a node, which the node's own line has once more.
  private mutating func takeHead(_ line: Span<UInt8>) -> Bool {
    let isHead = IBNetDiscover.heads.contains { ListingLine.begins(line, with: $0) }
    if isHead { isInHead = true }
    return !isHead
  }

  /// Begins a block; false for a line that is cut.
  private mutating func takeNode(
    _ line: Span<UInt8>, _ number: Int, _ plan: inout PlanUnderway
  ) -> Bool {
    guard let entry = NodeLine(line) else { return !NodeLine.mayBegin(line) }
    isInHead = false
    node = find(line.extracting(entry.id), number, &plan)
    // Without a description, the id is the name: the short form of ibsim.
    let hasGUID = observed.nodes[Int(node)].guid != 0
    let name = entry.description ?? (hasGUID ? entry.id.lowerBound..<entry.id.lowerBound : entry.id)
    let seen = ObservedWiring.Entry(
      line.extracting(line.trimmed(name)), entry.kind, portCount: entry.portCount, line: number)
    observed.lookAt(node, seen, &plan)
    return entry.isWhole
  }

  /// Takes a port with its neighbour; false for a line that is cut, or no port's at all.
  private mutating func takePort(
    _ line: Span<UInt8>, _ number: Int, _ plan: inout PlanUnderway
  ) -> Bool {
    guard let entry = PortLine(line) else {
      // A shell's prompt may begin like a port; a port's line has a neighbour in quotes.
      let isPrompt = line.count > 1 && line[1] &- 48 >= 10
      if !isPrompt && line.contains(UInt8(ascii: "\"")) {
        bad(line, "a port, such as [1] \"S-0008f10400410015\"[3]", number, &plan)
      }
      return isPrompt
    }
    guard node >= 0 else {
      bad(line, "a node before its first port", number, &plan)
      return true
    }
    let id = line.extracting(entry.peerID)
    let peer = find(id, number, &plan)
    if let description = entry.description {
      observed.name(
        peer, line.extracting(line.trimmed(description)), Self.kind(of: id), &plan)
    }
    var speed: Int32 = 0
    if let rate = entry.rate {
      let text = line.extracting(rate)
      speed = lastRate.value(text) { InfiniBandRate.megabits($0) ?? -1 }
      if speed < 0 {
        plan.note(
          .badValue(text: text.string, expected: "a rate such as 4xNDR"), "Rate", line: number)
        speed = 0
      }
    }
    observed.see(
      ObservedPort(node: node, number: entry.number),
      at: ObservedPort(node: peer, number: entry.peerNumber), speed: speed, line: number, &plan)
    return entry.isWhole
  }

  /// `S-`, `H-` or `R-` and the GUID in sixteen digits; any other id is a word.
  private mutating func find(
    _ id: Span<UInt8>, _ line: Int, _ plan: inout PlanUnderway
  ) -> Int32 {
    if id.count == 18, id[1] == UInt8(ascii: "-"), Self.letters.contains(id[0]),
      let guid = PlanNumbers.hexadecimal(id.extracting(2..<18)), guid != 0
    {
      return observed.node(guid: guid, line: line)
    }
    return observed.node(word: plan.builder.fabric.names.intern(id), line: line)
  }

  private static let letters = Array("SHR".utf8)

  private static func kind(of id: Span<UInt8>) -> DeviceKind {
    switch id.isEmpty ? 0 : id[0] {
    case UInt8(ascii: "S"): .switch
    case UInt8(ascii: "H"): .host
    default: .unknown
    }
  }

  private func bad(
    _ line: Span<UInt8>, _ expected: String, _ number: Int, _ plan: inout PlanUnderway
  ) {
    let shown = line.extracting(0..<min(line.count, 80))
    plan.note(.badValue(text: shown.string, expected: expected), "line", line: number)
  }
}

extension Span<UInt8> {
  fileprivate func contains(_ byte: UInt8) -> Bool {
    for index in indices where self[index] == byte { return true }
    return false
  }
}
