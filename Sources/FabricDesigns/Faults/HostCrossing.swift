internal import FabricModel

/// Two cables of one host that have exchanged leaves of two rails, or of two planes.
enum HostCrossing {
  typealias Index = KeyPath<Membership, Int?>

  /// Whether the first host is cabled to two of them; one host is like another.
  static func exists(in design: some Design, of index: Index) -> Bool {
    guard let host = design.tiers[0].first else { return false }
    let found = design.links(of: host).compactMap { link in
      design.link(at: link).b.flatMap { design.membership(of: $0.device)[keyPath: index] }
    }
    return Set(found).count > 1
  }

  /// - Parameters:
  ///   - index: what the two leaves differ in.
  ///   - kept: what they had better have in common; in some designs they cannot.
  static func propose<Base: Design>(
    _ cable: Int, of index: Index, keeping kept: Index, on ground: inout PlantingGround<Base>
  ) -> FaultProposal? {
    let design = ground.design
    let link = design.link(at: cable)
    guard design.tier(of: link.a.device) == 0, let place = place(of: link, in: design) else {
      return nil
    }
    let others = design.links(of: link.a.device).filter { other in
      guard let found = HostCrossing.place(of: design.link(at: other), in: design) else {
        return false
      }
      return ground.isFree(other) && found[keyPath: index] != place[keyPath: index]
    }
    let alike = others.filter { other in
      HostCrossing.place(of: design.link(at: other), in: design)?[keyPath: kept]
        == place[keyPath: kept]
    }
    let choice = alike.isEmpty ? others : alike
    guard !choice.isEmpty else { return nil }
    let pair = [cable, choice[ground.random.below(choice.count)]]
    return ground.rotated(pair).map { FaultProposal(planned: pair, observed: $0) }
  }

  private static func place(of link: LinkEntry, in design: some Design) -> Membership? {
    link.b.map { design.membership(of: $0.device) }
  }
}
