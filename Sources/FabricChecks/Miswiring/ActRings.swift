internal import FabricTopology

/// Three cables or more between switches that have passed an end on in a ring.
///
/// Where a ring was, the design and the wiring differ by a closed walk on which a cable too many and
/// one too few take turns: every switch on it keeps its number of cables.
struct ActRings {
  typealias Pair = WiringViolations.Pair

  /// Cables as they are, and as they should be: the first keeps an end, the other one goes to where
  /// the next cable is.
  struct Ring {
    var found: [Pair] = []
    var wanted: [Pair] = []
    /// Places in `Topology.acts`.
    var acts: Set<Int> = []
  }

  private struct Link {
    var act: Int
    var pair: Pair
  }

  private var surplus: [Link] = []
  private var absent: [Link] = []
  private var surplusAt: [Int32: [Int]] = [:]
  private var absentAt: [Int32: [Int]] = [:]
  private var isSurplusUsed: [Bool]
  private var isAbsentUsed: [Bool]
  private var steps = 0

  private static let longest = 8
  private static let budget = 2_000

  /// - Parameter open: places of the acts that may be parts of rings; swaps and rotations are none.
  init(_ acts: [WiringActs.Act], open: [Int]) {
    for index in open {
      switch acts[index] {
      case .move(let found, let wanted):
        surplus.append(Link(act: index, pair: found))
        absent.append(Link(act: index, pair: wanted))
      case .surplus(let found): surplus.append(Link(act: index, pair: found))
      case .missing(let wanted): absent.append(Link(act: index, pair: wanted))
      case .swap, .rotation: continue
      }
    }
    isSurplusUsed = [Bool](repeating: false, count: surplus.count)
    isAbsentUsed = [Bool](repeating: false, count: absent.count)
    for (place, link) in surplus.enumerated() {
      for end in [link.pair.lower, link.pair.upper] { surplusAt[end, default: []].append(place) }
    }
    for (place, link) in absent.enumerated() {
      for end in [link.pair.lower, link.pair.upper] { absentAt[end, default: []].append(place) }
    }
  }

  /// All rings, in order of their first cable; each act belongs to one at most, and wholly.
  ///
  /// - Complexity: O(v) for v violations apart from each other; at most `budget` steps for each.
  mutating func find() -> [Ring] {
    var rings: [Ring] = []
    for start in surplus.indices where !isSurplusUsed[start] {
      let pair = surplus[start].pair
      for (entry, exit) in [(pair.upper, pair.lower), (pair.lower, pair.upper)] {
        steps = Self.budget
        var path: [(surplus: Int, absent: Int)] = []
        guard extend(&path, from: start, leaving: exit, backTo: entry), path.count > 2 else {
          continue
        }
        let ring = Ring(
          found: path.map { surplus[$0.surplus].pair }, wanted: path.map { absent[$0.absent].pair },
          acts: Set(path.flatMap { [surplus[$0.surplus].act, absent[$0.absent].act] }))
        // Half a move says nothing of where its other half belongs.
        let halves = ring.acts.reduce(0) { sum, act in
          sum + surplus.count { $0.act == act } + absent.count { $0.act == act }
        }
        guard halves == 2 * path.count else { continue }
        for step in path {
          isSurplusUsed[step.surplus] = true
          isAbsentUsed[step.absent] = true
        }
        rings.append(ring)
        break
      }
    }
    return rings
  }

  /// Goes on from a cable over the end that it keeps: a cable is missing there, and where that one
  /// should lead, another one is too many.
  private mutating func extend(
    _ path: inout [(surplus: Int, absent: Int)], from place: Int, leaving exit: Int32,
    backTo entry: Int32
  ) -> Bool {
    steps -= 1
    guard path.count < Self.longest, steps > 0 else { return false }
    for hole in absentAt[exit] ?? []
    where !isAbsentUsed[hole] && !path.contains(where: { $0.absent == hole }) {
      let pair = absent[hole].pair
      let next = pair.lower == exit ? pair.upper : pair.lower
      path.append((place, hole))
      if next == entry { return true }
      for other in surplusAt[next] ?? []
      where !isSurplusUsed[other] && !path.contains(where: { $0.surplus == other }) {
        let found = surplus[other].pair
        let far = found.lower == next ? found.upper : found.lower
        if extend(&path, from: other, leaving: far, backTo: entry) { return true }
      }
      path.removeLast()
    }
    return false
  }
}
