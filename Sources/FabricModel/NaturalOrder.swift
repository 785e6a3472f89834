/// The order in which people expect names: `leaf-9` before `leaf-10`.
package enum NaturalOrder {
  /// Negative, zero or positive; zero only for equal bytes.
  ///
  /// Runs of digits compare by value; among equal values, fewer leading zeros come first.
  package static func compare(
    _ a: Span<UInt8>, _ b: Span<UInt8>
  ) -> Int {
    var (i, j) = (0, 0)
    var tie = 0
    while i < a.count && j < b.count {
      let (x, y) = (a[i], b[j])
      guard isDigit(x) && isDigit(y) else {
        if x != y { return x < y ? -1 : 1 }
        (i, j) = (i + 1, j + 1)
        continue
      }
      let (runA, runB) = (digits(a, from: i), digits(b, from: j))
      if runA.significant.count != runB.significant.count {
        return runA.significant.count < runB.significant.count ? -1 : 1
      }
      for (p, q) in zip(runA.significant, runB.significant) where a[p] != b[q] {
        return a[p] < b[q] ? -1 : 1
      }
      if tie == 0 { tie = (runA.end - i) - (runB.end - j) }
      (i, j) = (runA.end, runB.end)
    }
    let (restA, restB) = (a.count - i, b.count - j)
    return restA != restB ? restA - restB : tie
  }

  package static func precedes(_ a: String, _ b: String) -> Bool {
    compare(a.utf8.span, b.utf8.span) < 0
  }

  private static func digits(
    _ bytes: Span<UInt8>, from start: Int
  ) -> (significant: Range<Int>, end: Int) {
    var first = start
    while first < bytes.count, bytes[first] == UInt8(ascii: "0") { first += 1 }
    var end = first
    while end < bytes.count, isDigit(bytes[end]) { end += 1 }
    return (first..<end, end)
  }

  @inline(__always)
  private static func isDigit(_ byte: UInt8) -> Bool { byte &- 48 < 10 }
}
