internal import FabricModel

extension FaultKind {
  /// Two devices of one model have each other's cables: they were racked, named or addressed wrongly.
  package static let exchangedDevices = FaultKind("exchanged-devices")
}

/// Does not show: giving each the other's name puts all right. Only where the plan says of the two
/// devices that they are of different rails or planes do their cables contradict it.
enum ExchangedDevices: Fault {
  static let kind = FaultKind.exchangedDevices

  static func propose<Base: Design>(
    _ cable: Int, on ground: inout PlantingGround<Base>
  ) -> FaultProposal? {
    let design = ground.design
    let ends = ground.endsInAnyOrder(of: design.link(at: cable))
    for device in ends.map(\.device) {
      let tier = design.tiers[design.tier(of: device)]
      let other = tier.lowerBound + ground.random.below(tier.count)
      guard other != device, design.areOfOneModel(device, other) else { continue }
      return Exchange.proposal([(device, other)], on: ground)
    }
    return nil
  }

  static func shows<Base: Design>(
    _ proposal: FaultProposal, in plan: PlanVisibility<Base>
  ) -> Bool {
    Exchange.shows(proposal, in: plan.design)
  }
}
