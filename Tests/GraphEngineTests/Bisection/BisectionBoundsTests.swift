import GraphEngine
import ParallelLoops
import Testing

@Suite struct BisectionBoundsTests {
  @Test("on 2,000 random graphs the least cut lies between the bounds", arguments: 0..<20)
  func oracle(block: Int) {
    var samples = RandomSamples(seed: 7000 + UInt64(block))
    for index in 0..<100 {
      let sample = samples.next()
      let least = leastCutValue(sample)
      let bounds = sample.graph.bisectionBounds(
        weights: sample.weights, effort: .quick, seed: UInt64(index), isExhaustiveAllowed: false)
      #expect(bounds.doubledLower <= least && least <= bounds.doubledUpper, "\(least): \(sample)")
      #expect(bounds.doubledLower >= 0 && bounds.doubledUpper <= sample.totalWeight)
      #expect(bounds.witness.doubledValue == bounds.doubledUpper)
      #expect(
        bounds.witness
          == sample.graph.evaluate(sides: bounds.witness.sides, weights: sample.weights))
    }
  }

  @Test("trying all sets agrees with the oracle", arguments: 0..<4)
  func exhaustive(block: Int) {
    var samples = RandomSamples(seed: 900 + UInt64(block))
    for _ in 0..<50 {
      let sample = samples.next()
      let bounds = sample.graph.bisectionBounds(weights: sample.weights)
      #expect(bounds.doubledLower == leastCutValue(sample), "\(sample)")
      #expect(bounds.isExact)
    }
  }

  @Test("levels chosen at will never make the lower bound unsound")
  func arbitraryLevels() {
    var samples = RandomSamples(seed: 77)
    var generator = SplitMix64(seed: 78)
    for _ in 0..<400 {
      let sample = samples.next()
      let levels = sample.weights.map { _ in Int32(generator.next(below: 5)) - 1 }
      let bounds = sample.graph.bisectionBounds(
        weights: sample.weights, levels: levels, effort: .quick, isExhaustiveAllowed: false)
      let least = leastCutValue(sample)
      #expect(bounds.doubledLower <= least && least <= bounds.doubledUpper, "\(levels) \(sample)")
    }
  }

  @Test("the result is the same for any number of pieces and any runner")
  func determinism() {
    var generator = SplitMix64(seed: 11)
    for round in 0..<6 {
      var sample = TreeShape.fat(8, pods: 5 + round % 3).sample
      for _ in 0..<(3 * round) {
        sample.removeEdge(at: generator.next(below: sample.sources.count))
      }
      let graph = sample.graph
      let expected = graph.bisectionBounds(weights: sample.weights)
      for pieces in [1, 2, 3, 8] {
        #expect(graph.bisectionBounds(weights: sample.weights, pieces: pieces) == expected)
        Parallel.$runner.withValue(.threadPerPiece) {
          #expect(graph.bisectionBounds(weights: sample.weights, pieces: pieces) == expected)
        }
      }
    }
  }

  @Test("renumbering the vertices of a regular tree keeps its value")
  func renumbering() {
    var generator = SplitMix64(seed: 21)
    let shape = TreeShape(pods: 7, leaves: 6, middles: 4, topsPerPlane: 3, weight: 6)
    let sample = shape.sample
    let expected = sample.graph.bisectionBounds(weights: sample.weights).doubledUpper
    for _ in 0..<10 {
      let other = sample.relabelled(&generator)
      let bounds = other.graph.bisectionBounds(weights: other.weights)
      #expect(bounds.isExact && bounds.doubledUpper == expected)
    }
  }

  @Test("capacities and weights in the millions are as safe as ones")
  func largeNumbers() {
    var sample = TreeShape(
      pods: 4, leaves: 4, middles: 2, topsPerPlane: 2, weight: 3_000_000, lowerTrunk: 999_999,
      upperTrunk: 1_000_003
    ).sample
    sample.capacities[3] = 17
    let bounds = sample.graph.bisectionBounds(weights: sample.weights)
    #expect(bounds.doubledLower <= bounds.doubledUpper)
    #expect(bounds.doubledUpper < sample.totalWeight)
  }
}

/// The inputs on which algorithms usually trip.
@Suite struct DegenerateBisectionTests {
  struct Case: CustomStringConvertible {
    let description: String
    let edges: [(Int32, Int32, Int32)]
    let weights: [Int64]
    let doubled: Int64
  }

  static let cases = [
    Case(description: "empty", edges: [], weights: [], doubled: 0),
    Case(description: "one vertex", edges: [], weights: [6], doubled: 6),
    Case(description: "one vertex of odd weight", edges: [], weights: [7], doubled: 7),
    Case(description: "isolated vertex", edges: [(0, 1, 1)], weights: [4, 4, 0], doubled: 2),
    Case(description: "self-loop", edges: [(0, 0, 9), (0, 1, 1)], weights: [4, 4], doubled: 2),
    Case(
      description: "parallel edges", edges: [(0, 1, 1), (1, 0, 2)], weights: [5, 5], doubled: 6),
    Case(
      description: "two components", edges: [(0, 1, 3), (2, 3, 3)], weights: [2, 2, 2, 2],
      doubled: 0),
    Case(
      description: "no weights", edges: [(0, 1, 3), (1, 2, 3)], weights: [0, 0, 0], doubled: 0),
    Case(
      description: "a triangle of odd weight", edges: [(0, 1, 1), (1, 2, 1), (0, 2, 1)],
      weights: [1, 1, 1], doubled: 3),
  ]

  @Test("degenerate graphs have the value that one computes by hand", arguments: cases)
  func values(_ item: Case) {
    let graph = CSRGraph(
      vertexCount: item.weights.count, sources: item.edges.map(\.0), targets: item.edges.map(\.1),
      capacities: item.edges.map(\.2))
    let exact = graph.bisectionBounds(weights: item.weights)
    #expect(exact.isExact && exact.doubledUpper == item.doubled)
    let searched = graph.bisectionBounds(weights: item.weights, isExhaustiveAllowed: false)
    #expect(searched.doubledLower <= item.doubled && searched.doubledUpper == item.doubled)
  }
}
