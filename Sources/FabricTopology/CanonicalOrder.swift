package import FabricModel

/// An order of the switches that the wiring alone decides, as far as it can.
///
/// Searches for cuts break ties by the number of a vertex, so two plans that differ in nothing but
/// names would get different bounds if names numbered the vertices. Each switch gets a colour from
/// its tier, its hosts and its cables, and takes in its neighbours' colours a few times; switches of
/// the top tier are then told apart for good, and those below by what they are linked to. Names
/// decide only between switches that nothing else distinguishes: which of them comes first does not
/// matter then.
struct CanonicalOrder {
  private let graph: SwitchGraph
  private let shape: FabricShape
  /// Mb/s of each edge.
  private let speeds: [Int32]
  private var color: [UInt64]
  /// Switches that hosts with several ports are on, with how many hosts are on just these.
  private let sets: [LeafSets.Entry]

  /// Enough to carry a fault from one leaf to another over the top of three tiers, twice.
  private static let rounds = 8

  /// - Complexity: O(rounds · edges + s log s) for s switches.
  init(_ graph: SwitchGraph, _ shape: FabricShape, _ fabric: Fabric, _ rows: HostRows) {
    self.graph = graph
    self.shape = shape
    sets = rows.isEmpty ? [] : LeafSets(rows, graph).entries
    speeds = graph.edgeLink.map { fabric.statedMegabits(of: $0) }
    color = (0..<graph.vertexCount).map { vertex in
      Self.mix(UInt64(shape.tier[vertex]) << 32 | UInt64(graph.hostCount[vertex]))
    }
    for index in graph.hostLink.indices {
      color[Int(graph.hostVertex[index])] &+= Self.mix(
        UInt64(fabric.statedMegabits(of: graph.hostLink[index])) &+ 1)
    }
    addTrunks()
  }

  /// Tells a trunk of two from two neighbours that look alike, which sums of colours cannot.
  private mutating func addTrunks() {
    var links = [UInt64](repeating: 0, count: graph.vertexCount)
    for vertex in color.indices {
      let slots = Int(graph.offsets[vertex])..<Int(graph.offsets[vertex + 1])
      for slot in slots { links[Int(graph.neighbors[slot])] &+= 1 }
      for slot in slots {
        let neighbor = Int(graph.neighbors[slot])
        if links[neighbor] > 1 { color[vertex] &+= Self.mix(links[neighbor]) }
        links[neighbor] = 0
      }
    }
  }

  /// By tier, then pod or plane, then within: `order[new]` is the old number.
  mutating func order() -> [Int32] {
    var classes = Set(color).count
    for round in 0..<Self.rounds {
      refine()
      let found = Set(color).count
      if round == 0 && found == Set(shape.tier).count { return regularOrder() }
      if found == classes { break }
      classes = found
    }
    let top = UInt8(shape.tierCount)
    for (rank, vertex) in sorted().enumerated() where shape.tier[Int(vertex)] == top {
      color[Int(vertex)] = Self.mix(color[Int(vertex)] &+ UInt64(rank))
    }
    for _ in 1..<max(2, shape.tierCount) { refine() }
    return sorted()
  }

  /// The order of a fabric in which all switches of a tier are alike: pods and planes may stand in
  /// any order then, as long as the spines of all pods stand in that of their planes.
  private func regularOrder() -> [Int32] {
    sorted(by: { vertex in
      let above = Int(shape.tier[vertex]) - 1
      guard above >= 0, above < shape.blocks.count else { return 0 }
      return UInt64(bitPattern: Int64(shape.blocks[above].lowerBlock[vertex]))
    })
  }

  /// Every switch takes in the colours of its neighbours.
  private mutating func refine() {
    var next = color
    for edge in 0..<graph.edgeCount {
      let (a, b) = (Int(graph.edgeA[edge]), Int(graph.edgeB[edge]))
      let speed = UInt64(truncatingIfNeeded: speeds[edge]) << 20
      next[a] &+= Self.mix(color[b] ^ speed)
      next[b] &+= Self.mix(color[a] ^ speed)
    }
    for set in sets {
      var sum = UInt64(set.hosts) << 32
      for leaf in set.leaves { sum &+= Self.mix(color[Int(leaf)]) }
      // Each host adds the colours of its leaves, so that its leaves know of each other.
      for leaf in set.leaves { next[Int(leaf)] &+= Self.mix(sum) &* UInt64(set.hosts) }
    }
    for vertex in next.indices { color[vertex] = Self.mix(next[vertex]) }
  }

  private func sorted() -> [Int32] {
    let ranks = shape.blocks.map { blockRanks($0) }
    return sorted(by: { color[$0] }, blockRank: { ranks[$0][Int($1)] })
  }

  /// By tier, then block, then `key`, then their present order.
  private func sorted(
    by key: (Int) -> UInt64, blockRank: (Int, Int32) -> Int32 = { $1 }
  ) -> [Int32] {
    var keys: [(tier: UInt8, block: Int32, key: UInt64, vertex: Int32)] = []
    keys.reserveCapacity(color.count)
    for vertex in color.indices {
      let (level, block) = shape.group(of: vertex)
      let tier = shape.tier[vertex] == 0 ? 255 : shape.tier[vertex]
      let rank = block < 0 ? -1 : blockRank(level, block)
      keys.append((tier, rank, key(vertex), Int32(vertex)))
    }
    if zip(keys, keys.dropFirst()).contains(where: { $0 > $1 }) { keys.sort { $0 < $1 } }
    return keys.map(\.vertex)
  }

  /// The place of each block among the blocks of its two tiers, by the colours of its members.
  private func blockRanks(_ blocks: BlockInference) -> [Int32] {
    var sums = [UInt64](repeating: 0, count: blocks.count)
    for vertex in color.indices {
      for block in [blocks.lowerBlock[vertex], blocks.upperBlock[vertex]] where block >= 0 {
        sums[Int(block)] &+= Self.mix(color[vertex])
      }
    }
    let order = sums.indices.sorted { (sums[$0], $0) < (sums[$1], $1) }
    var ranks = [Int32](repeating: 0, count: sums.count)
    for (rank, block) in order.enumerated() { ranks[block] = Int32(rank) }
    return ranks
  }

  @inline(__always)
  private static func mix(_ value: UInt64) -> UInt64 { Mixer.mix(value) }
}

extension Fabric {
  /// Mb/s that a link can carry: the least of what its cable and its two ports state; 0 where all
  /// are silent.
  package func statedMegabits(of link: LinkID) -> Int32 {
    var speed = links.speed[link.index]
    let (a, b) = (ports.speed[links.a[link.index].index], ports.speed[links.b[link.index].index])
    if a > 0 && (speed == 0 || a < speed) { speed = a }
    if b > 0 && (speed == 0 || b < speed) { speed = b }
    return speed
  }
}
