/// The connected components of a graph or of a part of it.
package struct Components: Equatable, Sendable {
  /// `labels[v]` is the component of vertex `v`, numbered by the lowest vertex; -1 if left out.
  package let labels: [Int32]
  /// The number of components.
  package let count: Int

  package init(labels: [Int32], count: Int) {
    (self.labels, self.count) = (labels, count)
  }
}

extension CSRGraph {
  /// The connected components of the whole graph.
  ///
  /// - Complexity: O(V + E) for V vertices and E edges.
  package func components() -> Components {
    components(below: 1, levels: [Int32](repeating: 0, count: vertexCount))
  }

  /// The connected components of the vertices whose level lies in `0..<limit`.
  ///
  /// - Parameter levels: one for each vertex; vertices with another level are left out, label -1.
  /// - Complexity: O(V + E) for V vertices and E edges.
  package func components(below limit: Int32, levels: [Int32]) -> Components {
    precondition(levels.count == vertexCount, "one level for each vertex")
    var labels = [Int32](repeating: -1, count: vertexCount)
    var queue: [Int32] = []
    queue.reserveCapacity(vertexCount)
    var count: Int32 = 0
    for root in 0..<vertexCount where labels[root] < 0 && 0 <= levels[root] && levels[root] < limit
    {
      labels[root] = count
      queue.removeAll(keepingCapacity: true)
      queue.append(Int32(root))
      var head = 0
      while head < queue.count {
        let vertex = Int(queue[head])
        head += 1
        for slot in slots(of: vertex) {
          let target = Int(targets[slot])
          if labels[target] < 0 && 0 <= levels[target] && levels[target] < limit {
            labels[target] = count
            queue.append(targets[slot])
          }
        }
      }
      count += 1
    }
    return Components(labels: labels, count: Int(count))
  }

  /// The number of edges from each vertex to the nearest source; -1 where no source is reachable.
  ///
  /// - Parameter sources: vertices, each at level 0; may be empty.
  /// - Complexity: O(V + E) for V vertices and E edges.
  package func levels(from sources: [Int32]) -> [Int32] {
    var levels = [Int32](repeating: -1, count: vertexCount)
    var queue: [Int32] = []
    queue.reserveCapacity(vertexCount)
    for source in sources where levels[Int(source)] < 0 {
      levels[Int(source)] = 0
      queue.append(source)
    }
    var head = 0
    while head < queue.count {
      let vertex = Int(queue[head])
      head += 1
      for slot in slots(of: vertex) where levels[Int(targets[slot])] < 0 {
        levels[Int(targets[slot])] = levels[vertex] + 1
        queue.append(targets[slot])
      }
    }
    return levels
  }
}
