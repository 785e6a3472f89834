/// Candidates in the order in which they are tried: what saves most first.
struct CandidateQueue {
  struct Entry {
    let candidate: Candidate
    private let gain: WiringState.Gain
    private let place: [Int64]

    init(_ candidate: Candidate, _ gain: WiringState.Gain, _ order: PortOrder) {
      self.candidate = candidate
      self.gain = gain
      place =
        candidate.devices.map { Int64(order.key(device: $0)) }
        + candidate.undo.moves.map {
          order.key($0.from)
        }
    }

    /// More exchanges saved, more acts saved, the earlier kind, fewer ports, then the place.
    func comesBefore(_ other: Entry) -> Bool {
      if gain.exchanges != other.gain.exchanges { return gain.exchanges > other.gain.exchanges }
      if gain.acts != other.gain.acts { return gain.acts > other.gain.acts }
      if candidate.rank != other.candidate.rank { return candidate.rank < other.candidate.rank }
      let (p, q) = (candidate.undo.portCount, other.candidate.undo.portCount)
      return p != q ? p < q : place.lexicographicallyPrecedes(other.place)
    }
  }

  /// The last one is the first to come.
  private var entries: [Entry]

  init(_ entries: [Entry]) { self.entries = entries.sorted { $1.comesBefore($0) } }

  var isEmpty: Bool { entries.isEmpty }
  var first: Entry? { entries.last }

  mutating func popFirst() -> Entry? { entries.popLast() }

  mutating func insert(_ entry: Entry) {
    var (low, high) = (0, entries.count)
    while low < high {
      let middle = (low + high) / 2
      if entry.comesBefore(entries[middle]) { low = middle + 1 } else { high = middle }
    }
    entries.insert(entry, at: low)
  }
}
