internal import FabricModel

extension FaultKind {
  /// A cable between racks has half of the length that was taken for it.
  package static let tooShort = FaultKind("too-short")
}

/// Shows: stock lengths at most double from one to the next, and the one before the one that was
/// taken is too short for the way already.
enum TooShort: Fault {
  static let kind = FaultKind.tooShort

  static func propose<Base: Design>(
    _ cable: Int, on ground: inout PlantingGround<Base>
  ) -> FaultProposal? {
    let design = ground.design
    let link = design.link(at: cable)
    guard let b = link.b, let length = link.length, length.centimeters >= 200,
      design.rack(of: link.a.device) != design.rack(of: b.device)
    else { return nil }
    return FaultProposal(ofCable: cable, in: design) { leg in
      leg.length = Meters(max(1, length.centimeters / 200))
    }
  }

  static func shows<Base: Design>(
    _ proposal: FaultProposal, in plan: PlanVisibility<Base>
  ) -> Bool {
    true
  }
}
