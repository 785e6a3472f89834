internal import FabricModel

/// Compares names of two fabrics: words that few are used for many rows, so that answers are kept.
struct NameEquality: Sendable {
  private var known: [Pair: Bool] = [:]
  private var last: (pair: Pair, answer: Bool)?

  private struct Pair: Hashable, Sendable {
    var first: NameID
    var second: NameID
  }

  /// Without regard to case. Two names that are not there are equal.
  ///
  /// - Precondition: always asked about the same two fabrics.
  mutating func areEqual(_ a: NameID, _ x: Fabric, _ b: NameID, _ y: Fabric) -> Bool {
    if a.isNone || b.isNone { return a.isNone == b.isNone }
    let pair = Pair(first: a, second: b)
    if let last, last.pair == pair { return last.answer }
    let answer =
      known[pair] ?? (Spelling.folded(x.names.bytes(a)) == Spelling.folded(y.names.bytes(b)))
    known[pair] = answer
    last = (pair, answer)
    return answer
  }

  /// Byte by byte, for names that occur once.
  static func haveSameBytes(_ a: NameID, _ x: Fabric, _ b: NameID, _ y: Fabric) -> Bool {
    let (p, q) = (x.names.range(of: a), y.names.range(of: b))
    guard p.count == q.count else { return false }
    let (mine, theirs) = (x.names.arena.span, y.names.arena.span)
    for offset in 0..<p.count
    where mine[p.lowerBound &+ offset] != theirs[q.lowerBound &+ offset] {
      return false
    }
    return true
  }
}
