internal import FabricModel

/// Which cable of one revision is which one of the other.
///
/// The same ends say it first, so that a plan whose labels were all printed anew has moved nothing.
/// What is left over is compared by label, as far as labels are kept from one revision to the next,
/// then by an end that stayed where it was: as many pairs as possible.
struct CableMatching {
  /// `currentOf[c]`: the current cable that desired cable `c` was, or -1.
  private(set) var currentOf: [Int32]
  private(set) var desiredOf: [Int32]
  /// What the same links of a pair differ in, by desired cable; of single attributes the union.
  private(set) var attributes: [LinkAttributes]
  let current: CableUnits
  let desired: CableUnits
  let sameEnds: SameEnds
  private(set) var comparison: AttributeComparison

  private let alignment: Alignment
  private var keptLabels = 0
  private var otherLabels = 0

  /// - Complexity: expected O(ports + links + bytes of labels), and O(n log n) for n cables that
  ///   have not the same ends.
  init(_ alignment: Alignment, words: RevisionWords) {
    self.alignment = alignment
    current = CableUnits(alignment.current, joinsLegs: words.contains(.legs))
    desired = CableUnits(alignment.desired, joinsLegs: words.contains(.legs))
    sameEnds = SameEnds(alignment)
    comparison = AttributeComparison(alignment, compared: words.attributes)
    currentOf = [Int32](repeating: -1, count: desired.count)
    desiredOf = [Int32](repeating: -1, count: current.count)
    attributes = [LinkAttributes](repeating: [], count: desired.count)
    pairByEnds()
    compare()
    comparePorts(words)
    // Labels that were numbered anew say nothing of a single cable, and those of two sites are of two
    // drums.
    if keptLabels >= otherLabels && alignment.isOneFabric { pairByLabel() }
    pairByOneEnd()
  }

  private mutating func pair(_ old: Int, _ new: Int) {
    currentOf[new] = Int32(truncatingIfNeeded: old)
    desiredOf[old] = Int32(truncatingIfNeeded: new)
  }

  /// Whether every link of a pair of cables has the same ends as before, but for legs that only one of
  /// the two has.
  func isInPlace(_ new: Int) -> Bool {
    let old = Int(currentOf[new])
    let legs = desired.links(of: new)
    let kept = legs.count { link in
      let other = sameEnds.current[link]
      return other >= 0 && current.cable(of: Int(other)) == old
    }
    return kept == min(legs.count, current.links(of: old).count)
  }
}

extension CableMatching {
  private mutating func pairByEnds() {
    guard !(current.isPlain && desired.isPlain) else {
      for link in sameEnds.current.indices where sameEnds.current[link] >= 0 {
        pair(Int(sameEnds.current[link]), link)
      }
      return
    }
    var votes: [Candidate: Int] = [:]
    for link in sameEnds.current.indices where sameEnds.current[link] >= 0 {
      let candidate = Candidate(
        old: current.cable(of: Int(sameEnds.current[link])), new: desired.cable(of: link))
      votes[candidate, default: 0] += 1
    }
    // The pair with most legs in common first.
    let ordered = votes.sorted { x, y in
      x.value != y.value ? x.value > y.value : precedes(x.key, y.key)
    }
    for (candidate, _) in ordered { pairIfFree(candidate) }
  }

  private struct Candidate: Hashable {
    var old: Int
    var new: Int
  }

  private mutating func pairIfFree(_ candidate: Candidate) {
    guard desiredOf[candidate.old] < 0 && currentOf[candidate.new] < 0 else { return }
    pair(candidate.old, candidate.new)
  }

  /// By the first end of the desired cable, then of the current one, in the order of names.
  private func precedes(_ x: Candidate, _ y: Candidate) -> Bool {
    let canon = alignment.canon
    let first = { (links: Range<Int>, fabric: Fabric, row: (PortID) -> Int32) in
      links.flatMap { [fabric.links.a[$0], fabric.links.b[$0]] }.filter { !$0.isNone }.map(row)
        .min(by: canon.portComesFirst) ?? -1
    }
    let new = [x.new, y.new].map {
      first(desired.links(of: $0), alignment.desired, alignment.row(ofDesired:))
    }
    if new[0] != new[1] { return canon.portComesFirst(new[0], new[1]) }
    let old = [x.old, y.old].map {
      first(current.links(of: $0), alignment.current, alignment.row(ofCurrent:))
    }
    return old[0] != old[1] && canon.portComesFirst(old[0], old[1])
  }

  /// What differs in cables that are where they were.
  private mutating func compare() {
    guard !comparison.isEmpty else { return }
    for link in sameEnds.current.indices where sameEnds.current[link] >= 0 {
      let cable = desired.cable(of: link)
      guard currentOf[cable] >= 0 else { continue }
      let found = comparison.differing(LinkID(link), LinkID(rawValue: sameEnds.current[link]))
      if found.contains(.label) { otherLabels += 1 } else { keptLabels += 1 }
      if !found.isEmpty { attributes[cable].formUnion(found) }
    }
  }

