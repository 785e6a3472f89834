internal import FabricComparison
internal import FabricModel

/// Plays the steps of a work order on the current fabric, as a hand would.
///
/// Knows ports and plugs only, nothing of chains, cycles or jobs, and shares no code with what made the
/// order: what the one gets wrong the other one finds. A port holds one plug at most, a plug is taken
/// out of the port that the step names, and in the end the wiring is the desired one but for what the
/// order says that it leaves out.
struct Replay {
  private let order: WorkOrder
  private let alignment: Alignment
  /// By port of the alignment: the cable whose plug is in it, -1 for none; and the port of its other
  /// plug, -1 where that one is in no port.
  private var cable: [Int32]
  /// By cable of the order: where its plugs are, -1 for loose, -2 for never plugged or gone.
  private var plugs: [[Int32]]
  private var uplinks: Uplinks
  private var isDone: [Bool]
  /// By cable: whether a plug of it has left its port.
  private var isMoved: [Bool]
  private var touches = 0
  private let closed: ClosedPorts

  /// Plugs in ports that no step names belong to cables that the order does not list.
  private static let untouched: Int32 = -2
  private static let loose: Int32 = -1
  private static let away: Int32 = -2

  /// - Returns: what came out.
  /// - Complexity: O(ports + steps), and the ports of a device for each step that takes an uplink.
  static func play(_ order: WorkOrder) throws(WorkOrderError) -> WorkOrder.Simulation {
    var replay = try Replay(order)
    for step in order.steps { try replay.play(step) }
    return try replay.finish()
  }

  private init(_ order: WorkOrder) throws(WorkOrderError) {
    self.order = order
    alignment = order.alignment
    let wiring = try RenamedWiring(order)
    cable = wiring.mate.map { $0 < 0 ? -1 : Self.untouched }
    plugs = [[Int32]](repeating: [Self.away, Self.away], count: order.cables.count)
    let ends = wiring.ends(of: Set(order.cables.map(\.current)))
    for (index, entry) in order.cables.enumerated() where !entry.current.isNone {
      guard let (a, b) = ends[entry.current] else {
        throw .refusedByReplay("cable \(entry.name) is not there")
      }
      plugs[index] = [a, b]
      cable[Int(a)] = Int32(index)
      cable[Int(b)] = Int32(index)
    }
    isMoved = [Bool](repeating: false, count: order.cables.count)
    uplinks = Uplinks(order, mate: wiring.mate)
    closed = ClosedPorts(order, wiring)
    let last = order.steps.map(\.number).max() ?? 0
    isDone = [Bool](repeating: false, count: Int(last) + 1)
  }

  private func fail(_ step: WorkStep, _ reason: String) -> WorkOrderError {
    .refusedByReplay("step \(step.number), \(step.action.rawValue): \(reason)")
  }

  private mutating func play(_ step: WorkStep) throws(WorkOrderError) {
    guard step.number > 0, !isDone[Int(step.number)] else { throw fail(step, "done twice") }
    guard step.after.allSatisfy({ $0 > 0 && $0 < isDone.count && isDone[Int($0)] }) else {
      throw fail(step, "a step that has to be done before is not")
    }
    isDone[Int(step.number)] = true
    switch step.action {
    case .rename, .adopt: return
    case .move:
      try take(step)
      try put(step, Self.loose)
    case .unplug: try take(step)
    case .plug:
      let isParked = plugs[safe: step.cable]?.contains(Self.loose) ?? false
      if !isParked { touches += 1 }
      try put(step, isParked ? Self.loose : Self.away)
    }
  }

  /// The legs that a step handles: one for nearly all.
  private func legs(
    _ step: WorkStep
  ) throws(WorkOrderError) -> [(cable: Int32, from: Int32, to: Int32)] {
    let all = [(step.cable, step.from, step.to)] + step.legs.map { ($0.cable, $0.from, $0.to) }
    let (leaves, enters) = (step.action != .plug, step.action != .unplug)
    for (_, from, to) in all {
      guard (from >= 0) == leaves, (to >= 0) == enters, from != to else {
        throw fail(step, "it names a port too few or too many")
      }
    }
    guard step.legs.isEmpty || isOneCage(all.map(\.1)) && isOneCage(all.map(\.2)) else {
      throw fail(step, "its legs are no one plug")
    }
    return all
  }

