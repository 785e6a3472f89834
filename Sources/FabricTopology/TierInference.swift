/// Finds the tier of every switch from wiring alone.
///
/// Leaves are the switches with at least half as many hosts as is usual. A switch belongs to the
/// next tier when at least a quarter of its switch links lead to the tier found last: robust while
/// fewer than that share of its cables is wrong, and blind to names and to the order of the file.
struct TierInference {
  /// `tier[v]`: 1 for leaves, upwards from there; 0 for a switch that leads nowhere.
  private(set) var tier: [UInt8]
  /// The number of tiers of switches.
  private(set) var count: Int
  /// The commonest number of hosts at a switch that has any.
  private(set) var hostsPerLeaf: Int

  /// - Complexity: O(tiers · edges).
  init(_ graph: SwitchGraph) {
    tier = [UInt8](repeating: 0, count: graph.vertexCount)
    hostsPerLeaf = Mode.of(graph.hostCount.lazy.filter { $0 > 0 }.map { Int($0) }) ?? 0
    count = 0
    guard hostsPerLeaf > 0 else { return }
    for vertex in 0..<graph.vertexCount where 2 * Int(graph.hostCount[vertex]) >= hostsPerLeaf {
      tier[vertex] = 1
    }
    count = 1
    while count < 8, assignNextTier(graph) { count += 1 }
    adoptStragglers(graph)
  }

  private mutating func assignNextTier(_ graph: SwitchGraph) -> Bool {
    var found: [Int] = []
    let below = UInt8(count)
    for vertex in 0..<graph.vertexCount where tier[vertex] == 0 {
      let first = Int(graph.offsets[vertex])
      let end = Int(graph.offsets[vertex + 1])
      var down = 0
      for slot in first..<end where tier[Int(graph.neighbors[slot])] == below { down &+= 1 }
      // One link of many may be a mistake; one link of two is not.
      if 4 * down >= end - first, down >= 2 || 2 * down >= end - first, down > 0 {
        found.append(vertex)
      }
    }
    for vertex in found { tier[vertex] = below + 1 }
    return !found.isEmpty
  }

  /// A switch that fits no tier stands one above its lowest neighbour.
  private mutating func adoptStragglers(_ graph: SwitchGraph) {
    var isChanged = true
    while isChanged {
      isChanged = false
      for vertex in 0..<graph.vertexCount where tier[vertex] == 0 {
        var lowest: UInt8 = 255
        for slot in graph.offsets[vertex]..<graph.offsets[vertex + 1] {
          let other = tier[Int(graph.neighbors[Int(slot)])]
          if other > 0 { lowest = min(lowest, other) }
        }
        guard lowest < 255 else { continue }
        tier[vertex] = min(lowest + 1, 8)
        count = max(count, Int(tier[vertex]))
        isChanged = true
      }
    }
  }
}

/// The commonest value of a list.
enum Mode {
  /// The value that occurs most, the smallest of several; nil for an empty list.
  static func of(_ values: some Sequence<Int>) -> Int? {
    histogram(values).min { $0.count != $1.count ? $0.count > $1.count : $0.value < $1.value }?
      .value
  }

  /// Values with their counts, in order of value.
  static func histogram(_ values: some Sequence<Int>) -> [(value: Int, count: Int)] {
    var counts: [Int: Int] = [:]
    for value in values { counts[value, default: 0] += 1 }
    return counts.sorted { $0.key < $1.key }.map { (value: $0.key, count: $0.value) }
  }
}
