internal import FabricComparison

/// The order of the jobs: rack by rack along the walk, each when its ports are free.
///
/// A job that would leave a device with too few uplinks waits for others that give it some. What can
/// never be done without that comes last, and is marked: the devices are drained once, for all of it.
struct WalkSchedule {
  /// Jobs in the order in which they are done.
  private(set) var jobs: [Int32] = []
  /// By act of `WorkJobs`: whether the device has to be drained.
  private(set) var drains: [Bool]

  private let work: WorkJobs
  private let moves: [PlugMove]
  private var ledger: UplinkLedger
  private var isDone: [Bool]
  /// By job: the rack where it begins.
  private let stop: [Int32]

  /// Walks in which jobs may wait for uplinks.
  private static let patience = 8

  /// - Parameters:
  ///   - stop: the rack of each job, in order of the walk.
  ///   - order: jobs in the order of the walk.
  /// - Complexity: O(acts) for each walk; there are three where no device runs short.
  init(_ work: WorkJobs, _ plan: CablePlan, _ ledger: UplinkLedger, order: [Int32], stop: [Int32]) {
    self.work = work
    self.stop = stop
    self.ledger = ledger
    moves = plan.moves
    isDone = [Bool](repeating: false, count: work.count)
    drains = [Bool](repeating: false, count: work.acts.count)
    jobs.reserveCapacity(work.count)
    var waiting = order
    var walks = 0
    var isForced = false
    while !waiting.isEmpty {
      let left = walk(waiting, isForced: isForced)
      walks += 1
      precondition(
        left.count < waiting.count || !isForced, "every job waits for another one")
      isForced = left.count == waiting.count || walks >= Self.patience
      waiting = left
    }
  }

  /// - Returns: the jobs that have to wait.
  private mutating func walk(_ waiting: [Int32], isForced: Bool) -> [Int32] {
    var left: [Int32] = []
    var index = 0
    while index < waiting.count {
      let stop = stop[Int(waiting[index])]
      var end = index
      while end < waiting.count, self.stop[Int(waiting[end])] == stop { end += 1 }
      var pending = Array(waiting[index..<end])
      // What one job frees, another one at the same rack may need: removal, chain, new cable.
      for _ in 0..<3 where !pending.isEmpty {
        let before = pending.count
        pending = pending.filter { !tryJob($0, isForced: isForced) }
        if pending.count == before { break }
      }
      left += pending
      index = end
    }
    return left
  }

  private mutating func tryJob(_ job: Int32, isForced: Bool) -> Bool {
    let before = work.before[Int(job)]
    guard before < 0 || isDone[Int(before)] else { return false }
    let range = work.acts(of: job)
    var isShort = false
    for index in range {
      drains[index] = play(work.acts[index])
      isShort = isShort || drains[index]
    }
    if isShort && !isForced {
      for index in range.reversed() {
        takeBack(work.acts[index])
        drains[index] = false
      }
      return false
    }
    isDone[Int(job)] = true
    jobs.append(job)
    return true
  }

  /// Plays an act, with all legs of a plug: all leave before any enters.
  ///
  /// - Returns: whether a device has fewer uplinks than it may while it lasts.
  private mutating func play(_ act: WorkJobs.Act) -> Bool {
    let move = moves[Int(act.move)]
    let (leaves, enters) = (act.action != .plug, act.action != .unplug)
    guard let others = work.groups.others[act.move] else {
      return ledger.play(
        move.cable, from: leaves ? move.from : -1, to: enters ? move.to : -1)
    }
    var isShort = false
    let legs = [move] + others.map { moves[Int($0)] }
    for leg in legs where leaves && ledger.play(leg.cable, from: leg.from, to: -1) {
      isShort = true
    }
    for leg in legs where enters { _ = ledger.play(leg.cable, from: -1, to: leg.to) }
    return isShort
  }

  private mutating func takeBack(_ act: WorkJobs.Act) {
    let others = (work.groups.others[act.move] ?? []).map { moves[Int($0)] }
    for leg in others.reversed() + [moves[Int(act.move)]] where act.action != .unplug {
      ledger.takeBack(leg.cable, from: -1, to: leg.to)
    }
    for leg in others.reversed() + [moves[Int(act.move)]] where act.action != .plug {
      ledger.takeBack(leg.cable, from: leg.from, to: -1)
    }
  }
}