  /// What few ports say: transceivers, rails and planes.
  private mutating func comparePorts(_ words: RevisionWords) {
    let (new, old) = (alignment.desired.ports, alignment.current.ports)
    let asksOptics =
      words.contains(.optics) && !(new.transceiver.isEmpty && old.transceiver.isEmpty)
    let asksRails =
      words.contains(.rails)
      && !(new.rail.isEmpty && old.rail.isEmpty && new.plane.isEmpty && old.plane.isEmpty)
    guard asksOptics || asksRails else { return }
    for row in 0..<alignment.ports.count where alignment.desiredLink[row] >= 0 {
      let link = Int(alignment.desiredLink[row])
      guard sameEnds.current[link] >= 0, sameEnds.current[link] == alignment.currentLink[row] else {
        continue
      }
      let (x, y) = (alignment.ports.desired[row], alignment.ports.current[row])
      let cable = desired.cable(of: link)
      if asksOptics
        && text(new.transceiver[x], alignment.desired)
          != text(old.transceiver[y], alignment.current)
      {
        attributes[cable].insert(.optics)
      }
      if asksRails && (new.rail[x] != old.rail[y] || new.plane[x] != old.plane[y]) {
        attributes[cable].insert(.rails)
      }
    }
  }

  private func text(_ name: NameID?, _ fabric: Fabric) -> ArraySlice<UInt8> {
    name.map { fabric.names.bytes($0) } ?? []
  }
}

extension CableMatching {
  /// Cables with a label that nothing else left over has.
  private mutating func pairByLabel() {
    var cableOf: [ArraySlice<UInt8>: Int] = [:]
    for cable in desiredOf.indices where desiredOf[cable] < 0 {
      let label = Self.label(current.links(of: cable), alignment.current)
      if !label.isEmpty { cableOf[label] = cableOf[label] == nil ? cable : -1 }
    }
    guard !cableOf.isEmpty else { return }
    var found: [ArraySlice<UInt8>: Int] = [:]
    for cable in currentOf.indices where currentOf[cable] < 0 {
      let label = Self.label(desired.links(of: cable), alignment.desired)
      if !label.isEmpty { found[label] = found[label] == nil ? cable : -1 }
    }
    for (label, old) in cableOf where old >= 0 {
      if let new = found[label], new >= 0 { pair(old, new) }
    }
  }

  private static func label(_ links: Range<Int>, _ fabric: Fabric) -> ArraySlice<UInt8> {
    let cable = fabric.links.cable[links.lowerBound]
    return cable.isNone ? [] : fabric.names.bytes(fabric.cables.label[cable.index])
  }

  /// Cables that share a port, along the chains and cycles that what is left over makes.
  private mutating func pairByOneEnd() {
    let old = sameEnds.looseCurrent.filter { desiredOf[current.cable(of: Int($0.link))] < 0 }
    let new = sameEnds.looseDesired.filter { currentOf[desired.cable(of: Int($0.link))] < 0 }
    guard !old.isEmpty && !new.isEmpty else { return }
    let order = PortOrder(alignment, devices: devices(of: old + new))
    pairAlongChains(order)
    pairRest(old, new, order)
  }

  private func devices(of loose: [SameEnds.Loose]) -> [Int32] {
    Array(
      Set(
        loose.flatMap { [$0.ends.low, $0.ends.high] }.filter { $0 >= 0 }
          .map { alignment.ports.device[Int($0)] }))
  }

  private mutating func pairAlongChains(_ order: PortOrder) {
    var planned = alignment.desiredMate
    var observed = alignment.currentMate
    var differing: [Int32] = []
    for port in planned.indices where planned[port] != observed[port] {
      if planned[port] >= 0 && currentOf[desired.cable(of: Int(alignment.desiredLink[port]))] >= 0 {
        planned[port] = -1
      }
      if observed[port] >= 0 && desiredOf[current.cable(of: Int(alignment.currentLink[port]))] >= 0
      {
        observed[port] = -1
      }
      if planned[port] != observed[port] { differing.append(Int32(truncatingIfNeeded: port)) }
    }
    for component in WiringComponent.all(at: differing, planned, observed, order) {
      let new = component.planned.map { Int(alignment.desiredLink[Int($0.a)]) }
      let old = component.observed.map { Int(alignment.currentLink[Int($0.a)]) }
      for pair in component.pairs(order, device: alignment.ports.device) {
        guard let p = pair.planned, let o = pair.observed else { continue }
        pairIfFree(Candidate(old: current.cable(of: old[o]), new: desired.cable(of: new[p])))
      }
    }
  }

  /// Rows that take part in no wiring: with one end, or at a port that another row has.
  private mutating func pairRest(
    _ old: [SameEnds.Loose], _ new: [SameEnds.Loose], _ order: PortOrder
  ) {
    let mine = old.filter { desiredOf[current.cable(of: Int($0.link))] < 0 }
    let theirs = new.filter { currentOf[desired.cable(of: Int($0.link))] < 0 }
    guard !mine.isEmpty && !theirs.isEmpty else { return }
    var atPort: [Int32: [Int]] = [:]
    for (index, loose) in theirs.enumerated() {
      for port in Set([loose.ends.low, loose.ends.high]) where port >= 0 {
        atPort[port, default: []].append(index)
      }
    }
    // Both directions of a comparison see the same row of candidates.
    var candidates: [(key: [Int64], candidate: Candidate)] = []
    let key = { (port: Int32) in port < 0 ? Int64(-1) : order.key(port) }
    for loose in mine {
      for port in Set([loose.ends.low, loose.ends.high]) where port >= 0 {
        for index in atPort[port] ?? [] {
          let far = [loose.ends, theirs[index].ends].map { key($0.low == port ? $0.high : $0.low) }
          candidates.append(
            (
              [key(port)] + far.sorted() + far,
              Candidate(
                old: current.cable(of: Int(loose.link)),
                new: desired.cable(of: Int(theirs[index].link)))
            ))
        }
      }
    }
    candidates.sort { $0.key.lexicographicallyPrecedes($1.key) }
    for (_, candidate) in candidates { pairIfFree(candidate) }
  }
}
