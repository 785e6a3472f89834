/// Scalable units: hosts that share their set of leaves, with those leaves.
///
/// The commonest sets of leaves found units; a host with another set has a cable or two in the wrong
/// place and joins the unit that holds most of its leaves. A set founds a unit of its own only where
/// most of its leaves belong to none, so that a miswired host never does.
struct UnitInference {
  /// The unit of each host row, -1 for hosts that are not wired like most.
  private(set) var unitOfHost: [Int32]
  /// The unit of each vertex, -1 for all but leaves of units.
  private(set) var unitOfLeaf: [Int32]
  private(set) var count = 0
  /// The commonest number of switches of a host.
  let usualLeaves: Int

  /// The share of host links that may lead out of their unit; with more, there are no units.
  private static let tolerance = 0.2

  /// - Complexity: O(l + s log s) for l host links and s different sets of leaves.
  init(_ rows: HostRows, _ sets: LeafSets, vertexCount: Int) {
    unitOfHost = [Int32](repeating: -1, count: rows.hosts.count)
    unitOfLeaf = [Int32](repeating: -1, count: vertexCount)
    usualLeaves = Self.usual(sets)
    guard usualLeaves > 1 else { return }
    found(sets)
    settleLeaves(sets, join(sets))
    var unitOfSet = join(sets)
    guard isTrusted(sets, unitOfSet) else {
      unitOfLeaf = [Int32](repeating: -1, count: vertexCount)
      count = 0
      return
    }
    renumber(&unitOfSet)
    for row in rows.hosts.indices { unitOfHost[row] = unitOfSet[Int(sets.setOfHost[row])] }
  }

  /// Whether a host has about as many switches as most, so that it says something of units.
  private func isRegular(_ leaves: [Int32]) -> Bool { 2 * leaves.count > usualLeaves }

  private static func usual(_ sets: LeafSets) -> Int {
    var counts: [Int: Int] = [:]
    for entry in sets.entries { counts[entry.leaves.count, default: 0] += entry.hosts }
    // Of equals the larger: a cable is sooner missing than surplus.
    return counts.max { ($0.value, $0.key) < ($1.value, $1.key) }?.key ?? 0
  }

  private mutating func found(_ sets: LeafSets) {
    let usual = usualLeaves
    let order = sets.entries.filter { isRegular($0.leaves) }.sorted { a, b in
      if a.hosts != b.hosts { return a.hosts > b.hosts }
      let (x, y) = (abs(a.leaves.count - usual), abs(b.leaves.count - usual))
      return x != y ? x < y : a.leaves.lexicographicallyPrecedes(b.leaves)
    }
    for entry in order {
      let free = entry.leaves.filter { unitOfLeaf[Int($0)] < 0 }
      guard 2 * free.count > entry.leaves.count else { continue }
      for leaf in free { unitOfLeaf[Int(leaf)] = Int32(count) }
      count += 1
    }
  }

  /// The unit of each set: the one that holds most of its leaves, -1 for sets that say nothing.
  ///
  /// Where several hold as many, as happens with hosts of two ports, the one with the fewest hosts:
  /// two hosts that have exchanged a cable then end up in different units.
  private func join(_ sets: LeafSets) -> [Int32] {
    var result = [Int32](repeating: -1, count: sets.entries.count)
    var hosts = [Int](repeating: 0, count: count)
    var open: [(set: Int, units: [Int32])] = []
    for (set, entry) in sets.entries.enumerated() where isRegular(entry.leaves) {
      let units = candidates(entry.leaves)
      if units.count > 1 { open.append((set, units)) }
      guard units.count == 1 else { continue }
      result[set] = units[0]
      hosts[Int(units[0])] += entry.hosts
    }
    open.sort { a, b in
      sets.entries[a.set].leaves.lexicographicallyPrecedes(sets.entries[b.set].leaves)
    }
    for (set, units) in open {
      let unit = units.min { (hosts[Int($0)], $0) < (hosts[Int($1)], $1) }!
      result[set] = unit
      hosts[Int(unit)] += sets.entries[set].hosts
    }
    return result
  }

  /// The units that hold most of these leaves, in order.
  private func candidates(_ leaves: [Int32]) -> [Int32] {
    let units = leaves.map { unitOfLeaf[Int($0)] }.filter { $0 >= 0 }
    guard let first = units.first else { return [] }
    if units.allSatisfy({ $0 == first }) { return [first] }
    let votes = units.map { unit in units.count { $0 == unit } }
    let most = votes.max() ?? 0
    return Set(units.indices.filter { votes[$0] == most }.map { units[$0] }).sorted()
  }

  /// Every leaf goes to the unit of most of its hosts.
  private mutating func settleLeaves(_ sets: LeafSets, _ unitOfSet: [Int32]) {
    var votes: [[(unit: Int32, hosts: Int)]] = Array(repeating: [], count: unitOfLeaf.count)
    for (entry, unit) in zip(sets.entries, unitOfSet) where unit >= 0 {
      for leaf in entry.leaves {
        if let place = votes[Int(leaf)].firstIndex(where: { $0.unit == unit }) {
          votes[Int(leaf)][place].hosts += entry.hosts
        } else {
          votes[Int(leaf)].append((unit, entry.hosts))
        }
      }
    }
    for leaf in votes.indices {
      let best = votes[leaf].max {
        $0.hosts != $1.hosts ? $0.hosts < $1.hosts : $0.unit > $1.unit
      }
      unitOfLeaf[leaf] = best?.unit ?? -1
    }
  }

  private func isTrusted(_ sets: LeafSets, _ unitOfSet: [Int32]) -> Bool {
    var (right, all) = (0, 0)
    for (entry, unit) in zip(sets.entries, unitOfSet) where unit >= 0 {
      all += entry.hosts * entry.leaves.count
      right += entry.hosts * entry.leaves.count { unitOfLeaf[Int($0)] == unit }
    }
    return Double(all - right) <= max(1, Self.tolerance * Double(all))
  }

  /// Numbers units without gaps, in the order of their lowest leaves.
  private mutating func renumber(_ unitOfSet: inout [Int32]) {
    var number = [Int32](repeating: -1, count: count)
    var next: Int32 = 0
    for unit in unitOfLeaf where unit >= 0 && number[Int(unit)] < 0 {
      number[Int(unit)] = next
      next += 1
    }
    for vertex in unitOfLeaf.indices where unitOfLeaf[vertex] >= 0 {
      unitOfLeaf[vertex] = number[Int(unitOfLeaf[vertex])]
    }
    for set in unitOfSet.indices where unitOfSet[set] >= 0 {
      unitOfSet[set] = number[Int(unitOfSet[set])]
    }
    count = Int(next)
  }
}
