/// Cuts made of whole components: drop the vertices above some level, and pack the components that
/// remain into half of the weight.
///
/// In a tiered graph the components below a level are its building blocks, and a cheapest cut
/// rarely divides more than one block of each size. Nothing here looks at the numbering of vertices
/// except to break ties.
package struct ComponentPacking: Sendable {
  /// How the vertices above the packed components choose their sides.
  enum Response: Sendable {
    /// Each takes the side of most of the capacity to its decided neighbours, from the bottom up.
    case majority
    /// All go to side 0.
    case outside
    /// All go to side 1.
    case inside
  }

  private static let levelLimit = 4

  private let problem: CutProblem
  /// The components below each considered height, the largest building blocks first.
  let divisions: [Components]
  /// All vertices by ascending level, those without a level last.
  private let ascending: [Int32]

  /// - Parameter known: blocks to begin with, the largest ones first.
  /// - Complexity: O(V + E) for each of at most five levels.
  package init(_ problem: CutProblem, before known: [Components] = []) {
    self.problem = problem
    let top = problem.levels.max() ?? 0
    let lowest = max(0, top - Int32(Self.levelLimit) + 1)
    var limits = top > 0 ? (lowest..<top).reversed().map { $0 + 1 } : []
    if lowest > 0 { limits.append(1) }
    let all = problem.graph.components()
    divisions =
      known + (all.count > 1 || limits.isEmpty ? [all] : [])
      + limits.map { problem.graph.components(below: $0, levels: problem.levels) }
    ascending = Self.vertices(byLevel: problem.levels, top: top)
  }

  /// Packs the components of `divisions[index]` and evaluates the result.
  ///
  /// - Parameter order: the components in the order of packing; nil for that of their labels.
  /// - Parameter isFilling: whether to divide the first component that no longer fits, and its
  ///   parts in turn, so as to come as close to half of the weight as possible.
  /// - Complexity: O(V + E) for V vertices and E edges.
  func cut(
    division index: Int, order: [Int]?, isFilling: Bool, response: Response
  ) -> WeightedCut {
    var sides = [Int8](repeating: -1, count: problem.graph.vertexCount)
    var packer = Packer(problem: problem)
    var open = packer.pack(divisions[index], order: order, within: nil, sides: &sides)
    if isFilling {
      for division in divisions.dropFirst(index + 1) where open != nil {
        open = packer.pack(division, order: nil, within: open, sides: &sides)
      }
      packer.packVertices(within: open, sides: &sides)
    }
    for vertex in sides.indices where sides[vertex] < 0 && problem.weights[vertex] > 0 {
      sides[vertex] = 0
    }
    respond(response, sides: &sides)
    return problem.graph.evaluate(
      sides: sides.map { UInt8($0) }, weights: problem.weights)
  }

  /// Decides the sides that are still open (-1).
  func respond(_ response: Response, sides: inout [Int8]) {
    for vertex in ascending where sides[Int(vertex)] < 0 {
      switch response {
      case .outside: sides[Int(vertex)] = 0
      case .inside: sides[Int(vertex)] = 1
      case .majority:
        sides[Int(vertex)] = pull(on: Int(vertex), sides: sides) > 0 ? 1 : 0
      }
    }
  }

  /// The capacity from `vertex` to side 1 less that to side 0.
  private func pull(on vertex: Int, sides: [Int8]) -> Int64 {
    let graph = problem.graph
    let (ends, widths, side) = (graph.targets.span, graph.capacities.span, sides.span)
    var pull: Int64 = 0
    for slot in graph.slots(of: vertex) {
      switch side[fast: ends[fast: slot]] {
      case 1: pull &+= Int64(widths[fast: slot])
      case 0: pull &-= Int64(widths[fast: slot])
      default: break
      }
    }
    return pull
  }

  private static func vertices(byLevel levels: [Int32], top: Int32) -> [Int32] {
    var starts = [Int](repeating: 0, count: Int(top) + 3)
    let key = { (level: Int32) in level < 0 ? Int(top) + 1 : Int(level) }
    for level in levels { starts[key(level) + 1] += 1 }
    for index in 1..<starts.count { starts[index] += starts[index - 1] }
    var result = [Int32](repeating: 0, count: levels.count)
    for vertex in levels.indices {
      result[starts[key(levels[vertex])]] = Int32(vertex)
      starts[key(levels[vertex])] += 1
    }
    return result
  }
}

/// The components that did not fit: one of them, to be divided further.
private struct OpenComponent {
  let division: Components
  let label: Int32
}

/// First-fit packing of weights into half of the total.
private struct Packer {
  let problem: CutProblem
  private var packed: Int64 = 0

  init(problem: CutProblem) { self.problem = problem }

  /// Puts every component that fits on side 1 and the others on side 0, except that the vertices
  /// of the first one that does not fit stay open; it is returned.
  mutating func pack(
    _ division: Components, order: [Int]?, within open: OpenComponent?, sides: inout [Int8]
  ) -> OpenComponent? {
    var weights = [Int64](repeating: 0, count: division.count)
    var isCandidate = [Bool](repeating: open == nil, count: division.count)
    for (vertex, label) in division.labels.enumerated() where label >= 0 {
      weights[Int(label)] += problem.weights[vertex]
      if let open, open.division.labels[vertex] == open.label { isCandidate[Int(label)] = true }
    }
    var choices = [Int8](repeating: -1, count: division.count)
    var rest: OpenComponent?
    for label in order ?? Array(0..<division.count) where isCandidate[label] && weights[label] > 0 {
      if 2 * (packed + weights[label]) <= problem.totalWeight {
        packed += weights[label]
        choices[label] = 1
      } else if rest == nil {
        rest = OpenComponent(division: division, label: Int32(label))
      } else {
        choices[label] = 0
      }
    }
    for (vertex, label) in division.labels.enumerated() where label >= 0 {
      if choices[Int(label)] >= 0 { sides[vertex] = choices[Int(label)] }
    }
    return rest
  }

  /// Packs single vertices of the open component.
  mutating func packVertices(within open: OpenComponent?, sides: inout [Int8]) {
    guard let open else { return }
    for (vertex, label) in open.division.labels.enumerated()
    where label == open.label && problem.weights[vertex] > 0 && sides[vertex] < 0 {
      let isFitting = 2 * (packed + problem.weights[vertex]) <= problem.totalWeight
      if isFitting { packed += problem.weights[vertex] }
      sides[vertex] = isFitting ? 1 : 0
    }
  }
}
