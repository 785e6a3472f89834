/// Hubs that receive the same flow from every source, found without computing any flow.
///
/// Two hubs with the same group, the same kept part and the same edges downward have equal rows. In
/// a regular graph that leaves a few rows out of thousands.
package struct HubClasses: Sendable {
  /// The lowest hub of each class, ascending.
  private(set) var representatives: [Int32] = []
  /// The number of hubs in each class.
  package private(set) var sizes: [Int] = []
  /// The class of each hub, in the order of `hubs`.
  private(set) var classOfHub: [Int32] = []

  /// - Complexity: O(V + E) expected for V vertices and E edges, unless hashes collide.
  package init(hubs: [Int32], groups: WeightGroups, flow: TieredFlow, problem: CutProblem) {
    var buckets: [UInt64: [Int32]] = [:]
    for hub in hubs {
      let key = Self.hash(of: Int(hub), problem)
      let match = buckets[key, default: []].first { candidate in
        let other = representatives[Int(candidate)]
        return groups.groupOfHub[Int(hub)] == groups.groupOfHub[Int(other)]
          && flow.keptPart(of: Int(hub)) == flow.keptPart(of: Int(other))
          && problem.weights[Int(hub)] == 0 && problem.weights[Int(other)] == 0
          && Self.haveEqualRows(Int(hub), Int(other), problem)
      }
      if let match {
        sizes[Int(match)] += 1
        classOfHub.append(match)
      } else {
        let label = Int32(representatives.count)
        buckets[key, default: []].append(label)
        representatives.append(hub)
        sizes.append(1)
        classOfHub.append(label)
      }
    }
  }

  private static func hash(of vertex: Int, _ problem: CutProblem) -> UInt64 {
    let graph = problem.graph
    let (ends, widths, levels) = (graph.targets.span, graph.capacities.span, problem.levels.span)
    let below = levels[fast: vertex] - 1
    var hash: UInt64 = 0
    for slot in graph.slots(of: vertex) where levels[fast: ends[fast: slot]] == below {
      let word = UInt64(UInt32(bitPattern: ends[fast: slot])) << 32
      hash =
        (hash ^ (word | UInt64(UInt32(bitPattern: widths[fast: slot]))))
        &* 0x9E37_79B9_7F4A_7C15
      hash ^= hash >> 29
    }
    return hash
  }

  private static func haveEqualRows(_ first: Int, _ second: Int, _ problem: CutProblem) -> Bool {
    downwardSlots(of: first, problem).elementsEqual(downwardSlots(of: second, problem)) {
      problem.graph.targets[$0] == problem.graph.targets[$1]
        && problem.graph.capacities[$0] == problem.graph.capacities[$1]
    }
  }

  private static func downwardSlots(
    of vertex: Int, _ problem: CutProblem
  ) -> some Sequence<Int> {
    let below = problem.levels[vertex] - 1
    return problem.graph.slots(of: vertex).lazy.filter {
      problem.levels[Int(problem.graph.targets[$0])] == below
    }
  }
}
