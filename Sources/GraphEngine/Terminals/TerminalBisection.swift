internal import ParallelLoops

/// Bounds on the least capacity across an even split of whole terminals, with what proves them.
package struct TerminalBounds: Equatable, Sendable {
  /// No cut is cheaper; at least 0.
  package let doubledLower: Int64
  /// The value of `witness`; at most the total weight.
  package let doubledUpper: Int64
  /// What proves the lower bound; nil where it is the bound that was given.
  package let lowerMethod: BoundMethod?
  package let upperMethod: CutMethod
  package let witness: TerminalCut
  package let hubFlow: HubFlowBound?

  package var isExact: Bool { doubledLower == doubledUpper }
}

extension CSRGraph {
  /// Bounds the capacity that an even split of whole terminals has at its disposal.
  ///
  /// - Parameter terminals: all that has weight.
  /// - Parameter levels: the height of each vertex, -1 for vertices to leave out of the flow.
  /// - Parameter known: a lower bound on twice the value that the caller has proved.
  /// - Parameter partitions: blocks of vertices from which cuts are put together, the largest blocks
  ///   first: `labels[v]` from 0, -1 for vertices that follow the others.
  /// - Parameter isExhaustiveAllowed: whether to try all sets of up to 14 vertices where the first
  ///   bounds do not meet.
  /// - Returns: the same bounds for any number of pieces, with 0 ≤ lower ≤ upper ≤ W.
  /// - Complexity: O(V + E + ends) for each start and each class of hubs.
  package func terminalBounds(
    _ terminals: TerminalClasses, levels: [Int32], known: Int64 = 0, partitions: [[Int32]] = [],
    effort: SearchEffort = .normal, seed: UInt64 = 1, pieces: Int = 1,
    isExhaustiveAllowed: Bool = true
  ) -> TerminalBounds {
    let problem = TerminalProblem(self, terminals, levels: levels)
    var lower = LowerBound(problem.problem, pieces: pieces)
    lower.raise(to: known)
    var search = TerminalSearch(problem, partitions: partitions, seed: seed, pieces: pieces)
    search.tryCandidates(target: lower.value)
    if search.best.doubledValue > lower.value {
      lower.tryHubFlow(workLimit: effort.hubFlowWork)
      if search.best.doubledValue > lower.value {
        lower.tryRefinements(target: search.best.doubledValue)
      }
    }
    if search.best.doubledValue > lower.value && isExhaustiveAllowed
      && vertexCount <= TerminalSearch.exhaustiveLimit
    {
      search.tryAllSets()
      lower.settle(at: search.best.doubledValue)
    }
    if search.best.doubledValue > lower.value {
      search.tryStarts(upTo: effort.starts, target: lower.value)
    }
    return TerminalBounds(
      doubledLower: lower.value, doubledUpper: search.best.doubledValue,
      lowerMethod: lower.isGiven ? nil : lower.method, upperMethod: search.method,
      witness: search.best, hubFlow: lower.hubFlow)
  }
}

/// A search for cheap cuts with whole terminals; see `PenalisedBisection`, which it follows.
struct TerminalSearch {
  /// The largest graph of which all sets are tried.
  static let exhaustiveLimit = 14
  private static let batchSize = 4

  private let problem: TerminalProblem
  private let starts: StartingCuts
  private let pieces: Int
  private var nextStart = 0
  private(set) var best: TerminalCut
  private(set) var method = CutMethod.trivial

  init(_ problem: TerminalProblem, partitions: [[Int32]], seed: UInt64, pieces: Int) {
    self.problem = problem
    self.pieces = max(1, pieces)
    let divisions = partitions.map { problem.division($0) }
    starts = StartingCuts(
      problem.problem, packing: ComponentPacking(problem.problem, before: divisions), seed: seed)
    best = problem.evaluate([UInt8](repeating: 0, count: problem.graph.vertexCount))
  }

