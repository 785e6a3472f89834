internal import FabricModel

extension FaultKind {
  /// An unplanned cable joins free ports of two switches.
  package static let extra = FaultKind("extra")
}

/// Shows: between tiers that are neighbours the lower switch has one uplink too many; between any
/// others there must be no cable at all.
enum ExtraCable: Fault {
  static let kind = FaultKind.extra
  static let needsFreePort = true
  static let concernsCable = false

  static func propose<Base: Design>(
    _ cable: Int, on ground: inout PlantingGround<Base>
  ) -> FaultProposal? {
    guard let freePorts = ground.freePorts, freePorts.openCount > 1,
      let first = freePorts.anySwitch(&ground.random),
      let second = freePorts.anySwitch(&ground.random), first != second
    else { return nil }
    let ends = [min(first, second), max(first, second)].compactMap { device in
      ground.freeEnd(at: device, for: EndEntry(device: device, port: .unnamed))
    }
    guard ends.count == 2 else { return nil }
    var link = LinkEntry(a: ends[0], b: ends[1])
    link.speed = ground.design.link(at: ground.design.linkCount - 1).speed
    return FaultProposal(planned: [], observed: [link], filled: ends)
  }

  static func shows<Base: Design>(
    _ proposal: FaultProposal, in plan: PlanVisibility<Base>
  ) -> Bool {
    true
  }
}
