/// How many links the switches of one block should have with each other, read off the majority.
struct MeshExpectation: Sendable {
  /// Links of a pair in one block: `least...most`. They differ where ports do not divide evenly.
  var least: Int
  var most: Int
  /// Links upwards of a switch of the lower tier.
  var uplinks: Int

  /// Whether all pairs of the tier have the same number of links.
  var isEven: Bool { least == most }

  /// A second width counts as planned from this share of pairs on; miswiring stays far below.
  private static let plannedShare = 0.15

  /// - Complexity: O(edges + pairs in blocks).
  init(_ graph: SwitchGraph, _ blocks: BlockInference, _ members: BlockMembers) {
    var histogram: [Int: Int] = [:]
    var totals: [Int: Int] = [:]
    PairCounts.forEach(graph, blocks, members) { _, counts in
      var total = 0
      for count in counts {
        histogram[Int(count.links), default: 0] += 1
        total += Int(count.links)
      }
      totals[total, default: 0] += 1
    }
    uplinks = Self.commonest(totals)
    let pairs = histogram.values.reduce(0, +)
    let usual = max(1, Self.commonest(histogram.filter { $0.key > 0 }))
    let isCommon = { (width: Int) in
      width > 0 && Double(histogram[width] ?? 0) >= Self.plannedShare * Double(pairs)
    }
    least = isCommon(usual - 1) ? usual - 1 : usual
    most = least == usual && isCommon(usual + 1) ? usual + 1 : usual
  }

  private static func commonest(_ histogram: [Int: Int]) -> Int {
    histogram.min { $0.value != $1.value ? $0.value > $1.value : $0.key < $1.key }?.key ?? 0
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
