internal import FabricModel

/// Tries all ways of making blocks of one size of a few switches.
struct BlockSearch {
  struct Block {
    var lower: [Int32]
    var upper: [Int32]
  }

  /// What speaks against blocks.
  struct Score: Comparable {
    /// Cables that lead out of a block, are missing in one or too many, those of switches that a
    /// block lacks among them.
    var wrong = 0
    /// Cables whose ports are not those of the others beside them.
    var odd = 0

    static func < (a: Score, b: Score) -> Bool { (a.wrong, a.odd) < (b.wrong, b.odd) }
  }

  private let size: (lower: Int, upper: Int)
  private let widths: ClosedRange<Int>
  private let below: [Int32]
  private let above: [Int32]
  /// `links[u][l]`: cables between an upper and a lower switch, by their places in the lists.
  private var links: [[Int]]
  /// All cables of an upper switch to the lower tier.
  private var totals: [Int]
  /// The ports of the first of those cables, at either end; -1 where it has none.
  private var lowerPorts: [[Int32]]
  private var upperPorts: [[Int32]]
  /// The far ports of an upper switch's cables upwards, and of a lower one's downwards.
  private var portsAbove: [[Int32]] = []
  private var portsBelow: [[Int32]] = []

  /// - Complexity: O(cables of these switches + product of the two counts).
  init(
    _ graph: SwitchGraph, _ fabric: Fabric, tier: [UInt8], below: [Int32], above: [Int32],
    size: (lower: Int, upper: Int), widths: ClosedRange<Int>
  ) {
    self.size = size
    self.widths = widths
    self.below = below
    self.above = above
    links = Array(repeating: Array(repeating: 0, count: below.count), count: above.count)
    lowerPorts = Array(repeating: Array(repeating: -1, count: below.count), count: above.count)
    upperPorts = lowerPorts
    totals = Array(repeating: 0, count: above.count)
    var place: [Int32: Int] = [:]
    for (index, vertex) in below.enumerated() { place[vertex] = index }
    let lower = below.first.map { tier[Int($0)] } ?? 1
    for (upper, vertex) in above.enumerated() {
      for slot in graph.slots(of: vertex) where tier[Int(graph.neighbors[slot])] == lower {
        totals[upper] += 1
        guard let index = place[graph.neighbors[slot]] else { continue }
        links[upper][index] += 1
        let edge = Int(graph.slotEdge[slot])
        lowerPorts[upper][index] = graph.port(ofEdge: edge, at: below[index], fabric)?.key ?? -1
        upperPorts[upper][index] = graph.port(ofEdge: edge, at: vertex, fabric)?.key ?? -1
      }
    }
    let farPorts = { (vertex: Int32, wanted: UInt8) in
      graph.slots(of: vertex).filter { tier[Int(graph.neighbors[$0])] == wanted }.map {
        graph.port(ofEdge: Int(graph.slotEdge[$0]), at: graph.neighbors[$0], fabric)?.key ?? -1
      }
    }
    portsAbove = above.map { farPorts($0, lower + 2) }
    portsBelow = lower > 1 ? below.map { farPorts($0, lower - 1) } : below.map { _ in [] }
  }

  /// Blocks against which less speaks than against the present ones; nil where there are none.
  func better(than present: [Block]) -> [Block]? {
    let number = { (list: [Int32], vertex: Int32) in list.firstIndex(of: vertex)! }
    let blocks = present.map { block in
      Indexed(
        lower: block.lower.map { number(below, $0) }, upper: block.upper.map { number(above, $0) })
    }
    var best = (blocks: blocks, score: score(blocks))
    var isBetter = false
    forEachSplit(Array(below.indices), []) { parts in
      var blocks = fill(parts)
      var score = score(blocks)
      guard score.wrong <= best.score.wrong else { return }
      exchange(&blocks, &score)
      guard score < best.score else { return }
      best = (blocks, score)
      isBetter = true
    }
    guard isBetter else { return nil }
    return best.blocks.map { block in
      Block(lower: block.lower.map { below[$0] }, upper: block.upper.map { above[$0] })
    }
  }

  /// A block by places in the two lists.
  private struct Indexed {
    var lower: [Int]
    var upper: [Int]
  }

