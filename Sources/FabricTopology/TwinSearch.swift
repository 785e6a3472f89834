/// Finds switches that are wired upwards like those of a known tier.
///
/// A leaf without hosts looks like a core at first: all its links lead to spines. But it meets the
/// same spines as the leaves beside it, and a core meets one spine, or a few, of every pod.
struct TwinSearch {
  private let graph: SwitchGraph
  private let tier: [UInt8]
  private let level: UInt8

  /// The share of neighbours that twins have in common.
  private static let sharedShare = 0.75
  /// Candidates without hosts are twins only while they are few beside those they resemble: where
  /// there are as many, they are a tier of their own above a single pod.
  private static let exceptionalShare = 0.34

  /// - Parameter level: the tier to which twins would belong; candidates lead to the one above it.
  init(_ graph: SwitchGraph, _ tier: [UInt8], of level: UInt8) {
    self.graph = graph
    self.tier = tier
    self.level = level
  }

  /// The candidates that are wired like switches of the tier.
  ///
  /// - Complexity: O(d) for each candidate of degree d that is none, O(d²) for each that may be one.
  func twins(among candidates: [Int]) -> [Int] {
    var shared = [Int32](repeating: 0, count: graph.vertexCount)
    let known = tier.count { $0 == level }
    let found = candidates.filter { mayBeTwin($0) && isTwin($0, &shared) }
    let hostless = found.count { graph.hostCount[$0] == 0 }
    return Double(hostless) <= Self.exceptionalShare * Double(known)
      ? found : found.filter { graph.hostCount[$0] > 0 }
  }

  /// Whether two of its neighbours meet below: those of a core are in different pods.
  private func mayBeTwin(_ vertex: Int) -> Bool {
    let above = neighbors(of: vertex, at: level + 1)
    guard above.count > 1, let first = above.first, let last = above.last else {
      return above.count == 1
    }
    let below = Set(neighbors(of: Int(first), at: level))
    return neighbors(of: Int(last), at: level).contains { below.contains($0) }
  }

  private func isTwin(_ vertex: Int, _ shared: inout [Int32]) -> Bool {
    let above = neighbors(of: vertex, at: level + 1)
    var reached: [Int32] = []
    for upper in above {
      for lower in neighbors(of: Int(upper), at: level) {
        if shared[Int(lower)] == 0 { reached.append(lower) }
        shared[Int(lower)] += 1
      }
    }
    defer { for lower in reached { shared[Int(lower)] = 0 } }
    return reached.contains { lower in
      let size = max(above.count, neighbors(of: Int(lower), at: level + 1).count)
      return Double(shared[Int(lower)]) >= Self.sharedShare * Double(size)
    }
  }

  /// Neighbours of one tier, each once, in order.
  private func neighbors(of vertex: Int, at wanted: UInt8) -> [Int32] {
    var found: [Int32] = []
    for slot in graph.offsets[vertex]..<graph.offsets[vertex + 1] {
      let neighbor = graph.neighbors[Int(slot)]
      if tier[Int(neighbor)] == wanted { found.append(neighbor) }
    }
    found.sort()
    var unique: [Int32] = []
    for neighbor in found where unique.last != neighbor { unique.append(neighbor) }
    return unique
  }
}
