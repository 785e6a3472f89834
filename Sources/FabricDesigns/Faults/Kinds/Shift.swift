internal import FabricModel

extension FaultKind {
  /// Three to eight neighbouring plugs of a switch sit one port or two further on, the last ones in
  /// free ports.
  package static let shift = FaultKind("shift")
}

/// Does not show: device for device nothing changed, and a switch's ports mean nothing.
enum Shift: Fault {
  static let kind = FaultKind.shift
  static let needsFreePort = true

  private static let lengths = 3...8

  static func propose<Base: Design>(
    _ cable: Int, on ground: inout PlantingGround<Base>
  ) -> FaultProposal? {
    let wanted = lengths.lowerBound + ground.random.below(lengths.count)
    let step = 1 + ground.random.below(2)
    guard let (plate, _) = ground.faceplate(at: cable), let freePorts = ground.freePorts else {
      return nil
    }
    let free = Set(freePorts.ports(of: plate.device, in: ground.design))
    // The first free port behind a run, and the way that the run moves.
    let borders = free.sorted().flatMap { port in [(port: port, way: 1), (port: port, way: -1)] }
    for (port, way) in ground.cycled(borders) {
      let filled = (0..<step).map { port + way * $0 }
      guard filled.allSatisfy(free.contains) else { continue }
      var run: [Int] = []
      while run.count < wanted {
        let next = port - way * (run.count + 1)
        guard plate.isFree(next, on: ground) else { break }
        run.append(next)
      }
      guard run.count >= lengths.lowerBound else { continue }
      var proposal = plate.moving(
        run.map { (from: $0, to: $0 + way * step) }, in: ground.design)
      proposal.filled = filled.map { EndEntry(device: plate.device, port: .number($0)) }
      return proposal
    }
    return nil
  }

  static func shows<Base: Design>(
    _ proposal: FaultProposal, in plan: PlanVisibility<Base>
  ) -> Bool {
    plan.shows(proposal)
  }
}
