internal import ParallelLoops

/// A lower bound on all cuts from the exchange of all pairs, routed along all shortest paths.
///
/// Let every ordered pair (u, v) exchange w(u)·w(v)/W, divided evenly over its shortest paths, and
/// let λ be the largest factor by which all of that can be scaled at once. What A sends to B crosses
/// the cut, so c(∂S) ≥ λ·w(A)·w(B)/W for every set. The bound is tight on symmetric graphs whose
/// vertices all carry weight, where there are no hubs.
package struct UniformFlowBound: Equatable, Sendable {
  /// Every cut has at least this value of `2·c(∂S) + |2·w(S) − W|`.
  package let doubledLower: Int64
  /// λ.
  package let rate: Double
}

struct UniformFlowProof {
  /// Sources are divided into this many blocks whatever the number of threads, because the order in
  /// which floating-point loads are added decides their last bits.
  private static let blockCount = 8

  private let problem: CutProblem
  private let sources: [Int32]

  init(_ problem: CutProblem) {
    self.problem = problem
    sources = problem.weights.indices.filter { problem.weights[$0] > 0 }.map { Int32($0) }
  }

  /// The number of edge visits that `bound` needs.
  var work: Int { sources.count * (problem.graph.vertexCount + 2 * problem.graph.targets.count) }

  /// More than any flow can prove: each vertex alone limits the rate to
  /// `c(∂v) · W / (w(v) · (W − w(v)))`.
  ///
  /// - Complexity: O(V + E) for V vertices and E edges.
  var ceiling: Double {
    let total = Double(problem.totalWeight)
    let rates = sources.lazy.map { [problem] source in
      let weight = Double(problem.weights[Int(source)])
      return Double(problem.graph.capacity(of: Int(source))) * total / (weight * (total - weight))
    }
    return problem.leastValue(ofRate: rates.min() ?? 0) * (1 + 1e-9)
  }

  /// - Complexity: O(T · (V + E)) for T weighted vertices, V vertices and E edges; O(V + E) memory
  ///   for each of eight blocks.
  func bound(pieces: Int) -> UniformFlowBound {
    let rate = rate(pieces: pieces)
    let minimum = problem.leastValue(ofRate: rate)
    let error = minimum * (8 * Double(problem.graph.vertexCount) + 64) * 0x1p-51
    return UniformFlowBound(
      doubledLower: problem.leastValue(atLeast: minimum, error: error), rate: rate)
  }

  private func rate(pieces: Int) -> Double {
    let blocks = Parallel.ranges(of: sources.count, pieces: Self.blockCount)
    let turns = Parallel.ranges(of: blocks.count, pieces: pieces)
    let (problem, sources) = (problem, sources)
    let loads = Parallel.map(count: turns.count) { turn in
      turns[turn].map { block in
        var sweep = ShortestPathLoads(problem)
        for source in sources[blocks[block]] {
          guard sweep.add(source: source) else { return [Double]() }
        }
        return sweep.slotLoads()
      }
    }.flatMap { $0 }
    // Some pair has no route: nothing can be exchanged at all.
    guard !loads.isEmpty, !loads.contains(where: \.isEmpty) else { return 0 }
    return leastRate(loads)
  }

  /// The least of 2·c(e) over the load of e in both directions.
  ///
  /// The reverse of a routing is as good as the routing, and their mean loads both directions of
  /// every edge with half of the sum.
  private func leastRate(_ loads: [[Double]]) -> Double {
    let graph = problem.graph
    var next = graph.offsets
    var rate = Double.infinity
    for vertex in 0..<graph.vertexCount {
      for slot in graph.slots(of: vertex) {
        // Rows are sorted, so the rows of the targets are met in their order as well.
        let target = Int(graph.targets[slot])
        let reverse = Int(next[target])
        next[target] += 1
        guard vertex < target else { continue }
        let load = loads.reduce(0) { $0 + $1[slot] + $1[reverse] }
        if load > 0 { rate = min(rate, 2 * Double(graph.capacities[slot]) / load) }
      }
    }
    return rate < .infinity ? rate : 0
  }
}

/// Adds up the loads of shortest-path flows, one source at a time.
///
/// The flow to a vertex enters it from its predecessors in proportion to their numbers of shortest
/// paths, so one sweep away from the source counts paths and one sweep back adds up demands.
private struct ShortestPathLoads: ~Copyable {
  private let problem: CutProblem
  private let loads: Lane<Double>
  private let distances: Lane<Int32>
  private let paths: Lane<Double>
  private let demands: Lane<Double>
  private let queue: Lane<Int32>

  init(_ problem: CutProblem) {
    let count = problem.graph.vertexCount
    self.problem = problem
    loads = Lane(repeating: 0, count: problem.graph.targets.count)
    distances = Lane(repeating: -1, count: count)
    paths = Lane(repeating: 0, count: count)
    demands = Lane(repeating: 0, count: count)
    queue = Lane(repeating: 0, count: count)
  }

  /// Routes the demand of `source` to all weighted vertices; false if one cannot be reached, or by
  /// so many paths that their number would leave the range of precise arithmetic.
  mutating func add(source: Int32) -> Bool {
    let reached = search(from: source)
    guard (0..<reached).allSatisfy({ paths[queue[$0]] < 1e200 }) else { return false }
    let share = Double(problem.weights[Int(source)]) / Double(problem.totalWeight)
    var weight: Int64 = 0
    for index in 0..<reached {
      let vertex = queue[index]
      weight += problem.weights[Int(vertex)]
      demands[vertex] = share * Double(problem.weights[Int(vertex)])
    }
    guard weight == problem.totalWeight else { return false }
    collect(reached)
    return true
  }

  /// The load of each slot, seen from the vertex in whose row it stands.
  func slotLoads() -> [Double] { problem.graph.targets.indices.map { loads[$0] } }

  private func search(from source: Int32) -> Int {
    let graph = problem.graph
    let (rows, ends) = (graph.offsets.span, graph.targets.span)
    distances.fill(-1)
    distances[source] = 0
    paths[source] = 1
    queue[0] = source
    var (head, tail) = (0, 1)
    while head < tail {
      let vertex = queue[head]
      head &+= 1
      let next = distances[vertex] &+ 1
      for slot in rows[fast: vertex]..<rows[fast: vertex &+ 1] {
        let target = ends[fast: slot]
        if distances[target] < 0 {
          distances[target] = next
          paths[target] = 0
          queue[tail] = target
          tail &+= 1
        }
        if distances[target] == next { paths.add(paths[vertex], at: target) }
      }
    }
    return tail
  }

  private func collect(_ reached: Int) {
    let graph = problem.graph
    let (rows, ends) = (graph.offsets.span, graph.targets.span)
    for index in stride(from: reached - 1, to: 0, by: -1) {
      let vertex = queue[index]
      let before = distances[vertex] &- 1
      let perPath = demands[vertex] / paths[vertex]
      for slot in rows[fast: vertex]..<rows[fast: vertex &+ 1] {
        let target = ends[fast: slot]
        guard distances[target] == before else { continue }
        let flow = perPath * paths[target]
        loads.add(flow, at: slot)
        demands.add(flow, at: target)
      }
    }
  }
}
