internal import FabricModel

extension FaultKind {
  /// Two cables of one host have exchanged their leaves, and these are of two rails.
  package static let railCrossing = FaultKind("rail-crossing")
}

/// Shows where more ports of the right rail than of the wrong one are left on a leaf.
enum RailCrossing: Fault {
  static let kind = FaultKind.railCrossing

  static func lack(in design: some Design) -> FaultLack? {
    HostCrossing.exists(in: design, of: \.rail) ? nil : .rails
  }

  static func propose<Base: Design>(
    _ cable: Int, on ground: inout PlantingGround<Base>
  ) -> FaultProposal? {
    HostCrossing.propose(cable, of: \.rail, keeping: \.plane, on: &ground)
  }

  static func shows<Base: Design>(
    _ proposal: FaultProposal, in plan: PlanVisibility<Base>
  ) -> Bool {
    plan.shows(proposal)
  }
}
