internal import FabricModel

extension FaultKind {
  /// One end sits in a free port of the right switch.
  package static let wrongPort = FaultKind("wrong-port")
}

/// Does not show: device for device nothing changed, and a switch's ports mean nothing.
enum WrongPort: Fault {
  static let kind = FaultKind.wrongPort
  static let needsFreePort = true

  static func propose<Base: Design>(
    _ cable: Int, on ground: inout PlantingGround<Base>
  ) -> FaultProposal? {
    MovedEnd.propose(cable, on: &ground) { end, _ in end.device }
  }

  static func shows<Base: Design>(
    _ proposal: FaultProposal, in plan: PlanVisibility<Base>
  ) -> Bool {
    plan.shows(proposal)
  }
}
