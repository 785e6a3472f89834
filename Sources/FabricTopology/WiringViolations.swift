/// Where the wiring and the recognised design differ, pair of switches by pair.
package struct WiringViolations: Sendable {
  /// Two switches, the one of the lower tier first, then the lower number.
  package struct Pair: Hashable, Comparable, Sendable {
    package var lower: Int32
    package var upper: Int32

    package init(lower: Int32, upper: Int32) {
      self.lower = lower
      self.upper = upper
    }

    package static func < (a: Pair, b: Pair) -> Bool { (a.lower, a.upper) < (b.lower, b.upper) }
  }

  /// Links that the design does not have: one entry for each link too many.
  package var surplus: [Pair] = []
  /// Links that the design has and the wiring has not: one entry for each.
  package var absent: [Pair] = []
  /// Switches and pairs with another number of cables than any should have, where trunks are uneven
  /// by design and the ports do not tell which cable it is: one entry for each cause.
  package var uneven: [UnevenCause] = []

  /// - Complexity: O(edges + pairs in blocks).
  init(
    _ graph: SwitchGraph, tier: [UInt8], blocks: [BlockInference], members: [BlockMembers],
    expectations: [MeshExpectation], dealings: [[PortDealing?]]
  ) {
    let peering = Self.peeringTiers(graph, tier)
    for edge in 0..<graph.edgeCount {
      let pair = Self.pair(graph.edgeA[edge], graph.edgeB[edge], tier)
      // Switches without hosts anywhere near belong to no design.
      guard tier[Int(pair.lower)] > 0 else { continue }
      if tier[Int(pair.lower)] == tier[Int(pair.upper)], peering[Int(tier[Int(pair.lower)])] {
        continue
      }
      if !Self.isPlanned(pair, tier, blocks) { surplus.append(pair) }
    }
    let strays = surplus
    for (level, expected) in expectations.enumerated() {
      let (blocks, dealing) = (blocks[level], dealings[level])
      let dealt = members[level].only { dealing[$0] != nil }
      add(Self.outOfOrder(graph, blocks, dealt) { dealing[Int($0)]!.range(of: $1, expected) })
      let counted = members[level].only { dealing[$0] == nil }
      if expected.isEven {
        add(Self.outOfOrder(graph, blocks, counted) { _, _ in expected.range })
      } else {
        let trunks = UnevenTrunks(graph, blocks, counted, expected, strays: strays)
        uneven += trunks.causes
        absent += trunks.absent
      }
    }
    surplus.sort()
    absent.sort()
  }

  /// Tiers in which nearly every switch is linked to another one of the same tier: such peer links
  /// are planned, as between the two leaves of a rack.
  private static func peeringTiers(_ graph: SwitchGraph, _ tier: [UInt8]) -> [Bool] {
    var hasPeer = [Bool](repeating: false, count: graph.vertexCount)
    for edge in 0..<graph.edgeCount {
      let (a, b) = (Int(graph.edgeA[edge]), Int(graph.edgeB[edge]))
      guard tier[a] == tier[b] else { continue }
      hasPeer[a] = true
      hasPeer[b] = true
    }
    var (peers, all) = ([Int](repeating: 0, count: 256), [Int](repeating: 0, count: 256))
    for vertex in tier.indices {
      all[Int(tier[vertex])] += 1
      if hasPeer[vertex] { peers[Int(tier[vertex])] += 1 }
    }
    return zip(peers, all).map { $0 >= 4 && 4 * $0 >= 3 * $1 }
  }

  private mutating func add(_ pairs: (surplus: [Pair], absent: [Pair])) {
    surplus += pairs.surplus
    absent += pairs.absent
  }

  /// Pairs of one tier boundary with more or fewer links than they should have.
  private static func outOfOrder(
    _ graph: SwitchGraph, _ blocks: BlockInference, _ members: BlockMembers,
    _ expected: (_ block: Int32, Pair) -> ClosedRange<Int>
  ) -> (surplus: [Pair], absent: [Pair]) {
    var surplus: [Pair] = []
    var absent: [Pair] = []
    PairCounts.forEach(graph, blocks, members) { vertex, counts in
      let block = blocks.lowerBlock[Int(vertex)]
      for count in counts {
        let links = Int(count.links)
        let pair = Pair(lower: vertex, upper: count.upper)
        let range = expected(block, pair)
        if links < range.lowerBound {
          absent += repeatElement(pair, count: range.lowerBound - links)
        } else if links > range.upperBound {
          surplus += repeatElement(pair, count: links - range.upperBound)
        }
      }
    }
    return (surplus, absent)
  }

  static func pair(_ a: Int32, _ b: Int32, _ tier: [UInt8]) -> Pair {
    let isOrdered = (tier[Int(a)], a) < (tier[Int(b)], b)
    return isOrdered ? Pair(lower: a, upper: b) : Pair(lower: b, upper: a)
  }

  /// Whether the design links these two at all: adjacent tiers, one block.
  static func isPlanned(_ pair: Pair, _ tier: [UInt8], _ blocks: [BlockInference]) -> Bool {
    let (below, above) = (Int(tier[Int(pair.lower)]), Int(tier[Int(pair.upper)]))
    guard below >= 1, above == below + 1, below <= blocks.count else { return false }
    let block = blocks[below - 1].lowerBlock[Int(pair.lower)]
    return block >= 0 && block == blocks[below - 1].upperBlock[Int(pair.upper)]
  }
}
