/// The least `2·c(∂S) + |2·w(S) − W|`, by trying all sets with nothing but the edge list.
///
/// Gray code order, so that a step costs the edges of one vertex. Shares no code with the engine.
func leastCutValue(_ sample: SampleGraph) -> Int64 {
  let count = sample.vertexCount
  let total = sample.totalWeight
  guard count > 1 else { return total }
  var edges = [[(other: Int, capacity: Int64)]](repeating: [], count: count)
  for edge in sample.sources.indices where sample.sources[edge] != sample.targets[edge] {
    let (u, v) = (Int(sample.sources[edge]), Int(sample.targets[edge]))
    edges[u].append((v, Int64(sample.capacities[edge])))
    edges[v].append((u, Int64(sample.capacities[edge])))
  }
  var isInside = [Bool](repeating: false, count: count)
  var (crossing, weight, least) = (Int64(0), Int64(0), total)
  for step in 1..<(1 << (count - 1)) {
    let vertex = step.trailingZeroBitCount
    isInside[vertex].toggle()
    let side = isInside[vertex]
    weight += side ? sample.weights[vertex] : -sample.weights[vertex]
    for (other, capacity) in edges[vertex] {
      crossing += isInside[other] == side ? -capacity : capacity
    }
    least = min(least, 2 * crossing + abs(2 * weight - total))
  }
  return least
}
