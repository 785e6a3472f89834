package import FabricModel

/// An order of the switches that the wiring alone decides, as far as it can.
///
/// Whatever is inferred and searched breaks ties by the number of a vertex, so two plans that differ
/// in nothing but names would get different results if names numbered the vertices. Names decide
/// only between switches that nothing else distinguishes: which of them comes first does not matter
/// then.
enum CanonicalOrder {
  /// Numbers the vertices and finds their tiers and blocks.
  ///
  /// - Parameter graph: in order of names, renumbered on return.
  /// - Returns: the shape, and whether all switches of a tier are alike: then names may have decided
  ///   between them.
  /// - Complexity: O(rounds · edges + s log s) for s switches.
  static func settle(
    _ graph: inout SwitchGraph, _ fabric: Fabric, _ rows: HostRows
  ) -> (shape: FabricShape, isRegular: Bool) {
    var shape = FabricShape(graph)
    if let order = regularOrder(graph, shape, fabric, rows) {
      renumber(&graph, &shape, order)
      return (shape, true)
    }
    return (settleIrregular(&graph, fabric, rows), false)
  }

  /// The same where not all switches of a tier are alike: tiers and blocks are found again in an
  /// order that names had no part in.
  static func settleIrregular(
    _ graph: inout SwitchGraph, _ fabric: Fabric, _ rows: HostRows
  ) -> FabricShape {
    var colors = WiringColors(graph, fabric, rows)
    colors.refineFully()
    let first = colors.order()
    graph.renumber(first)
    colors.renumber(first, graph)
    var shape = FabricShape(graph)
    shape.blocks = shape.blocks.indices.map {
      BlockRepair.repaired(
        shape.blocks[$0], graph, fabric, tier: shape.tier, lower: UInt8($0 + 1))
    }
    let top = UInt8(shape.tierCount)
    // Switches of the top tier are told apart for good, and those below by what they are linked to.
    for (rank, vertex) in sorted(shape, colors).enumerated() where shape.tier[Int(vertex)] == top {
      colors.single(out: vertex, rank)
    }
    for _ in 1..<max(2, shape.tierCount) { colors.refine() }
    renumber(&graph, &shape, sorted(shape, colors))
    return shape
  }

  /// The order of a fabric in which all switches of a tier are alike: pods and planes may stand in
  /// any order then, as long as the spines of all pods stand in that of their planes.
  ///
  /// - Returns: nil where they are not.
  private static func regularOrder(
    _ graph: SwitchGraph, _ shape: FabricShape, _ fabric: Fabric, _ rows: HostRows
  ) -> [Int32]? {
    var colors = WiringColors(graph, fabric, rows, tier: shape.tier)
    colors.refine()
    guard colors.count == Set(shape.tier).count else { return nil }
    return sorted(shape) { vertex in
      let above = Int(shape.tier[vertex]) - 1
      guard above >= 0, above < shape.blocks.count else { return 0 }
      return UInt64(bitPattern: Int64(shape.blocks[above].lowerBlock[vertex]))
    }
  }

  private static func renumber(
    _ graph: inout SwitchGraph, _ shape: inout FabricShape, _ order: [Int32]
  ) {
    guard order.indices.contains(where: { order[$0] != Int32($0) }) else { return }
    graph.renumber(order)
    shape = shape.renumbered(order)
  }

  private static func sorted(_ shape: FabricShape, _ colors: WiringColors) -> [Int32] {
    let ranks = shape.blocks.map { blockRanks($0, colors) }
    return sorted(shape, by: { colors[$0] }, blockRank: { ranks[$0][Int($1)] })
  }

  /// By tier, then block, then `key`, then their present order: `order[new]` is the old number.
  private static func sorted(
    _ shape: FabricShape, by key: (Int) -> UInt64,
    blockRank: (Int, Int32) -> Int32 = { $1 }
  ) -> [Int32] {
    var keys: [(tier: UInt8, block: Int32, key: UInt64, vertex: Int32)] = []
    keys.reserveCapacity(shape.tier.count)
    for vertex in shape.tier.indices {
      let (level, block) = shape.group(of: vertex)
      let tier = shape.tier[vertex] == 0 ? 255 : shape.tier[vertex]
      let rank = block < 0 ? -1 : blockRank(level, block)
      keys.append((tier, rank, key(vertex), Int32(vertex)))
    }
    if zip(keys, keys.dropFirst()).contains(where: { $0 > $1 }) { keys.sort { $0 < $1 } }
    return keys.map(\.vertex)
  }

  /// The place of each block among the blocks of its two tiers, by the colours of its members.
  private static func blockRanks(_ blocks: BlockInference, _ colors: WiringColors) -> [Int32] {
    var sums = [UInt64](repeating: 0, count: blocks.count)
    for vertex in blocks.lowerBlock.indices {
      for block in [blocks.lowerBlock[vertex], blocks.upperBlock[vertex]] where block >= 0 {
        sums[Int(block)] &+= WiringColors.mix(colors[vertex])
      }
    }
    let order = sums.indices.sorted { (sums[$0], $0) < (sums[$1], $1) }
    var ranks = [Int32](repeating: 0, count: sums.count)
    for (rank, block) in order.enumerated() { ranks[block] = Int32(rank) }
    return ranks
  }
}

extension Fabric {
  /// Mb/s that a link can carry: the least of what its cable and its two ports state; 0 where all
  /// are silent.
  package func statedMegabits(of link: LinkID) -> Int32 {
    var speed = links.speed[link.index]
    let (a, b) = (statedMegabits(at: links.a[link.index]), statedMegabits(at: links.b[link.index]))
    if a > 0 && (speed == 0 || a < speed) { speed = a }
    if b > 0 && (speed == 0 || b < speed) { speed = b }
    return speed
  }

  /// 0 also for an end that the plan leaves out.
  @inline(__always)
  private func statedMegabits(at port: PortID) -> Int32 {
    port.isNone ? 0 : ports.speed[port.index]
  }
}
