internal import FabricModel

/// One end of a cable in a free port.
enum MovedEnd {
  /// - Parameter target: the device to which an end goes; nil where there is none for this end.
  static func propose<Base: Design>(
    _ cable: Int, on ground: inout PlantingGround<Base>,
    target: (EndEntry, inout PlantingGround<Base>) -> Int?
  ) -> FaultProposal? {
    let design = ground.design
    var link = design.link(at: cable)
    // A host keeps its end: it has no other port. So do the legs of a cage.
    let shared = design.sharedEnd(of: cable)
    let isLowerFixed = design.tier(of: link.a.device) == 0
    let startsLow = !isLowerFixed && ground.random.below(2) == 0
    for movesLow in isLowerFixed ? [false] : [startsLow, !startsLow] {
      guard let end = movesLow ? link.a : link.b, !(movesLow ? shared.isA : shared.isB),
        let device = target(end, &ground), let moved = ground.freeEnd(at: device, for: end)
      else { continue }
      if movesLow { link.a = moved } else { link.b = moved }
      return FaultProposal(planned: [cable], observed: [link], filled: [moved])
    }
    return nil
  }
}
