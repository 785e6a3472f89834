/// A front port of a panel that is joined to a rear port of another number.
package struct PanelThrough: Sendable, Hashable {
  package var panel: DeviceID
  /// The texts of the ports: `3` and `F3` are the same front port, `5` and `R5` the same rear port.
  package var front: NameID
  package var rear: NameID

  /// One side of a panel's port, as a key.
  struct Port: Hashable {
    var panel: DeviceID
    var name: NameID
    var isFront: Bool
  }
}

extension Fabric {
  /// Follows cables through patch panels: for each chain of them between two devices, a link is added
  /// behind those that the plan states (`links.segments`).
  ///
  /// Port n of a panel is front n, and rear n is printed `Rn`; they are joined unless a through says
  /// otherwise. A chain goes on at a port with exactly one cable, so it can neither fork nor come
  /// back, and cables that run in a circle between panels are never entered. What a loose end hangs
  /// on stays as it is stated.
  ///
  /// - Complexity: O(links + ports), and nothing where there are no panels.
  mutating func traceLinks() {
    guard devices.kind.contains(.panel) else { return }
    let plugs = PanelPlugs(self)
    ports.behind = plugs.behind
    var chains: [[LinkID]] = []
    for index in 0..<links.count {
      let link = LinkID(index)
      guard let entry = panelEntry(of: link), let chain = plugs.chain(link, entry.panel, self),
        // Each chain is met from both of its ends.
        link < chain.links[chain.links.count - 1]
      else { continue }
      let isForward = !precedes(chain.end, entry.device)
      chains.append(isForward ? chain.links : chain.links.reversed())
    }
    for chain in chains { appendTraced(chain) }
  }

  /// The end of a link at a panel and the other one, where that is at a device of another kind.
  private func panelEntry(of link: LinkID) -> (device: PortID, panel: PortID)? {
    let (a, b) = ends(link)
    guard !a.isNone && !b.isNone else { return nil }
    switch (isAtPanel(a), isAtPanel(b)) {
    case (false, true): return (a, b)
    case (true, false): return (b, a)
    default: return nil
    }
  }

  fileprivate func isAtPanel(_ port: PortID) -> Bool { kind(of: device(of: port)) == .panel }

  /// Natural order of the names of two ports: which end comes first does not depend on the order of
  /// the file.
  private func precedes(_ a: PortID, _ b: PortID) -> Bool {
    let order = names.compare(
      devices.name[device(of: a).index], devices.name[device(of: b).index])
    return order != 0 ? order < 0 : a < b
  }

  /// Adds the link that a chain makes, as fast as its slowest piece.
  private mutating func appendTraced(_ chain: [LinkID]) {
    let (first, last) = (chain[0], chain[chain.count - 1])
    links.a.append(outerEnd(first))
    links.b.append(outerEnd(last))
    links.cable.append(.none)
    links.speed.append(chain.map { links.speed[$0.index] }.filter { $0 > 0 }.min() ?? 0)
    links.network.append(
      chain.map { links.network[$0.index] }.first { $0 != .fabric } ?? .fabric)
    links.line.append(links.line[first.index])
    links.segments[LinkID(links.count - 1)] = chain
  }

  private func outerEnd(_ link: LinkID) -> PortID {
    let (a, b) = ends(link)
    return isAtPanel(a) ? b : a
  }
}

/// What is plugged into the ports of panels, and what is behind them.
private struct PanelPlugs {
  /// The only link at a panel's port; `.none` where there are several.
  private var link: [PortID: LinkID] = [:]
  /// The other side of a port that is in use, where that is in use too.
  private(set) var behind: [PortID: PortID] = [:]

  /// A side of a panel's port. The number is -1 for a port that only has a name.
  private struct Side: Hashable {
    var isFront: Bool
    var number: Int32
    var leg = 0
    var name: NameID = .none
  }

  init(_ fabric: Fabric) {
    for index in 0..<fabric.links.count {
      let (a, b) = fabric.ends(LinkID(index))
      for port in [a, b] where !port.isNone && fabric.isAtPanel(port) {
        link[port] = link[port] == nil ? LinkID(index) : LinkID.none
      }
    }
    var throughs: [DeviceID: [PanelThrough]] = [:]
    for through in fabric.throughs { throughs[through.panel, default: []].append(through) }
    for row in 0..<fabric.devices.count where fabric.devices.kind[row] == .panel {
      join(DeviceID(row), throughs[DeviceID(row)] ?? [], fabric)
    }
  }

