internal import FabricModel

extension FaultKind {
  /// Three to five cables between the same two tiers have passed their far ends on in a ring.
  package static let cycle = FaultKind("cycle")
}

/// Shows where the cables join another set of pairs; on one switch, or on one pair, it does not.
enum Cycle: Fault {
  static let kind = FaultKind.cycle

  private static let lengths = 3...5

  static func propose<Base: Design>(
    _ cable: Int, on ground: inout PlantingGround<Base>
  ) -> FaultProposal? {
    let group = ground.design.group(of: cable).links
    let wanted = lengths.lowerBound + ground.random.below(lengths.count)
    var ring = [cable]
    for _ in 1..<wanted {
      let start = ground.random.below(group.count)
      let next = (0..<group.count).lazy
        .map { group.lowerBound + (start + $0) % group.count }
        .first { ground.isFree($0) && !ring.contains($0) }
      guard let next else { break }
      ring.append(next)
    }
    guard lengths.contains(ring.count), let observed = ground.rotated(ring) else { return nil }
    return FaultProposal(planned: ring, observed: observed)
  }

  static func shows<Base: Design>(
    _ proposal: FaultProposal, in plan: PlanVisibility<Base>
  ) -> Bool {
    plan.shows(proposal)
  }
}
