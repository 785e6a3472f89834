/// How many links the switches of one block should have with each other, read off the majority.
struct MeshExpectation: Sendable {
  /// Links of a pair in one block: `least...most`. They differ where ports do not divide evenly.
  var least: Int
  var most: Int
  /// Links upwards of a switch of the lower tier.
  var uplinks: Int
  /// How many pairs in blocks have a number of links.
  var widths: [Int: Int] = [:]

  /// Whether all pairs of the tier have the same number of links.
  var isEven: Bool { least == most }

  /// Links that a pair may have.
  var range: ClosedRange<Int> { least...most }

  /// Without even shares, a second width counts as planned from this share of pairs on.
  private static let plannedShare = 0.15

  /// Reads the usual number of uplinks, then how they are dealt out to the switches above: evenly,
  /// with one more for some where they do not divide. Where most pairs say otherwise, the pairs are
  /// believed.
  ///
  /// - Complexity: O(edges + pairs in blocks).
  init(_ graph: SwitchGraph, _ blocks: BlockInference, _ members: BlockMembers) {
    var widths: [Int: Int] = [:]
    var ups: [Int: Int] = [:]
    var fans: [Int: Int] = [:]
    PairCounts.forEach(graph, blocks, members) { _, counts in
      var total = 0
      for count in counts {
        widths[Int(count.links), default: 0] += 1
        total += Int(count.links)
      }
      ups[total, default: 0] += 1
      fans[counts.count, default: 0] += 1
    }
    self.widths = widths
    uplinks = Self.nearMean(ups)
    let width = Self.dealt(uplinks, to: Self.commonest(fans), widths) ?? Self.usual(widths)
    (least, most) = (width.lowerBound, width.upperBound)
  }

  /// The shares of `uplinks` cables among `fan` switches; nil where fewer than half of the pairs
  /// that should have either share do.
  private static func dealt(
    _ uplinks: Int, to fan: Int, _ histogram: [Int: Int]
  ) -> ClosedRange<Int>? {
    guard fan > 0, uplinks >= fan else { return nil }
    let (share, rest) = uplinks.quotientAndRemainder(dividingBy: fan)
    let pairs = histogram.values.reduce(0, +)
    let isConfirmed = { (width: Int, switches: Int) in
      2 * fan * (histogram[width] ?? 0) >= switches * pairs
    }
    guard isConfirmed(share, fan - rest), isConfirmed(share + 1, rest) else { return nil }
    return share...(rest == 0 ? share : share + 1)
  }

  /// The commonest value above 0, with the next one below or above it where that is common as well.
  private static func usual(_ histogram: [Int: Int]) -> ClosedRange<Int> {
    let all = histogram.values.reduce(0, +)
    let usual = max(1, commonest(histogram.filter { $0.key > 0 }))
    let isCommon = { (value: Int) in
      value > 0 && Double(histogram[value] ?? 0) >= plannedShare * Double(all)
    }
    if isCommon(usual - 1) { return usual - 1...usual }
    return usual...(isCommon(usual + 1) ? usual + 1 : usual)
  }

  /// The commonest value; of equals that next to the mean, then the larger.
  private static func nearMean(_ histogram: [Int: Int]) -> Int {
    let most = histogram.values.max() ?? 0
    let count = histogram.values.reduce(0, +)
    let sum = histogram.reduce(0) { $0 + $1.key * $1.value }
    return histogram.filter { $0.value == most }.keys
      .min { (abs(count * $0 - sum), $1) < (abs(count * $1 - sum), $0) } ?? 0
  }

  private static func commonest(_ histogram: [Int: Int]) -> Int {
    // Of equals the larger: a cable is sooner missing than surplus.
    histogram.max { $0.value != $1.value ? $0.value < $1.value : $0.key < $1.key }?.key ?? 0
  }
}

/// The switches of the upper and lower tier in each block, in order of number.
struct BlockMembers: Sendable {
  var lower: [[Int32]]
  var upper: [[Int32]]

  init(_ blocks: BlockInference) {
    lower = Array(repeating: [], count: blocks.count)
    upper = lower
    for vertex in blocks.lowerBlock.indices {
      let (below, above) = (blocks.lowerBlock[vertex], blocks.upperBlock[vertex])
      if below >= 0 { lower[Int(below)].append(Int32(vertex)) }
      if above >= 0 { upper[Int(above)].append(Int32(vertex)) }
    }
  }

  /// The same numbers of blocks, with members only in those that `isWanted`.
  func only(where isWanted: (Int) -> Bool) -> BlockMembers {
    var copy = self
    for block in lower.indices where !isWanted(block) {
      copy.lower[block] = []
      copy.upper[block] = []
    }
    return copy
  }
}

/// Links between a switch and each upper switch of its block.
struct PairCounts {
  struct Count {
    var upper: Int32
    var links: Int32
  }

  /// Calls `body` with every switch of the lower tier and its counts, also where they are 0.
  static func forEach(
    _ graph: SwitchGraph, _ blocks: BlockInference, _ members: BlockMembers,
    _ body: (Int32, [Count]) -> Void
  ) {
    var links = [Int32](repeating: 0, count: graph.vertexCount)
    var counts: [Count] = []
    for block in members.lower.indices {
      for vertex in members.lower[block] {
        for slot in graph.offsets[Int(vertex)]..<graph.offsets[Int(vertex) + 1] {
          links[Int(graph.neighbors[Int(slot)])] &+= 1
        }
        counts.removeAll(keepingCapacity: true)
        for upper in members.upper[block] {
          counts.append(Count(upper: upper, links: links[Int(upper)]))
        }
        body(vertex, counts)
        for slot in graph.offsets[Int(vertex)]..<graph.offsets[Int(vertex) + 1] {
          links[Int(graph.neighbors[Int(slot)])] = 0
        }
      }
    }
  }
}
