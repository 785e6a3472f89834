/// Improves a cut by passes of single-vertex moves, with imbalance as a price instead of a limit.
///
/// A pass moves each vertex at most once, always the one whose move lowers the value most or raises
/// it least, and ends by returning to the best cut that it went through. The queues are split by
/// side and weight class because the price of imbalance depends on both, so that the best move is
/// the best of the queues' heads; vertices without weight form a class of their own and move freely.
package struct FiducciaMattheyses82: ~Copyable {
  private static let passLimit = 60

  private let problem: CutProblem
  private let classCount: Int
  private let classes: Lane<UInt8>
  private let weights: Lane<Int64>
  private let sides: Lane<UInt8>
  private let isLocked: Lane<Bool>
  private let gains: Lane<Int64>
  private let sequence: Lane<Int32>
  private let buckets: GainBuckets
  private var crossing: Int64 = 0
  private var inside: Int64 = 0

  /// - Complexity: O(V) memory for V vertices, plus at most 2 · 16 · 8192 list heads.
  package init(_ problem: CutProblem) {
    self.problem = problem
    let count = problem.graph.vertexCount
    let (labels, classCount) = weightClasses(problem.weights)
    self.classCount = classCount
    classes = Lane(labels, padding: 0)
    weights = Lane(problem.weights, padding: 0)
    sides = Lane(repeating: 0, count: count)
    isLocked = Lane(repeating: false, count: count)
    gains = Lane(repeating: 0, count: count)
    sequence = Lane(repeating: 0, count: count)
    let largest = (0..<count).reduce(0) { max($0, problem.graph.capacity(of: $1)) }
    buckets = GainBuckets(
      queueCount: 2 * classCount, vertexCount: count, largestGain: largest)
  }

  /// The cut at the end of passes from `start`; stops as soon as `target` is reached.
  ///
  /// - Returns: a cut that is no worse than `start`; it depends on the arguments alone.
  /// - Complexity: O(V + E) for each of at most 60 passes, for V vertices and E edges.
  package mutating func improve(
    _ start: WeightedCut, target: Int64, generator: inout SplitMix64
  ) -> WeightedCut {
    for vertex in start.sides.indices { sides[vertex] = start.sides[vertex] }
    crossing = start.crossingCapacity
    inside = start.insideWeight
    var passes = 0
    while value > target && passes < Self.passLimit {
      guard pass(&generator) else { break }
      passes += 1
    }
    return problem.graph.evaluate(
      sides: start.sides.indices.map { sides[$0] }, weights: problem.weights)
  }

  private var value: Int64 { 2 &* crossing &+ abs(2 &* inside &- problem.totalWeight) }

  /// One pass; false if it found nothing better.
  private mutating func pass(_ generator: inout SplitMix64) -> Bool {
    fillBuckets(&generator)
    let initial = value
    var best = (value: initial, length: 0, crossing: crossing, inside: inside)
    var length = 0
    // Enough to pass over a hill, few enough not to walk through the whole graph for nothing.
    let patience = problem.graph.vertexCount / 2 + 200
    while length - best.length <= patience {
      let vertex = bestMove(tieBreaker: generator.next())
      guard vertex >= 0 else { break }
      flip(vertex)
      sequence[length] = vertex
      length += 1
      if value < best.value { best = (value, length, crossing, inside) }
    }
    while length > best.length {
      length -= 1
      let vertex = sequence[length]
      sides[vertex] = sides[vertex] ^ 1
    }
    crossing = best.crossing
    inside = best.inside
    return best.value < initial
  }

  /// Computes all gains and inserts the vertices in random order, which breaks ties.
  private func fillBuckets(_ generator: inout SplitMix64) {
    let graph = problem.graph
    let (rows, ends, widths) = (graph.offsets.span, graph.targets.span, graph.capacities.span)
    buckets.removeAll()
    for vertex in 0..<graph.vertexCount {
      let side = sides[vertex]
      var gain: Int64 = 0
      var slot = rows[fast: vertex]
      let end = rows[fast: vertex + 1]
      while slot < end {
        let width = Int64(widths[fast: slot])
        gain &+= sides[ends[fast: slot]] == side ? 0 &- width : width
        slot &+= 1
      }
      gains[vertex] = gain
      isLocked[vertex] = false
      sequence[vertex] = Int32(truncatingIfNeeded: vertex)
    }
    for index in stride(from: graph.vertexCount - 1, through: 0, by: -1) {
      let other = generator.next(below: index + 1)
      let vertex = sequence[other]
      sequence[other] = sequence[index]
      buckets.insert(vertex, gain: gains[vertex], queue: queue(of: vertex))
    }
  }

  @inline(__always)
  private func queue(of vertex: Int32) -> Int {
    Int(sides[vertex]) &* classCount &+ Int(classes[vertex])
  }

  /// The unlocked vertex whose move gives the least value; -1 when all are locked.
  private func bestMove(tieBreaker: UInt64) -> Int32 {
    var best: Int32 = -1
    var bestValue = Int64.max
    var coins = tieBreaker
    for queue in 0..<(2 &* classCount) {
      let vertex = buckets.first(of: queue)
      guard vertex >= 0 else { continue }
      let change = sides[vertex] == 0 ? weights[vertex] : 0 &- weights[vertex]
      let imbalance = abs(2 &* (inside &+ change) &- problem.totalWeight)
      let value = imbalance &- 2 &* gains[vertex]
      if value < bestValue || (value == bestValue && coins & 1 == 1) {
        best = vertex
        bestValue = value
      }
      coins >>= 1
    }
    return best
  }

  /// Moves `vertex` to the other side, locks it, and corrects the gains of its neighbours.
  private mutating func flip(_ vertex: Int32) {
    let graph = problem.graph
    let (rows, ends, widths) = (graph.offsets.span, graph.targets.span, graph.capacities.span)
    buckets.remove(vertex, gain: gains[vertex], queue: queue(of: vertex))
    isLocked[vertex] = true
    crossing &-= gains[vertex]
    let side = sides[vertex] ^ 1
    inside &+= side == 1 ? weights[vertex] : 0 &- weights[vertex]
    sides[vertex] = side
    var slot = rows[fast: vertex]
    let end = rows[fast: vertex &+ 1]
    while slot < end {
      let neighbour = ends[fast: slot]
      if !isLocked[neighbour] {
        let change = 2 &* Int64(widths[fast: slot])
        let old = gains[neighbour]
        let new = sides[neighbour] == side ? old &- change : old &+ change
        gains[neighbour] = new
        buckets.move(neighbour, from: old, to: new, queue: queue(of: neighbour))
      }
      slot &+= 1
    }
  }
}

/// The weight class of each vertex, at most 16 of them, and their number.
///
/// Class 0 is weight 0. Up to 15 distinct weights have a class each; more are split into ranges of
/// equally many distinct weights, where the head of a queue then stands for its whole class.
private func weightClasses(_ weights: [Int64]) -> (labels: [UInt8], count: Int) {
  let limit = 15
  let distinct = Set(weights.lazy.filter { $0 > 0 }).sorted()
  var labels: [Int64: UInt8] = [0: 0]
  let count = min(limit, distinct.count)
  for (rank, weight) in distinct.enumerated() {
    labels[weight] = UInt8(1 + rank * count / distinct.count)
  }
  return (weights.map { labels[$0, default: 0] }, count + 1)
}
