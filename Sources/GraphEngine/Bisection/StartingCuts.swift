/// The cuts from which the search sets out, each a function of the seed and its index alone.
package struct StartingCuts: Sendable {
  let problem: CutProblem
  let packing: ComponentPacking
  private let weighted: [Int32]
  private let seed: UInt64

  package init(_ problem: CutProblem, packing: ComponentPacking, seed: UInt64) {
    self.problem = problem
    self.packing = packing
    self.seed = seed
    weighted = problem.weights.indices.filter { problem.weights[$0] > 0 }.map { Int32($0) }
  }

  /// The kind of start number `index`: the four kinds take turns.
  static func method(of index: Int) -> CutMethod {
    [.componentStarts, .contiguousStarts, .grownStarts, .randomStarts][index % 4]
  }

  package func generator(of index: Int) -> SplitMix64 {
    SplitMix64(seed: seed, stream: UInt64(index))
  }

  /// The cut of start number `index`.
  ///
  /// - Complexity: O(V + E) for V vertices and E edges.
  package func cut(_ index: Int, generator: inout SplitMix64) -> WeightedCut {
    switch Self.method(of: index) {
    case .contiguousStarts: contiguous(isRotated: index > 3, generator: &generator)
    case .grownStarts: grown(generator: &generator)
    case .randomStarts: random(generator: &generator)
    default: components(index / 4, generator: &generator)
    }
  }

  private func components(_ round: Int, generator: inout SplitMix64) -> WeightedCut {
    let division = round % packing.divisions.count
    var order = Array(0..<packing.divisions[division].count)
    if round > 0 { generator.shuffle(&order) }
    let responses: [ComponentPacking.Response] = [.majority, .outside, .inside]
    return packing.cut(
      division: division, order: order, isFilling: true, response: responses[round % 3])
  }

  /// Half of the weighted vertices in the order of their numbers, from a random one on.
  private func contiguous(isRotated: Bool, generator: inout SplitMix64) -> WeightedCut {
    let start = isRotated && !weighted.isEmpty ? generator.next(below: weighted.count) : 0
    return half(of: weighted[start...] + weighted[..<start])
  }

  private func random(generator: inout SplitMix64) -> WeightedCut {
    var order = weighted
    generator.shuffle(&order)
    return half(of: order[...])
  }

  /// The longest fitting part of `order` inside; vertices without weight follow the majority.
  private func half(of order: ArraySlice<Int32>) -> WeightedCut {
    var sides = problem.weights.map { $0 > 0 ? Int8(0) : -1 }
    var packed: Int64 = 0
    for vertex in order {
      let weight = problem.weights[Int(vertex)]
      guard 2 * (packed + weight) <= problem.totalWeight else { continue }
      packed += weight
      sides[Int(vertex)] = 1
    }
    packing.respond(.majority, sides: &sides)
    return problem.graph.evaluate(sides: sides.map { UInt8($0) }, weights: problem.weights)
  }

  /// A region grown breadth first from a random weighted vertex up to half of the weight.
  private func grown(generator: inout SplitMix64) -> WeightedCut {
    let graph = problem.graph
    var sides = [UInt8](repeating: 0, count: graph.vertexCount)
    var isSeen = [Bool](repeating: false, count: graph.vertexCount)
    var order = weighted
    generator.shuffle(&order)
    var packed: Int64 = 0
    grow: for root in order where !isSeen[Int(root)] {
      isSeen[Int(root)] = true
      var queue = [root]
      var head = 0
      while head < queue.count {
        let vertex = Int(queue[head])
        head += 1
        packed += problem.weights[vertex]
        guard 2 * packed <= problem.totalWeight else { break grow }
        sides[vertex] = 1
        let slots = graph.slots(of: vertex)
        guard !slots.isEmpty else { continue }
        // A random first neighbour, so that equal seeds of a region grow differently.
        let turn = generator.next(below: slots.count)
        for step in 0..<slots.count {
          let target = graph.targets[slots.lowerBound + (turn + step) % slots.count]
          guard !isSeen[Int(target)] else { continue }
          isSeen[Int(target)] = true
          queue.append(target)
        }
      }
    }
    return graph.evaluate(sides: sides, weights: problem.weights)
  }
}
