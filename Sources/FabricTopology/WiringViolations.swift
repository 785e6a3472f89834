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
  /// Switches with another number of cables than their tier although every pair is in order, which
  /// happens only where trunks are uneven by design: one entry of one or two for each cause.
  package var uneven: [[UnevenDegree]] = []

  /// - Complexity: O(edges + pairs in blocks).
  init(
    _ graph: SwitchGraph, tier: [UInt8], blocks: [BlockInference], members: [BlockMembers],
    expectations: [MeshExpectation]
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
      var (most, least) = Self.outOfOrder(graph, blocks[level], members[level], expected)
      if !expected.isEven {
        let trunks = UnevenTrunks(
          graph, blocks[level], members[level], expected, surplus: most, absent: least,
          strays: strays)
        (most, least) = (trunks.surplus, trunks.absent)
        uneven += trunks.leftovers
      }
      surplus += most
      absent += least
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

  /// Pairs of one tier boundary with more or fewer links than any pair should have.
  private static func outOfOrder(
    _ graph: SwitchGraph, _ blocks: BlockInference, _ members: BlockMembers,
    _ expected: MeshExpectation
  ) -> (surplus: [Pair], absent: [Pair]) {
    var surplus: [Pair] = []
    var absent: [Pair] = []
    PairCounts.forEach(graph, blocks, members) { vertex, counts in
      for count in counts {
        let links = Int(count.links)
        let pair = Pair(lower: vertex, upper: count.upper)
        if links < expected.least {
          absent += repeatElement(pair, count: expected.least - links)
        } else if links > expected.most {
          surplus += repeatElement(pair, count: links - expected.most)
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
