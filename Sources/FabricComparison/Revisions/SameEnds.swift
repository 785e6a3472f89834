internal import FabricModel

/// Links of two revisions with the same ends, and all others.
struct SameEnds {
  /// A link that the other revision has not between the same ports.
  struct Loose: Hashable {
    var link: Int32
    /// Rows of the alignment, lower one first; -1 for an end that the plan leaves out.
    var ends: PortPair
  }

  /// `current[l]`: the current link with the ends of desired link `l`, or -1.
  private(set) var current: [Int32]
  /// In order of the file.
  private(set) var looseCurrent: [Loose] = []
  private(set) var looseDesired: [Loose] = []

  private let alignment: Alignment

  /// - Complexity: O(ports + links), expected, and O(n log n) for n links that share their ends.
  init(_ alignment: Alignment) {
    self.alignment = alignment
    current = [Int32](repeating: -1, count: alignment.desired.links.statedCount)
    var seen = Seen(alignment)
    pairPlugged(&seen)
    addRest(&seen)
    pairRest()
  }

  /// Whether a link is in one of the lists already.
  private struct Seen {
    var current: [Bool]
    var desired: [Bool]

    init(_ alignment: Alignment) {
      current = [Bool](repeating: false, count: alignment.current.links.statedCount)
      desired = [Bool](repeating: false, count: alignment.desired.links.statedCount)
    }
  }

  /// Links with a place in the wiring of their revision.
  private mutating func pairPlugged(_ seen: inout Seen) {
    // Of several rows with the same ends, the label decides which is which, and not the file.
    let contested = Set(alignment.setAside.map { PortPair($0.a, $0.b) })
    for port in 0..<alignment.ports.count {
      let row = Int32(truncatingIfNeeded: port)
      let (new, old) = (alignment.desiredMate[port], alignment.currentMate[port])
      let isSame =
        new == old && (contested.isEmpty || !contested.contains(PortPair(row, new)))
      if isSame {
        guard new > row else { continue }
        let (link, other) = (alignment.desiredLink[port], alignment.currentLink[port])
        current[Int(link)] = other
        seen.desired[Int(link)] = true
        seen.current[Int(other)] = true
        continue
      }
      if new > row {
        let link = alignment.desiredLink[port]
        looseDesired.append(Loose(link: link, ends: PortPair(row, new)))
        seen.desired[Int(link)] = true
      }
      if old > row {
        let link = alignment.currentLink[port]
        looseCurrent.append(Loose(link: link, ends: PortPair(row, old)))
        seen.current[Int(link)] = true
      }
    }
  }

  /// Links with one end, and rows that state a port once more.
  private mutating func addRest(_ seen: inout Seen) {
    for link in seen.desired.indices where !seen.desired[link] {
      let (a, b) = alignment.desired.ends(LinkID(link))
      let ends = PortPair(
        a.isNone ? -1 : alignment.row(ofDesired: a), b.isNone ? -1 : alignment.row(ofDesired: b))
      looseDesired.append(Loose(link: Int32(link), ends: ends))
    }
    for link in seen.current.indices where !seen.current[link] {
      let (a, b) = alignment.current.ends(LinkID(link))
      let ends = PortPair(
        a.isNone ? -1 : alignment.row(ofCurrent: a), b.isNone ? -1 : alignment.row(ofCurrent: b))
      looseCurrent.append(Loose(link: Int32(link), ends: ends))
    }
  }

  /// Pairs what is loose and has the same ends all the same.
  private mutating func pairRest() {
    guard !looseCurrent.isEmpty && !looseDesired.isEmpty else { return }
    var rows: [PortPair: (current: [Int32], desired: [Int32])] = [:]
    for loose in looseCurrent { rows[loose.ends, default: ([], [])].current.append(loose.link) }
    for loose in looseDesired { rows[loose.ends]?.desired.append(loose.link) }
    var isPaired: Set<Int32> = []
    for (_, group) in rows where !group.desired.isEmpty {
      for (old, new) in pairs(group.current, group.desired) {
        current[Int(new)] = old
        isPaired.insert(old)
      }
    }
    guard !isPaired.isEmpty else { return }
    looseCurrent.removeAll { isPaired.contains($0.link) }
    let known = current
    looseDesired.removeAll { known[Int($0.link)] >= 0 }
  }

  /// Rows with the same ends: those of one label first.
  private func pairs(_ mine: [Int32], _ theirs: [Int32]) -> [(Int32, Int32)] {
    if mine.count == 1 && theirs.count == 1 { return [(mine[0], theirs[0])] }
    var open = described(theirs, alignment.desired)
    var found: [(Int32, Int32)] = []
    var left: [Int32] = []
    for (link, text) in described(mine, alignment.current) {
      if let place = open.firstIndex(where: { $0.text.label == text.label }) {
        found.append((link, open.remove(at: place).link))
      } else {
        left.append(link)
      }
    }
    return found + zip(left, open.map(\.link))
  }

  private typealias Text = (label: String, rest: String)

  /// In an order that no file decides.
  private func described(_ links: [Int32], _ fabric: Fabric) -> [(link: Int32, text: Text)] {
    links.map { link in
      let entry = fabric.entry(of: LinkID(rawValue: link))
      let rest = "\(entry.medium) \(entry.part) \(entry.length?.centimeters ?? 0)"
      return (link: link, text: (entry.label, rest))
    }.sorted { ($0.text.label, $0.text.rest, $0.link) < ($1.text.label, $1.text.rest, $1.link) }
  }
}
