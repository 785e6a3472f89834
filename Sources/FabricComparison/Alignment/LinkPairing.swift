internal import FabricModel

/// Makes of the links of two fabrics a mate for each port, and puts what does not fit aside.
struct LinkPairing {
  /// The links of one fabric on the common ports.
  struct Side {
    var mate: [Int32] = []
    var link: [Int32] = []
    /// The number of links that are in `mate`.
    var count = 0
    /// The ends of each link that takes part, -1 for others.
    fileprivate(set) var a: [Int32]
    fileprivate(set) var b: [Int32]
    /// Links that met a taken port, or whose ends are one port.
    fileprivate var refused: [Int32] = []
    /// Links with an end that does not say its port.
    fileprivate(set) var unnamed: [Int32] = []
    /// The first link of each file.
    fileprivate let firstLinks: [Int]

    init(_ fabric: Fabric, portOf row: [Int32], standing: Alignment.Standing) {
      firstLinks = fabric.sources.map(\.firstLink)
      a = [Int32](repeating: -1, count: fabric.links.count)
      b = a
      let counts = LinkChoice(fabric, standing)
      for link in 0..<fabric.links.count {
        let (x, y) = (fabric.links.a[link], fabric.links.b[link])
        guard !x.isNone, !y.isNone, counts.takesPart(link, x, y, fabric) else { continue }
        a[link] = row[x.index]
        b[link] = row[y.index]
        if fabric.isUnnamed(x) || fabric.isUnnamed(y) {
          unnamed.append(Int32(truncatingIfNeeded: link))
        }
      }
    }

    /// Which file a link is from.
    fileprivate func source(of link: Int32) -> Int {
      firstLinks.lastIndex { $0 <= Int(link) } ?? 0
    }

    fileprivate mutating func plugAll(portCount: Int) {
      mate = [Int32](repeating: -1, count: portCount)
      link = mate
      for row in a.indices where a[row] >= 0 { plug(Int32(truncatingIfNeeded: row)) }
    }

    @inline(__always)
    fileprivate mutating func plug(_ row: Int32) {
      let (x, y) = (a[Int(row)], b[Int(row)])
      if mate[Int(x)] >= 0 || mate[Int(y)] >= 0 || x == y {
        refused.append(row)
        return
      }
      mate[Int(x)] = y
      mate[Int(y)] = x
      link[Int(x)] = row
      link[Int(y)] = row
      count += 1
    }

    fileprivate mutating func unplug(_ row: Int32) {
      for port in [a[Int(row)], b[Int(row)]] {
        mate[Int(port)] = -1
        link[Int(port)] = -1
      }
      count -= 1
    }

    mutating func move(_ row: Int32, to ends: (a: Int32, b: Int32)) {
      unplug(row)
      (a[Int(row)], b[Int(row)]) = ends
      plug(row)
    }
  }

  var current: Side
  var desired: Side
  private(set) var setAside: [SetAside] = []

  /// - Complexity: O(links + ports).
  init(current: Side, desired: Side, portCount: Int) {
    self.current = current
    self.desired = desired
    self.current.plugAll(portCount: portCount)
    self.desired.plugAll(portCount: portCount)
  }
}

extension LinkPairing {
  /// Decides which of several rows at one port stays: the one that the other fabric has too, else the
  /// first in the order of names.
  mutating func settleReuse(standing: Alignment.Standing, _ canon: Canon) {
    guard !(current.refused.isEmpty && desired.refused.isEmpty) else { return }
    let mine = contenders(desired)
    let theirs = contenders(current)
    let stated = (desired: pairs(mine, desired), current: pairs(theirs, current))
    let (before, after) = (current, desired)
    settle(
      \.desired, mine, confirmedBy: { before.has($0) || stated.current.contains($0) },
      believesFiles: true, canon)
    settle(
      \.current, theirs, confirmedBy: { after.has($0) || stated.desired.contains($0) },
      believesFiles: standing == .revision, canon)
    dropWhatBothStateTwice()
  }

  /// Rows that share a port with a refused one, refused ones included.
  private func contenders(_ side: Side) -> [Int32] {
    var rows = Set(side.refused)
    for row in side.refused {
      for port in [side.a[Int(row)], side.b[Int(row)]] where side.link[Int(port)] >= 0 {
        rows.insert(side.link[Int(port)])
      }
    }
    return rows.sorted()
  }

  private func pairs(_ rows: [Int32], _ side: Side) -> Set<PortPair> {
    Set(rows.map { PortPair(side.a[Int($0)], side.b[Int($0)]) })
  }

