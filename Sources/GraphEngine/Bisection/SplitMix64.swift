/// A small generator of pseudo-random numbers whose sequence depends on the seed alone.
///
/// The standard library's generators are seeded by the system, and the algorithms behind `shuffled`
/// and `random(in:)` are not promised to stay the same; searches must be repeatable.
package struct SplitMix64: Sendable {
  private var state: UInt64

  package init(seed: UInt64) { state = seed }

  /// An independent generator for part `stream` of a search.
  package init(seed: UInt64, stream: UInt64) {
    var mixer = SplitMix64(seed: seed &+ (stream &+ 1) &* 0xD1B5_4A32_D192_ED03)
    state = mixer.next()
  }

  package mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var word = state
    word = (word ^ (word >> 30)) &* 0xBF58_476D_1CE4_E5B9
    word = (word ^ (word >> 27)) &* 0x94D0_49BB_1331_11EB
    return word ^ (word >> 31)
  }

  /// A number in `0..<bound`; the bias of at most bound / 2^64 does not matter to a search.
  package mutating func next(below bound: Int) -> Int {
    precondition(bound > 0, "the bound must be positive")
    return Int(truncatingIfNeeded: next().multipliedFullWidth(by: UInt64(bound)).high)
  }

  /// Puts `elements` into a random order (Fisher and Yates).
  package mutating func shuffle<Element>(_ elements: inout [Element]) {
    for index in stride(from: elements.count - 1, to: 0, by: -1) {
      elements.swapAt(index, next(below: index + 1))
    }
  }
}
