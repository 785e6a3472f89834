internal import FabricModel

extension FaultKind {
  /// All cables of a device with several are missing, as if it were switched off.
  package static let deadDevice = FaultKind("dead-device")
}

/// Shows: the device is declared and has no cable.
enum DeadDevice: Fault {
  static let kind = FaultKind.deadDevice

  static func propose<Base: Design>(
    _ cable: Int, on ground: inout PlantingGround<Base>
  ) -> FaultProposal? {
    let design = ground.design
    for end in ground.endsInAnyOrder(of: design.link(at: cable)) {
      let links = design.links(of: end.device)
      guard links.count > 1, links.allSatisfy(ground.isFree) else { continue }
      var proposal = FaultProposal(planned: links, observed: [], sealed: [end.device])
      proposal.movesEnds = false
      return proposal
    }
    return nil
  }

  static func shows<Base: Design>(
    _ proposal: FaultProposal, in plan: PlanVisibility<Base>
  ) -> Bool {
    true
  }
}