  private mutating func join(_ panel: DeviceID, _ throughs: [PanelThrough], _ fabric: Fabric) {
    var portOf: [Side: PortID] = [:]
    for index in fabric.ports.ports(of: panel) {
      guard let side = Self.side(PortID(index), fabric) else { continue }
      // `3` and `F3` in one plan are one hole with two cables: nothing is followed there.
      portOf[side] = portOf[side] == nil ? PortID(index) : PortID.none
    }
    var stated: Set<Side> = []
    for through in throughs {
      let front = Self.side(named: through.front, isFront: true, fabric.names)
      let rear = Self.side(named: through.rear, isFront: false, fabric.names)
      stated.formUnion([front, rear])
      pair(portOf[front], portOf[rear])
    }
    for (side, port) in portOf where side.isFront && side.number >= 0 {
      var rear = side
      rear.isFront = false
      if !stated.contains(side) && !stated.contains(rear) { pair(port, portOf[rear]) }
    }
  }

  private mutating func pair(_ front: PortID?, _ rear: PortID?) {
    guard let front, let rear, !front.isNone, !rear.isNone, front != rear,
      behind[front] == nil, behind[rear] == nil
    else { return }
    behind[front] = rear
    behind[rear] = front
  }

  private static func side(_ port: PortID, _ fabric: Fabric) -> Side? {
    let printed = fabric.ports.printed[port.index]
    if !printed.isNone { return side(named: printed, isFront: nil, fabric.names) }
    let number = fabric.ports.number[port.index]
    guard number >= 0 else { return nil }
    return Side(isFront: true, number: number, leg: fabric.ports.leg(of: port))
  }

  /// `F3`, `R5`, `R5/2`; a bare number belongs to the side that is asked for. A name of another kind
  /// is the same port wherever it is mentioned.
  private static func side(named name: NameID, isFront: Bool?, _ names: NameTable) -> Side {
    let text = names.bytes(name)
    if let isFront, let (number, leg) = numbers(text) {
      return Side(isFront: isFront, number: number, leg: leg)
    }
    if let letter = text.first, [UInt8(ascii: "F"), UInt8(ascii: "R")].contains(letter),
      let (number, leg) = numbers(text.dropFirst())
    {
      return Side(isFront: letter == UInt8(ascii: "F"), number: number, leg: leg)
    }
    return Side(isFront: true, number: -1, name: name)
  }

  /// `5` and `5/2`.
  private static func numbers(_ text: ArraySlice<UInt8>) -> (number: Int32, leg: Int)? {
    let parts = text.split(
      separator: UInt8(ascii: "/"), maxSplits: 1, omittingEmptySubsequences: false)
    let values = parts.compactMap { number($0) }
    guard values.count == parts.count, let first = values.first else { return nil }
    return (first, values.count > 1 ? Int(values[1]) : 0)
  }

  private static func number(_ text: ArraySlice<UInt8>) -> Int32? {
    guard (1...9).contains(text.count), text.allSatisfy({ $0 &- 48 < 10 }) else { return nil }
    return text.reduce(0) { $0 * 10 + Int32($1 - 48) }
  }

  /// The links from one that enters a panel at `port` to the one that arrives at a device, with the
  /// port of that device; nil where there is a loose end.
  func chain(
    _ start: LinkID, _ port: PortID, _ fabric: Fabric
  ) -> (links: [LinkID], end: PortID)? {
    guard link[port] == start else { return nil }
    var chain = [start]
    var port = port
    while let other = behind[port], let next = link[other], !next.isNone {
      let (a, b) = fabric.ends(next)
      chain.append(next)
      port = a == other ? b : a
      if port.isNone { return nil }
      if !fabric.isAtPanel(port) { return (chain, port) }
      // A port with two cables ends the chain, and so does one that is met again.
      guard link[port] == next, chain.count <= fabric.links.count else { return nil }
    }
    return nil
  }
}
