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
    let legs = design.legs(ofLink: cable)
    let start = ground.random.below(design.linkCount)
    let other = (0..<design.linkCount).lazy.map { (start + $0) % design.linkCount }
      .first { !legs.contains($0) && ground.isFree($0) }
    guard !design.link(at: cable).label.isEmpty, let other else { return nil }
    let label = design.link(at: other).label
    guard !label.isEmpty else { return nil }
    var proposal = FaultProposal(ofCable: cable, in: design) { $0.label = label }
    // The other one is as it should be, and nobody can tell.
    let second = FaultProposal(ofCable: other, in: design) { _ in }
    proposal.planned += second.planned
    proposal.observed += second.observed
    return proposal
  }

  static func shows<Base: Design>(
    _ proposal: FaultProposal, in plan: PlanVisibility<Base>
  ) -> Bool {
    true
  }
}
