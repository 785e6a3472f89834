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
    let legs = Array(design.legs(of: cable))
    let links = legs.map { design.link(at: $0) }
    let name = design.cable(from: links[0].a.device, to: links[0].a.device).medium
    guard let medium = Medium(named: name), Medium(named: links[0].medium) != medium,
      let length = links[0].length, let speed = links.compactMap(\.speed).min(),
      medium.reach(at: speed) < length
    else { return nil }
    // Such a cable has plugs of its own.
    var observed = links.map { link in
      var link = link
      if !medium.needsTransceivers {
        link.a.optic = ""
        link.b?.optic = ""
      }
      return link
    }
    observed[0].medium = name
    var proposal = FaultProposal(planned: legs, observed: observed)
    proposal.movesEnds = false
    return proposal
  }

  static func shows<Base: Design>(
    _ proposal: FaultProposal, in plan: PlanVisibility<Base>
  ) -> Bool {
    true
  }
}
