/// Acts that are done one right after the other.
///
/// Every port is left by at most one plug and entered by at most one, so moves form chains and cycles
/// through ports. A chain begins at the port that is free, or gets free when a cable goes, and each
/// plug enters what the one before it left. In a cycle nothing is free: one plug is held in the hand
/// until all others have moved on. Cables that go or come are jobs of their own, one for each end,
/// because they are carried from rack to rack anyway.
///
/// The legs of one plug move with the first of them; the others have no act of their own.
struct WorkJobs {
  struct Act {
    /// A row of `CablePlan.moves`.
    var move: Int32
    var action: WorkStep.Action
  }

  private(set) var acts: [Act] = []
  /// Acts of job `j` are `first[j]..<first[j + 1]`.
  private(set) var first: [Int32] = [0]
  /// The job that has to be done before, or -1.
  private(set) var before: [Int32] = []

  let groups: PlugGroups
  private let moves: [PlugMove]
  /// The move that leaves and the one that enters each port, or -1.
  private var leaving: [Int32]
  private var entering: [Int32]
  private var jobOf: [Int32]

  var count: Int { before.count }

  func acts(of job: Int32) -> Range<Int> { Int(first[Int(job)])..<Int(first[Int(job) + 1]) }

  /// The move that has to leave the port which a move enters, or -1.
  func predecessor(of move: Int32) -> Int32 {
    let own = before(moves[Int(move)])
    guard own < 0, let others = groups.others[move] else { return own }
    return others.lazy.map { before(moves[Int($0)]) }.first { $0 >= 0 } ?? -1
  }

  private func before(_ move: PlugMove) -> Int32 { move.to < 0 ? -1 : leaving[Int(move.to)] }

  /// The move that enters the port which a move leaves, or -1.
  private func successor(of move: Int32) -> Int32 {
    let own = entering[Int(moves[Int(move)].from)]
    guard own < 0, let others = groups.others[move] else { return own }
    return others.lazy.map { entering[Int(moves[Int($0)].from)] }.first { $0 >= 0 } ?? -1
  }

  private func isFirst(_ index: Int) -> Bool { groups.lead[index] == index }

  /// - Parameter start: decides which plug of a cycle is held in the hand: the one with the lowest
  ///   value.
  /// - Complexity: O(ports + moves).
  init(_ plan: CablePlan, portCount: Int, start: (Int32) -> Int64) {
    moves = plan.moves
    groups = PlugGroups(plan)
    leaving = [Int32](repeating: -1, count: portCount)
    entering = leaving
    jobOf = [Int32](repeating: -1, count: moves.count)
    for (index, move) in moves.enumerated() {
      if move.from >= 0 { leaving[Int(move.from)] = groups.lead[index] }
      if move.to >= 0 { entering[Int(move.to)] = groups.lead[index] }
    }
    for cage in plan.cages.all { join(cage) }
    acts.reserveCapacity(moves.count)
    first.reserveCapacity(moves.count + 1)
    before.reserveCapacity(moves.count)
    for replaced in plan.replacements { addReplacement(replaced) }
    addRemovals()
    addChains()
    addCycles(start)
    addPlugs()
  }

  /// Lets the plugs that enter a cage as a whole follow the legs that leave it, and the other way round.
  private mutating func join(_ cage: MixedCages.Cage) {
    let known = (leaving, entering)
    for (mine, theirs) in [(cage.wholes, cage.legs), (cage.legs, cage.wholes)] {
      let out = Set(theirs.map { known.0[Int($0)] }).filter { $0 >= 0 }
      let into = Set(theirs.map { known.1[Int($0)] }).filter { $0 >= 0 }
      for port in mine {
        if let move = out.first, out.count == 1, leaving[Int(port)] < 0 {
          leaving[Int(port)] = move
        }
        if let move = into.first, into.count == 1, entering[Int(port)] < 0 {
          entering[Int(port)] = move
        }
      }
    }
  }

  private mutating func close(after job: Int32) {
    for act in acts[Int(first[first.count - 1])...] { jobOf[Int(act.move)] = Int32(count) }
    first.append(Int32(acts.count))
    before.append(job)
  }

  private mutating func addReplacement(_ start: Int32) {
    for offset in 0..<Int32(4) {
      acts.append(Act(move: start + offset, action: offset % 2 == 0 ? .unplug : .plug))
    }
    close(after: -1)
  }

  private mutating func addRemovals() {
    for index in moves.indices where moves[index].to < 0 && jobOf[index] < 0 && isFirst(index) {
      acts.append(Act(move: Int32(index), action: .unplug))
      close(after: -1)
    }
  }

  private func isMove(_ index: Int32) -> Bool {
    index >= 0 && moves[Int(index)].from >= 0 && moves[Int(index)].to >= 0
  }

  private mutating func addChains() {
    for index in moves.indices where isMove(Int32(index)) && isFirst(index) {
      let previous = predecessor(of: Int32(index))
      guard !isMove(previous) else { continue }
      var next = Int32(index)
      while isMove(next) {
        acts.append(Act(move: next, action: .move))
        next = successor(of: next)
      }
      close(after: previous < 0 ? -1 : jobOf[Int(previous)])
    }
  }

  private mutating func addCycles(_ start: (Int32) -> Int64) {
    for index in moves.indices where isMove(Int32(index)) && jobOf[index] < 0 && isFirst(index) {
      var ring: [Int32] = []
      var next = Int32(index)
      repeat {
        ring.append(next)
        next = successor(of: next)
      } while next != Int32(index)
      let held = ring.indices.min { start(ring[$0]) < start(ring[$1]) } ?? 0
      acts.append(Act(move: ring[held], action: .unplug))
      for other in ring[(held + 1)...] + ring[..<held] {
        acts.append(Act(move: other, action: .move))
      }
      acts.append(Act(move: ring[held], action: .plug))
      close(after: -1)
    }
  }

  private mutating func addPlugs() {
    for index in moves.indices where moves[index].from < 0 && jobOf[index] < 0 && isFirst(index) {
      let previous = predecessor(of: Int32(index))
      acts.append(Act(move: Int32(index), action: .plug))
      close(after: previous < 0 ? -1 : jobOf[Int(previous)])
    }
  }
}