  /// Keeps a cut if it is cheaper, or as cheap as a set without vertices, which shows nothing.
  private mutating func offer(_ cut: TerminalCut, _ method: CutMethod) {
    let isEqualToNothing = !best.sides.contains(1) && cut.sides.contains(1)
    guard
      cut.doubledValue < best.doubledValue
        || (cut.doubledValue == best.doubledValue && isEqualToNothing)
    else { return }
    best = cut
    self.method = method
  }

  mutating func tryCandidates(target: Int64) {
    for response in [ComponentPacking.Response.majority, .outside] {
      for isFilling in [true, false] {
        for division in starts.packing.divisions.indices {
          let cut = starts.packing.cut(
            division: division, order: nil, isFilling: isFilling, response: response)
          offer(problem.evaluate(cut.sides), .componentStarts)
          if best.doubledValue <= target && best.sides.contains(1) { return }
        }
      }
    }
    offer(problem.descend(from: best), method)
    tryPieces()
  }

  /// Single vertices and single blocks, of which one may be nearly cut off.
  private mutating func tryPieces() {
    let empty = [UInt8](repeating: 0, count: problem.graph.vertexCount)
    let weakest = empty.indices.min { a, b in
      let (x, y) = (problem.graph.capacity(of: a), problem.graph.capacity(of: b))
      return x != y ? x < y : a < b
    }
    if let weakest {
      var sides = empty
      sides[weakest] = 1
      offer(problem.evaluate(sides), .trivial)
    }
    for division in starts.packing.divisions where division.count <= Self.exhaustiveLimit {
      for label in 0..<Int32(division.count) {
        let sides = empty.indices.map { division.labels[$0] == label ? UInt8(1) : 0 }
        offer(problem.descend(from: problem.evaluate(sides)), .trivial)
      }
    }
  }

  /// Every set of vertices; one side of each pair of complements, the values of which are equal.
  ///
  /// - Complexity: O(2^V · (ends + edges)).
  mutating func tryAllSets() {
    let count = problem.graph.vertexCount
    for set in 1..<max(2, UInt32(1) << UInt32(max(0, count - 1))) {
      offer(
        problem.evaluate((0..<count).map { UInt8(truncatingIfNeeded: set >> UInt32($0) & 1) }),
        .exhaustive)
    }
  }

  mutating func tryStarts(upTo count: Int, target: Int64) {
    while nextStart < count && best.doubledValue > target {
      let batch = nextStart..<min(count, nextStart + Self.batchSize)
      let ranges = Parallel.ranges(of: batch.count, pieces: pieces)
      let (starts, problem) = (starts, problem)
      let found = Parallel.map(count: ranges.count) { piece in
        var engine = FiducciaMattheyses82(problem.problem)
        return ranges[piece].map { offset in
          let index = batch.lowerBound + offset
          var generator = starts.generator(of: index)
          let start = starts.cut(index, generator: &generator)
          let cut = engine.improve(start, target: target, generator: &generator)
          return (index, problem.descend(from: problem.evaluate(cut.sides)))
        }
      }
      for (index, cut) in found.joined() { offer(cut, StartingCuts.method(of: index)) }
      nextStart = batch.upperBound
    }
  }
}

extension TerminalProblem {
  /// Blocks of the vertices of `graph`, with every class of terminals in the block of most of its
  /// ends.
  func division(_ labels: [Int32]) -> Components {
    let added = shared.map { index -> Int32 in
      let found = terminals.classes[index].ends.map { labels[Int($0)] }.filter { $0 >= 0 }
      var best: (label: Int32, votes: Int) = (-1, 0)
      for label in found {
        let votes = found.count { $0 == label }
        if votes > best.votes || (votes == best.votes && label < best.label) {
          best = (label, votes)
        }
      }
      return best.label
    }
    return Components(labels: labels + added, count: Int(labels.max() ?? -1) + 1)
  }
}
