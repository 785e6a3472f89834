internal import FabricModel

extension FaultKind {
  /// The legs of a breakout cable are plugged in as many places on.
  package static let legRotation = FaultKind("leg-rotation")
}

/// Shows where the legs of a host are its planes, or its rails. The legs of a switch's cage mean as
/// little as its ports: there it shows as other moves of cables do.
enum LegRotation: Fault {
  static let kind = FaultKind.legRotation

  static func lack(in design: some Design) -> FaultLack? {
    // In a group with breakout cables the second link is a leg of the first one's cable.
    let hasLegs = design.linkGroups.contains { group in
      group.links.count > 1 && design.link(at: group.links.lowerBound + 1).sharesCable
    }
    return hasLegs ? nil : .breakoutCables
  }

  static func propose<Base: Design>(
    _ cable: Int, on ground: inout PlantingGround<Base>
  ) -> FaultProposal? {
    let legs = Array(ground.design.legs(ofLink: cable))
    guard legs.count > 1 else { return nil }
    let links = legs.map { ground.design.link(at: $0) }
    let shared = ground.design.sharedEnd(of: cable)
    let step = 1 + ground.random.below(legs.count - 1)
    let next = Array(links[step...] + links[..<step])
    guard shared.isA != shared.isB else { return nil }
    let observed = zip(links, next).map { link, next in
      var link = link
      if shared.isA { link.b = next.b } else { link.a = next.a }
      return link
    }
    return FaultProposal(planned: legs, observed: observed)
  }

  static func shows<Base: Design>(
    _ proposal: FaultProposal, in plan: PlanVisibility<Base>
  ) -> Bool {
    plan.shows(proposal)
  }
}
