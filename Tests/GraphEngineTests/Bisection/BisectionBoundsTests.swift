import Testing

@testable import GraphEngine

@Suite struct BisectionBoundsTests {
  @Test(
    "on 2,000 random graphs the least cut lies between the bounds", arguments: 0..<20 as Range<UInt64>)
  func oracle(block: UInt64) {
    var samples = RandomSamples(seed: 7_000 + block)
    var exact = 0
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
      if bounds.isExact { exact += 1 } else {print("GAP", bounds.doubledLower, least, bounds.doubledUpper, sample)}
    }
    print("exact", exact)
  }
}
