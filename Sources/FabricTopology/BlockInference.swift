/// Groups of switches of two adjacent tiers in which everyone is linked to everyone.
///
/// Pods are the blocks between leaves and spines, core planes the blocks between spines and cores.
/// Members of one block share most of their neighbours and strangers share few, so that half of a
/// switch's own neighbourhood separates the two while fewer than a quarter of the cables is wrong.
/// Afterwards every switch joins the block that holds most of its cables, which puts right what the
/// seeds got wrong.
struct BlockInference {
  /// `lowerBlock[v]` for switches of the lower tier, -1 for all others.
  private(set) var lowerBlock: [Int32]
  /// `upperBlock[v]` for switches of the upper tier, -1 for all others.
  private(set) var upperBlock: [Int32]
  private(set) var count = 0

  private var tier: [UInt8]
  private let lower: UInt8

  /// - Parameter lower: the lower of the two tiers.
  /// - Complexity: O(edges + Σ d²) with one neighbourhood of degree d for each block.
  init(_ graph: SwitchGraph, tier: [UInt8], lower: UInt8) {
    self.tier = tier
    self.lower = lower
    lowerBlock = [Int32](repeating: -1, count: graph.vertexCount)
    upperBlock = lowerBlock
    grow(graph, acceptsSingles: false)
    grow(graph, acceptsSingles: true)
    for _ in 0..<3 {
      let above = settle(graph, tier: lower + 1, by: lowerBlock, into: &upperBlock)
      let below = settle(graph, tier: lower, by: upperBlock, into: &lowerBlock)
      if !above && !below { break }
    }
    renumber()
  }

  /// Makes a block around every switch that has none.
  private mutating func grow(_ graph: SwitchGraph, acceptsSingles: Bool) {
    var shared = [Int32](repeating: 0, count: graph.vertexCount)
    var reached: [Int32] = []
    for vertex in 0..<graph.vertexCount where tier[vertex] == lower && lowerBlock[vertex] < 0 {
      reached.removeAll(keepingCapacity: true)
      for slot in graph.offsets[vertex]..<graph.offsets[vertex + 1] {
        let upper = Int(graph.neighbors[Int(slot)])
        guard tier[upper] == lower + 1 else { continue }
        for back in graph.offsets[upper]..<graph.offsets[upper + 1] {
          let other = Int(graph.neighbors[Int(back)])
          guard tier[other] == lower else { continue }
          if shared[other] == 0 { reached.append(Int32(truncatingIfNeeded: other)) }
          shared[other] &+= 1
        }
      }
      let needed = (shared[vertex] + 1) / 2
      let members = reached.filter { lowerBlock[Int($0)] < 0 && shared[Int($0)] >= needed }
      for other in reached { shared[Int(other)] = 0 }
      guard !members.isEmpty, acceptsSingles || members.count > 1 else { continue }
      for member in members { lowerBlock[Int(member)] = Int32(count) }
      count += 1
    }
  }

  /// Every switch of a tier joins the block of most of its neighbours in the other one; the lowest
  /// block where several are equal, and its own before any.
  private func settle(
    _ graph: SwitchGraph, tier wanted: UInt8, by known: [Int32], into blocks: inout [Int32]
  ) -> Bool {
    var votes = [Int32](repeating: 0, count: count)
    var seen: [Int32] = []
    var isChanged = false
    for vertex in 0..<graph.vertexCount where tier[vertex] == wanted {
      seen.removeAll(keepingCapacity: true)
      for slot in graph.offsets[vertex]..<graph.offsets[vertex + 1] {
        let block = known[Int(graph.neighbors[Int(slot)])]
        guard block >= 0 else { continue }
        if votes[Int(block)] == 0 { seen.append(block) }
        votes[Int(block)] &+= 1
      }
      var best = blocks[vertex]
      for block in seen
      where best < 0 || votes[Int(block)] > votes[Int(best)]
        || (votes[Int(block)] == votes[Int(best)] && block < best && best != blocks[vertex])
      {
        best = block
      }
      for block in seen { votes[Int(block)] = 0 }
      if best != blocks[vertex] {
        blocks[vertex] = best
        isChanged = true
      }
    }
    return isChanged
  }

  /// Follows a new numbering of the vertices: `order[new]` is the old number.
  mutating func apply(_ order: [Int32]) {
    lowerBlock = order.map { lowerBlock[Int($0)] }
    upperBlock = order.map { upperBlock[Int($0)] }
    tier = order.map { tier[Int($0)] }
  }

  /// Puts other blocks in the place of some.
  mutating func replace(_ old: [Int], by new: [(lower: [Int32], upper: [Int32])]) {
    for vertex in lowerBlock.indices {
      if old.contains(Int(lowerBlock[vertex])) { lowerBlock[vertex] = -1 }
      if old.contains(Int(upperBlock[vertex])) { upperBlock[vertex] = -1 }
    }
    for block in new {
      for vertex in block.lower { lowerBlock[Int(vertex)] = Int32(count) }
      for vertex in block.upper { upperBlock[Int(vertex)] = Int32(count) }
      count += 1
    }
  }

  /// Numbers blocks without gaps, in the order of their lowest members.
  mutating func renumber() {
    var number = [Int32](repeating: -1, count: count)
    var next: Int32 = 0
    for vertex in lowerBlock.indices {
      for block in [lowerBlock[vertex], upperBlock[vertex]] where block >= 0 {
        guard number[Int(block)] < 0 else { continue }
        number[Int(block)] = next
        next += 1
      }
    }
    for vertex in lowerBlock.indices {
      if lowerBlock[vertex] >= 0 { lowerBlock[vertex] = number[Int(lowerBlock[vertex])] }
      if upperBlock[vertex] >= 0 { upperBlock[vertex] = number[Int(upperBlock[vertex])] }
    }
    count = Int(next)
  }
}
