internal import FabricModel

extension FaultKind {
  /// A cable between leaf and spine ends in a free port of a switch of another pod.
  package static let podCrossing = FaultKind("pod-crossing")
}

/// Shows: two pods have a cable in common, and a pair of switches is short of one.
enum PodCrossing: Fault {
  static let kind = FaultKind.podCrossing
  static let needsFreePort = true

  static func lack(in design: some Design) -> FaultLack? {
    let pods = design.tiers[1].lazy.compactMap { design.membership(of: $0).pod }
    guard let first = pods.first, pods.contains(where: { $0 != first }) else { return .pods }
    return nil
  }

  static func propose<Base: Design>(
    _ cable: Int, on ground: inout PlantingGround<Base>
  ) -> FaultProposal? {
    let link = ground.design.link(at: cable)
    let ends = [link.a.device, link.b?.device].compactMap { $0 }
    guard ends.allSatisfy({ ground.design.membership(of: $0).pod != nil }),
      ground.design.tier(of: link.a.device) > 0
    else { return nil }
    return MovedEnd.propose(cable, on: &ground) { end, ground in
      let place = ground.design.membership(of: end.device)
      let peers = ground.freePorts?.openSwitches[place.tier] ?? []
      return ground.cycled(peers).first { ground.design.membership(of: $0).pod != place.pod }
    }
  }

  static func shows<Base: Design>(
    _ proposal: FaultProposal, in plan: PlanVisibility<Base>
  ) -> Bool {
    plan.shows(proposal)
  }
}
