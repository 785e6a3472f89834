internal import FabricModel

extension FaultKind {
  /// A cable is of the medium that serves within a rack, and has farther to go.
  package static let wrongMedium = FaultKind("wrong-medium")
}

/// Shows: it is longer than that medium reaches.
enum WrongMedium: Fault {
  static let kind = FaultKind.wrongMedium

  static func propose<Base: Design>(
    _ cable: Int, on ground: inout PlantingGround<Base>
  ) -> FaultProposal? {
    let design = ground.design
    let links = design.legs(ofLink: cable).map { design.link(at: $0) }
    let name = design.cable(from: links[0].a.device, to: links[0].a.device).medium
    guard let medium = Medium(named: name), Medium(named: links[0].medium) != medium,
      let length = links[0].length,
      medium.reach(at: links.compactMap(\.speed).reduce(.zero, +)) < length
    else { return nil }
    return FaultProposal(ofCable: cable, in: design) { leg in
      leg.medium = name
      // Such a cable has plugs of its own.
      guard !medium.needsTransceivers else { return }
      leg.a.optic = ""
      leg.b?.optic = ""
    }
  }

  static func shows<Base: Design>(
    _ proposal: FaultProposal, in plan: PlanVisibility<Base>
  ) -> Bool {
    true
  }
}
