import GraphEngine
import Testing

@Suite struct FiducciaMattheyses82Tests {
  @Test("improving a cut never makes it worse, and the result is what it claims to be")
  func neverWorse() {
    var samples = RandomSamples(seed: 31)
    var generator = SplitMix64(seed: 32)
    for _ in 0..<300 {
      let sample = samples.next()
      let problem = CutProblem(graph: sample.graph, weights: sample.weights, levels: nil)
      let sides = sample.weights.map { _ in UInt8(generator.next(below: 2)) }
      let start = problem.graph.evaluate(sides: sides, weights: sample.weights)
      var engine = FiducciaMattheyses82(problem)
      let end = engine.improve(start, target: 0, generator: &generator)
      #expect(end.doubledValue <= start.doubledValue)
      #expect(end == problem.graph.evaluate(sides: end.sides, weights: sample.weights))
    }
  }

  @Test("more than 16 weights share classes without losing sight of the value")
  func manyWeights() {
    var sample = SampleGraph.leafSpine(leaves: 60, spines: 6, weight: 1)
    for leaf in 0..<60 { sample.weights[leaf] = Int64(100 + 7 * leaf) }
    let bounds = sample.graph.bisectionBounds(weights: sample.weights)
    #expect(bounds.witness.doubledValue == bounds.doubledUpper)
    #expect(bounds.doubledUpper <= 60 * 6 + 8)
  }

  @Test("the engine gives the same result when it is used again")
  func reuse() {
    let sample = TreeShape.fat(6, pods: 4).sample
    let problem = CutProblem(graph: sample.graph, weights: sample.weights, levels: nil)
    let starts = StartingCuts(problem, packing: ComponentPacking(problem), seed: 9)
    var engine = FiducciaMattheyses82(problem)
    let results = (0..<2).map { _ in
      (0..<8).map { index in
        var generator = starts.generator(of: index)
        let start = starts.cut(index, generator: &generator)
        return engine.improve(start, target: 0, generator: &generator)
      }
    }
    #expect(results[0] == results[1])
  }
}
