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
    let head = design.legs(of: cable).lowerBound
    var link = design.link(at: head)
    guard let b = link.b, let length = link.length, length.centimeters >= 200,
      design.rack(of: link.a.device) != design.rack(of: b.device)
    else { return nil }
    link.length = Meters(max(1, length.centimeters / 200))
    return FaultProposal(saying: link, of: head)
  }

  static func shows<Base: Design>(
    _ proposal: FaultProposal, in plan: PlanVisibility<Base>
  ) -> Bool {
    true
  }
}

extension FaultProposal {
  /// A link with the right ends of which something else is wrong.
  init(saying link: LinkEntry, of index: Int) {
    self.init(planned: [index], observed: [link])
    movesEnds = false
  }
}
