/// Tiers and blocks of a switch graph: what is needed to number its vertices well.
struct FabricShape {
  var tier: [UInt8]
  var tierCount: Int
  var hostsPerLeaf: Int
  /// `blocks[t]` between tier `t + 1` and tier `t + 2`.
  var blocks: [BlockInference]

  init(_ graph: SwitchGraph) {
    let inference = TierInference(graph)
    tier = inference.tier
    tierCount = inference.count
    hostsPerLeaf = inference.hostsPerLeaf
    blocks = (1..<max(1, inference.count)).map {
      BlockInference(graph, tier: inference.tier, lower: UInt8($0))
    }
  }

  func renumbered(_ order: [Int32]) -> FabricShape {
    var shape = self
    shape.tier = order.map { tier[Int($0)] }
    shape.blocks = blocks.map { $0.renumbered(order) }
    return shape
  }

  /// The pod of a switch below the top, the plane of a core: the place in `blocks`, and the block.
  func group(of vertex: Int) -> (level: Int, block: Int32) {
    let level = Int(tier[vertex])
    guard level >= 1, !blocks.isEmpty else { return (0, -1) }
    if level == 1 { return (0, blocks[0].lowerBlock[vertex]) }
    // A spine goes by its pod; a switch above by the plane that links it to the tier below.
    let place = min(level, blocks.count + 1) - 2
    return (place, blocks[place].upperBlock[vertex])
  }
}

extension BlockInference {
  func renumbered(_ order: [Int32]) -> BlockInference {
    var copy = self
    copy.apply(order)
    return copy
  }
}
