internal import FabricModel

extension FaultKind {
  /// The two rows of a faceplate are mistaken for one another: port 1 for port 2, 3 for 4, at two
  /// to four pairs.
  package static let oddEvenExchange = FaultKind("odd-even-exchange")
}

/// Does not show: device for device nothing changed, and a switch's ports mean nothing.
enum OddEvenExchange: Fault {
  static let kind = FaultKind.oddEvenExchange

  private static let lengths = 2...4

  static func propose<Base: Design>(
    _ cable: Int, on ground: inout PlantingGround<Base>
  ) -> FaultProposal? {
    guard let (plate, cage) = ground.faceplate(at: cable),
      let run = plate.run(round: cage, on: ground)
    else { return nil }
    // Pairs of an odd port and the even one behind it, by the odd port.
    let odd = run.filter { !$0.isMultiple(of: 2) && run.contains($0 + 1) }
    guard odd.count >= lengths.lowerBound else { return nil }
    let wanted = lengths.lowerBound + ground.random.below(lengths.count)
    let count = min(wanted, odd.count)
    let first = ground.random.below(odd.count - count + 1)
    let moves = odd[first..<first + count].flatMap { port in
      [(from: port, to: port + 1), (from: port + 1, to: port)]
    }
    return plate.moving(moves, in: ground.design)
  }

  static func shows<Base: Design>(
    _ proposal: FaultProposal, in plan: PlanVisibility<Base>
  ) -> Bool {
    plan.shows(proposal)
  }
}
