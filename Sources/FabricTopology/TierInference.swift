/// Finds the tier of every switch from wiring alone.
///
/// Leaves are the switches with at least half as many hosts as is usual. A switch belongs to the
/// next tier when at least a quarter of its switch links lead to the tier found last: robust while
/// fewer than that share of its cables is wrong, and blind to names and to the order of the file.
/// A switch that is wired like those two tiers below is one of them: a leaf need not have hosts. In
/// the end every switch takes the tier that most of its neighbours suggest.
struct TierInference {
  /// `tier[v]`: 1 for leaves, upwards from there; 0 for a switch that leads nowhere.
  private(set) var tier: [UInt8]
  /// The number of tiers of switches.
  private(set) var count: Int
  /// The commonest number of hosts at a switch that has any.
  private(set) var hostsPerLeaf: Int

  private static let rounds = 4

  /// - Complexity: O(tiers · edges).
  init(_ graph: SwitchGraph) {
    tier = [UInt8](repeating: 0, count: graph.vertexCount)
    hostsPerLeaf = Mode.nearMean(graph.hostCount.lazy.filter { $0 > 0 }.map { Int($0) }) ?? 0
    count = 0
    guard hostsPerLeaf > 0 else { return }
    for vertex in 0..<graph.vertexCount where 2 * Int(graph.hostCount[vertex]) >= hostsPerLeaf {
      tier[vertex] = 1
    }
    count = 1
    while count < 8, assignNextTier(graph) { count += 1 }
    adoptStragglers(graph)
    for _ in 0..<Self.rounds where !settle(graph) { break }
    dismissStrays(graph)
    count = Int(tier.max() ?? 0)
  }

  /// A switch without hosts and with less than a third of the links that its tier has belongs to no
  /// tier: a router at the border, or a device whose cables are not planned yet.
  private mutating func dismissStrays(_ graph: SwitchGraph) {
    for level in 2...8 where tier.contains(UInt8(level)) {
      let members = tier.indices.filter { Int(tier[$0]) == level }
      let usual = Mode.of(members.map { graph.degree($0) }) ?? 0
      // A third is the limit only where it takes more than one mistake to get there.
      let limit = usual >= 6 ? usual : usual - 1
      for vertex in members where graph.hostCount[vertex] == 0 && 3 * graph.degree(vertex) <= limit
      {
        tier[vertex] = 0
      }
    }
  }

  private mutating func assignNextTier(_ graph: SwitchGraph) -> Bool {
    var found: [Int] = []
    let below = UInt8(count)
    for vertex in 0..<graph.vertexCount where tier[vertex] == 0 {
      let first = Int(graph.offsets[vertex])
      let end = Int(graph.offsets[vertex + 1])
      var down = 0
      for slot in first..<end where tier[Int(graph.neighbors[slot])] == below { down &+= 1 }
      // One link of many may be a mistake; one of three is not.
      if 4 * down >= end - first, down >= 2 || 3 * down >= end - first, down > 0 {
        found.append(vertex)
      }
    }
    let twins = below >= 2 ? TwinSearch(graph, tier, of: below - 1).twins(among: found) : []
    for vertex in found { tier[vertex] = below + 1 }
    for vertex in twins { tier[vertex] = below - 1 }
    if below > 2 && !twins.isEmpty { assignBelow(Set(twins), graph) }
    return found.count > twins.count
  }

  /// The leaves of a pod without hosts: they lead to its spines and to nothing else that is known.
  private mutating func assignBelow(_ twins: Set<Int>, _ graph: SwitchGraph) {
    for vertex in 0..<graph.vertexCount where tier[vertex] == 0 {
      let slots = Int(graph.offsets[vertex])..<Int(graph.offsets[vertex + 1])
      let leading = slots.count { twins.contains(Int(graph.neighbors[$0])) }
      if leading > 0 && 2 * leading >= slots.count { tier[vertex] = UInt8(count) - 2 }
    }
  }

  /// Moves every switch without hosts to the tier that fits most of its neighbours, where that is
  /// better than the one it has.
  ///
  /// - Returns: whether any has moved.
  private mutating func settle(_ graph: SwitchGraph) -> Bool {
    var isChanged = false
    var histogram = [Int32](repeating: 0, count: 12)
    for vertex in 0..<graph.vertexCount
    where tier[vertex] > 0 && 2 * Int(graph.hostCount[vertex]) < hostsPerLeaf {
      let slots = Int(graph.offsets[vertex])..<Int(graph.offsets[vertex + 1])
      var misfits = 0
      let own = Int(tier[vertex])
      for slot in slots {
        let other = Int(tier[Int(graph.neighbors[slot])])
        if other != own - 1 && other != own + 1 { misfits &+= 1 }
      }
      guard 2 * misfits > slots.count else { continue }
      for slot in slots { histogram[Int(tier[Int(graph.neighbors[slot])])] += 1 }
      var best = own
      for candidate in 1...8 where fit(histogram, candidate) > fit(histogram, best) {
        best = candidate
      }
      for slot in slots { histogram[Int(tier[Int(graph.neighbors[slot])])] = 0 }
      if best != own {
        tier[vertex] = UInt8(best)
        isChanged = true
      }
    }
    return isChanged
  }

  /// Neighbours that stand right below or right above a tier.
  private func fit(_ histogram: [Int32], _ candidate: Int) -> Int32 {
    (candidate > 1 ? histogram[candidate - 1] : 0) + histogram[candidate + 1]
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

  /// The value that occurs most; of several the one nearest to the mean, and the mean itself where
  /// it is whole and lies right between two.
  static func nearMean(_ values: some Sequence<Int>) -> Int? {
    let histogram = histogram(values)
    guard let most = histogram.lazy.map(\.count).max() else { return nil }
    let (sum, count) = histogram.reduce((0, 0)) { ($0.0 + $1.value * $1.count, $0.1 + $1.count) }
    let commonest = histogram.filter { $0.count == most }.map(\.value)
    let distance = { (value: Int) in abs(count * value - sum) }
    let nearest = commonest.min { (distance($0), $0) < (distance($1), $1) }!
    let isTie = commonest.contains { $0 != nearest && distance($0) == distance(nearest) }
    return isTie && sum.isMultiple(of: count) ? sum / count : nearest
  }

  /// Values with their counts, in order of value.
  static func histogram(_ values: some Sequence<Int>) -> [(value: Int, count: Int)] {
    var counts: [Int: Int] = [:]
    for value in values { counts[value, default: 0] += 1 }
    return counts.sorted { $0.key < $1.key }.map { (value: $0.key, count: $0.value) }
  }
}
