import GraphEngine
import Testing

@Suite struct SpectralProofTests {
  @Test("the proved rate of a hypercube is its eigenvalue 2", arguments: 2...7)
  func hypercube(dimension: Int) throws {
    var sample = SampleGraph()
    _ = sample.addVertices(1 << dimension, weight: 1)
    for vertex in 0..<(1 << dimension) {
      for bit in 0..<dimension where vertex >> bit & 1 == 0 {
        sample.addEdge(Int32(vertex), Int32(vertex | 1 << bit))
      }
    }
    let rate = try #require(makeProof(of: sample)).rate()
    #expect(rate < 2 && rate > 2 - 1e-5)
  }

  @Test("a rate above the eigenvalue is not proved", arguments: 3...12)
  func completeGraph(count: Int) throws {
    var sample = SampleGraph()
    _ = sample.addVertices(count, weight: 3)
    for first in 0..<count {
      for second in 0..<first { sample.addEdge(Int32(first), Int32(second), capacity: 6) }
    }
    let proof = try #require(makeProof(of: sample))
    let eigenvalue = 2 * Double(count)
    #expect(proof.isProved(eigenvalue * (1 - 1e-9)))
    #expect(!proof.isProved(eigenvalue * (1 + 1e-9)))
  }

  @Test("no set of a random graph has less capacity than the rate promises")
  func sets() {
    var samples = RandomSamples(seed: 61)
    var checked = 0
    for _ in 0..<600 {
      var sample = samples.next()
      guard sample.vertexCount <= 10 else { continue }
      for vertex in sample.weights.indices { sample.weights[vertex] += 1 }
      guard let proof = makeProof(of: sample) else { continue }
      let rate = proof.rate()
      checked += rate > 1e-6 ? 1 : 0
      for set in 0..<(1 << sample.vertexCount) {
        let sides = (0..<sample.vertexCount).map { UInt8(set >> $0 & 1) }
        let cut = sample.graph.evaluate(sides: sides, weights: sample.weights)
        let promised =
          rate * Double(cut.insideWeight) * Double(cut.outsideWeight) / Double(sample.totalWeight)
        #expect(Double(cut.crossingCapacity) >= promised * (1 - 1e-12))
      }
    }
    #expect(checked > 100)
  }

  @Test("on a random regular graph the spectrum proves more than the exchange of all pairs")
  func randomRegular() {
    var sample = SampleGraph()
    _ = sample.addVertices(100, weight: 5)
    var generator = SplitMix64(seed: 71)
    for _ in 0..<5 {
      var order = (0..<Int32(100)).map { $0 }
      generator.shuffle(&order)
      for index in 0..<100 { sample.addEdge(order[index], order[(index + 1) % 100]) }
    }
    let bounds = sample.graph.bisectionBounds(weights: sample.weights)
    #expect(bounds.lowerMethod == .spectral)
    #expect(Double(bounds.doubledLower) > 0.7 * Double(bounds.doubledUpper), "\(bounds.gap)")
  }

  private func makeProof(of sample: SampleGraph) -> SpectralProof? {
    SpectralProof(CutProblem(graph: sample.graph, weights: sample.weights, levels: nil))
  }
}
