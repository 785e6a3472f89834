/// An undirected graph with integer edge capacities in compressed sparse row form.
///
/// Every edge takes two slots, one in the row of each end. Parallel edges are merged into one edge
/// that has the sum of their capacities, so a row names each neighbour once, in ascending order;
/// self-loops and edges without capacity are dropped. Two edge lists that differ only in order or in
/// the direction of edges give equal graphs.
package struct CSRGraph: Equatable, Sendable {
  /// The number of vertices; they are `0..<vertexCount`.
  package let vertexCount: Int
  /// Row `v` is `targets[offsets[v]..<offsets[v + 1]]`; `vertexCount + 1` elements.
  package let offsets: [Int32]
  /// The far end of each slot, ascending within a row.
  package let targets: [Int32]
  /// The capacity of each slot, positive; equal in the two slots of an edge.
  package let capacities: [Int32]

  /// Builds the graph from edges given as three arrays of the same length.
  ///
  /// Two counting passes: the first gathers each row, the second transposes, which sorts the rows
  /// because it visits the vertices in ascending order.
  ///
  /// - Parameter sources: one end of each edge, in `0..<vertexCount`.
  /// - Parameter targets: the other end, same order.
  /// - Parameter capacities: not negative, same order; a sum over parallel edges fits `Int32`.
  /// - Precondition: the arrays have one length, below 2^30, and name existing vertices.
  /// - Complexity: O(V + E) work and memory for V vertices and E edges.
  package init(vertexCount: Int, sources: [Int32], targets: [Int32], capacities: [Int32]) {
    precondition(
      sources.count == targets.count && sources.count == capacities.count,
      "edge arrays differ in length")
    precondition(sources.count < 1 << 30, "too many edges for 32-bit slots")
    precondition(vertexCount >= 0 && vertexCount < Int(Int32.max), "too many vertices")
    let gathered = CSRRows(
      vertexCount: vertexCount, sources: sources, targets: targets, capacities: capacities)
    self = gathered.transposed().merged()
  }

  init(vertexCount: Int, offsets: [Int32], targets: [Int32], capacities: [Int32]) {
    self.vertexCount = vertexCount
    self.offsets = offsets
    self.targets = targets
    self.capacities = capacities
  }

  /// The number of edges after merging.
  package var edgeCount: Int { targets.count / 2 }

  /// The slots of the edges at `vertex`, as indices into `targets` and `capacities`.
  package func slots(of vertex: Int) -> Range<Int> {
    Int(offsets[vertex])..<Int(offsets[vertex + 1])
  }

  /// The sum of the capacities at `vertex`.
  package func capacity(of vertex: Int) -> Int64 {
    slots(of: vertex).reduce(0) { $0 + Int64(capacities[$1]) }
  }
}
