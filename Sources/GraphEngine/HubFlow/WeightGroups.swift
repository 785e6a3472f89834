/// Nested groups of weighted vertices: those that a set of hubs can speak about.
///
/// Hubs at level t receive flow from their component among the levels up to t. The groups of two
/// levels nest, so they form a tree below group 0, which holds all weight.
package struct WeightGroups: Equatable, Sendable {
  package struct Group: Equatable, Sendable {
    /// The weight of the vertices in the group.
    package internal(set) var weight: Int64 = 0
    /// The smallest group around this one; -1 for group 0.
    package internal(set) var parent: Int32 = -1
  }

  /// More levels of hubs than any tiered graph has; a bound on the time for all others.
  private static let heightLimit = 8

  /// Group 0 holds all vertices; parents come before their children.
  package private(set) var groups = [Group()]
  /// The group of each hub, by vertex; -1 for other vertices.
  package private(set) var groupOfHub: [Int32]
  /// The smallest group of each vertex.
  package private(set) var innermost: [Int32]

  /// - Parameter hubs: vertices with a level; those below the highest eight levels get no group.
  /// - Complexity: O(V + E) for each of at most eight levels, for V vertices and E edges.
  package init(_ problem: CutProblem, hubs: [Int32]) {
    groupOfHub = [Int32](repeating: -1, count: problem.graph.vertexCount)
    innermost = [Int32](repeating: 0, count: problem.graph.vertexCount)
    groups[0].weight = problem.totalWeight
    let heights = Set(hubs.map { problem.levels[Int($0)] }).sorted(by: >)
    for height in heights.prefix(Self.heightLimit) {
      add(hubs.filter { problem.levels[Int($0)] == height }, below: height + 1, problem)
    }
  }

  private mutating func add(_ hubs: [Int32], below limit: Int32, _ problem: CutProblem) {
    let division = problem.graph.components(below: limit, levels: problem.levels)
    var weights = [Int64](repeating: 0, count: division.count)
    for (vertex, label) in division.labels.enumerated() where label >= 0 {
      weights[Int(label)] += problem.weights[vertex]
    }
    var ids = [Int32](repeating: -1, count: division.count)
    for hub in hubs {
      let label = Int(division.labels[Int(hub)])
      // A component with most of the weight speaks about all of it: what it cannot reach counts as
      // a deficit, which costs less than to treat the rest as a fabric of its own.
      if 2 * weights[label] > problem.totalWeight { ids[label] = 0 }
    }
    for hub in hubs {
      let label = Int(division.labels[Int(hub)])
      if ids[label] < 0 {
        ids[label] = Int32(groups.count)
        groups.append(Group(weight: weights[label]))
      }
      groupOfHub[Int(hub)] = ids[label]
    }
    for (vertex, label) in division.labels.enumerated() where label >= 0 {
      let id = ids[Int(label)]
      guard id > 0, problem.weights[vertex] > 0 else { continue }
      groups[Int(id)].parent = innermost[vertex]
      innermost[vertex] = id
    }
  }
}
