import GraphEngine
import Testing

@Suite struct WeightedCutTests {
  private let graph = CSRGraph(
    vertexCount: 4, sources: [0, 1, 2, 3], targets: [1, 2, 3, 0], capacities: [1, 2, 4, 8])

  @Test("a cut counts the edges with one end inside and the weights of both sides")
  func values() {
    let cut = graph.evaluate(sides: [1, 1, 0, 0], weights: [5, 1, 2, 0])
    #expect(cut.crossingCapacity == 2 + 8)
    #expect(cut.insideWeight == 6 && cut.outsideWeight == 2)
    #expect(cut.doubledValue == 2 * 10 + 4)
  }

  @Test("a set and its complement have the same value")
  func complement() {
    let cut = graph.evaluate(sides: [1, 0, 0, 1], weights: [5, 1, 2, 0])
    let other = graph.evaluate(sides: [0, 1, 1, 0], weights: [5, 1, 2, 0])
    #expect(cut.doubledValue == other.doubledValue)
  }

  @Test("the empty set costs all of the weight")
  func emptySet() {
    let cut = graph.evaluate(sides: [0, 0, 0, 0], weights: [5, 1, 2, 0])
    #expect(cut.crossingCapacity == 0 && cut.doubledValue == 8)
  }
}
