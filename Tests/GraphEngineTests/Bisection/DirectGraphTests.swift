import GraphEngine
import Testing

/// Graphs in which every vertex carries weight: there are no hubs, and all pairs exchange flow.
@Suite struct DirectGraphTests {
  @Test("hypercubes are exact", arguments: 3...7)
  func hypercube(dimension: Int) {
    var sample = SampleGraph()
    _ = sample.addVertices(1 << dimension, weight: 8)
    for vertex in 0..<(1 << dimension) {
      for bit in 0..<dimension where vertex >> bit & 1 == 0 {
        sample.addEdge(Int32(vertex), Int32(vertex | 1 << bit))
      }
    }
    let bounds = sample.graph.bisectionBounds(
      weights: sample.weights, isExhaustiveAllowed: false)
    #expect(bounds.doubledLower == 1 << dimension)
    #expect(bounds.isExact && bounds.lowerMethod == .uniformFlow)
  }

  @Test("square tori of even sides are exact", arguments: [4, 6, 8])
  func torus(side: Int) {
    var sample = SampleGraph()
    _ = sample.addVertices(side * side, weight: 4)
    for row in 0..<side {
      for column in 0..<side {
        let vertex = Int32(row * side + column)
        sample.addEdge(vertex, Int32(row * side + (column + 1) % side))
        sample.addEdge(vertex, Int32((row + 1) % side * side + column))
      }
    }
    let bounds = sample.graph.bisectionBounds(
      weights: sample.weights, effort: .high, isExhaustiveAllowed: false)
    #expect(bounds.isExact && bounds.doubledUpper == Int64(4 * side), "\(bounds.gap)")
  }
}
