package import FabricModel

/// What differs between two fabrics, in the words of the contract.
///
/// `matched`, `missing`, `misconnected`, `different` and `unverified` add up to the planned links.
package struct Differences: Sendable {
  /// A planned link and what is there in its place: they have one end in common.
  package struct Misconnection: Hashable, Sendable {
    package var planned: LinkID
    package var observed: LinkID
  }

  /// A link that is where it should be, but is not as it should be.
  package struct Deviation: Hashable, Sendable {
    package var planned: LinkID
    package var observed: LinkID
    package var attributes: LinkAttributes
    /// Its end that comes first in the alignment.
    package var port: Int32
  }

  /// The number of planned links that are there as planned.
  package private(set) var matched: Int
  package private(set) var missing: [LinkID] = []
  /// Rows of the current fabric.
  package private(set) var unexpected: [LinkID] = []
  package private(set) var misconnected: [Misconnection] = []
  package private(set) var different: [Deviation]
  /// Rows that state a port or a link twice.
  package let duplicates: [SetAside]
  /// Rows of observations that contradict each other: nothing is concluded from them.
  package let contradicted: [SetAside]
  package private(set) var unverified: [LinkID]
  package private(set) var coverage: Coverage
  /// Chains and cycles of what differs, in the order of their first ports.
  package private(set) var components: [WiringComponent] = []
  package let wirings: Wirings
  /// The order of the ports that differ.
  package let order: PortOrder

  /// How much of the plan somebody looked at.
  package struct Coverage: Hashable, Sendable {
    package var seenEnds: Int
    package var plannedEnds: Int

    package init(seenEnds: Int, plannedEnds: Int) {
      self.seenEnds = seenEnds
      self.plannedEnds = plannedEnds
    }

    /// From 0 to 1; 1 where nothing is planned.
    package var share: Double {
      plannedEnds == 0 ? 1 : Double(seenEnds) / Double(plannedEnds)
    }
  }

  /// Missing, unexpected, misconnected, duplicate and different, counted in cables.
  package var count: Int {
    missing.count + unexpected.count + misconnected.count + duplicates.count + different.count
  }

  /// - Complexity: O(ports + links), and O(n log n) for n ports that differ.
  package init(_ alignment: Alignment) {
    let wirings = Wirings(alignment)
    self.wirings = wirings
    let devices = Set(wirings.differing.map { alignment.ports.device[Int($0)] })
    order = PortOrder(alignment, devices: Array(devices))
    different = LinkAttributes.deviations(alignment)
    duplicates = alignment.setAside.filter { $0.reason != .contradicted }
    contradicted = alignment.setAside.filter { $0.reason == .contradicted }
    unverified = wirings.unverified.map { LinkID(rawValue: alignment.desiredLink[Int($0.a)]) }
    coverage = Coverage(alignment)
    matched = 0
    components = WiringComponent.all(
      at: wirings.differing, wirings.planned, wirings.observed, order)
    for component in components { judge(component, alignment) }
    matched =
      alignment.desiredCount - missing.count - misconnected.count - different.count
      - unverified.count
  }

  private mutating func judge(_ component: WiringComponent, _ alignment: Alignment) {
    let planned = component.planned.map { LinkID(rawValue: alignment.desiredLink[Int($0.a)]) }
    let observed = component.observed.map { LinkID(rawValue: alignment.currentLink[Int($0.a)]) }
    for pair in component.pairs(order, device: alignment.ports.device) {
      switch (pair.planned, pair.observed) {
      case (let p?, let o?):
        misconnected.append(Misconnection(planned: planned[p], observed: observed[o]))
      case (let p?, nil): missing.append(planned[p])
      case (nil, let o?): unexpected.append(observed[o])
      case (nil, nil): break
      }
    }
  }
}

