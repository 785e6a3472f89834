internal import FabricModel

extension FaultKind {
  /// Two cables between the same two tiers have exchanged their far ends.
  package static let swap = FaultKind("swap")
}

/// Shows unless the exchange is one of names; see `PlanVisibility.showsSwap`.
enum Swap: Fault {
  static let kind = FaultKind.swap

  static func propose<Base: Design>(
    _ cable: Int, on ground: inout PlantingGround<Base>
  ) -> FaultProposal? {
    let group = ground.design.group(of: cable).links
    let start = ground.random.below(group.count)
    // The first draw almost always serves; the walk is for plans with hardly a cable left.
    for offset in 0..<group.count {
      let other = group.lowerBound + (start + offset) % group.count
      guard other != cable, ground.isFree(other) else { continue }
      guard let observed = ground.rotated([cable, other]) else { return nil }
      return FaultProposal(planned: [cable, other], observed: observed)
    }
    return nil
  }

  static func shows<Base: Design>(
    _ proposal: FaultProposal, in plan: PlanVisibility<Base>
  ) -> Bool {
    plan.showsSwap(proposal)
  }
}
