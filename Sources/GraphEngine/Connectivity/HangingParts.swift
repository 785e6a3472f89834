/// Parts of a graph that hang on the rest by one vertex: what its loss cuts off.
///
/// A depth-first tree numbers the vertices; a subtree from which no edge leads above its parent hangs
/// on that parent, and on the edge between the two if that is the only one. The tree begins where
/// every part has at most half of the weight of its component, which at most two other trees show.
///
/// - SeeAlso: Hopcroft and Tarjan, “Algorithm 447: Efficient Algorithms for Graph Manipulation”,
///   Communications of the ACM 16(6), 1973.
package struct HangingParts: Sendable {
  /// A part with what it hangs on.
  package struct Part: Hashable, Sendable {
    /// The vertex whose loss cuts it off.
    package var vertex: Int32
    /// The only edge between the two; -1 where there are several.
    package var bridge: Int32
    /// Its vertices are `order[range]`.
    package var range: Range<Int>
  }

  /// All vertices; those of a part, and those of a component, are neighbours.
  package private(set) var order: [Int32] = []
  /// The place of each vertex in `order`.
  package private(set) var place: [Int32]
  /// In order of their beginnings, the outer one of two first.
  package private(set) var parts: [Part] = []

  private let graph: Rows
  private let weights: [Int32]
  private var low: [Int32]
  private var parent: [Int32]
  private var parentEdge: [Int32]

  /// A graph by its rows: slots of vertex `v` are `offsets[v]..<offsets[v + 1]`, with the far end and
  /// the edge of each; parallel edges stand apart.
  package struct Rows: Sendable {
    var offsets: [Int32]
    var neighbors: [Int32]
    var edges: [Int32]

    package init(offsets: [Int32], neighbors: [Int32], edges: [Int32]) {
      self.offsets = offsets
      self.neighbors = neighbors
      self.edges = edges
    }

    var vertexCount: Int { offsets.count - 1 }

    /// The far ends and edges at a vertex.
    package func slots(of vertex: Int) -> [(neighbor: Int32, edge: Int32)] {
      (offsets[vertex]..<offsets[vertex + 1]).map { (neighbors[Int($0)], edges[Int($0)]) }
    }
  }

  /// - Parameter weights: per vertex, not negative.
  /// - Returns: the same parts whatever the numbers of edges. Of a vertex whose loss leaves one part
  ///   with more than half of the weight, the others; else all of its parts.
  /// - Complexity: O(V + E) work and memory for V vertices and E edges.
  package init(_ graph: Rows, weights: [Int32]) {
    self.graph = graph
    self.weights = weights
    let count = graph.vertexCount
    place = [Int32](repeating: -1, count: count)
    low = place
    parent = place
    parentEdge = place
    order.reserveCapacity(count)
    for root in 0..<count where place[root] < 0 {
      let start = order.count
      var root = Int32(root)
      // The second tree begins in the innermost heavy part, the third at the vertex in its middle.
      for attempt in 0..<3 {
        search(from: root)
        let found = hanging(from: start)
        let halves = Halves(found.isEmpty ? [] : order[start...], weights)
        guard attempt < 2, let middle = halves.middle(found, weights), middle != root else {
          parts += halves.light(found)
          break
        }
        root = middle
        for vertex in order[start...] { place[Int(vertex)] = -1 }
        order.removeLast(order.count - start)
      }
    }
  }

  /// What parts weigh, compared with half of their component.
  private struct Halves {
    private let order: ArraySlice<Int32>
    private var sums = [0]

    init(_ order: ArraySlice<Int32>, _ weights: [Int32]) {
      self.order = order
      for vertex in order { sums.append(sums[sums.count - 1] + Int(weights[Int(vertex)])) }
    }

    func light(_ parts: [Part]) -> [Part] {
      parts.filter { 2 * weight($0.range) <= sums[sums.count - 1] }
    }

    /// Where a tree had better begin: the vertex whose loss leaves no part with more than half, else
    /// the first one of the innermost part that has more.
    func middle(_ parts: [Part], _ weights: [Int32]) -> Int32? {
      let total = sums[sums.count - 1]
      var hanging: [Int32: Int] = [:]
      var isHeavy: Set<Int32> = []
      var innermost: Int32?
      for part in parts {
        let weight = weight(part.range)
        hanging[part.vertex, default: 0] += weight
        guard 2 * weight > total else { continue }
        isHeavy.insert(part.vertex)
        innermost = order[part.range.lowerBound]
      }
      let balanced = hanging.filter { vertex, below in
        !isHeavy.contains(vertex) && 2 * (total - below - Int(weights[Int(vertex)])) <= total
      }
      return balanced.keys.min() ?? innermost
    }

    private func weight(_ range: Range<Int>) -> Int {
      sums[range.upperBound - order.startIndex] - sums[range.lowerBound - order.startIndex]
    }
  }

  /// Numbers a component in depth-first order and computes how far up its subtrees reach.
  private mutating func search(from root: Int32) {
    var path = [root]
    var slots = [graph.offsets[Int(root)]]
    visit(root, from: -1, by: -1)
    while let vertex = path.last {
      let slot = slots[slots.count - 1]
      guard slot < graph.offsets[Int(vertex) + 1] else {
        path.removeLast()
        slots.removeLast()
        if let above = path.last { low[Int(above)] = min(low[Int(above)], low[Int(vertex)]) }
        continue
      }
      slots[slots.count - 1] = slot + 1
      let (other, edge) = (graph.neighbors[Int(slot)], graph.edges[Int(slot)])
      if place[Int(other)] < 0 {
        visit(other, from: vertex, by: edge)
        path.append(other)
        slots.append(graph.offsets[Int(other)])
      } else if edge != parentEdge[Int(vertex)] {
        low[Int(vertex)] = min(low[Int(vertex)], place[Int(other)])
      }
    }
  }

  private mutating func visit(_ vertex: Int32, from above: Int32, by edge: Int32) {
    place[Int(vertex)] = Int32(order.count)
    low[Int(vertex)] = Int32(order.count)
    parent[Int(vertex)] = above
    parentEdge[Int(vertex)] = edge
    order.append(vertex)
  }

  /// The parts of the component whose first vertex is `order[start]`.
  private func hanging(from start: Int) -> [Part] {
    // Where the subtree of each vertex ends: that of its last child, which comes later in the order.
    var ends = [Int32](repeating: 0, count: order.count - start)
    for index in (start..<order.count).reversed() {
      ends[index - start] = max(ends[index - start], Int32(index + 1))
      let above = parent[Int(order[index])]
      guard above >= 0 else { continue }
      let place = Int(self.place[Int(above)]) - start
      ends[place] = max(ends[place], ends[index - start])
    }
    // All that the first vertex has below it is one part: nothing is cut off when it goes.
    let isRootWhole = start + 1 < order.count && Int(ends[1]) == order.count
    return (start + 1..<max(start + 1, order.count)).compactMap { index in
      let vertex = Int(order[index])
      let above = parent[vertex]
      guard low[vertex] >= place[Int(above)] else { return nil }
      let bridge = low[vertex] > place[Int(above)] ? parentEdge[vertex] : -1
      if isRootWhole && index == start + 1 && bridge < 0 { return nil }
      return Part(vertex: above, bridge: bridge, range: index..<Int(ends[index - start]))
    }
  }
}
