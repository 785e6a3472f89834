internal import FabricModel

extension FaultKind {
  /// Two cables are booked on one port of the right switch.
  package static let portTwice = FaultKind("port-twice")
}

/// Shows: a port takes one plug.
enum PortTwice: Fault {
  static let kind = FaultKind.portTwice

  static func propose<Base: Design>(
    _ cable: Int, on ground: inout PlantingGround<Base>
  ) -> FaultProposal? {
    let design = ground.design
    let link = design.link(at: cable)
    let (legs, shared) = (design.legs(ofLink: cable), design.sharedEnd(of: cable))
    for end in ground.endsInAnyOrder(of: link) where design.tier(of: end.device) > 0 {
      let isA = end == link.a
      guard !(isA ? shared.isA : shared.isB) else { continue }
      let others = ground.cycled(design.links(of: end.device))
      guard let other = others.first(where: { !legs.contains($0) && ground.isFree($0) }) else {
        continue
      }
      let taken = design.link(at: other)
      var moved = link
      if isA {
        moved.a = taken.a.device == end.device ? taken.a : taken.b ?? taken.a
      } else {
        moved.b = taken.a.device == end.device ? taken.a : taken.b
      }
      return FaultProposal(planned: [cable, other], observed: [moved, taken])
    }
    return nil
  }

  static func shows<Base: Design>(
    _ proposal: FaultProposal, in plan: PlanVisibility<Base>
  ) -> Bool {
    true
  }
}
