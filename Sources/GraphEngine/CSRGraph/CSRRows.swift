/// Rows under construction: every edge in both rows, neighbours possibly repeated and unsorted.
struct CSRRows {
  var offsets: [Int32]
  var targets: [Int32]
  var capacities: [Int32]

  /// Gathers the slots of each vertex in the order of the edge arrays.
  init(vertexCount: Int, sources: [Int32], targets ends: [Int32], capacities weights: [Int32]) {
    offsets = [Int32](repeating: 0, count: vertexCount + 1)
    for edge in sources.indices {
      let source = sources[edge]
      let end = ends[edge]
      precondition(
        source >= 0 && end >= 0 && Int(max(source, end)) < vertexCount, "edge end out of range")
      precondition(weights[edge] >= 0, "negative capacity")
      guard source != end, weights[edge] > 0 else { continue }
      offsets[Int(source) + 1] += 1
      offsets[Int(end) + 1] += 1
    }
    for vertex in 0..<vertexCount { offsets[vertex + 1] += offsets[vertex] }

    targets = [Int32](repeating: 0, count: Int(offsets[vertexCount]))
    capacities = targets
    var next = offsets
    for edge in sources.indices where sources[edge] != ends[edge] && weights[edge] > 0 {
      let source = Int(sources[edge])
      let end = Int(ends[edge])
      targets[Int(next[source])] = ends[edge]
      capacities[Int(next[source])] = weights[edge]
      next[source] += 1
      targets[Int(next[end])] = sources[edge]
      capacities[Int(next[end])] = weights[edge]
      next[end] += 1
    }
  }

  private init(offsets: [Int32], slotCount: Int) {
    self.offsets = offsets
    targets = [Int32](repeating: 0, count: slotCount)
    capacities = targets
  }

  /// The same rows with ascending neighbours: both rows of an edge exist, so the transpose has the
  /// same row lengths, and visiting the rows in order appends neighbours in order.
  consuming func transposed() -> CSRRows {
    var result = CSRRows(offsets: offsets, slotCount: targets.count)
    var next = offsets
    for vertex in 0..<(offsets.count - 1) {
      for slot in Int(offsets[vertex])..<Int(offsets[vertex + 1]) {
        let row = Int(targets[slot])
        let position = Int(next[row])
        next[row] += 1
        result.targets[position] = Int32(truncatingIfNeeded: vertex)
        result.capacities[position] = capacities[slot]
      }
    }
    return result
  }

  /// The graph of these sorted rows, with repeated neighbours added up.
  consuming func merged() -> CSRGraph {
    var end = 0
    var start = 0
    for vertex in 0..<(offsets.count - 1) {
      let rowEnd = Int(offsets[vertex + 1])
      let rowStart = end
      for slot in start..<rowEnd {
        if end > rowStart && targets[end - 1] == targets[slot] {
          capacities[end - 1] += capacities[slot]
        } else {
          targets[end] = targets[slot]
          capacities[end] = capacities[slot]
          end += 1
        }
      }
      offsets[vertex + 1] = Int32(truncatingIfNeeded: end)
      start = rowEnd
    }
    targets.removeSubrange(end...)
    capacities.removeSubrange(end...)
    return CSRGraph(
      vertexCount: offsets.count - 1, offsets: offsets, targets: targets, capacities: capacities)
  }
}
