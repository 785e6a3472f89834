/// The observed wiring while acts on it are undone, beside the planned one.
struct WiringState {
  let planned: [Int32]
  private(set) var observed: [Int32]
  /// The observed link that a plug belongs to, wherever it has been moved; -1 for cables added.
  private(set) var carried: [Int32]

  /// Ports that the walk in progress has met carry its number.
  private var mark: [Int32]
  private var walk: Int32 = 0
  /// Where the plugs of an act go while it is applied, else -1.
  private var target: [Int32]
  /// Ports walked over in all: the cost of the search.
  private(set) var visits = 0

  private struct Plug {
    var port: Int32
    var mate: Int32
    var carried: Int32
  }

  init(_ wirings: Wirings, links: [Int32]) {
    planned = wirings.planned
    observed = wirings.observed
    carried = links
    mark = [Int32](repeating: 0, count: links.count)
    target = [Int32](repeating: -1, count: links.count)
  }

  /// The port where the cable that is in a port now belongs, judged by its other end; -1 for none.
  @inline(__always)
  func home(of port: Int32) -> Int32 {
    let mate = observed[Int(port)]
    return mate < 0 ? -1 : planned[Int(mate)]
  }

  @inline(__always)
  func differs(_ port: Int32) -> Bool { planned[Int(port)] != observed[Int(port)] }

  @inline(__always)
  func isRight(_ port: Int32) -> Bool { observed[Int(port)] >= 0 && !differs(port) }

  func component(at port: Int32) -> WiringComponent {
    WiringComponent(at: port, planned: planned, observed: observed)
  }
}

extension WiringState {
  /// What chains and cycles cost.
  struct Cost {
    /// Acts that explain them one by one.
    var acts = 0
    /// Exchanges of two plugs, moves, additions and removals that undo them: at most one less after
    /// any exchange of two plugs.
    var exchanges = 0
    /// Ports that have to be named to describe them.
    var words = 0

    mutating func add(planned: Int, observed: Int, isCycle: Bool) {
      acts += planned == observed || planned + observed == 1 ? 1 : 2
      exchanges += isCycle ? planned - 1 : max(planned, observed)
      if isCycle {
        words += planned
      } else {
        let moves = min(planned, observed)
        words += (moves > 0 ? moves + 1 : 0) + (planned > observed ? 1 : observed > planned ? 2 : 0)
      }
    }
  }

  /// What an act saves beyond its own cost.
  ///
  /// Merging chains by an act that never happened lowers the number of acts as well; it does not lower
  /// the number of exchanges, and so that comes first.
  struct Gain: Equatable {
    var exchanges: Int
    var acts: Int
    var words: Int

    var isBetter: Bool { exchanges >= 1 && (acts >= 1 || acts == 0 && words >= 1) }
  }

  /// What undoing a candidate would save; nil where it cannot be undone.
  ///
  /// - Complexity: O(ports of the candidate and of the chains that it touches).
  mutating func gain(of undo: Rewiring) -> Gain? {
    var ports = touched(by: undo)
    let (before, met) = cost(around: ports)
    guard let log = apply(undo) else { return nil }
    ports += met
    ports += ports.compactMap { observed[Int($0)] >= 0 ? observed[Int($0)] : nil }
    let (after, _) = cost(around: ports)
    rollBack(log)
    return Gain(
      exchanges: before.exchanges - after.exchanges - 1, acts: before.acts - after.acts - 1,
      words: before.words - after.words - 3)
  }

  /// Undoes an act for good.
  ///
  /// - Returns: what differed before and does not any more, and what differs only now.
  mutating func settle(_ undo: Rewiring) -> (
    settled: Set<RawDifference>, opened: Set<RawDifference>
  ) {
    var ports = touched(by: undo)
    ports += cost(around: ports).met
    let before = differences(at: ports)
    precondition(apply(undo) != nil, "an act is undone only after a trial")
    ports += ports.compactMap { observed[Int($0)] >= 0 ? observed[Int($0)] : nil }
    let after = differences(at: ports)
    return (before.subtracting(after), after.subtracting(before))
  }

  /// Differing objects with an end at one of these ports.
  private func differences(at ports: [Int32]) -> Set<RawDifference> {
    var found: Set<RawDifference> = []
    for port in ports where differs(port) {
      let (p, o) = (planned[Int(port)], observed[Int(port)])
      if p >= 0 { found.insert(.planned(min(port, p))) }
      if o >= 0 && carried[Int(port)] >= 0 { found.insert(.observed(carried[Int(port)])) }
    }
    return found
  }