  private func forEachSplit(_ rest: [Int], _ parts: [[Int]], _ body: ([[Int]]) -> Void) {
    guard let first = rest.first else { return body(parts) }
    forEachChoice(rest.dropFirst(), size.lower - 1, [first]) { part in
      forEachSplit(rest.filter { !part.contains($0) }, parts + [part], body)
    }
  }

  private func forEachChoice(
    _ rest: ArraySlice<Int>, _ count: Int, _ chosen: [Int], _ body: ([Int]) -> Void
  ) {
    guard count > 0 else { return body(chosen) }
    for index in rest.indices where rest.endIndex - index >= count {
      forEachChoice(rest[(index + 1)...], count - 1, chosen + [rest[index]], body)
    }
  }

  /// Gives every part its upper switches: those first that fit one part much better than others.
  private func fill(_ parts: [[Int]]) -> [Indexed] {
    var blocks = parts.map { Indexed(lower: $0, upper: []) }
    let scores = above.indices.map { upper in
      parts.map { Score(wrong: cost(upper, $0), odd: oddPorts(upper, $0)) }
    }
    let margins = scores.map { scores -> Score in
      let sorted = scores.sorted()
      guard sorted.count > 1 else { return Score() }
      return Score(wrong: sorted[1].wrong - sorted[0].wrong, odd: sorted[1].odd - sorted[0].odd)
    }
    let order = above.indices.sorted { a, b in
      margins[a] == margins[b] ? a < b : margins[b] < margins[a]
    }
    for upper in order {
      let open = blocks.indices.filter { blocks[$0].upper.count < size.upper }
      let part = open.min { (scores[upper][$0], $0) < (scores[upper][$1], $1) }
      if let part { blocks[part].upper.append(upper) }
    }
    return blocks
  }

  /// Exchanges upper switches between blocks while that makes the blocks better: what their ports
  /// above say counts for all switches of a block together.
  private func exchange(_ blocks: inout [Indexed], _ score: inout Score) {
    var isChanged = true
    while isChanged {
      isChanged = false
      for first in blocks.indices {
        for second in blocks.indices where second > first {
          for x in blocks[first].upper.indices {
            for y in blocks[second].upper.indices {
              var changed = blocks
              changed[first].upper[x] = blocks[second].upper[y]
              changed[second].upper[y] = blocks[first].upper[x]
              let other = self.score(changed)
              guard other < score else { continue }
              (blocks, score, isChanged) = (changed, other, true)
            }
          }
        }
      }
    }
  }

  /// What speaks against an upper switch in one block with some lower ones.
  private func cost(_ upper: Int, _ part: [Int]) -> Int {
    part.reduce(totals[upper]) { cost, lower in
      let count = links[upper][lower]
      return cost - count + max(0, widths.lowerBound - count) + max(0, count - widths.upperBound)
    }
  }

  /// The cables of an upper switch into a part that are in other ports of the lower switches.
  private func oddPorts(_ upper: Int, _ part: [Int]) -> Int {
    Self.outliers(part.lazy.filter { links[upper][$0] > 0 }.map { lowerPorts[upper][$0] })
  }

  private func score(_ blocks: [Indexed]) -> Score {
    var score = Score()
    for block in blocks {
      score.wrong +=
        widths.lowerBound
        * (block.lower.count * max(0, size.upper - block.upper.count)
          + block.upper.count * max(0, size.lower - block.lower.count))
      for upper in block.upper {
        score.wrong += cost(upper, block.lower)
        score.odd += oddPorts(upper, block.lower)
      }
      for lower in block.lower {
        score.odd += Self.outliers(
          block.upper.lazy.filter { links[$0][lower] > 0 }.map { upperPorts[$0][lower] })
      }
      // Switches of one pod are reached by one port from above, those of one plane by one from below.
      score.odd += Self.outliers(block.upper.lazy.flatMap { portsAbove[$0] })
      score.odd += Self.outliers(block.lower.lazy.flatMap { portsBelow[$0] })
    }
    return score
  }

  /// How many are not the commonest.
  private static func outliers(_ ports: some Sequence<Int32>) -> Int {
    let sorted = ports.sorted()
    var (most, run) = (0, 0)
    for index in sorted.indices {
      run = index > 0 && sorted[index] == sorted[index - 1] ? run + 1 : 1
      most = max(most, run)
    }
    return sorted.count - most
  }
}
