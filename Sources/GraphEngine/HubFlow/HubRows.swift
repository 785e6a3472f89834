/// What one hub receives from the sources, in flow for each unit of weight.
struct HubRowSummary: Sendable {
  /// The least ratio of flow to weight over the hub's group; 0 if some vertex cannot reach it.
  var least = 0.0
  /// The median ratio, by weight, of a sample of the group.
  var median = 0.0
  /// The sum over the group of `max(0, median · weight − flow)`.
  var medianDeficit = 0.0
  /// Whether all ratios are equal up to rounding.
  var isUniform = false
}

/// Computes the flow into one hub after the other, so that no more than one row is ever stored.
///
/// The share of a hub in the inflow of the vertices below is pushed down level by level:
/// `r(u) += r(v) · c(u, v) / max(inflow(u), up(u))`, and source l contributes `r(l) · sent(l)`.
struct HubRows: ~Copyable {
  private static let sampleSize = 65

  private let problem: CutProblem
  private let flow: TieredFlow
  private let groups: WeightGroups
  private let shares: Lane<Double>
  private let values: Lane<Double>
  private let queue: Lane<Int32>
  /// The sources that the current row reaches, and the flow of each.
  private let reached: Lane<Int32>
  private let received: Lane<Double>

  /// - Complexity: O(V) memory for V vertices.
  init(_ problem: CutProblem, flow: TieredFlow, groups: WeightGroups) {
    let count = problem.graph.vertexCount
    self.problem = problem
    self.flow = flow
    self.groups = groups
    shares = Lane((0..<count).map { flow.share(of: $0) }, padding: 0)
    values = Lane(repeating: 0, count: count)
    queue = Lane(repeating: 0, count: count)
    reached = Lane(repeating: 0, count: count)
    received = Lane(repeating: 0, count: count)
  }

  /// The least and the median ratio of flow to weight for `hub`.
  ///
  /// - Complexity: O(E') for the E' edges on upward paths to the hub.
  func summary(of hub: Int32) -> HubRowSummary {
    let (reachedCount, reachedWeight) = compute(hub)
    let total = groups.groups[Int(groups.groupOfHub[Int(hub)])].weight
    guard reachedCount > 0 else { return HubRowSummary() }
    var least = Double.infinity
    var greatest = 0.0
    for index in 0..<reachedCount {
      let ratio = received[index] / Double(problem.weights[Int(reached[index])])
      least = min(least, ratio)
      greatest = max(greatest, ratio)
    }
    let isUniform = reachedWeight == total && greatest - least <= 1e-12 * greatest
    if reachedWeight < total { least = 0 }
    if isUniform { return HubRowSummary(least: least, median: least, isUniform: true) }
    let median = median(reachedCount, reachedWeight, total)
    return HubRowSummary(
      least: least, median: median,
      medianDeficit: lack(median, reachedCount, total - reachedWeight))
  }

  /// The sum over the hub's group of `max(0, share · weight − flow)`.
  ///
  /// - Complexity: O(E') for the E' edges on upward paths to the hub.
  func deficit(of hub: Int32, share: Double) -> Double {
    let (reachedCount, reachedWeight) = compute(hub)
    let total = groups.groups[Int(groups.groupOfHub[Int(hub)])].weight
    return lack(share, reachedCount, total - reachedWeight)
  }

  /// The deficit of the current row, of which `unreached` weight is no part.
  private func lack(_ share: Double, _ reachedCount: Int, _ unreached: Int64) -> Double {
    var sum = share * Double(unreached)
    for index in 0..<reachedCount {
      let weight = Double(problem.weights[Int(reached[index])])
      sum += max(0, share * weight - received[index])
    }
    return sum
  }

  /// The median ratio of at most 65 reached vertices, to whom the unreached weight adds zeros.
  private func median(_ reachedCount: Int, _ reachedWeight: Int64, _ total: Int64) -> Double {
    var sample: [(ratio: Double, weight: Double)] = []
    let size = min(reachedCount, Self.sampleSize)
    var sampled = 0.0
    for step in 0..<size {
      let index = (2 * step + 1) * reachedCount / (2 * size)
      let weight = Double(problem.weights[Int(reached[index])])
      sample.append((received[index] / weight, weight))
      sampled += weight
    }
    sample.sort { $0.ratio < $1.ratio }
    let scale = Double(reachedWeight) / sampled
    var below = Double(total - reachedWeight)
    for (ratio, weight) in sample {
      below += weight * scale
      // Up to here the bound still grows with the share; half of the weight is the turning point.
      if 2 * below > Double(total) { return ratio }
    }
    return sample.last?.ratio ?? 0
  }

  /// Fills `reached` and `received`; returns how many vertices the hub hears from and their weight.
  private func compute(_ hub: Int32) -> (count: Int, weight: Int64) {
    let graph = problem.graph
    let (rows, ends, widths) = (graph.offsets.span, graph.targets.span, graph.capacities.span)
    let (levels, weights) = (problem.levels.span, problem.weights.span)
    var reachedCount = 0
    var reachedWeight: Int64 = 0
    values[hub] = flow.keptPart(of: Int(hub))
    queue[0] = hub
    var head = 0
    var tail = 1
    while head < tail {
      let vertex = queue[head]
      head &+= 1
      let value = values[vertex]
      values[vertex] = 0
      if weights[fast: vertex] > 0 {
        reached[reachedCount] = vertex
        received[reachedCount] = value * flow.sent.span[fast: vertex]
        reachedCount &+= 1
        reachedWeight &+= weights[fast: vertex]
      }
      let below = levels[fast: vertex] &- 1
      guard below >= 0 else { continue }
      var slot = rows[fast: vertex]
      let end = rows[fast: vertex &+ 1]
      while slot < end {
        let target = ends[fast: slot]
        if levels[fast: target] == below {
          let old = values[target]
          if old == 0 {
            queue[tail] = target
            tail &+= 1
          }
          // A positive smallest value marks what is in the queue even where nothing flows.
          values[target] =
            old + max(.leastNonzeroMagnitude, value * Double(widths[fast: slot]) * shares[target])
        }
        slot &+= 1
      }
    }
    return (reachedCount, reachedWeight)
  }
}