  private func isOneCage(_ ports: [Int32]) -> Bool {
    guard ports.contains(where: { $0 >= 0 }) else { return true }
    let cages = Set(
      ports.map { port in
        [Int(alignment.ports.device[Int(port)])] + (alignment.number(ofPort: port)?.prefix(1) ?? [])
      })
    return cages.count == 1
  }

  private mutating func take(_ step: WorkStep) throws(WorkOrderError) {
    touches += 1
    var taken: [(from: Int32, other: Int32)] = []
    for (row, from, _) in try legs(step) {
      guard cable[Int(from)] >= 0, cable[Int(from)] == row else {
        throw fail(step, "\(order.name(ofPort: from)) has another plug or none")
      }
      if let refusal = closed.refusal(leaving: from) { throw fail(step, refusal) }
      guard let plug = plugs[Int(row)].firstIndex(of: from) else {
        throw fail(step, "the plug is not there")
      }
      guard order.cables[Int(row)].isRemoved || !isMoved[Int(row)] else {
        throw fail(step, "the cable is moved at both ends")
      }
      isMoved[Int(row)] = true
      let other = plugs[Int(row)][1 - plug]
      cable[Int(from)] = -1
      plugs[Int(row)][plug] = Self.loose
      uplinks.unplug(from, other)
      taken.append((from, other))
    }
    var isShort = false
    for (from, other) in taken where uplinks.isShort(after: from, other) { isShort = true }
    guard isShort == step.drain else {
      throw fail(step, "a device is left with \(isShort ? "too few" : "enough") uplinks")
    }
  }

  private mutating func put(_ step: WorkStep, _ state: Int32) throws(WorkOrderError) {
    for (row, _, to) in try legs(step) {
      guard let held = plugs[safe: row], let plug = held.firstIndex(of: state) else {
        throw fail(step, "there is no such plug to put in")
      }
      guard cable[Int(to)] == -1 else {
        throw fail(step, "\(order.name(ofPort: to)) is taken")
      }
      if let refusal = closed.refusal(entering: to) { throw fail(step, refusal) }
      if let rival = closed.rivals[to]?.first(where: { cable[Int($0)] != -1 }) {
        throw fail(
          step, "the cage of \(order.name(ofPort: to)) still has \(order.name(ofPort: rival))")
      }
      guard step.action == .move || step.drain == false else {
        throw fail(step, "nothing is drained for a plug")
      }
      cable[Int(to)] = row
      plugs[Int(row)][plug] = to
      uplinks.plug(to, held[1 - plug])
    }
  }

  /// Compares what came out with the desired wiring.
  private func finish() throws(WorkOrderError) -> WorkOrder.Simulation {
    for (index, ends) in plugs.enumerated() {
      let isIn = ends.allSatisfy { $0 >= 0 }
      guard isIn || ends.allSatisfy({ $0 < 0 }) else {
        throw .refusedByReplay("one end of \(order.cables[index].name) is left loose")
      }
    }
    let target = DesiredWiring(order)
    for port in uplinks.mate.indices where uplinks.mate[port] != target.mate[port] {
      let name = order.name(ofPort: Int32(port))
      throw .refusedByReplay("\(name) has not the cable that it should have in the end")
    }
    guard touches == order.touches else {
      throw .refusedByReplay("it takes \(touches) touches, not \(order.touches)")
    }
    return WorkOrder.Simulation(
      reachesDesired: order.leftOut.isEmpty && order.kept.isEmpty,
      lowestUplinkShare: uplinks.lowestShare)
  }
}

extension Array {
  fileprivate subscript(safe index: Int32) -> Element? {
    index >= 0 && Int(index) < count ? self[Int(index)] : nil
  }
}
