internal import FabricModel

extension FaultKind {
  /// Both ends of a cable are on one switch: the far end sits in a free port beside the near one.
  package static let loopBack = FaultKind("loop-back")
}

/// Shows: no cable joins a device to itself.
enum LoopBack: Fault {
  static let kind = FaultKind.loopBack
  static let needsFreePort = true

  static func propose<Base: Design>(
    _ cable: Int, on ground: inout PlantingGround<Base>
  ) -> FaultProposal? {
    var link = ground.design.link(at: cable)
    guard let upper = link.b else { return nil }
    let shared = ground.design.sharedEnd(of: cable)
    let staysLow = ground.random.below(2) == 0
    for isLow in [staysLow, !staysLow] {
      let (kept, moves) = isLow ? (link.a, upper) : (upper, link.a)
      guard !(isLow ? shared.isB : shared.isA),
        let moved = ground.freeEnd(at: kept.device, for: moves)
      else { continue }
      if isLow { link.b = moved } else { link.a = moved }
      return FaultProposal(planned: [cable], observed: [link], filled: [moved])
    }
    return nil
  }

  static func shows<Base: Design>(
    _ proposal: FaultProposal, in plan: PlanVisibility<Base>
  ) -> Bool {
    true
  }
}
