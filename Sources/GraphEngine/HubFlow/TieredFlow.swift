/// A flow from all weighted vertices at once, up through ascending levels, into hubs.
///
/// Every vertex passes what arrives on in proportion to the capacities of its upward edges, and
/// keeps what does not fit: it is the hub of that part. Vertices without upward edges keep all. On
/// an edge the flow is `c · min(1, inflow / up)` of its lower end, hence at most the capacity c, in
/// one direction only; so the flows of all sources are jointly feasible by construction, whatever is
/// missing or misplaced. Edges that do not join consecutive levels stay unused.
package struct TieredFlow: Sendable {
  /// How much a source sends.
  package enum Emission: Sendable {
    /// At most its weight: then sources with too many edges do not crowd out the others.
    case weight
    /// As much as its upward edges carry.
    case capacity
  }

  let emission: Emission
  /// The vertices of each level, from the lowest up.
  private var order: [[Int32]]
  /// What each vertex sends of its own: positive for weighted vertices with upward edges.
  private(set) var sent: [Double]
  /// What arrives at each vertex, its own flow included.
  private(set) var inflow: [Double]
  /// The capacity of the upward edges of each vertex.
  private(set) var up: [Double]
  /// Whether some source sends less than its upward edges carry, so that the two kinds of emission
  /// give different flows.
  private(set) var isLimited = false
  /// The number of rounded operations behind any of these values is at most this.
  private(set) var roundings: Double

  /// - Complexity: O(V + E) for V vertices and E edges.
  package init(_ problem: CutProblem, emission: Emission) {
    let graph = problem.graph
    let count = graph.vertexCount
    self.emission = emission
    up = [Double](repeating: 0, count: count)
    inflow = up
    sent = up
    let top = problem.levels.max() ?? 0
    order = [[Int32]](repeating: [], count: Int(max(0, top)) + 1)
    for vertex in 0..<count where problem.levels[vertex] >= 0 {
      up[vertex] = Self.upwardCapacity(of: vertex, problem)
    }
    for vertex in 0..<count where problem.levels[vertex] >= 0 {
      order[Int(problem.levels[vertex])].append(Int32(vertex))
    }
    let largestDegree = (0..<count).reduce(0) { max($0, graph.slots(of: $1).count) }
    roundings = Double(order.count) * Double(4 + largestDegree)
    for vertex in order.joined().lazy.map({ Int($0) }) {
      if problem.weights[vertex] > 0 {
        let weight = Double(problem.weights[vertex])
        sent[vertex] =
          emission == .weight || inflow[vertex] > 0 ? min(weight, up[vertex]) : up[vertex]
        if sent[vertex] < up[vertex] { isLimited = true }
        inflow[vertex] += sent[vertex]
      }
      push(from: vertex, problem)
    }
  }

  /// The vertices that keep part of their inflow, ascending.
  package var hubs: [Int32] {
    inflow.indices.filter { keptPart(of: $0) > 0 }.map { Int32($0) }
  }

  /// The share of the inflow of `vertex` that an upward edge carries for each unit of capacity.
  @inline(__always)
  func share(of vertex: Int) -> Double {
    let larger = max(inflow[vertex], up[vertex])
    return larger > 0 ? 1 / larger : 0
  }

  /// The part of its inflow that `vertex` keeps as a hub, in 0...1.
  func keptPart(of vertex: Int) -> Double {
    // A difference that rounding alone can make is not worth a hub; to keep less is always sound.
    inflow[vertex] > up[vertex] * (1 + 1e-9) ? 1 - up[vertex] / inflow[vertex] : 0
  }

  /// For each vertex an upper bound on the edges below it that its row of flows visits.
  ///
  /// - Complexity: O(V + E) for V vertices and E edges.
  func rowWork(_ problem: CutProblem) -> [Double] {
    let graph = problem.graph
    let (ends, levels) = (graph.targets.span, problem.levels.span)
    var work = [Double](repeating: 0, count: graph.vertexCount)
    for vertex in order.joined().lazy.map({ Int($0) }) {
      let below = levels[fast: vertex] - 1
      var sum = Double(graph.slots(of: vertex).count)
      for slot in graph.slots(of: vertex) where levels[fast: ends[fast: slot]] == below {
        sum += work[Int(ends[fast: slot])]
      }
      work[vertex] = min(sum, Double(graph.targets.count))
    }
    return work
  }

  private static func upwardCapacity(of vertex: Int, _ problem: CutProblem) -> Double {
    let graph = problem.graph
    let (ends, widths, levels) = (graph.targets.span, graph.capacities.span, problem.levels.span)
    let above = levels[fast: vertex] + 1
    var sum: Int64 = 0
    for slot in graph.slots(of: vertex) where levels[fast: ends[fast: slot]] == above {
      sum &+= Int64(widths[fast: slot])
    }
    return Double(sum)
  }

  private mutating func push(from vertex: Int, _ problem: CutProblem) {
    guard inflow[vertex] > 0, up[vertex] > 0 else { return }
    let graph = problem.graph
    let (ends, widths, levels) = (graph.targets.span, graph.capacities.span, problem.levels.span)
    let above = levels[fast: vertex] + 1
    let factor = min(1, inflow[vertex] / up[vertex])
    for slot in graph.slots(of: vertex) where levels[fast: ends[fast: slot]] == above {
      inflow[Int(ends[fast: slot])] += Double(widths[fast: slot]) * factor
    }
  }
}
