/// "Did you mean …?"
package enum Suggestion {
  /// The candidate that is written most like `text`, or nil when none is near.
  ///
  /// Near is at most a third of its letters wrong, so that `jsn` finds `json` and `html` nothing.
  /// The first of several equally near ones.
  package static func nearest(to text: String, in candidates: [String]) -> String? {
    let wanted = Array(text.lowercased().utf8)
    var best: (distance: Int, candidate: String)?
    for candidate in candidates {
      let letters = Array(candidate.lowercased().utf8)
      let distance = distance(wanted, letters)
      guard distance * 3 <= max(wanted.count, letters.count, 3) else { continue }
      if best == nil || distance < best!.distance { best = (distance, candidate) }
    }
    return best?.candidate
  }

  /// Insertions, deletions, replacements, and exchanges of neighbours, each counted as one.
  ///
  /// This is optimal string alignment: the edit distance with exchanges of neighbours.
  ///
  /// - Complexity: O(a b) for lengths a and b, three rows of memory.
  private static func distance(_ a: [UInt8], _ b: [UInt8]) -> Int {
    var beforeLast = [Int](repeating: 0, count: b.count + 1)
    var last = Array(0...b.count)
    for i in a.indices {
      var row = [i + 1]
      for j in b.indices {
        var cost = min(last[j + 1] + 1, row[j] + 1, last[j] + (a[i] == b[j] ? 0 : 1))
        if i > 0 && j > 0 && a[i] == b[j - 1] && a[i - 1] == b[j] {
          cost = min(cost, beforeLast[j - 1] + 1)
        }
        row.append(cost)
      }
      (beforeLast, last) = (last, row)
    }
    return last[b.count]
  }
}
