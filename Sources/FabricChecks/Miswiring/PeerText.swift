internal import FabricTopology

/// What others have where one pair of switches is out of order, in words that hold for this plan.
extension CheckContext {
  /// `the others of its pod have 1`: cables of the lower switch's peers to the upper one.
  func peers(of pair: Pair, have planned: Int) -> String {
    if topology.isDealt(pair) { return "the order of its ports calls for \(planned)" }
    let peers = topology.peerLinks(of: pair)
    let level = Int(topology.tier[Int(pair.lower)])
    let group = !topology.hasBlocks(above: level) ? "tier" : level == 1 ? "pod" : "plane"
    if !peers.isEmpty, peers.allSatisfy({ $0 == planned }) {
      return peers.count == 1
        ? "the other one of its \(group) has \(planned)"
        : "the others of its \(group) have \(planned)"
    }
    return others(of: pair, have: planned)
  }

  /// `all other pairs of their tiers have 1`: cables between the switches of any pair.
  func others(of pair: Pair, have planned: Int) -> String {
    if topology.isDealt(pair) { return "the order of the ports calls for \(planned)" }
    let widths = topology.pairWidths(of: pair)
    let (all, usual) = (widths.values.reduce(0, +), widths[planned] ?? 0)
    if usual > 0, usual == all - 1 { return "all other pairs of their tiers have \(planned)" }
    return 2 * usual > all
      ? "most pairs of their tiers have \(planned)" : "\(planned) expected"
  }
}
