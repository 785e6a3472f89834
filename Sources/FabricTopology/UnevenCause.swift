/// What one mistake leaves behind where trunks are uneven by design and no port tells more: switches
/// and pairs of switches with a number of cables that none should have.
package struct UnevenCause: Sendable, Hashable {
  /// A switch with more or fewer cables to the next tier than its peers.
  package struct Degree: Sendable, Hashable {
    package var vertex: Int32
    package var links: Int
    package var usual: ClosedRange<Int>
    /// Whether the cables lead to the tier above.
    package var facesUp: Bool

    /// Cables too many (positive) or too few.
    package var excess: Int { links - min(max(links, usual.lowerBound), usual.upperBound) }
  }

  /// Two switches with more or fewer cables than any pair of their tiers should have.
  package struct Trunk: Sendable, Hashable {
    package var pair: WiringViolations.Pair
    package var links: Int
    package var usual: ClosedRange<Int>

    package var excess: Int { links - min(max(links, usual.lowerBound), usual.upperBound) }
  }

  package var trunks: [Trunk] = []
  package var degrees: [Degree] = []

  package init() {}

  /// All switches that it is about, each once, in order of number.
  package var vertices: [Int32] {
    Set(trunks.flatMap { [$0.pair.lower, $0.pair.upper] } + degrees.map(\.vertex)).sorted()
  }

  /// Cables too many or too few of its switches that face one way.
  func excess(facingUp: Bool) -> Int {
    degrees.reduce(0) { $1.facesUp == facingUp ? $0 + $1.excess : $0 }
  }
}
