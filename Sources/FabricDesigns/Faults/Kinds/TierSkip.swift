internal import FabricModel

extension FaultKind {
  /// A cable between switches ends in a free port of a tier that it should not meet: of its other
  /// end's own, or past a tier.
  package static let tierSkip = FaultKind("tier-skip")
}

/// Shows: the design has no cable between two such tiers, whatever they are called.
enum TierSkip: Fault {
  static let kind = FaultKind.tierSkip
  static let needsFreePort = true

  static func propose<Base: Design>(
    _ cable: Int, on ground: inout PlantingGround<Base>
  ) -> FaultProposal? {
    let design = ground.design
    let link = design.link(at: cable)
    guard let upper = link.b, design.tier(of: link.a.device) > 0 else { return nil }
    let shared = design.sharedEnd(of: cable)
    let turns = ground.random.below(2) == 0
    for (kept, moves, isFixed) in turns
      ? [(link.a, upper, shared.isB), (upper, link.a, shared.isA)]
      : [(upper, link.a, shared.isA), (link.a, upper, shared.isB)] where !isFixed
    {
      let tier = design.tier(of: kept.device)
      let open = (ground.freePorts?.openSwitches ?? []).enumerated()
        .filter { abs($0.offset - tier) != 1 }.flatMap(\.element)
        .filter { $0 != kept.device }
      guard !open.isEmpty else { continue }
      let device = open[ground.random.below(open.count)]
      guard let moved = ground.freeEnd(at: device, for: moves) else { continue }
      var observed = link
      let isUpper = kept.device < device
      (observed.a, observed.b) = isUpper ? (kept, moved) : (moved, kept)
      return FaultProposal(planned: [cable], observed: [observed], filled: [moved])
    }
    return nil
  }

  static func shows<Base: Design>(
    _ proposal: FaultProposal, in plan: PlanVisibility<Base>
  ) -> Bool {
    true
  }
}
