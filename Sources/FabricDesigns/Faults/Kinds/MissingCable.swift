internal import FabricModel

extension FaultKind {
  /// A cable is not there, or a leg of one.
  package static let missing = FaultKind("missing")
}

/// Shows: a switch cable leaves its lower switch with fewer uplinks than every other switch of the
/// tier; a host without one of its cables still stands in the list of devices.
enum MissingCable: Fault {
  static let kind = FaultKind.missing

  static func propose<Base: Design>(
    _ cable: Int, on ground: inout PlantingGround<Base>
  ) -> FaultProposal? {
    var proposal = FaultProposal(planned: [cable], observed: [])
    proposal.movesEnds = false
    return proposal
  }

  static func shows<Base: Design>(
    _ proposal: FaultProposal, in plan: PlanVisibility<Base>
  ) -> Bool {
    true
  }
}