  private mutating func settle(
    _ path: WritableKeyPath<LinkPairing, Side>, _ rows: [Int32],
    confirmedBy isConfirmed: (PortPair) -> Bool, believesFiles: Bool, _ canon: Canon
  ) {
    let isDesired = path == \.desired
    var side = self[keyPath: path]
    for row in rows where side.link[Int(side.a[Int(row)])] == row { side.unplug(row) }
    side.refused = []
    let ordered = rows.map { (row: $0, pair: PortPair(side.a[Int($0)], side.b[Int($0)])) }
      .sorted { x, y in
        let (p, q) = (isConfirmed(x.pair), isConfirmed(y.pair))
        if p != q { return p }
        if x.pair == y.pair { return x.row < y.row }
        return canon.comesFirst(x.pair, y.pair)
      }
    var claims: [Int32: [Int32]] = [:]
    if !believesFiles {
      for (row, pair) in ordered {
        claims[pair.low, default: []].append(row)
        if pair.high != pair.low { claims[pair.high, default: []].append(row) }
      }
    }
    for (row, pair) in ordered {
      let isDenied = [pair.low, pair.high].contains { port in
        (claims[port] ?? []).contains { other in
          side.source(of: other) != side.source(of: row)
            && PortPair(side.a[Int(other)], side.b[Int(other)]) != pair
        }
      }
      if isDenied {
        note(row, pair, .contradicted, isDesired)
        continue
      }
      side.plug(row)
      guard side.refused.popLast() != nil else { continue }
      let first = side.link[Int(pair.low)]
      let isRepeated = first >= 0 && side.mate[Int(pair.low)] == pair.high
      // Two files of one observation may both tell of a cable.
      if isRepeated && !believesFiles && side.source(of: first) != side.source(of: row) { continue }
      let isLoop = pair.low == pair.high
      note(row, pair, isLoop ? .onePort : isRepeated ? .repeated : .portTaken, isDesired)
    }
    self[keyPath: path] = side
  }

  private mutating func note(
    _ row: Int32, _ pair: PortPair, _ reason: SetAside.Reason, _ isDesired: Bool
  ) {
    setAside.append(
      SetAside(
        isDesired: isDesired, link: LinkID(rawValue: row), a: pair.low, b: pair.high,
        reason: reason))
  }

  /// What two revisions state twice in the same way is no difference between them.
  private mutating func dropWhatBothStateTwice() {
    var open: [PortPair: [Int]] = [:]
    var isGone = [Bool](repeating: false, count: setAside.count)
    for (index, row) in setAside.enumerated() {
      let pair = PortPair(row.a, row.b)
      if row.isDesired {
        open[pair, default: []].append(index)
      } else if let other = open[pair]?.popLast() {
        isGone[index] = true
        isGone[other] = true
      }
    }
    setAside = setAside.indices.filter { !isGone[$0] }.map { setAside[$0] }
  }
}

extension LinkPairing.Side {
  fileprivate func has(_ pair: PortPair) -> Bool { mate[Int(pair.low)] == pair.high }
}

/// Two ports, whichever is named first.
struct PortPair: Hashable, Sendable {
  var low: Int32
  var high: Int32

  init(_ a: Int32, _ b: Int32) { (low, high) = a < b ? (a, b) : (b, a) }
}

extension Canon {
  fileprivate func comesFirst(_ x: PortPair, _ y: PortPair) -> Bool {
    let p = portComesFirst(x.high, x.low) ? (x.high, x.low) : (x.low, x.high)
    let q = portComesFirst(y.high, y.low) ? (y.high, y.low) : (y.low, y.high)
    return p.0 != q.0 ? portComesFirst(p.0, q.0) : portComesFirst(p.1, q.1)
  }
}

/// Which links of a fabric are compared.
private struct LinkChoice {
  private let standing: Alignment.Standing
  private let hasPanels: Bool
  private let hasOthers: Bool
  /// Rows that a chain through panels makes: what is observed, but nothing that a hand can hold.
  private let traced: Set<Int>

  init(_ fabric: Fabric, _ standing: Alignment.Standing) {
    self.standing = standing
    hasPanels = fabric.devices.kind.contains(.panel)
    hasOthers = fabric.links.network.contains { $0 != .fabric }
    traced = Set(fabric.links.segments.keys.map(\.index))
  }

  @inline(__always)
  func takesPart(_ link: Int, _ a: PortID, _ b: PortID, _ fabric: Fabric) -> Bool {
    switch standing {
    case .revision: return traced.isEmpty || !traced.contains(link)
    case .observation:
      if hasOthers && fabric.links.network[link] != .fabric { return false }
      guard hasPanels else { return true }
      return fabric.kind(of: fabric.device(of: a)) != .panel
        && fabric.kind(of: fabric.device(of: b)) != .panel
    }
  }
}

extension Fabric {
  @inline(__always)
  fileprivate func isUnnamed(_ port: PortID) -> Bool {
    ports.number[port.index] < 0 && ports.printed[port.index].isNone
  }
}
