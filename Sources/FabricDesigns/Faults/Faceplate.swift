internal import FabricModel

/// The plugs of a switch in order of its ports: for hands that mistake one port for another.
///
/// A plug is a cage with all that sits in it, so that the legs of a breakout cable stay together.
struct Faceplate<Base: Design> {
  let device: Int
  /// Links by the number of the cage.
  private var plugs: [Int: [Int]] = [:]

  init(of device: Int, in design: Base) {
    self.device = device
    for index in design.links(of: device) {
      guard let end = design.link(at: index).end(at: device) else { continue }
      plugs[end.cage.number, default: []].append(index)
    }
  }

  /// Whether a cage has a plug that no fault is about.
  func isFree(_ cage: Int, on ground: PlantingGround<Base>) -> Bool {
    plugs[cage]?.allSatisfy(ground.isFree) ?? false
  }

  /// Neighbouring cages round one, all with free plugs.
  func run(round cage: Int, on ground: PlantingGround<Base>) -> ClosedRange<Int>? {
    guard isFree(cage, on: ground) else { return nil }
    var (first, last) = (cage, cage)
    while isFree(first - 1, on: ground) { first -= 1 }
    while isFree(last + 1, on: ground) { last += 1 }
    return first...last
  }

  /// The plugs of some cages in others, given as a list of from and to.
  func moving(_ moves: [(from: Int, to: Int)], in design: Base) -> FaultProposal {
    var proposal = FaultProposal(planned: [], observed: [])
    for (from, to) in moves where from != to {
      for index in plugs[from] ?? [] {
        var link = design.link(at: index)
        if link.a.device == device { link.a = link.a.moved(toCage: to) }
        if let b = link.b, b.device == device { link.b = b.moved(toCage: to) }
        proposal.planned.append(index)
        proposal.observed.append(link)
      }
    }
    // The same devices are joined as before, by cables of the same length.
    proposal.movesEnds = false
    return proposal
  }
}

extension LinkEntry {
  /// The end at a device; nil where it has none there.
  func end(at device: Int) -> EndEntry? {
    a.device == device ? a : b.flatMap { $0.device == device ? $0 : nil }
  }
}

extension PlantingGround {
  /// The faceplate of a switch at one of a link's ends, with the cage that the link is in.
  mutating func faceplate(at link: Int) -> (plate: Faceplate<Base>, cage: Int)? {
    let ends = endsInAnyOrder(of: design.link(at: link))
    guard let end = ends.first(where: { design.tier(of: $0.device) > 0 }) else { return nil }
    return (Faceplate(of: end.device, in: design), end.cage.number)
  }
}
