internal import FabricModel

/// Finds the blocks of a small damaged fabric by trying all of them.
///
/// Where a switch has two or three cables upwards, one wrong cable is half of its neighbourhood, and
/// blocks run together or fall apart. How many switches a block has is still what most switches say;
/// of all ways to make blocks of that size the one is taken that the fewest cables contradict, of
/// equal ones that in which ports are used most alike.
struct BlockRepair {
  private let graph: SwitchGraph
  private let fabric: Fabric
  private let tier: [UInt8]
  private let lower: UInt8
  private var blocks: BlockInference
  private let widths: ClosedRange<Int>
  /// Switches of the two tiers in a block.
  private let size: (lower: Int, upper: Int)

  /// Ways of making blocks that are tried.
  private static let searchLimit = 10_000

  /// - Returns: the blocks, changed where other ones explain the wiring better.
  /// - Complexity: O(edges) to find blocks that are out of order, and at most `searchLimit` times the
  ///   square of the switches in those that hang together.
  static func repaired(
    _ blocks: BlockInference, _ graph: SwitchGraph, _ fabric: Fabric, tier: [UInt8], lower: UInt8
  ) -> BlockInference {
    var repair = BlockRepair(blocks, graph, fabric, tier: tier, lower: lower)
    repair.run()
    return repair.blocks
  }

  private init(
    _ blocks: BlockInference, _ graph: SwitchGraph, _ fabric: Fabric, tier: [UInt8], lower: UInt8
  ) {
    self.graph = graph
    self.fabric = fabric
    self.tier = tier
    self.lower = lower
    self.blocks = blocks
    widths = MeshExpectation(graph, blocks, BlockMembers(blocks)).range
    size = (
      Self.fan(graph, tier, of: lower + 1, to: lower),
      Self.fan(graph, tier, of: lower, to: lower + 1)
    )
  }

  /// How many switches of one tier a switch of another one meets.
  private static func fan(
    _ graph: SwitchGraph, _ tier: [UInt8], of own: UInt8, to other: UInt8
  ) -> Int {
    var fans: [Int] = []
    for vertex in tier.indices where tier[vertex] == own {
      var met: Set<Int32> = []
      for slot in graph.slots(of: Int32(vertex)) where tier[Int(graph.neighbors[slot])] == other {
        met.insert(graph.neighbors[slot])
      }
      if !met.isEmpty { fans.append(met.count) }
    }
    return Mode.nearMean(fans) ?? 0
  }

  private mutating func run() {
    guard size.lower > 0, size.upper > 0 else { return }
    let members = BlockMembers(blocks)
    for group in groups(members) {
      let (below, above) = (
        group.flatMap { members.lower[$0] }.sorted(), group.flatMap { members.upper[$0] }.sorted()
      )
      guard let best = best(below, above) else { continue }
      let present = score(
        group.map { Candidate.Block(lower: members.lower[$0], upper: members.upper[$0]) })
      guard best.score < present else { continue }
      blocks.replace(group, by: best.blocks.map { ($0.lower, $0.upper) })
    }
    blocks.renumber()
  }

  /// Blocks that hang together by cables between them, or that have the wrong size.
  private func groups(_ members: BlockMembers) -> [[Int]] {
    var joined = Array(0..<members.lower.count)
    func root(_ block: Int) -> Int {
      var block = block
      while joined[block] != block { block = joined[block] }
      return block
    }
    var isInOrder = [Bool](repeating: true, count: joined.count)
    for edge in 0..<graph.edgeCount {
      let pair = WiringViolations.pair(graph.edgeA[edge], graph.edgeB[edge], tier)
      let (a, b) = (blocks.lowerBlock[Int(pair.lower)], blocks.upperBlock[Int(pair.upper)])
      guard a >= 0, b >= 0, a != b else { continue }
      (isInOrder[Int(a)], isInOrder[Int(b)]) = (false, false)
      let (x, y) = (root(Int(a)), root(Int(b)))
      joined[max(x, y)] = min(x, y)
    }
    let odd = members.lower.indices.filter {
      members.lower[$0].count != size.lower || members.upper[$0].count != size.upper
    }
    for block in odd {
      isInOrder[block] = false
      let (x, y) = (root(odd[0]), root(block))
      joined[max(x, y)] = min(x, y)
    }
    let concerned = joined.indices.filter { !isInOrder[$0] }
    return Dictionary(grouping: concerned, by: root).sorted { $0.key < $1.key }.map(\.value)
  }

  /// A way of making blocks, and what speaks against it.
  private struct Candidate {
    struct Block {
      var lower: [Int32]
      var upper: [Int32]
    }

    var blocks: [Block]
    var score: Score
  }

  private struct Score: Comparable {
    /// Cables that lead out of a block, are missing in one or too many, those of switches that a
    /// block lacks among them.
    var wrong: Int
    /// Cables whose ports are not those of the others beside them.
    var odd: Int

    static func < (a: Score, b: Score) -> Bool { (a.wrong, a.odd) < (b.wrong, b.odd) }
  }

