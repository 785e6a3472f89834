/// A vertex set S and its cost `2·c(∂S) + |2·w(S) − W|`, in which everything is an integer.
///
/// Half of the cost is what an even split of the weight must at least pay for S: the capacity that
/// crosses, plus the weight that has to change sides, each unit paying its own way across. The cost
/// is doubled so that an odd total weight W needs no fractions.
package struct WeightedCut: Equatable, Sendable {
  /// `sides[v]` is 1 for vertices in S and 0 for the others.
  package let sides: [UInt8]
  /// c(∂S): the capacity of the edges with exactly one end in S.
  package let crossingCapacity: Int64
  /// w(S), the weight of side 1.
  package let insideWeight: Int64
  /// The weight of side 0.
  package let outsideWeight: Int64

  /// `2·c(∂S) + |2·w(S) − W|`.
  package var doubledValue: Int64 {
    2 * crossingCapacity + abs(insideWeight - outsideWeight)
  }
}

extension CSRGraph {
  /// Evaluates the cut given by `sides` from nothing but the graph and the weights.
  ///
  /// - Parameter sides: 0 or 1 for each vertex.
  /// - Parameter weights: not negative, one for each vertex.
  /// - Complexity: O(V + E) for V vertices and E edges.
  package func evaluate(sides: [UInt8], weights: [Int64]) -> WeightedCut {
    precondition(
      sides.count == vertexCount && weights.count == vertexCount, "one entry for each vertex")
    var crossing: Int64 = 0
    var inside: Int64 = 0
    var outside: Int64 = 0
    let (rows, ends, widths) = (offsets.span, targets.span, capacities.span)
    let side = sides.span
    for vertex in 0..<vertexCount {
      guard side[fast: vertex] != 0 else {
        outside += weights[vertex]
        continue
      }
      inside += weights[vertex]
      var slot = rows[fast: vertex]
      let end = rows[fast: vertex + 1]
      while slot < end {
        if side[fast: ends[fast: slot]] == 0 { crossing &+= Int64(widths[fast: slot]) }
        slot &+= 1
      }
    }
    return WeightedCut(
      sides: sides, crossingCapacity: crossing, insideWeight: inside, outsideWeight: outside)
  }
}
