import Testing

@testable import GraphEngine

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
      let total = sample.weights.reduce(0, +)
      var theta = 0.0
      var deficit = 0.0
      for (hub, share) in zip(bound.hubs, bound.shares) where flow.lack(at: hub, share) < 1e9 {
        let lack = flow.lack(at: hub, share)
        // Hubs of smaller groups never lack anything within their group; those of group 0 do.
        if bound.theta > 0 && lack <= bound.deficit + 1e-6 * Double(total) {
          theta += share
          deficit += lack
        }
      }
      #expect(deficit >= bound.deficit - 1e-6 * Double(total))
      #expect(theta >= bound.theta - 1e-9)
    }
  }

  @Test("hubs with the same edges are computed once")
  func classes() {
    let sample = TreeShape.fat(8, pods: 8).sample
    let problem = CutProblem(graph: sample.graph, weights: sample.weights, levels: nil)
    let flow = TieredFlow(problem, emission: .weight)
    let hubs = (0..<problem.graph.vertexCount).filter { flow.keptPart(of: $0) > 0 }.map { Int32($0) }
    let groups = WeightGroups(problem, hubs: hubs)
    let classes = HubClasses(hubs: hubs, groups: groups, flow: flow, problem: problem)
    #expect(hubs.count == 16)
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

  @Test("the exact program agrees with trying all sides")
  func program() {
    var samples = RandomSamples(seed: 51)
    var checked = 0
    for _ in 0..<300 {
      let sample = samples.next()
      let problem = CutProblem(graph: sample.graph, weights: sample.weights, levels: nil)
      let flow = TieredFlow(problem, emission: .weight)
      let hubs = flow.inflow.indices.filter { flow.keptPart(of: $0) > 0 }.map { Int32($0) }
      let groups = WeightGroups(problem, hubs: hubs)
      let thetas = groups.groups.indices.map { 0.25 / Double($0 + 1) }
      let program = ImbalanceProgram(groups: groups, thetas: thetas, problem: problem)
      guard let minimum = program.minimum(workLimit: 200_000) else { continue }
      checked += 1
      #expect(abs(minimum - leastImbalanceCost(groups, thetas, problem)) <= 1e-6 * (1 + minimum))
    }
    #expect(checked > 100)
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
