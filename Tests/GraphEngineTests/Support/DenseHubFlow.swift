import GraphEngine

/// The flow behind a `HubFlowBound`, recomputed edge by edge and source by source.
///
/// Follows every source on its own from the bottom to the top and stores everything, so that it
/// shares no step with the engine, which goes from the hubs downward and stores one row.
struct DenseHubFlow {
  /// `received[hub][source]`.
  private(set) var received: [[Double]]
  /// Whether no edge carries more than its capacity.
  private(set) var isFeasible = true
  private let weights: [Int64]

  init(_ graph: CSRGraph, weights: [Int64], bound: HubFlowBound) {
    let count = graph.vertexCount
    let levels = bound.levels
    self.weights = weights
    received = [[Double]](repeating: [Double](repeating: 0, count: count), count: count)
    var arriving = received  // arriving[vertex][source]
    for vertex in (0..<count).filter({ levels[$0] >= 0 }).sorted(by: { levels[$0] < levels[$1] }) {
      let upward = graph.slots(of: vertex).filter {
        levels[Int(graph.targets[$0])] == levels[vertex] + 1
      }
      let up = upward.reduce(0.0) { $0 + Double(graph.capacities[$1]) }
      let transit = arriving[vertex].reduce(0, +)
      if weights[vertex] > 0 {
        let isCapped = bound.isLimitedToWeight || transit > 0
        arriving[vertex][vertex] += isCapped ? min(Double(weights[vertex]), up) : up
      }
      let inflow = arriving[vertex].reduce(0, +)
      guard inflow > 0 else { continue }
      let passed = min(1, up / inflow)
      received[vertex] = arriving[vertex].map { $0 * (1 - passed) }
      for slot in upward {
        let part = passed * Double(graph.capacities[slot]) / up
        if part * inflow > Double(graph.capacities[slot]) * (1 + 1e-9) { isFeasible = false }
        for source in 0..<count {
          arriving[Int(graph.targets[slot])][source] += arriving[vertex][source] * part
        }
      }
    }
  }

  /// The sum over the members of a group of what `hub` lacks to receive `share` of their weight.
  func lack(at hub: Int32, _ share: Double, isMember: (Int) -> Bool) -> Double {
    weights.indices.filter(isMember).reduce(0) {
      $0 + max(0, share * Double(weights[$1]) - received[Int(hub)][$1])
    }
  }
}
