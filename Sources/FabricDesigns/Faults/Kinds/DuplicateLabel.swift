internal import FabricModel

extension FaultKind {
  /// Two cables have one label.
  package static let duplicateLabel = FaultKind("duplicate-label")
}

/// Shows: every cable has a label of its own.
enum DuplicateLabel: Fault {
  static let kind = FaultKind.duplicateLabel

  static func propose<Base: Design>(
    _ cable: Int, on ground: inout PlantingGround<Base>
  ) -> FaultProposal? {
    let design = ground.design
    let head = design.legs(of: cable).lowerBound
    var link = design.link(at: head)
    let start = ground.random.below(design.linkCount)
    let other = (0..<design.linkCount).lazy
      .map { design.legs(of: (start + $0) % design.linkCount).lowerBound }
      .first { $0 != head && ground.isFree($0) }
    guard !link.label.isEmpty, let other else { return nil }
    let labelled = design.link(at: other)
    guard !labelled.label.isEmpty else { return nil }
    link.label = labelled.label
    var proposal = FaultProposal(planned: [head, other], observed: [link, labelled])
    proposal.movesEnds = false
    return proposal
  }

  static func shows<Base: Design>(
    _ proposal: FaultProposal, in plan: PlanVisibility<Base>
  ) -> Bool {
    true
  }
}
