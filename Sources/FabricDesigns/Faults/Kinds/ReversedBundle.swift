internal import FabricModel

extension FaultKind {
  /// A bundle of three to eight cables is plugged into its ports of a switch from the wrong side.
  package static let reversedBundle = FaultKind("reversed-bundle")
}

/// Does not show: device for device nothing changed, and a switch's ports mean nothing.
enum ReversedBundle: Fault {
  static let kind = FaultKind.reversedBundle

  private static let lengths = 3...8

  static func propose<Base: Design>(
    _ cable: Int, on ground: inout PlantingGround<Base>
  ) -> FaultProposal? {
    guard let (plate, cage) = ground.faceplate(at: cable),
      let run = plate.run(round: cage, on: ground), run.count >= lengths.lowerBound
    else { return nil }
    let wanted = lengths.lowerBound + ground.random.below(lengths.count)
    let count = min(wanted, run.count)
    let starts = max(run.lowerBound, cage - count + 1)...min(cage, run.upperBound - count + 1)
    let first = starts.lowerBound + ground.random.below(starts.count)
    let moves = (0..<count).map { (from: first + $0, to: first + count - 1 - $0) }
    return plate.moving(moves, in: ground.design)
  }

  static func shows<Base: Design>(
    _ proposal: FaultProposal, in plan: PlanVisibility<Base>
  ) -> Bool {
    plan.shows(proposal)
  }
}
