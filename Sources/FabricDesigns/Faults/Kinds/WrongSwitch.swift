internal import FabricModel

extension FaultKind {
  /// One end sits in a free port of another switch of the same tier.
  package static let wrongSwitch = FaultKind("wrong-switch")
}

/// Shows between switches as one switch with a cable too few and one with a cable too many. Only
/// where cables do not divide evenly may the upper end land on a switch that could have had the odd
/// cable in the first place. A host's cable shows where it goes to another rail or plane, or to a
/// leaf that the host is on already.
enum WrongSwitch: Fault {
  static let kind = FaultKind.wrongSwitch
  static let needsFreePort = true

  static func propose<Base: Design>(
    _ cable: Int, on ground: inout PlantingGround<Base>
  ) -> FaultProposal? {
    MovedEnd.propose(cable, on: &ground) { end, ground in
      let tier = ground.design.tier(of: end.device)
      guard let peers = ground.freePorts?.openSwitches[tier], !peers.isEmpty else { return nil }
      let index = ground.random.below(peers.count)
      // One step on from the switch itself, so that each of the others stays possible.
      let peer = peers[index] == end.device ? peers[(index + 1) % peers.count] : peers[index]
      return peer == end.device ? nil : peer
    }
  }

  static func shows<Base: Design>(
    _ proposal: FaultProposal, in plan: PlanVisibility<Base>
  ) -> Bool {
    plan.shows(proposal)
  }
}
