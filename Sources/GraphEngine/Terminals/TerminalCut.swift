/// A vertex set S with the cheapest even split of terminals for it.
package struct TerminalCut: Equatable, Sendable {
  /// `sides[v]` is 1 for vertices in S and 0 for the others.
  package let sides: [UInt8]
  /// c(∂S): the capacity of the edges with exactly one end in S.
  package let crossingCapacity: Int64
  /// Terminals of each class on the side of S, counted in halves: one of them may be split.
  package let halvesInside: [Int64]
  /// The weight of the terminals on the side of S.
  package let insideWeight: Int64
  /// Twice the cost of S and the split together.
  package let doubledValue: Int64
}

/// The question “which vertex set has the least capacity across it for an even split of whole
/// terminals”, as a cut problem in which every class of terminals is a vertex of its own.
///
/// Terminals on one vertex are weight there, which costs nothing. A class as one vertex is a
/// restriction from above only: `evaluate` divides classes, and lower bounds by flows hold for any
/// division because equal terminals send equal flows.
struct TerminalProblem: Sendable {
  let graph: CSRGraph
  let terminals: TerminalClasses
  /// The classes with several ends, in the order of their vertices behind those of `graph`.
  let shared: [Int]
  let problem: CutProblem

  /// - Parameter levels: heights of the vertices of `graph` from 0 up, -1 outside; one higher in the
  ///   problem, because terminals stand below all.
  /// - Complexity: O(V + E + ends).
  init(_ graph: CSRGraph, _ terminals: TerminalClasses, levels: [Int32]) {
    self.graph = graph
    self.terminals = terminals
    let count = graph.vertexCount
    let shared = terminals.classes.indices.filter { terminals.classes[$0].ends.count > 1 }
    self.shared = shared
    var weights = [Int64](repeating: 0, count: count + shared.count)
    var parts = weights
    var (weightUnit, capacityUnit) = (Int64(0), Int64(0))
    for entry in terminals.classes {
      weightUnit = greatestCommonDivisor(weightUnit, entry.weight)
      for width in entry.widths { capacityUnit = greatestCommonDivisor(capacityUnit, width) }
    }
    for capacity in graph.capacities where capacityUnit != 1 {
      capacityUnit = greatestCommonDivisor(capacityUnit, Int64(capacity))
    }
    // An odd number of equal terminals splits the middle one.
    let isOdd = terminals.isEqual && !terminals.count.isMultiple(of: 2)
    let part = { (weight: Int64) in isOdd ? (weight.isMultiple(of: 2) ? weight / 2 : 0) : weight }
    for entry in terminals.classes where entry.ends.count == 1 {
      let vertex = Int(entry.ends[0])
      let isFirst = weights[vertex] == 0
      weights[vertex] += entry.weight * entry.count
      parts[vertex] =
        isFirst ? part(entry.weight) : greatestCommonDivisor(parts[vertex], part(entry.weight))
    }
    for (place, index) in shared.enumerated() {
      weights[count + place] = terminals.classes[index].weight * terminals.classes[index].count
      parts[count + place] = part(terminals.classes[index].weight)
    }
    problem = CutProblem(
      graph: Self.extended(graph, terminals, shared), weights: weights,
      levels: levels.map { $0 < 0 ? -1 : $0 + 1 } + shared.map { _ in 0 },
      divisibility: CutProblem.Divisibility(
        parts: parts, weightUnit: weightUnit, capacityUnit: capacityUnit))
  }

  private static func extended(
    _ graph: CSRGraph, _ terminals: TerminalClasses, _ shared: [Int]
  ) -> CSRGraph {
    var (sources, targets, capacities) = ([Int32](), [Int32](), [Int32]())
    sources.reserveCapacity(graph.edgeCount)
    for vertex in 0..<graph.vertexCount {
      for slot in graph.slots(of: vertex) where Int(graph.targets[slot]) > vertex {
        sources.append(Int32(vertex))
        targets.append(graph.targets[slot])
        capacities.append(graph.capacities[slot])
      }
    }
    for (place, index) in shared.enumerated() {
      let entry = terminals.classes[index]
      for (end, width) in zip(entry.ends, entry.widths) {
        sources.append(Int32(graph.vertexCount + place))
        targets.append(end)
        capacities.append(Int32(width * entry.count))
      }
    }
    return CSRGraph(
      vertexCount: graph.vertexCount + shared.count, sources: sources, targets: targets,
      capacities: capacities)
  }

  /// The cheapest even split for the sides of the vertices of `graph`.
  ///
  /// - Parameter sides: those of the problem's other vertices are not looked at.
  func evaluate(_ sides: [UInt8]) -> TerminalCut {
    let sides = Array(sides.prefix(graph.vertexCount))
    let cut = graph.evaluate(
      sides: sides, weights: [Int64](repeating: 0, count: graph.vertexCount))
    let halves = TerminalHalves(terminals, sides: sides)
    return TerminalCut(
      sides: sides, crossingCapacity: cut.crossingCapacity, halvesInside: halves.halvesInside,
      insideWeight: halves.insideWeight,
      doubledValue: 2 * cut.crossingCapacity + halves.doubledCost)
  }

  /// Moves single vertices while that helps, and divides the terminals anew, until neither does.
  ///
  /// For a given division of the terminals each vertex is pulled by its neighbours and by the ends
  /// at it, so both halves of the step can only lower the value.
  ///
  /// - Complexity: O(V + E + ends) a round, at most 20 rounds.
  func descend(from start: TerminalCut) -> TerminalCut {
    var best = start
    for _ in 0..<20 {
      var pull = [Int64](repeating: 0, count: graph.vertexCount)
      for (entry, halves) in zip(terminals.classes, best.halvesInside) {
        for (end, width) in zip(entry.ends, entry.widths) {
          pull[Int(end)] += width * (halves - entry.count)
        }
      }
      var sides = best.sides
      for vertex in sides.indices {
        var force = pull[vertex]
        for slot in graph.slots(of: vertex) {
          let capacity = Int64(graph.capacities[slot])
          force += sides[Int(graph.targets[slot])] != 0 ? capacity : -capacity
        }
        if force > 0 { sides[vertex] = 1 } else if force < 0 { sides[vertex] = 0 }
      }
      let next = evaluate(sides)
      guard next.doubledValue < best.doubledValue else { return best }
      best = next
    }
    return best
  }
}