  private func touched(by undo: Rewiring) -> [Int32] {
    var ports: [Int32] = []
    ports.reserveCapacity(2 * undo.portCount)
    for move in undo.moves {
      ports.append(move.from)
      if observed[Int(move.from)] >= 0 { ports.append(observed[Int(move.from)]) }
    }
    for ends in undo.removed + undo.added {
      ports.append(ends.a)
      ports.append(ends.b)
    }
    return ports
  }

  /// The cost of the chains through some ports, and the ports of those chains.
  private mutating func cost(around ports: [Int32]) -> (cost: Cost, met: [Int32]) {
    walk += 1
    var cost = Cost()
    var met: [Int32] = []
    for port in ports where mark[Int(port)] != walk && differs(port) {
      measure(from: port, &cost, &met)
    }
    visits += met.count + ports.count
    return (cost, met)
  }

  private mutating func measure(from start: Int32, _ cost: inout Cost, _ met: inout [Int32]) {
    var counts = (planned: 0, observed: 0)
    var isCycle = false
    mark[Int(start)] = walk
    met.append(start)
    for direction in 0..<2 {
      var isPlanned = direction == 0
      var port = start
      while true {
        let next = isPlanned ? planned[Int(port)] : observed[Int(port)]
        if next < 0 { break }
        if isPlanned { counts.planned += 1 } else { counts.observed += 1 }
        if next == start {
          isCycle = true
          break
        }
        mark[Int(next)] = walk
        met.append(next)
        port = next
        isPlanned.toggle()
      }
      if isCycle { break }
    }
    cost.add(planned: counts.planned, observed: counts.observed, isCycle: isCycle)
  }
}

extension WiringState {
  /// Applies a change.
  ///
  /// - Returns: what was there before; nil, and nothing changed, where a port would be taken twice or
  ///   a cable that is to go is not there.
  private mutating func apply(_ undo: Rewiring) -> [Plug]? {
    var log: [Plug] = []
    guard remove(undo.removed, &log), move(undo.moves, &log), add(undo.added, &log) else {
      rollBack(log)
      return nil
    }
    return log
  }

  private mutating func set(_ port: Int32, _ mate: Int32, _ link: Int32, _ log: inout [Plug]) {
    log.append(Plug(port: port, mate: observed[Int(port)], carried: carried[Int(port)]))
    observed[Int(port)] = mate
    carried[Int(port)] = link
  }

  private mutating func rollBack(_ log: [Plug]) {
    for plug in log.reversed() {
      observed[Int(plug.port)] = plug.mate
      carried[Int(plug.port)] = plug.carried
    }
  }

  private mutating func remove(_ links: [WiringComponent.Ends], _ log: inout [Plug]) -> Bool {
    for ends in links {
      guard observed[Int(ends.a)] == ends.b else { return false }
      set(ends.a, -1, -1, &log)
      set(ends.b, -1, -1, &log)
    }
    return true
  }

  private mutating func add(_ links: [WiringComponent.Ends], _ log: inout [Plug]) -> Bool {
    for ends in links {
      guard observed[Int(ends.a)] < 0, observed[Int(ends.b)] < 0, ends.a != ends.b else {
        return false
      }
      set(ends.a, ends.b, -1, &log)
      set(ends.b, ends.a, -1, &log)
    }
    return true
  }

  private mutating func move(_ moves: [Rewiring.Move], _ log: inout [Plug]) -> Bool {
    var links: [(a: Int32, b: Int32, link: Int32)] = []
    for move in moves {
      target[Int(move.from)] = move.to
      let mate = observed[Int(move.from)]
      guard mate >= 0 else { continue }
      links.append((move.from, mate, carried[Int(move.from)]))
      set(move.from, -1, -1, &log)
      set(mate, -1, -1, &log)
    }
    defer { for move in moves { target[Int(move.from)] = -1 } }
    for (a, b, link) in links {
      let x = target[Int(a)] >= 0 ? target[Int(a)] : a
      let y = target[Int(b)] >= 0 ? target[Int(b)] : b
      guard observed[Int(x)] < 0, observed[Int(y)] < 0, x != y else { return false }
      set(x, y, link, &log)
      set(y, x, link, &log)
    }
    return true
  }
}

/// One object in which two wirings differ.
enum RawDifference: Hashable {
  /// A planned link, by its lower port.
  case planned(Int32)
  /// An observed link, by its row.
  case observed(Int32)
}
