internal import FabricModel

extension FaultKind {
  /// Two cables of one host, or two legs of one, have exchanged their leaves, and these are of two
  /// planes.
  package static let planeCrossing = FaultKind("plane-crossing")
}

/// Shows where more ports of the right plane than of the wrong one are left on a leaf.
enum PlaneCrossing: Fault {
  static let kind = FaultKind.planeCrossing

  static func lack(in design: some Design) -> FaultLack? {
    HostCrossing.exists(in: design, of: \.plane) ? nil : .planes
  }

  static func propose<Base: Design>(
    _ cable: Int, on ground: inout PlantingGround<Base>
  ) -> FaultProposal? {
    HostCrossing.propose(cable, of: \.plane, keeping: \.rail, on: &ground)
  }

  static func shows<Base: Design>(
    _ proposal: FaultProposal, in plan: PlanVisibility<Base>
  ) -> Bool {
    plan.shows(proposal)
  }
}
