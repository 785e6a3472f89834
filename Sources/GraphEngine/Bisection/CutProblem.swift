/// The question “which vertex set S has the least `2·c(∂S) + |2·w(S) − W|`”, with what every
/// method needs to know about it.
package struct CutProblem: Sendable {
  package let graph: CSRGraph
  /// Not negative, one for each vertex; weight 0 marks vertices that only carry flow.
  package let weights: [Int64]
  /// Height of each vertex; -1 for vertices outside every path between weights.
  package let levels: [Int32]
  /// W, the sum of the weights; no cut need cost more, because the empty set costs W.
  package let totalWeight: Int64
  /// The size of the parts into which the weight of a vertex may be divided, one for each vertex; 0
  /// where it may be divided at will.
  let parts: [Int64]
  private let divisibility: Divisibility?
  /// The least |2·w(S) − W| that the common divisor of the weights allows: W modulo twice it.
  let leastImbalance: Int64
  /// Values of different cuts differ by multiples of this: gcd of all 2·c and 2·w.
  private let granularity: Int64

  package init(graph: CSRGraph, weights: [Int64], levels: [Int32]?) {
    self.init(graph: graph, weights: weights, levels: levels, divisibility: nil)
  }

  /// Vertices that stand for several equal weights, each with its own share of the capacity.
  struct Divisibility: Sendable {
    /// See `CutProblem.parts`.
    var parts: [Int64]
    /// What all single weights have in common.
    var weightUnit: Int64
    /// What all capacities of edges and of such shares have in common.
    var capacityUnit: Int64
  }

  /// - Parameter divisibility: nil where every weight is one piece.
  init(graph: CSRGraph, weights: [Int64], levels: [Int32]?, divisibility: Divisibility?) {
    precondition(weights.count == graph.vertexCount, "one weight for each vertex")
    self.graph = graph
    self.weights = weights
    self.divisibility = divisibility
    parts = divisibility?.parts ?? weights
    let sources = weights.indices.filter { weights[$0] > 0 }.map { Int32($0) }
    if let levels {
      precondition(levels.count == graph.vertexCount, "one level for each vertex")
      precondition(
        levels.allSatisfy { $0 >= -1 && $0 < max(64, graph.vertexCount) }, "level out of range")
      self.levels = levels
    } else {
      self.levels = graph.levels(from: sources)
    }
    var total: Int64 = 0
    var unit: Int64 = 0
    for weight in weights {
      precondition(weight >= 0, "negative weight")
      total += weight
      if weight > 0 { unit = greatestCommonDivisor(unit, weight) }
    }
    totalWeight = total
    if let divisibility { unit = divisibility.weightUnit }
    leastImbalance = unit == 0 ? 0 : total % (2 * unit)
    var capacityUnit: Int64 = 0
    if let divisibility {
      capacityUnit = divisibility.capacityUnit
    } else {
      for capacity in graph.capacities where capacityUnit != 1 {
        capacityUnit = greatestCommonDivisor(capacityUnit, Int64(capacity))
      }
    }
    granularity = 2 * greatestCommonDivisor(unit, capacityUnit)
  }

  /// The same question with other heights.
  func with(levels: [Int32]) -> CutProblem {
    CutProblem(graph: graph, weights: weights, levels: levels, divisibility: divisibility)
  }

  /// The common divisor of the parts of the weights; 0 when there is no weight, or one that may be
  /// divided at will.
  var partUnit: Int64 {
    var unit: Int64 = 0
    for vertex in weights.indices where weights[vertex] > 0 {
      guard parts[vertex] > 0 else { return 0 }
      unit = greatestCommonDivisor(unit, parts[vertex])
    }
    return unit
  }

  /// The least value that a cut can have if all cuts cost at least `bound`.
  ///
  /// Every value is W modulo the granularity: 2·c and 2·w change it by multiples, and −W and W
  /// are congruent because 2·W is a multiple as well.
  func leastValue(atLeast bound: Int64) -> Int64 {
    let floor = max(bound, leastImbalance)
    guard granularity > 0 else { return floor }
    let remainder = (totalWeight - floor) % granularity
    return min(totalWeight, floor + (remainder < 0 ? remainder + granularity : remainder))
  }

  /// The least of `2·λ·w(A)·w(B)/W + |w(A) − w(B)|` over all possible imbalances, for λ = `rate`.
  func leastValue(ofRate rate: Double) -> Double {
    let total = Double(totalWeight)
    let least = Double(leastImbalance)
    guard rate > 0, total > 0 else { return least }
    // Concave in the imbalance, hence least at an end of its range.
    return min(total, rate * (total * total - least * least) / (2 * total) + least)
  }

  /// The least value that a cut can have if all cuts cost at least `bound`, known up to `error`.
  package func leastValue(atLeast bound: Double, error: Double) -> Int64 {
    let safe = (bound - error).rounded(.up)
    guard safe > 0 else { return leastValue(atLeast: 0) }
    return leastValue(atLeast: safe >= Double(totalWeight) ? totalWeight : Int64(safe))
  }
}

/// The greatest common divisor of two numbers that are not negative; 0 is neutral.
func greatestCommonDivisor(_ first: Int64, _ second: Int64) -> Int64 {
  var (a, b) = (first, second)
  while b != 0 { (a, b) = (b, a % b) }
  return a
}
