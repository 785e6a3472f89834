/// What the switches and pairs beside one have: the measure of what is odd.
extension Topology {
  /// How many links the other switches of the lower one's block have with the upper one.
  package func peerLinks(of pair: WiringViolations.Pair) -> [Int] {
    guard isInOneBlock(pair) else { return [] }
    var links: [Int32: Int] = [:]
    for vertex in tier.indices
    where tier[vertex] == tier[Int(pair.lower)] && Int32(vertex) != pair.lower {
      let other = WiringViolations.Pair(lower: Int32(vertex), upper: pair.upper)
      if isInOneBlock(other) { links[Int32(vertex)] = 0 }
    }
    for slot in slots(of: Int(pair.upper)) {
      if let count = links[graph.neighbors[slot]] { links[graph.neighbors[slot]] = count + 1 }
    }
    return Array(links.values)
  }

  /// How many pairs of the same two tiers have a number of links, of those that the design links.
  package func pairWidths(of pair: WiringViolations.Pair) -> [Int: Int] {
    let level = Int(tier[Int(pair.lower)]) - 1
    return expectations.indices.contains(level) ? expectations[level].widths : [:]
  }

  /// Whether the ports of the lower switch tell how many cables the two should have.
  package func isDealt(_ pair: WiringViolations.Pair) -> Bool {
    dealing(for: pair)?.width(of: pair) != nil
  }

  /// Whether there is more than one block between these two tiers.
  package func hasBlocks(above level: Int) -> Bool { blocks(above: level).count > 1 }

  /// The block that a switch of tier `t` belongs to with the tier above (a plane of cores, for a
  /// spine) or below (its pod); -1 where there is none.
  package func block(of vertex: Int32, facingUp: Bool) -> Int32 {
    let level = Int(tier[Int(vertex)]) - (facingUp ? 1 : 2)
    guard blocks.indices.contains(level) else { return -1 }
    return facingUp
      ? blocks[level].lowerBlock[Int(vertex)] : blocks[level].upperBlock[Int(vertex)]
  }
}
