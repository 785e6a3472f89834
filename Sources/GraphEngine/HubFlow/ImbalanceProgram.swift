/// The least of `|δ(all)| + Σ θ(T) · (w(T) − |δ(T)|)` over all ways to put the weighted vertices on
/// two sides, where δ(T) is the weight of group T on one side less that on the other.
///
/// Groups nest, so the sides of one group matter to the others only through their total: a table
/// for each group holds the least cost for every weight that can be inside, and the table of a
/// parent is the min-plus convolution of those of its children.
package struct ImbalanceProgram {
  let groups: WeightGroups
  /// θ(T), the share of its weight that each group can send to hubs of its own.
  let thetas: [Double]
  let problem: CutProblem

  /// - Parameter thetas: one for each group, not negative.
  package init(groups: WeightGroups, thetas: [Double], problem: CutProblem) {
    (self.groups, self.thetas, self.problem) = (groups, thetas, problem)
  }

  /// The minimum if weights can be divided at will and groups below group 0 are not considered.
  var relaxedMinimum: Double {
    let total = Double(problem.totalWeight)
    let least = Double(problem.leastImbalance)
    // Linear in |δ|, hence least at one of the ends.
    return min(total, thetas[0] * total + (1 - thetas[0]) * least)
  }

  /// The minimum for indivisible weights, or a little less; nil if it takes more than `workLimit`.
  ///
  /// Counts in the common unit of the weights where that is cheap, and in units of the commonest
  /// weight otherwise. Rounding weight l by r(l) changes |δ(all)| by at most |r(l)| and each
  /// `θ · (w − |δ|)` around it by at most 2·θ·|r(l)|, which is subtracted.
  ///
  /// - Complexity: O(U²) steps for a total weight of U units, less if the groups are small.
  package func minimum(workLimit: Int) -> Double? {
    let finest = problem.partUnit
    guard finest > 0 || problem.totalWeight == 0 else { return nil }
    for unit in [finest, commonestPart] where unit > 0 {
      let units = problem.parts.map { Int(($0 + unit / 2) / unit) }
      let tables = ImbalanceTables(
        groups: groups, thetas: thetas, units: units, counts: counts, unit: unit)
      guard tables.work <= workLimit else { continue }
      return max(0, tables.minimum() - roundingLoss(units: units, unit: unit))
    }
    return problem.totalWeight == 0 ? 0 : nil
  }

  /// The number of parts of each vertex.
  private var counts: [Int] {
    zip(problem.weights, problem.parts).map { $1 > 0 ? Int($0 / $1) : 0 }
  }

  private var commonestPart: Int64 {
    var counts: [Int64: Int] = [:]
    for (part, count) in zip(problem.parts, self.counts) where part > 0 {
      counts[part, default: 0] += count
    }
    // The larger of two equally common weights, so that the order of a dictionary cannot matter.
    return counts.max { ($0.value, $0.key) < ($1.value, $1.key) }?.key ?? 0
  }

  private func roundingLoss(units: [Int], unit: Int64) -> Double {
    var loss = 0.0
    for (vertex, count) in counts.enumerated() {
      let residue =
        Double(count) * Double(abs(problem.parts[vertex] - Int64(units[vertex]) * unit))
      guard residue > 0 else { continue }
      var factor = 1.0
      var group = groups.innermost[vertex]
      while group >= 0 {
        factor += 2 * thetas[Int(group)]
        group = groups.groups[Int(group)].parent
      }
      loss += factor * residue
    }
    return loss
  }
}
