internal import ParallelLoops

/// How a cut was found or a bound was proved; the raw value is its printed name.
package enum CutMethod: String, Sendable, CaseIterable {
  case trivial = "simple cuts"
  case exhaustive
  case componentStarts = "component starts"
  case contiguousStarts = "contiguous starts"
  case grownStarts = "grown starts"
  case randomStarts = "random starts"
}

/// A search for cheap cuts: candidates that need no search first, then improved starts in batches.
///
/// The result is the same for every number of pieces: a batch has a fixed size, its starts are
/// independent, and of equally good cuts the one with the lowest index wins.
struct PenalisedBisection {
  private static let batchSize = 4

  private let starts: StartingCuts
  private let pieces: Int
  private var nextStart = 0
  private(set) var best: WeightedCut
  private(set) var method: CutMethod

  private var problem: CutProblem { starts.problem }

  /// Begins with the empty set, whose cost is W.
  init(_ problem: CutProblem, seed: UInt64, pieces: Int) {
    self.pieces = max(1, pieces)
    starts = StartingCuts(problem, packing: ComponentPacking(problem), seed: seed)
    best = problem.graph.evaluate(
      sides: [UInt8](repeating: 0, count: problem.graph.vertexCount), weights: problem.weights)
    method = .trivial
  }

  /// Keeps `cut` if it is cheaper, or as cheap as an empty set, which shows nothing.
  private mutating func offer(_ cut: WeightedCut, _ method: CutMethod) {
    let isEqualToNothing = best.insideWeight == 0 && cut.insideWeight > 0
    guard
      cut.doubledValue < best.doubledValue
        || (cut.doubledValue == best.doubledValue && isEqualToNothing)
    else { return }
    best = cut
    self.method = method
  }

  /// Tries packed components as they are, then single vertices and single components.
  ///
  /// - Complexity: O(V + E) for each of about 20 candidates, for V vertices and E edges.
  mutating func tryCandidates(target: Int64) {
    for response in [ComponentPacking.Response.majority, .outside] {
      for isFilling in [true, false] {
        for division in starts.packing.divisions.indices {
          let cut = starts.packing.cut(
            division: division, order: nil, isFilling: isFilling, response: response)
          offer(cut, .componentStarts)
          if best.doubledValue <= target && best.insideWeight > 0 { return }
        }
      }
    }
    trySingleVertices()
    for division in starts.packing.divisions { trySingleComponents(division) }
  }

  private mutating func trySingleVertices() {
    let values = problem.weights.indices.map { vertex in
      2 * problem.graph.capacity(of: vertex)
        + abs(2 * problem.weights[vertex] - problem.totalWeight)
    }
    guard let least = values.min(), least < best.doubledValue,
      let vertex = values.firstIndex(of: least)
    else { return }
    offer(cut { $0 == vertex }, .trivial)
  }

  private mutating func trySingleComponents(_ division: Components) {
    let graph = problem.graph
    var values = [Int64](repeating: 0, count: division.count)
    var weights = values
    for (vertex, label) in division.labels.enumerated() where label >= 0 {
      weights[Int(label)] += problem.weights[vertex]
      for slot in graph.slots(of: vertex) where division.labels[Int(graph.targets[slot])] != label {
        values[Int(label)] += 2 * Int64(graph.capacities[slot])
      }
    }
    for label in values.indices { values[label] += abs(2 * weights[label] - problem.totalWeight) }
    guard let least = values.min(), least < best.doubledValue,
      let label = values.firstIndex(of: least)
    else { return }
    offer(cut { division.labels[$0] == Int32(label) }, .trivial)
  }

  private func cut(_ isInside: (Int) -> Bool) -> WeightedCut {
    problem.graph.evaluate(
      sides: problem.weights.indices.map { isInside($0) ? 1 : 0 }, weights: problem.weights)
  }

  /// Improves starts until `count` have been tried in all or a cut reaches `target`.
  ///
  /// - Complexity: O(V + E) a pass, of which a start takes a few, for V vertices and E edges.
  mutating func tryStarts(upTo count: Int, target: Int64) {
    while nextStart < count && best.doubledValue > target {
      let batch = nextStart..<min(count, nextStart + Self.batchSize)
      let ranges = Parallel.ranges(of: batch.count, pieces: pieces)
      let starts = starts
      let found = Parallel.map(count: ranges.count) { piece in
        var engine = FiducciaMattheyses82(starts.problem)
        var cuts: [(index: Int, cut: WeightedCut)] = []
        for offset in ranges[piece] {
          let index = batch.lowerBound + offset
          var generator = starts.generator(of: index)
          let start = starts.cut(index, generator: &generator)
          cuts.append((index, engine.improve(start, target: target, generator: &generator)))
          // No later start can be cheaper, and of equals the first one wins.
          if cuts[cuts.count - 1].cut.doubledValue <= target { break }
        }
        return cuts
      }
      for (index, cut) in found.joined() { offer(cut, StartingCuts.method(of: index)) }
      nextStart = batch.upperBound
    }
  }
}
