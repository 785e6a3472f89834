internal import FabricModel
internal import FabricTopology

/// Which rule each mistake between switches belongs to: every act to one.
struct ActKinds {
  enum Kind: Hashable {
    case swap, rotation, planeCrossing, sameSwitch, tierSkip, podCrossing, misconnected
    case unexpected, hole
    /// One of several cables that have passed their ends on, by the number of the ring.
    case ring(Int)
  }

  /// By place in `Topology.acts`.
  private(set) var kinds: [Kind] = []
  private(set) var rings: [ActRings.Ring] = []

  init(_ topology: Topology) {
    let acts = topology.acts
    guard !acts.isEmpty else { return }
    kinds = acts.map { Self.kind($0, topology) }
    var search = ActRings(acts, open: acts.indices.filter { isOpen(kinds[$0]) })
    for ring in search.find() {
      for index in ring.acts { kinds[index] = .ring(rings.count) }
      rings.append(ring)
    }
  }

  private func isOpen(_ kind: Kind) -> Bool {
    switch kind {
    case .misconnected, .planeCrossing, .podCrossing, .unexpected, .hole, .sameSwitch: true
    default: false
    }
  }

  private static func kind(_ act: WiringActs.Act, _ topology: Topology) -> Kind {
    switch act {
    case .swap(let found, _):
      return found.contains { topology.crossesPlanes($0) } ? .planeCrossing : .swap
    case .rotation: return .rotation
    case .move(let found, let wanted):
      if topology.isTierSkip(found) { return .tierSkip }
      if topology.crossesPlanes(found) { return .planeCrossing }
      return topology.isOnSameSwitch(found, wanted: wanted) ? .sameSwitch : .misconnected
    case .surplus(let found):
      if topology.isTierSkip(found) { return .tierSkip }
      if topology.crossesPlanes(found) { return .planeCrossing }
      return topology.isInOneBlock(found) ? .unexpected : .podCrossing
    case .missing: return .hole
    }
  }
}

extension Topology {
  /// Whether the design links switches of these two tiers at all.
  func isTierSkip(_ pair: WiringViolations.Pair) -> Bool {
    tier[Int(pair.upper)] != tier[Int(pair.lower)] + 1
  }

  /// Whether the two switches belong to planes that share hosts only.
  func crossesPlanes(_ pair: WiringViolations.Pair) -> Bool {
    guard let a = plane(of: pair.lower), let b = plane(of: pair.upper) else { return false }
    return a != b
  }

  /// Whether all uplinks of a switch end on one because of a cable that belongs elsewhere.
  fileprivate func isOnSameSwitch(
    _ found: WiringViolations.Pair, wanted: WiringViolations.Pair
  ) -> Bool {
    guard found.lower == wanted.lower else { return false }
    let uplinks = uplinks(of: Int(found.lower))
    return uplinks.count > 1 && uplinks.allSatisfy { pair(ofEdge: $0).upper == found.upper }
  }
}

/// Mistakes that make a ring: each cable belongs where the next one is.
enum Rings {
  /// A cable that is in one place and belongs in another.
  struct Move {
    var id: Int
    var found: Int32
    var wanted: Int32
  }

  /// Longer rings than this are taken for several moves.
  static let longest = 8
  /// Steps of the search from one cable.
  private static let budget = 2_000

  /// Rings of two cables or more, each cable in one of them at most, found in the order of `moves`.
  ///
  /// - Complexity: O(m) for m moves in different places; at most `budget` steps for each of them.
  static func find(in moves: [Move], longest: Int = longest) -> [[Int]] {
    var at: [Int32: [Int]] = [:]
    for (place, move) in moves.enumerated() { at[move.found, default: []].append(place) }
    var isUsed = [Bool](repeating: false, count: moves.count)
    var rings: [[Int]] = []
    for start in moves.indices where !isUsed[start] {
      var steps = budget
      var path = [start]
      func close() -> Bool {
        steps -= 1
        let last = moves[path[path.count - 1]]
        if last.wanted == moves[start].found { return path.count > 1 }
        guard path.count < longest, steps > 0 else { return false }
        for next in at[last.wanted] ?? [] where !isUsed[next] && !path.contains(next) {
          path.append(next)
          if close() { return true }
          path.removeLast()
        }
        return false
      }
      guard close() else { continue }
      for place in path { isUsed[place] = true }
      rings.append(path.map { moves[$0].id })
    }
    return rings
  }
}
