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

  /// Vertices by tier, then block, then their present order: `order[new]` is the old number.
  func canonicalOrder() -> [Int32] {
    var keys: [(tier: UInt8, block: Int32, vertex: Int32)] = []
    keys.reserveCapacity(tier.count)
    for vertex in tier.indices {
      keys.append((tier[vertex] == 0 ? 255 : tier[vertex], group(of: vertex), Int32(vertex)))
    }
    if zip(keys, keys.dropFirst()).contains(where: { $0 > $1 }) { keys.sort { $0 < $1 } }
    return keys.map(\.vertex)
  }

  func renumbered(_ order: [Int32]) -> FabricShape {
    var shape = self
    shape.tier = order.map { tier[Int($0)] }
    shape.blocks = blocks.map { $0.renumbered(order) }
    return shape
  }

  /// The pod of a switch below the top, the plane of a core.
  private func group(of vertex: Int) -> Int32 {
    let level = Int(tier[vertex])
    guard level >= 1, !blocks.isEmpty else { return -1 }
    if level == 1 { return blocks[0].lowerBlock[vertex] }
    // A spine goes by its pod; a switch above by the plane that links it to the tier below.
    return blocks[min(level, blocks.count + 1) - 2].upperBlock[vertex]
  }
}

extension BlockInference {
  func renumbered(_ order: [Int32]) -> BlockInference {
    var copy = self
    copy.apply(order)
    return copy
  }
}
