/// Legs of one breakout cable in each other's ports.
enum ExchangedLegs: ExplanationPattern {
  static let kind = ExplanationKind("exchanged-legs", .cables)

  static func candidates(in survey: Survey) -> [Candidate] {
    survey.byDevice.flatMap { device, ports in
      cages(ports, survey).compactMap { cage in
        let moves = cage.compactMap { port -> Rewiring.Move? in
          let home = survey.state.home(of: port)
          return home >= 0 && home != port && cage.contains(home)
            ? Rewiring.Move(from: port, to: home) : nil
        }
        guard moves.count >= 2, let undo = Rewiring.closed(moves) else { return nil }
        return Candidate(kind, undo, devices: [device])
      }
    }
  }

  /// Differing legs of each cage.
  private static func cages(_ ports: [Int32], _ survey: Survey) -> [[Int32]] {
    let legs = ports.filter { survey.alignment.leg(ofPort: $0) > 0 }
    return Dictionary(grouping: legs) { survey.alignment.number(ofPort: $0) }
      .sorted { $0.key < $1.key }.map(\.value)
  }

  /// A cycle whose ends on one side are all legs of one cage.
  static func reading(of component: WiringComponent, in survey: Survey) -> Reading? {
    guard component.isCycle else { return nil }
    for start in [0, 1] {
      let ports = stride(from: start, to: component.ports.count, by: 2).map { component.ports[$0] }
      let first = ports[0]
      let isOneCage = ports.allSatisfy { port in
        survey.device(port) == survey.device(first) && survey.alignment.leg(ofPort: port) > 0
          && survey.alignment.number(ofPort: port) == survey.alignment.number(ofPort: first)
      }
      if isOneCage { return Reading(kind) }
    }
    return nil
  }
}
