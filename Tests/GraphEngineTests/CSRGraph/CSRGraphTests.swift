import GraphEngine
import Testing

@Suite struct CSRGraphTests {
  @Test("rows are sorted, parallel edges add up, loops and empty edges vanish")
  func normalForm() {
    let graph = CSRGraph(
      vertexCount: 4, sources: [2, 0, 1, 3, 0, 1], targets: [0, 2, 0, 3, 1, 2],
      capacities: [5, 7, 2, 9, 1, 0])
    #expect(graph.offsets == [0, 2, 3, 4, 4])
    #expect(graph.targets == [1, 2, 0, 0])
    #expect(graph.capacities == [3, 12, 3, 12])
    #expect(graph.edgeCount == 2)
    #expect(graph.capacity(of: 0) == 15)
  }

  @Test("the order and the direction of edges do not matter")
  func orderIndependence() {
    var samples = RandomSamples(seed: 3)
    var generator = SplitMix64(seed: 4)
    for _ in 0..<200 {
      let sample = samples.next()
      var order = Array(sample.sources.indices)
      generator.shuffle(&order)
      let other = CSRGraph(
        vertexCount: sample.vertexCount, sources: order.map { sample.targets[$0] },
        targets: order.map { sample.sources[$0] },
        capacities: order.map { sample.capacities[$0] })
      #expect(other == sample.graph)
    }
  }

  @Test("both slots of an edge agree and the total capacity is that of the edge list")
  func symmetry() {
    var samples = RandomSamples(seed: 5)
    for _ in 0..<200 {
      let sample = samples.next()
      let graph = sample.graph
      var sum: Int64 = 0
      for vertex in 0..<graph.vertexCount {
        let row = Array(graph.targets[graph.slots(of: vertex)])
        #expect(row == Set(row).sorted())
        for slot in graph.slots(of: vertex) {
          sum += Int64(graph.capacities[slot])
          let back = graph.slots(of: Int(graph.targets[slot])).first {
            graph.targets[$0] == Int32(vertex)
          }
          #expect(back.map { graph.capacities[$0] } == graph.capacities[slot])
        }
      }
      let listed = sample.sources.indices.filter { sample.sources[$0] != sample.targets[$0] }
      #expect(sum == listed.reduce(0) { $0 + 2 * Int64(sample.capacities[$1]) })
    }
  }

  @Test("components are numbered by their lowest vertex")
  func components() {
    let graph = CSRGraph(
      vertexCount: 6, sources: [4, 1], targets: [0, 3], capacities: [1, 1])
    #expect(graph.components() == Components(labels: [0, 1, 2, 1, 0, 3], count: 4))
  }

  @Test("components below a level leave the others out")
  func componentsBelowLevel() {
    let graph = CSRGraph(
      vertexCount: 4, sources: [0, 1, 2], targets: [1, 2, 3], capacities: [1, 1, 1])
    let parts = graph.components(below: 1, levels: [0, 1, 0, -1])
    #expect(parts == Components(labels: [0, -1, 1, -1], count: 2))
  }

  @Test("levels count edges to the nearest source and are -1 out of reach")
  func levels() {
    let graph = CSRGraph(
      vertexCount: 6, sources: [0, 1, 2, 3], targets: [1, 2, 3, 4], capacities: [1, 1, 1, 1])
    #expect(graph.levels(from: [0, 4, 4]) == [0, 1, 2, 1, 0, -1])
    #expect(graph.levels(from: []) == [-1, -1, -1, -1, -1, -1])
  }

  @Test("a graph without vertices has no components")
  func empty() {
    let graph = CSRGraph(vertexCount: 0, sources: [], targets: [], capacities: [])
    #expect(graph.components() == Components(labels: [], count: 0))
    #expect(graph.levels(from: []).isEmpty)
  }
}
