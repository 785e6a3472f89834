import GraphEngine
import Testing

@Suite struct HangingPartsTests {
  /// The vertices of each part after a vertex or an edge is taken out of a component.
  private struct Pieces {
    let sample: SampleGraph

    func without(vertex: Int32? = nil, edge: Int? = nil, around start: Int32) -> [Set<Int32>] {
      let all = piece(of: start, vertex: nil, edge: nil)
      var left = all.subtracting(vertex.map { [$0] } ?? [])
      var pieces: [Set<Int32>] = []
      while let next = left.min() {
        pieces.append(piece(of: next, vertex: vertex, edge: edge))
        left.subtract(pieces[pieces.count - 1])
      }
      return pieces
    }

    func weight(_ piece: Set<Int32>) -> Int64 {
      piece.reduce(0) { $0 + sample.weights[Int($1)] }
    }

    private func piece(of start: Int32, vertex: Int32?, edge: Int?) -> Set<Int32> {
      var seen: Set = [start]
      var queue = [start]
      while let here = queue.popLast() {
        for index in sample.sources.indices where index != edge {
          let (a, b) = (sample.sources[index], sample.targets[index])
          guard a == here || b == here, a != vertex, b != vertex else { continue }
          let other = a == here ? b : a
          if seen.insert(other).inserted { queue.append(other) }
        }
      }
      return seen
    }
  }

  private func rows(_ sample: SampleGraph) -> HangingParts.Rows {
    var offsets: [Int32] = [0]
    var neighbors: [Int32] = []
    var edges: [Int32] = []
    for vertex in 0..<Int32(sample.vertexCount) {
      for index in sample.sources.indices {
        for (here, other) in [
          (sample.sources[index], sample.targets[index]),
          (sample.targets[index], sample.sources[index]),
        ] where here == vertex {
          neighbors.append(other)
          edges.append(Int32(index))
        }
      }
      offsets.append(Int32(neighbors.count))
    }
    return HangingParts.Rows(offsets: offsets, neighbors: neighbors, edges: edges)
  }

  @Test("parts and bridges are those that brute force finds", arguments: 0..<400 as Range<UInt64>)
  func bruteForce(seed: UInt64) {
    var random = SplitMix64(seed: seed)
    var sample = SampleGraph()
    let count = 1 + random.next(below: 9)
    _ = sample.addVertices(count)
    for vertex in 0..<count { sample.weights[vertex] = Int64(random.next(below: 3)) }
    for _ in 0..<random.next(below: 2 * count) {
      sample.addEdge(Int32(random.next(below: count)), Int32(random.next(below: count)))
    }
    let found = HangingParts(rows(sample), weights: sample.weights.map { Int32($0) })
    #expect(found.order.sorted() == (0..<count).map { Int32($0) })
    let pieces = Pieces(sample: sample)
    for vertex in 0..<Int32(count) {
      let expected = pieces.without(vertex: vertex, around: vertex)
      let reported = found.parts.filter { $0.vertex == vertex }.map { Set(found.order[$0.range]) }
      #expect(Set(reported).isSubset(of: Set(expected)), "\(sample) at \(vertex)")
      guard expected.count > 1 else { continue }
      // All parts, or all but the heaviest.
      let rest = expected.filter { !reported.contains($0) }
      #expect(rest.count <= 1, "\(sample) at \(vertex)")
      let most = reported.map { pieces.weight($0) }.max() ?? 0
      #expect(rest.allSatisfy { pieces.weight($0) >= most }, "\(sample) at \(vertex)")
    }
    for index in sample.sources.indices {
      let isBridge =
        pieces.without(edge: index, around: sample.sources[index]).count > 1
      let isListed = found.parts.contains { $0.bridge == Int32(index) }
      #expect(isBridge == isListed, "\(sample): edge \(index)")
    }
  }

  @Test("an empty graph has no parts")
  func empty() {
    let rows = HangingParts.Rows(offsets: [0], neighbors: [], edges: [])
    #expect(HangingParts(rows, weights: []).parts.isEmpty)
  }
}