  private func best(_ below: [Int32], _ above: [Int32]) -> Candidate? {
    let count = below.count / size.lower
    guard count > 0, below.count == count * size.lower, above.count == count * size.upper,
      Self.ways(of: below.count, by: size.lower) <= Self.searchLimit
    else { return nil }
    var best: Candidate?
    forEachSplit(below, []) { parts in
      let blocks = fill(parts, above)
      let score = score(blocks)
      if best == nil || score < best!.score { best = Candidate(blocks: blocks, score: score) }
    }
    return best
  }

  /// In how many ways `count` switches make groups of one size; more than the limit where that is
  /// all that matters.
  private static func ways(of count: Int, by size: Int) -> Int {
    var ways = 1
    var left = count
    while left > 0 {
      // The first one left, with each choice of others.
      for step in 0..<size - 1 {
        let (product, overflow) = ways.multipliedReportingOverflow(by: left - 1 - step)
        guard !overflow else { return Int.max }
        ways = product / (step + 1)
        if ways > 1000 * searchLimit { return ways }
      }
      left -= size
    }
    return ways
  }

  private func forEachSplit(
    _ rest: [Int32], _ parts: [[Int32]], _ body: ([[Int32]]) -> Void
  ) {
    guard let first = rest.first else { return body(parts) }
    forEachChoice(Array(rest.dropFirst()), size.lower - 1, []) { chosen in
      let part = [first] + chosen
      forEachSplit(rest.filter { !part.contains($0) }, parts + [part], body)
    }
  }

  private func forEachChoice(
    _ rest: [Int32], _ count: Int, _ chosen: [Int32], _ body: ([Int32]) -> Void
  ) {
    guard count > 0 else { return body(chosen) }
    for index in rest.indices where rest.count - index >= count {
      forEachChoice(Array(rest[(index + 1)...]), count - 1, chosen + [rest[index]], body)
    }
  }

  /// Gives every part its upper switches: those first that fit one part much better than others.
  private func fill(_ parts: [[Int32]], _ above: [Int32]) -> [Candidate.Block] {
    var blocks = parts.map { Candidate.Block(lower: $0, upper: []) }
    let costs = above.map { upper in
      parts.map { Score(wrong: cost(upper, $0), odd: oddPorts(upper, $0)) }
    }
    let order = above.indices.sorted { a, b in
      let (x, y) = (margin(costs[a]), margin(costs[b]))
      return x != y ? y < x : a < b
    }
    for index in order {
      let open = blocks.indices.filter { blocks[$0].upper.count < size.upper }
      guard let part = open.min(by: { (costs[index][$0], $0) < (costs[index][$1], $1) }) else {
        break
      }
      blocks[part].upper.append(above[index])
    }
    return blocks
  }

  private func margin(_ costs: [Score]) -> Score {
    let sorted = costs.sorted()
    guard sorted.count > 1 else { return Score(wrong: 0, odd: 0) }
    return Score(wrong: sorted[1].wrong - sorted[0].wrong, odd: sorted[1].odd - sorted[0].odd)
  }

  /// What speaks against an upper switch in one block with some lower ones.
  private func cost(_ upper: Int32, _ part: [Int32]) -> Int {
    var links: [Int32: Int] = [:]
    var all = 0
    for slot in graph.slots(of: upper) where tier[Int(graph.neighbors[slot])] == lower {
      links[graph.neighbors[slot], default: 0] += 1
      all += 1
    }
    return part.reduce(all) { cost, vertex in
      let count = links[vertex] ?? 0
      return cost - count + max(0, widths.lowerBound - count) + max(0, count - widths.upperBound)
    }
  }

  /// The cables of an upper switch into a part that are in other ports of the lower switches.
  private func oddPorts(_ upper: Int32, _ part: [Int32]) -> Int {
    Self.outliers(ports(of: upper, at: lower) { part.contains($0) })
  }

  private func score(_ blocks: [Candidate.Block]) -> Score {
    var score = Score(wrong: 0, odd: 0)
    for block in blocks {
      score.wrong +=
        widths.lowerBound
        * (block.lower.count * max(0, size.upper - block.upper.count)
          + block.upper.count * max(0, size.lower - block.lower.count))
      for upper in block.upper {
        score.wrong += cost(upper, block.lower)
        score.odd += oddPorts(upper, block.lower)
      }
      for vertex in block.lower {
        score.odd += Self.outliers(
          ports(of: vertex, at: lower + 1) { block.upper.contains($0) })
      }
      // Switches of one pod are reached by one port from above, those of one plane by one from below.
      score.odd += Self.outliers(block.upper.flatMap { ports(of: $0, at: lower + 2) { _ in true } })
      if lower > 1 {
        score.odd += Self.outliers(
          block.lower.flatMap { ports(of: $0, at: lower - 1) { _ in true } })
      }
    }
    return score
  }

  /// The far ports of a switch's cables to a tier.
  private func ports(
    of vertex: Int32, at wanted: UInt8, where isMeant: (Int32) -> Bool
  ) -> [Int32] {
    graph.slots(of: vertex).compactMap { slot in
      let other = graph.neighbors[slot]
      guard tier[Int(other)] == wanted, isMeant(other) else { return nil }
      return graph.port(ofEdge: Int(graph.slotEdge[slot]), at: other, fabric)?.key ?? -1
    }
  }

  private static func outliers(_ ports: [Int32]) -> Int {
    ports.count - (Mode.histogram(ports.map { Int($0) }).map(\.count).max() ?? 0)
  }
}
