import GraphEngine

/// An edge list with weights, easy to damage and to print.
struct SampleGraph: CustomStringConvertible {
  var vertexCount = 0
  var sources: [Int32] = []
  var targets: [Int32] = []
  var capacities: [Int32] = []
  var weights: [Int64] = []

  var graph: CSRGraph {
    CSRGraph(
      vertexCount: vertexCount, sources: sources, targets: targets, capacities: capacities)
  }

  var totalWeight: Int64 { weights.reduce(0, +) }

  var description: String {
    let edges = sources.indices.map { "\(sources[$0])-\(targets[$0])x\(capacities[$0])" }
    return "weights \(weights) edges \(edges.joined(separator: " "))"
  }

  /// Adds `count` vertices of the given weight and returns their numbers.
  mutating func addVertices(_ count: Int, weight: Int64 = 0) -> [Int32] {
    let first = vertexCount
    vertexCount += count
    weights += repeatElement(weight, count: count)
    return (first..<vertexCount).map { Int32($0) }
  }

  mutating func addEdge(_ source: Int32, _ target: Int32, capacity: Int32 = 1) {
    sources.append(source)
    targets.append(target)
    capacities.append(capacity)
  }

  mutating func removeEdge(at index: Int) {
    sources.remove(at: index)
    targets.remove(at: index)
    capacities.remove(at: index)
  }

  /// The same graph under the numbering `v → order[v]`, with its edges shuffled.
  func relabelled(_ generator: inout SplitMix64) -> SampleGraph {
    var order = (0..<Int32(vertexCount)).map { $0 }
    generator.shuffle(&order)
    var edges = Array(sources.indices)
    generator.shuffle(&edges)
    var result = SampleGraph()
    result.vertexCount = vertexCount
    result.weights = weights
    for vertex in 0..<vertexCount { result.weights[Int(order[vertex])] = weights[vertex] }
    for edge in edges {
      result.addEdge(
        order[Int(targets[edge])], order[Int(sources[edge])], capacity: capacities[edge])
    }
    return result
  }

  /// This graph and `other` side by side.
  func joined(with other: SampleGraph) -> SampleGraph {
    var result = self
    let shift = Int32(vertexCount)
    result.vertexCount += other.vertexCount
    result.weights += other.weights
    for edge in other.sources.indices {
      result.addEdge(
        other.sources[edge] + shift, other.targets[edge] + shift, capacity: other.capacities[edge])
    }
    return result
  }
}

/// The shape of a tree of three tiers: pods of leaves and middle vertices under planes of tops.
struct TreeShape: CustomStringConvertible {
  var pods: Int
  var leaves: Int
  var middles: Int
  var topsPerPlane: Int
  var weight: Int64
  var lowerTrunk: Int32 = 1
  var upperTrunk: Int32 = 1

  /// The fat tree of radix `k` with the given number of pods.
  static func fat(_ k: Int, pods: Int) -> TreeShape {
    TreeShape(pods: pods, leaves: k / 2, middles: k / 2, topsPerPlane: k / 2, weight: Int64(k / 2))
  }

  var description: String {
    "pods \(pods) leaves \(leaves) middles \(middles) tops \(topsPerPlane) weight \(weight) "
      + "trunks \(lowerTrunk) \(upperTrunk)"
  }

  var sample: SampleGraph {
    var result = SampleGraph()
    let leafRows = (0..<pods).map { _ in result.addVertices(leaves, weight: weight) }
    let middleRows = (0..<pods).map { _ in result.addVertices(middles) }
    let planes = (0..<middles).map { _ in result.addVertices(topsPerPlane) }
    for pod in 0..<pods {
      for (plane, middle) in middleRows[pod].enumerated() {
        for leaf in leafRows[pod] { result.addEdge(leaf, middle, capacity: lowerTrunk) }
        for top in planes[plane] { result.addEdge(middle, top, capacity: upperTrunk) }
      }
    }
    return result
  }
}

extension SampleGraph {
  /// Every leaf joined to every spine.
  static func leafSpine(leaves: Int, spines: Int, weight: Int64, trunk: Int32 = 1) -> SampleGraph {
    var result = SampleGraph()
    let lower = result.addVertices(leaves, weight: weight)
    let upper = result.addVertices(spines)
    for leaf in lower {
      for spine in upper { result.addEdge(leaf, spine, capacity: trunk) }
    }
    return result
  }
}

extension SampleGraph {
  /// An extended generalised fat tree: at tier t, `children[t]` subtrees hang under roots that
  /// multiply by `parents[t]`, joined by trunks of `trunks[t]`.
  static func tree(
    children: [Int], parents: [Int], trunks: [Int32], weight: Int64
  ) -> SampleGraph {
    var result = SampleGraph()
    func roots(below tier: Int) -> [Int32] {
      guard tier > 0 else { return result.addVertices(1, weight: weight) }
      let subtrees = (0..<children[tier - 1]).map { _ in roots(below: tier - 1) }
      let width = parents[tier - 1]
      let top = result.addVertices(subtrees[0].count * width)
      for subtree in subtrees {
        for (index, root) in subtree.enumerated() {
          for step in 0..<width {
            result.addEdge(root, top[index * width + step], capacity: trunks[tier - 1])
          }
        }
      }
      return top
    }
    _ = roots(below: children.count)
    return result
  }
}
