/// Fabrics that share no switch, as blocks of switches show them.
///
/// Blocks are joined by the switches that they have in common, never by single cables, and only by
/// those with nearly all of their cables in the two blocks: a few per cent of cables between planes
/// change neither. Fabrics that hosts span are planes; how many
/// of them the commonest host spans is their number.
struct PlaneInference {
  /// The fabric of each vertex, numbered by its lowest vertex; -1 outside all tiers.
  private(set) var fabric: [Int32]
  private(set) var fabricCount = 0
  /// Those of more than one tier.
  private(set) var spineFabricCount = 0
  /// The number of fabrics that most hosts span; at least 1.
  private(set) var planes = 1

  /// The share of its cables either way that a switch must have in two blocks to join them.
  private static let firmness = 0.75

  /// - Complexity: O(vertices · tiers + edges + host links).
  init(_ graph: SwitchGraph, _ shape: FabricShape, _ sets: LeafSets, usualLeaves: Int) {
    fabric = [Int32](repeating: -1, count: shape.tier.count)
    label(graph, shape)
    if fabricCount > 1 { settle(graph) }
    var counts: [Int: Int] = [:]
    for entry in sets.entries where 2 * entry.leaves.count > usualLeaves {
      let spanned = Set(entry.leaves.map { fabric[Int($0)] }.filter { $0 >= 0 }).count
      counts[spanned, default: 0] += entry.hosts
    }
    planes = max(1, counts.max { ($0.value, $0.key) < ($1.value, $1.key) }?.key ?? 1)
  }

  private mutating func label(_ graph: SwitchGraph, _ shape: FabricShape) {
    var first: [Int] = []
    var total = 0
    for blocks in shape.blocks {
      first.append(total)
      total += blocks.count
    }
    var sets = DisjointSets(total)
    for (level, pair) in zip(shape.blocks, shape.blocks.dropFirst()).enumerated() {
      let (below, above) = pair
      for vertex in shape.tier.indices {
        let (lower, upper) = (below.upperBlock[vertex], above.lowerBlock[vertex])
        guard lower >= 0, upper >= 0, Self.isFirm(vertex, graph, shape, level: level)
        else { continue }
        sets.join(first[level] + Int(lower), first[level + 1] + Int(upper))
      }
    }
    var number = [Int32](repeating: -1, count: total)
    for vertex in shape.tier.indices where shape.tier[vertex] > 0 {
      let node = shape.blocks.enumerated().lazy.compactMap { level, blocks in
        let block = max(blocks.upperBlock[vertex], blocks.lowerBlock[vertex])
        return block >= 0 ? first[level] + Int(block) : nil
      }.first
      guard let node else {
        // A leaf without spines is a fabric of its own.
        fabric[vertex] = next()
        continue
      }
      let root = sets.root(node)
      if number[root] < 0 {
        number[root] = next()
        spineFabricCount += 1
      }
      fabric[vertex] = number[root]
    }
  }

  /// A switch belongs to the fabric of most of its cables, those up and those down together: a block
  /// is chosen by one kind alone, and may be a tie. Its own fabric before any, then the lowest.
  private mutating func settle(_ graph: SwitchGraph) {
    let known = fabric
    for vertex in known.indices where known[vertex] >= 0 {
      let slots = Int(graph.offsets[vertex])..<Int(graph.offsets[vertex + 1])
      let own = slots.count { known[Int(graph.neighbors[$0])] == known[vertex] }
      guard 2 * own < slots.count else { continue }
      var votes: [Int32: Int] = [:]
      for slot in slots { votes[known[Int(graph.neighbors[slot])], default: 0] += 1 }
      let best = votes.filter { $0.key >= 0 }.max {
        $0.value != $1.value ? $0.value < $1.value : $0.key > $1.key
      }
      if let best, best.value > own { fabric[vertex] = best.key }
    }
  }

  /// Whether nearly all cables of a switch downwards lead into the one block, and nearly all upwards
  /// into the other.
  private static func isFirm(
    _ vertex: Int, _ graph: SwitchGraph, _ shape: FabricShape, level: Int
  ) -> Bool {
    let (below, above) = (shape.blocks[level], shape.blocks[level + 1])
    let own = shape.tier[vertex]
    var (down, up, fittingDown, fittingUp) = (0, 0, 0, 0)
    for slot in Int(graph.offsets[vertex])..<Int(graph.offsets[vertex + 1]) {
      let other = Int(graph.neighbors[slot])
      if shape.tier[other] > own {
        up += 1
        if above.upperBlock[other] == above.lowerBlock[vertex] { fittingUp += 1 }
      } else {
        down += 1
        if below.lowerBlock[other] == below.upperBlock[vertex] { fittingDown += 1 }
      }
    }
    return Double(fittingDown) >= firmness * Double(down)
      && Double(fittingUp) >= firmness * Double(up)
  }

  private mutating func next() -> Int32 {
    fabricCount += 1
    return Int32(fabricCount - 1)
  }
}

/// Union and find with path halving.
struct DisjointSets {
  private var parent: [Int]

  init(_ count: Int) { parent = Array(0..<count) }

  mutating func root(_ element: Int) -> Int {
    var element = element
    while parent[element] != element {
      parent[element] = parent[parent[element]]
      element = parent[element]
    }
    return element
  }

  /// The lower root stays.
  mutating func join(_ a: Int, _ b: Int) {
    let (x, y) = (root(a), root(b))
    parent[max(x, y)] = min(x, y)
  }
}
