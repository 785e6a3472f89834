import GraphEngine
import Testing

@Suite struct HubFlowBoundTests {
  @Test("the flow that a bound names fits into the capacities, and its sums add up")
  func recheck() throws {
    var samples = RandomSamples(seed: 41)
    for _ in 0..<400 {
      let sample = samples.next()
      let bounds = sample.graph.bisectionBounds(
        weights: sample.weights, effort: .quick, isExhaustiveAllowed: false)
      guard let bound = bounds.hubFlow else { continue }
      let flow = DenseHubFlow(sample.graph, weights: sample.weights, bound: bound)
      #expect(flow.isFeasible, "\(sample)")
      var thetas = [Double](repeating: 0, count: bound.groups.groups.count)
      var deficit = 0.0
      for (hub, share) in zip(bound.hubs, bound.shares) {
        let group = bound.groups.groupOfHub[Int(hub)]
        thetas[Int(group)] += share
        deficit += flow.lack(at: hub, share) { bound.groups.contains($0, in: group) }
      }
      #expect(abs(thetas[0] - bound.theta) <= 1e-9)
      #expect(abs(deficit - bound.deficit) <= 1e-9 * Double(1 + sample.totalWeight))
      // What the sums prove, with all sides tried, rounded up to the next value that a cut can have.
      let problem = CutProblem(graph: sample.graph, weights: sample.weights, levels: nil)
      let proved = leastImbalanceCost(bound.groups, thetas, problem) - 2 * deficit
      let error = -1e-9 * Double(1 + sample.totalWeight)
      #expect(bound.doubledLower <= problem.leastValue(atLeast: proved, error: error), "\(sample)")
    }
  }

  @Test("hubs with the same edges are computed once")
  func classes() {
    let sample = TreeShape.fat(8, pods: 8).sample
    let problem = CutProblem(graph: sample.graph, weights: sample.weights, levels: nil)
    let flow = TieredFlow(problem, emission: .weight)
    let groups = WeightGroups(problem, hubs: flow.hubs)
    let classes = HubClasses(hubs: flow.hubs, groups: groups, flow: flow, problem: problem)
    #expect(flow.hubs.count == 16)
    #expect(classes.sizes == [4, 4, 4, 4])
  }

  @Test("one missing edge lowers the value by twice its capacity")
  func oneMissingEdge() {
    var sample = TreeShape.fat(8, pods: 8).sample
    sample.removeEdge(at: 37)
    let bounds = sample.graph.bisectionBounds(weights: sample.weights)
    #expect(bounds.isExact && bounds.doubledUpper == sample.totalWeight - 2)
    #expect(bounds.lowerMethod == .hubFlow)
  }

  @Test("a little weight high up does not tear a hole into the tiers")
  func weightAtTheTop() {
    var sample = TreeShape.fat(8, pods: 8).sample
    sample.weights[sample.vertexCount - 1] = 1
    let bounds = sample.graph.bisectionBounds(weights: sample.weights)
    #expect(bounds.doubledUpper - bounds.doubledLower <= 2, "\(bounds.gap)")
  }

  @Test("a single lighter leaf costs little when pods have to be divided")
  func unevenWeights() {
    let shape = TreeShape(pods: 5, leaves: 6, middles: 4, topsPerPlane: 3, weight: 1000)
    var sample = shape.sample
    for edge in sample.capacities.indices { sample.capacities[edge] = 250 }
    sample.weights[7] = 999
    let bounds = sample.graph.bisectionBounds(weights: sample.weights)
    #expect(bounds.doubledUpper - bounds.doubledLower <= 4, "\(bounds.gap)")
  }

  @Test("the exact program agrees with trying all sides")
  func program() {
    var samples = RandomSamples(seed: 51)
    var equal = 0
    for _ in 0..<300 {
      let sample = samples.next()
      let problem = CutProblem(graph: sample.graph, weights: sample.weights, levels: nil)
      let flow = TieredFlow(problem, emission: .weight)
      let groups = WeightGroups(problem, hubs: flow.hubs)
      let thetas = groups.groups.indices.map { 0.25 / Double($0 + 1) }
      let program = ImbalanceProgram(groups: groups, thetas: thetas, problem: problem)
      guard let minimum = program.minimum(workLimit: 200_000) else { continue }
      let least = leastImbalanceCost(groups, thetas, problem)
      #expect(minimum <= least + 1e-6 * (1 + least))
      if abs(minimum - least) <= 1e-6 * (1 + least) { equal += 1 }
    }
    #expect(equal > 100)
  }
}

extension WeightGroups {
  /// Whether `vertex` belongs to `group` or to a group inside it.
  fileprivate func contains(_ vertex: Int, in group: Int32) -> Bool {
    var current = innermost[vertex]
    while current >= 0 && current != group { current = groups[Int(current)].parent }
    return current == group
  }
}

/// The minimum that `ImbalanceProgram` computes, by trying all sides.
private func leastImbalanceCost(
  _ groups: WeightGroups, _ thetas: [Double], _ problem: CutProblem
) -> Double {
  let vertices = problem.weights.indices.filter { problem.weights[$0] > 0 }
  var least = Double.infinity
  for set in 0..<(1 << vertices.count) {
    var differences = [Int64](repeating: 0, count: groups.groups.count)
    for (bit, vertex) in vertices.enumerated() {
      let weight = set >> bit & 1 == 1 ? problem.weights[vertex] : -problem.weights[vertex]
      var group = groups.innermost[vertex]
      while group >= 0 {
        differences[Int(group)] += weight
        group = groups.groups[Int(group)].parent
      }
    }
    let cost = groups.groups.indices.reduce(Double(abs(differences[0]))) {
      $0 + thetas[$1] * Double(groups.groups[$1].weight - abs(differences[$1]))
    }
    least = min(least, cost)
  }
  return least
}
