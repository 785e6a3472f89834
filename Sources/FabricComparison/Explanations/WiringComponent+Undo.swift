extension WiringComponent {
  /// The plugs that put a chain or a cycle right, with one end of each cable left where it is.
  ///
  /// In a cycle either end of the cables may be moved: those on one device where there is one, else
  /// those of every other port from the first one.
  ///
  /// - Precondition: a single link, or a normalised cycle or chain with as many planned as observed
  ///   links.
  func undo(device: (Int32) -> Int32) -> Rewiring {
    if linkCount == 1 {
      let ends = [Ends(ports[0], ports[1])]
      return beginsPlanned ? Rewiring(added: ends) : Rewiring(removed: ends)
    }
    precondition(plannedCount == observedCount, "what is too many or missing is cut off before")
    let even = stride(from: 0, to: ports.count, by: 2).map { ports[$0] }
    guard isCycle else { return Rewiring(moves: Self.ring(even.reversed())) }
    let odd = stride(from: 1, to: ports.count, by: 2).map { ports[$0] }
    let isOddOnOne = odd.allSatisfy { device($0) == device(odd[0]) }
    let isEvenOnOne = even.allSatisfy { device($0) == device(even[0]) }
    return Rewiring(moves: Self.ring(isOddOnOne && !isEvenOnOne ? odd : even.reversed()))
  }

  /// Each plug goes to the next port, the last one to the first port.
  private static func ring(_ ports: [Int32]) -> [Rewiring.Move] {
    ports.indices.map {
      Rewiring.Move(from: ports[$0], to: ports[($0 + 1) % ports.count])
    }
  }
}