extension Differences.Coverage {
  init(_ alignment: Alignment) {
    (seenEnds, plannedEnds) = (0, 0)
    guard alignment.standing == .observation else {
      plannedEnds = 2 * alignment.desiredCount
      seenEnds = plannedEnds
      return
    }
    for port in 0..<alignment.ports.count where alignment.desiredMate[port] >= 0 {
      plannedEnds += 1
      if alignment.isSeen(Int32(truncatingIfNeeded: port)) { seenEnds += 1 }
    }
  }
}

extension WiringComponent {
  /// All chains and cycles of what differs, in the order of their first ports.
  ///
  /// - Complexity: O(n log n) for n ports, and a flag for each port of the fabric.
  static func all(
    at ports: [Int32], _ planned: [Int32], _ observed: [Int32], _ order: PortOrder
  ) -> [WiringComponent] {
    guard !ports.isEmpty else { return [] }
    var isDone = [Bool](repeating: false, count: planned.count)
    var found: [(key: Int64, component: WiringComponent)] = []
    for port in ports where !isDone[Int(port)] {
      let component = WiringComponent(
        at: port, planned: planned, observed: observed
      ).normalised(by: order)
      for other in component.ports { isDone[Int(other)] = true }
      found.append((component.ports.map(order.key).min() ?? 0, component))
    }
    return found.sorted { $0.key < $1.key }.map(\.component)
  }

  /// A planned and an observed link that share a port, as places in `planned` and `observed`; one of
  /// them nil for what is left over.
  package struct Pair: Hashable, Sendable {
    package var planned: Int?
    package var observed: Int?
  }

  /// As many pairs as possible; among the ways to do that, the one with most pairs that join the same
  /// two devices, then the one that leaves the first ports in their pairs.
  ///
  /// - Complexity: O(length).
  package func pairs(_ order: PortOrder, device: [Int32]) -> [Pair] {
    let (planned, observed) = (planned, observed)
    let agrees = { (p: Int, o: Int) in
      Self.devices(planned[p], device) == Self.devices(observed[o], device)
    }
    if isCycle {
      let count = planned.count
      // Each planned link with the observed one behind it, or with the one before.
      let behind = (0..<count).count { agrees($0, $0) }
      let before = (0..<count).count { agrees($0, ($0 + count - 1) % count) }
      return (0..<count).map {
        Pair(planned: $0, observed: before > behind ? ($0 + count - 1) % count : $0)
      }
    }
    if planned.count == observed.count {
      return planned.indices.map { Pair(planned: $0, observed: $0) }
    }
    return beginsPlanned
      ? oddPairs(planned, order, agrees).map { Pair(planned: $0, observed: $1) }
      : oddPairs(observed, order, { agrees($1, $0) }).map { Pair(planned: $1, observed: $0) }
  }

  /// One kind of link has one more than the other: which of them stays alone.
  private func oddPairs(
    _ more: [Ends], _ order: PortOrder, _ agrees: (Int, Int) -> Bool
  ) -> [(Int?, Int?)] {
    let fewer = more.count - 1
    // Links before the lone one pair with the link behind them, links behind it with the one before.
    var score = (0..<fewer).count { agrees($0 + 1, $0) }
    var (best, bestScore) = (0, score)
    for lone in 1..<max(1, more.count) {
      score += (agrees(lone - 1, lone - 1) ? 1 : 0) - (agrees(lone, lone - 1) ? 1 : 0)
      let isTie = score == bestScore && last(more[lone], order) > last(more[best], order)
      if score > bestScore || isTie { (best, bestScore) = (lone, score) }
    }
    return more.indices.map { index in
      index == best ? (index, nil) : (index, index < best ? index : index - 1)
    }
  }

  private func last(_ ends: Ends, _ order: PortOrder) -> Int64 {
    max(order.key(ends.a), order.key(ends.b))
  }

  private static func devices(_ ends: Ends, _ device: [Int32]) -> PortPair {
    PortPair(device[Int(ends.a)], device[Int(ends.b)])
  }
}
