internal import FabricModel

extension FaultKind {
  /// A link runs at half of its speed.
  package static let slow = FaultKind("slow")
}

/// Shows: one link has half the speed of all others between its tiers.
enum SlowLink: Fault {
  static let kind = FaultKind.slow

  static func propose<Base: Design>(
    _ cable: Int, on ground: inout PlantingGround<Base>
  ) -> FaultProposal? {
    var link = ground.design.link(at: cable)
    guard let speed = link.speed ?? link.a.speed ?? link.b?.speed else { return nil }
    link.speed = Gbps(megabits: speed.megabits / 2)
    var proposal = FaultProposal(planned: [cable], observed: [link])
    proposal.movesEnds = false
    return proposal
  }

  static func shows<Base: Design>(
    _ proposal: FaultProposal, in plan: PlanVisibility<Base>
  ) -> Bool {
    true
  }
}
