internal import FabricMetrics

/// How much a finding lists: a port with a hundred thousand cables needs no list of them all.
package enum Shortlist {
  /// Cables, devices or ports that one finding lists.
  package static let most = 20

  /// The first elements in an order, as many as a finding lists; equal ones as they came.
  ///
  /// - Complexity: O(n) for n elements.
  package static func first<Element>(
    of elements: some Sequence<Element>, by precedes: (Element, Element) -> Bool
  ) -> [Element] {
    var first: [Element] = []
    for element in elements {
      if let last = first.last, first.count == most {
        guard precedes(element, last) else { continue }
        first.removeLast()
      }
      var (low, high) = (0, first.count)
      while low < high {
        let middle = (low + high) / 2
        if precedes(element, first[middle]) { high = middle } else { low = middle + 1 }
      }
      first.insert(element, at: low)
    }
    return first
  }

  /// `; 9,980 more cables are not listed`, or nothing: the end of a message about `count` of them.
  package static func rest(of count: Int, _ what: String) -> String {
    switch count - most {
    case ...0: ""
    case 1: "; 1 more of the \(what) is not listed"
    case let more: "; \(Grouped.text(more)) more \(what) are not listed"
    }
  }

  /// `C1, C2 and 9,980 more`: names that a finding lists, of `count` in all.
  package static func text(_ names: [String], of count: Int) -> String {
    let text = names.joined(separator: ", ")
    return count > names.count ? "\(text) and \(Grouped.text(count - names.count)) more" : text
  }
}

/// Tells subjects apart that are otherwise equal, without the line: `cable@speed fast #2`.
struct Ordinals {
  private var counts: [String: Int] = [:]

  mutating func unique(_ subject: String) -> String {
    counts[subject, default: 0] += 1
    let count = counts[subject]!
    return count == 1 ? subject : "\(subject) #\(count)"
  }
}
