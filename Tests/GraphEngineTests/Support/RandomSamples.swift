import GraphEngine

/// Seeded graphs of at most 14 vertices, of every kind that the bounds have to survive.
struct RandomSamples {
  private var generator: SplitMix64

  init(seed: UInt64) { generator = SplitMix64(seed: seed) }

  mutating func next() -> SampleGraph {
    var sample =
      switch generator.next(below: 6) {
      case 0: multigraph(vertices: 1 + generator.next(below: 14))
      case 1: leafSpine()
      case 2: tree()
      case 3: tree(isEven: true)
      case 4: leafSpine(isEven: true)
      default: multigraph(vertices: 2 + generator.next(below: 6)).joined(with: leafSpine(limit: 3))
      }
    for _ in 0..<generator.next(below: 4) { damage(&sample) }
    return generator.next(below: 3) == 0 ? sample.relabelled(&generator) : sample
  }

  private mutating func multigraph(vertices: Int) -> SampleGraph {
    var sample = SampleGraph()
    _ = sample.addVertices(vertices)
    let largest = [1, 3, 40, 1_000_000][generator.next(below: 4)]
    for vertex in 0..<vertices where generator.next(below: 3) > 0 {
      sample.weights[vertex] = Int64(generator.next(below: 2 * largest + 1))
    }
    for _ in 0..<generator.next(below: 3 * vertices + 1) {
      sample.addEdge(
        Int32(generator.next(below: vertices)), Int32(generator.next(below: vertices)),
        capacity: Int32(generator.next(below: largest + 1)))
    }
    return sample
  }

  private mutating func leafSpine(isEven: Bool = false, limit: Int = 9) -> SampleGraph {
    var sample = SampleGraph.leafSpine(
      leaves: 1 + generator.next(below: limit), spines: 1 + generator.next(below: 5),
      weight: Int64(1 + generator.next(below: 8)), trunk: Int32(1 + generator.next(below: 3)))
    if !isEven { perturb(&sample) }
    return sample
  }

  private mutating func tree(isEven: Bool = false) -> SampleGraph {
    let pods = 1 + generator.next(below: 3)
    let leaves = 1 + generator.next(below: pods == 3 ? 2 : 3)
    let shape = TreeShape(
      pods: pods, leaves: leaves, middles: 1 + generator.next(below: 2),
      topsPerPlane: 1, weight: Int64(1 + generator.next(below: 6)),
      lowerTrunk: Int32(1 + generator.next(below: 3)),
      upperTrunk: Int32(1 + generator.next(below: 4)))
    var sample = shape.sample
    if !isEven { perturb(&sample) }
    return sample
  }

  /// Makes weights and capacities uneven.
  private mutating func perturb(_ sample: inout SampleGraph) {
    for vertex in sample.weights.indices where sample.weights[vertex] > 0 {
      sample.weights[vertex] += Int64(generator.next(below: 3)) - 1
    }
    for edge in sample.capacities.indices where generator.next(below: 3) == 0 {
      sample.capacities[edge] += Int32(generator.next(below: 3)) - 1
    }
  }

  private mutating func damage(_ sample: inout SampleGraph) {
    let vertices = sample.vertexCount
    switch generator.next(below: 4) {
    case 0 where !sample.sources.isEmpty:
      sample.removeEdge(at: generator.next(below: sample.sources.count))
    case 1:
      sample.addEdge(
        Int32(generator.next(below: vertices)), Int32(generator.next(below: vertices)))
    case 2 where !sample.sources.isEmpty:
      let edge = generator.next(below: sample.sources.count)
      sample.targets[edge] = Int32(generator.next(below: vertices))
    default:
      sample.weights[generator.next(below: vertices)] = Int64(generator.next(below: 4))
    }
  }
}
