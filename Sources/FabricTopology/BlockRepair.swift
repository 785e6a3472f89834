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
  /// Switches of the two tiers in a block.
  private let size: (lower: Int, upper: Int)

  /// Ways of making blocks that are tried.
  private static let searchLimit = 1_000
  /// Neighbours up to which one wrong cable of a switch may decide where it belongs.
  private static let fewNeighbors = 3

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
    let hasOddSizes = members.lower.indices.contains { isOdd($0, members) }
    guard hasOddSizes || min(size.lower, size.upper) <= Self.fewNeighbors else { return }
    let widths = MeshExpectation(graph, blocks, members).range
    for group in groups(members) {
      let (below, above) = (
        group.flatMap { members.lower[$0] }.sorted(), group.flatMap { members.upper[$0] }.sorted()
      )
      guard let size = blockSize(below.count, above.count),
        Self.ways(of: below.count, by: size.lower) <= Self.searchLimit
      else { continue }
      let search = BlockSearch(
        graph, fabric, tier: tier, below: below, above: above, size: size, widths: widths)
      if let better = search.better(
        than: group.map { BlockSearch.Block(lower: members.lower[$0], upper: members.upper[$0]) })
      {
        blocks.replace(group, by: better.map { ($0.lower, $0.upper) })
      }
    }
    blocks.renumber()
  }

  /// How many of some switches make a block: the usual number where that comes out even, or all of
  /// them where they are too few for two; nil where neither holds.
  private func blockSize(_ below: Int, _ above: Int) -> (lower: Int, upper: Int)? {
    let count = below / size.lower
    if count > 0, below == count * size.lower, above == count * size.upper { return size }
    let isOne = below > 0 && above > 0 && below < 2 * size.lower && above < 2 * size.upper
    return isOne ? (below, above) : nil
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
    let odd = members.lower.indices.filter { isOdd($0, members) }
    for block in odd {
      isInOrder[block] = false
      let (x, y) = (root(odd[0]), root(block))
      joined[max(x, y)] = min(x, y)
    }
    let concerned = joined.indices.filter { !isInOrder[$0] }
    return Dictionary(grouping: concerned, by: root).sorted { $0.key < $1.key }.map(\.value)
  }

  private func isOdd(_ block: Int, _ members: BlockMembers) -> Bool {
    members.lower[block].count != size.lower || members.upper[block].count != size.upper
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
}
