/// Finds the best cut of a small graph by looking at every one.
///
/// A Gray code walks through the vertex sets so that consecutive sets differ in one vertex; the
/// last vertex stays outside, because a set and its complement have the same value.
enum ExhaustiveCut {
  /// The largest graph for which looking at every cut takes less than a tenth of a second.
  static let vertexLimit = 20

  /// A cut of the least value; of several, one that splits the weight most evenly: it shows more than
  /// an empty set of the same value.
  ///
  /// - Precondition: at most 20 vertices.
  /// - Complexity: O(2^V · D) for V vertices of degree at most D.
  static func best(_ problem: CutProblem) -> WeightedCut {
    let graph = problem.graph
    let count = graph.vertexCount
    precondition(count <= vertexLimit, "too many vertices to try all sets")
    let widths = matrix(of: graph)
    var inside: UInt32 = 0
    // crossings[v] is the change of the crossing capacity if v changes sides, kept up to date.
    var changes = (0..<count).map { graph.capacity(of: $0) }
    var crossing: Int64 = 0
    var weight: Int64 = 0
    var best = (value: problem.totalWeight, imbalance: problem.totalWeight, set: UInt32(0))
    for step in 1..<max(1, UInt32(1) << UInt32(max(0, count - 1))) {
      let vertex = step.trailingZeroBitCount
      inside ^= 1 << UInt32(vertex)
      let isInside = inside >> UInt32(vertex) & 1 == 1
      crossing += changes[vertex]
      weight += isInside ? problem.weights[vertex] : -problem.weights[vertex]
      changes[vertex] = -changes[vertex]
      for other in 0..<count where other != vertex {
        let together = inside >> UInt32(other) & 1 == (isInside ? 1 : 0)
        let width = widths[vertex * count + other]
        changes[other] += together ? 2 * width : -2 * width
      }
      let imbalance = abs(2 * weight - problem.totalWeight)
      let value = 2 * crossing + imbalance
      if (value, imbalance) < (best.value, best.imbalance) { best = (value, imbalance, inside) }
    }
    let sides = (0..<count).map { UInt8(best.set >> UInt32($0) & 1) }
    return graph.evaluate(sides: sides, weights: problem.weights)
  }

  /// `matrix[u * V + v]` is the capacity between u and v.
  private static func matrix(of graph: CSRGraph) -> [Int64] {
    let count = graph.vertexCount
    var matrix = [Int64](repeating: 0, count: count * count)
    for vertex in 0..<count {
      for slot in graph.slots(of: vertex) {
        matrix[vertex * count + Int(graph.targets[slot])] = Int64(graph.capacities[slot])
      }
    }
    return matrix
  }
}
