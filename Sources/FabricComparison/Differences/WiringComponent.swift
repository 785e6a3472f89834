/// A chain or a cycle of planned and observed links that are not equal, in turn, joined at their ports.
///
/// Every port has at most one planned and at most one observed link, so what differs falls into such
/// chains and cycles, and nothing else.
///
/// - SeeAlso: Berge, “Two theorems in graph theory”, PNAS 43, 1957.
package struct WiringComponent: Hashable, Sendable {
  /// Two ends of one link.
  package struct Ends: Hashable, Sendable {
    package var a: Int32
    package var b: Int32

    package init(_ a: Int32, _ b: Int32) {
      self.a = a
      self.b = b
    }
  }

  /// Along the chain: neighbours are the two ends of a link, planned and observed in turn.
  package private(set) var ports: [Int32]
  /// Whether a link joins the last port with the first one: an observed one, always.
  package let isCycle: Bool
  /// Whether the first link is a planned one. Cycles begin so, and chains with as many planned as
  /// observed links do.
  package private(set) var beginsPlanned: Bool

  /// The number of links.
  package var linkCount: Int { isCycle ? ports.count : ports.count - 1 }
  package var plannedCount: Int { (linkCount + (beginsPlanned ? 1 : 0)) / 2 }
  package var observedCount: Int { linkCount - plannedCount }

  /// In order along the chain.
  package var planned: [Ends] { links(from: beginsPlanned ? 0 : 1) }
  package var observed: [Ends] { links(from: beginsPlanned ? 1 : 0) }

  private func links(from start: Int) -> [Ends] {
    stride(from: start, to: linkCount, by: 2).map {
      Ends(ports[$0], ports[$0 + 1 == ports.count ? 0 : $0 + 1])
    }
  }

  /// The component of a port at which the two wirings differ.
  ///
  /// - Complexity: O(length).
  package init(at port: Int32, planned: [Int32], observed: [Int32]) {
    var ports = [port]
    var isPlanned = true
    var isCycle = false
    while let next = Self.next(ports[ports.count - 1], isPlanned, planned, observed) {
      if next == port {
        isCycle = true
        break
      }
      ports.append(next)
      isPlanned.toggle()
    }
    if isCycle {
      self.ports = ports
      self.isCycle = true
      beginsPlanned = true
      return
    }
    // The other way from `port`, which begins with its observed link.
    ports.reverse()
    isPlanned = false
    while let next = Self.next(ports[ports.count - 1], isPlanned, planned, observed) {
      ports.append(next)
      isPlanned.toggle()
    }
    self.ports = ports
    self.isCycle = false
    beginsPlanned = planned[Int(ports[0])] >= 0 && planned[Int(ports[0])] == ports[1]
  }

  @inline(__always)
  private static func next(
    _ port: Int32, _ isPlanned: Bool, _ planned: [Int32], _ observed: [Int32]
  ) -> Int32? {
    let mate = isPlanned ? planned[Int(port)] : observed[Int(port)]
    return mate < 0 ? nil : mate
  }

  /// The same component in the one way to write it: cycles from their first port and along its planned
  /// link, chains from their planned tip, or from the first of two equal tips.
  package func normalised(by order: PortOrder) -> WiringComponent {
    var copy = self
    if isCycle {
      let start = ports.indices.min { order.key(ports[$0]) < order.key(ports[$1]) } ?? 0
      copy.ports = Array(ports[start...] + ports[..<start])
      // From a port with an odd place, the planned link leads back.
      if !start.isMultiple(of: 2) { copy.ports[1...].reverse() }
    } else if plannedCount == observedCount {
      if !beginsPlanned { copy.flip() }
    } else if order.key(ports[ports.count - 1]) < order.key(ports[0]) {
      copy.flip()
    }
    return copy
  }

  private init(ports: [Int32], beginsPlanned: Bool) {
    self.ports = ports
    self.beginsPlanned = beginsPlanned
    isCycle = false
  }

  /// Its first link, and the rest of the chain.
  var withoutFirst: (link: WiringComponent, rest: WiringComponent) {
    (
      WiringComponent(ports: Array(ports[..<2]), beginsPlanned: beginsPlanned),
      WiringComponent(ports: Array(ports[1...]), beginsPlanned: !beginsPlanned)
    )
  }

  /// Its last link, and the rest of the chain.
  var withoutLast: (link: WiringComponent, rest: WiringComponent) {
    let endsPlanned = beginsPlanned == !linkCount.isMultiple(of: 2)
    return (
      WiringComponent(ports: Array(ports[(ports.count - 2)...]), beginsPlanned: endsPlanned),
      WiringComponent(ports: Array(ports[..<(ports.count - 1)]), beginsPlanned: beginsPlanned)
    )
  }

  private mutating func flip() {
    if plannedCount == observedCount { beginsPlanned.toggle() }
    ports.reverse()
  }
}

/// Places of ports in an order that no file decides: names of devices, then the ports of each.
package struct PortOrder: Sendable {
  /// By device; meaningful for the devices that it was made for.
  private var rank: [Int32]
  private let device: [Int32]

  /// - Complexity: O(d log d) comparisons of names for d devices.
  package init(_ alignment: Alignment, devices: [Int32]) {
    let canon = alignment.canon
    rank = [Int32](repeating: -1, count: alignment.devices.count)
    device = alignment.ports.device
    for (place, device) in devices.sorted(by: canon.deviceComesFirst).enumerated() {
      rank[Int(device)] = Int32(place)
    }
  }

  /// A number that grows along the order.
  package func key(_ port: Int32) -> Int64 {
    Int64(rank[Int(device[Int(port)])]) << 32 | Int64(port)
  }

  package func key(device row: Int32) -> Int32 { rank[Int(row)] }
}
