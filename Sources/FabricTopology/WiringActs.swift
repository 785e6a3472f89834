/// The single mistakes that turn the recognised design into the wiring.
///
/// A swapped pair of cables leaves two links too many and two too few; a cable in a wrong switch
/// leaves one of each, with an end in common. What nobody can pair is missing or surplus.
package struct WiringActs: Sendable {
  package typealias Pair = WiringViolations.Pair

  package enum Act: Sendable, Hashable {
    /// Two cables have exchanged their ends: `found` is wired, `wanted` is designed.
    case swap(found: [Pair], wanted: [Pair])
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

    private func other(_ pair: Pair, than vertex: Int32) -> Int32 {
      pair.lower == vertex ? pair.upper : pair.lower
    }
  }
}
