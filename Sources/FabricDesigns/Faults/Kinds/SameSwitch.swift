internal import FabricModel

extension FaultKind {
  /// Two links of a host, or of a switch, end on one switch of the tier above, where one of them
  /// has a free port of it.
  package static let sameSwitch = FaultKind("same-switch")
}

/// Shows at a host where every host has each of its ports on another leaf, and at a switch whose
/// trunks are no longer those of its tier.
enum SameSwitch: Fault {
  static let kind = FaultKind.sameSwitch
  static let needsFreePort = true

  static func lack(in design: some Design) -> FaultLack? {
    for tier in design.tiers.dropLast() {
      guard let device = tier.first else { continue }
      let above = design.links(of: device).compactMap { index in
        let link = design.link(at: index)
        return link.a.device == device ? link.b?.device : nil
      }
      if Set(above).count > 1 { return nil }
    }
    return .switchesAbove
  }

  static func propose<Base: Design>(
    _ cable: Int, on ground: inout PlantingGround<Base>
  ) -> FaultProposal? {
    let design = ground.design
    var link = design.link(at: cable)
    guard let end = link.b, !design.sharedEnd(of: cable).isB else { return nil }
    let others = design.links(of: link.a.device).compactMap { index in
      let other = design.link(at: index)
      return other.a.device == link.a.device && other.b?.device != end.device ? other.b : nil
    }
    // Of several the one that crosses no rail and no plane: that is another fault.
    let place = design.membership(of: end.device)
    let alike = others.filter { design.membership(of: $0.device).isBeside(place) }
    for other in ground.cycled(alike.isEmpty ? others : alike) {
      guard let moved = ground.freeEnd(at: other.device, for: end) else { continue }
      link.b = moved
      return FaultProposal(planned: [cable], observed: [link], filled: [moved])
    }
    return nil
  }

  static func shows<Base: Design>(
    _ proposal: FaultProposal, in plan: PlanVisibility<Base>
  ) -> Bool {
    plan.shows(proposal)
  }
}

extension Membership {
  fileprivate func isBeside(_ other: Membership) -> Bool {
    rail == other.rail && plane == other.plane
  }
}
