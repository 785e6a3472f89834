internal import FabricModel

extension FaultKind {
  /// Two racks with the same devices at the same heights have each other's cables.
  package static let exchangedRacks = FaultKind("exchanged-racks")
}

/// Does not show, as with two devices, except where rails or planes contradict.
enum ExchangedRacks: Fault {
  static let kind = FaultKind.exchangedRacks

  static func propose<Base: Design>(
    _ cable: Int, on ground: inout PlantingGround<Base>
  ) -> FaultProposal? {
    let design = ground.design
    let ends = ground.endsInAnyOrder(of: design.link(at: cable))
    let index = ground.rackIndex()
    guard let own = index.rack(of: ends[0].device, in: design), index.racks.count > 1 else {
      return nil
    }
    let start = ground.random.below(index.racks.count)
    for offset in 0..<min(tries, index.racks.count) {
      let other = (start + offset) % index.racks.count
      guard other != own, index.racks[own].count == index.racks[other].count else { continue }
      let pairs = Array(zip(index.racks[own], index.racks[other]))
      guard pairs.count > 1, pairs.allSatisfy({ isExchangeable($0, in: design) }) else { continue }
      return Exchange.proposal(pairs, on: ground)
    }
    return nil
  }

  /// How many racks are looked at for one with the same devices.
  private static let tries = 64

  private static func isExchangeable(_ pair: (Int, Int), in design: some Design) -> Bool {
    design.areOfOneModel(pair.0, pair.1)
      && design.device(at: pair.0).place.unit == design.device(at: pair.1).place.unit
  }

  static func shows<Base: Design>(
    _ proposal: FaultProposal, in plan: PlanVisibility<Base>
  ) -> Bool {
    Exchange.shows(proposal, in: plan.design)
  }
}
