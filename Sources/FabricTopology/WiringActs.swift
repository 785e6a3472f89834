/// The single mistakes that turn the recognised design into the wiring.
///
/// A swapped pair of cables leaves two links too many and two too few, and so do three or more that
/// have changed places in turn; a cable in a wrong switch leaves one of each, with an end in common.
/// What nobody can pair is missing or surplus.
package struct WiringActs: Sendable {
  package typealias Pair = WiringViolations.Pair

  package enum Act: Sendable, Hashable {
    /// Two cables have exchanged their ends: `found` is wired, `wanted` is designed.
    case swap(found: [Pair], wanted: [Pair])
    /// Three or more cables have changed places: `found[i]` belongs where `wanted[i]` is, and its
    /// wrong end sits in the switch that `wanted[i + 1]` calls for.
    case rotation(found: [Pair], wanted: [Pair])
    /// One end of a cable is in another switch than designed.
    case move(found: Pair, wanted: Pair)
    case missing(Pair)
    case surplus(Pair)
  }

  package private(set) var acts: [Act] = []

  /// - Parameter tier: per vertex.
  /// - Parameter isOneCable: whether a link too many and one too few, with an end in common, can be
  ///   one cable whose other end was moved.
  /// - Complexity: O(v · d²) for v violations with at most d at one switch.
  init(
    _ violations: WiringViolations, tier: [UInt8],
    isOneCable: (Pair, Pair) -> Bool = { _, _ in true }
  ) {
    var matcher = Matcher(violations, tier: tier)
    matcher.findSwaps()
    matcher.findRotations(isOneCable)
    matcher.findMoves(isOneCable)
    acts = matcher.acts
    for (index, pair) in violations.absent.enumerated() where !matcher.isAbsentUsed[index] {
      acts.append(.missing(pair))
    }
    for (index, pair) in violations.surplus.enumerated() where !matcher.isSurplusUsed[index] {
      acts.append(.surplus(pair))
    }
  }

  /// Pairs violations off greedily, in order of vertex: the same result for any order of the file.
  private struct Matcher {
    let violations: WiringViolations
    let tier: [UInt8]
    var isSurplusUsed: [Bool]
    var isAbsentUsed: [Bool]
    var acts: [Act] = []
    /// Cables that a hand mixes up at once, and steps of all searches for them.
    private let longestRotation = 8
    private let searchLimit = 4_000_000
    private var searched = 0
    private var surplusAt: [Int32: [Int]] = [:]
    private var absentAt: [Int32: [Int]] = [:]

    init(_ violations: WiringViolations, tier: [UInt8]) {
      self.violations = violations
      self.tier = tier
      isSurplusUsed = Array(repeating: false, count: violations.surplus.count)
      isAbsentUsed = Array(repeating: false, count: violations.absent.count)
      for (index, pair) in violations.surplus.enumerated() {
        surplusAt[pair.lower, default: []].append(index)
        surplusAt[pair.upper, default: []].append(index)
      }
      for (index, pair) in violations.absent.enumerated() {
        absentAt[pair.lower, default: []].append(index)
        absentAt[pair.upper, default: []].append(index)
      }
    }

    mutating func findSwaps() {
      for index in violations.surplus.indices where !isSurplusUsed[index] {
        let pair = violations.surplus[index]
        _ = findSwap(index, pair.lower, pair.upper) || findSwap(index, pair.upper, pair.lower)
      }
    }

    /// Surplus a–b and c–d with absent a–d and c–b.
    private mutating func findSwap(_ first: Int, _ a: Int32, _ b: Int32) -> Bool {
      for x in absentAt[a] ?? [] where !isAbsentUsed[x] {
        let d = other(violations.absent[x], than: a)
        for y in absentAt[b] ?? [] where !isAbsentUsed[y] && y != x {
          let c = other(violations.absent[y], than: b)
          let second = (surplusAt[d] ?? []).first {
            !isSurplusUsed[$0] && $0 != first && other(violations.surplus[$0], than: d) == c
          }
          guard let second else { continue }
          isSurplusUsed[first] = true
          isSurplusUsed[second] = true
          isAbsentUsed[x] = true
          isAbsentUsed[y] = true
          acts.append(
            .swap(
              found: [violations.surplus[first], violations.surplus[second]],
              wanted: [violations.absent[x], violations.absent[y]]))
          return true
        }
      }
      return false
    }

    mutating func findMoves(_ isOneCable: (Pair, Pair) -> Bool) {
      // First where the wrong and the right switch are of one tier, as a slip of the hand has it.
      for demandsSameTier in [true, false] {
        for index in violations.surplus.indices where !isSurplusUsed[index] {
          let pair = violations.surplus[index]
          for end in [pair.lower, pair.upper] where !isSurplusUsed[index] {
            let candidate = (absentAt[end] ?? []).first { x in
              !isAbsentUsed[x]
                && (!demandsSameTier
                  || tier[Int(other(violations.absent[x], than: end))]
                    == tier[Int(other(pair, than: end))])
                && isOneCable(pair, violations.absent[x])
            }
            guard let candidate else { continue }
            isSurplusUsed[index] = true
            isAbsentUsed[candidate] = true
            acts.append(.move(found: pair, wanted: violations.absent[candidate]))
          }
        }
      }
    }

    mutating func findRotations(_ isOneCable: (Pair, Pair) -> Bool) {
      guard violations.surplus.count > 2, violations.absent.count > 2 else { return }
      // The shortest explain most.
      for length in 3...longestRotation {
        for index in violations.surplus.indices where !isSurplusUsed[index] {
          let pair = violations.surplus[index]
          _ =
            findRotation(index, from: pair.lower, to: pair.upper, length, isOneCable)
            || findRotation(index, from: pair.upper, to: pair.lower, length, isOneCable)
        }
      }
    }

    /// Breadth-first search, by turns over links too few and too many, from the wrong end of a cable
    /// back to its right one.
    private mutating func findRotation(
      _ first: Int, from kept: Int32, to moved: Int32, _ length: Int,
      _ isOneCable: (Pair, Pair) -> Bool
    ) -> Bool {
      var steps = [Step(surplus: first, end: moved, absent: -1, previous: -1, depth: 1)]
      var seen: Set<Int> = [first]
      var next = 0
      while next < steps.count, steps[next].depth <= length, searched < searchLimit {
        let step = steps[next]
        for x in absentAt[step.end] ?? [] where !isAbsentUsed[x] {
          searched += 1
          let vertex = other(violations.absent[x], than: step.end)
          if vertex == kept && step.depth == length {
            let path = path(to: next, in: steps)
            if accept(path, closing: x, isOneCable) { return true }
          }
          guard step.depth < length else { continue }
          for index in surplusAt[vertex] ?? []
          where !isSurplusUsed[index] && seen.insert(index).inserted {
            steps.append(
              Step(
                surplus: index, end: other(violations.surplus[index], than: vertex), absent: x,
                previous: next, depth: step.depth + 1))
          }
        }
        next += 1
      }
      return false
    }

    /// A cable on the way round, with the link too few that led to it.
    private struct Step {
      var surplus: Int
      var end: Int32
      var absent: Int
      var previous: Int
      var depth: Int
    }

    private func path(to last: Int, in steps: [Step]) -> [Step] {
      var path: [Step] = []
      var index = last
      while index >= 0 {
        path.append(steps[index])
        index = steps[index].previous
      }
      return path.reversed()
    }

    private mutating func accept(
      _ path: [Step], closing: Int, _ isOneCable: (Pair, Pair) -> Bool
    ) -> Bool {
      let absent = [closing] + path.dropFirst().map(\.absent)
      guard Set(absent).count == absent.count else { return false }
      let found = path.map { violations.surplus[$0.surplus] }
      let wanted = absent.map { violations.absent[$0] }
      // Every cable sits in the ports of two places that belong together.
      for index in found.indices {
        let following = wanted[(index + 1) % wanted.count]
        guard isOneCable(found[index], wanted[index]), isOneCable(found[index], following) else {
          return false
        }
      }
      for step in path { isSurplusUsed[step.surplus] = true }
      for index in absent { isAbsentUsed[index] = true }
      acts.append(.rotation(found: found, wanted: wanted))
      return true
    }

    private func other(_ pair: Pair, than vertex: Int32) -> Int32 {
      pair.lower == vertex ? pair.upper : pair.lower
    }
  }
}
