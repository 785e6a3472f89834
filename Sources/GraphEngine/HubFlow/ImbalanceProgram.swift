/// The least of `|δ(all)| + Σ θ(T) · (w(T) − |δ(T)|)` over all ways to put the weighted vertices on
/// two sides, where δ(T) is the weight of group T on one side less that on the other.
///
/// Groups nest, so the sides of one group matter to the others only through their total: a table
/// for each group holds the least cost for every weight that can be inside, and the table of a
/// parent is the min-plus convolution of those of its children.
struct ImbalanceProgram {
  let groups: WeightGroups
  /// θ(T), the share of its weight that each group can send to hubs of its own.
  let thetas: [Double]
  let problem: CutProblem

  /// The minimum if weights can be divided at will and groups below group 0 are not considered.
  var relaxedMinimum: Double {
    let total = Double(problem.totalWeight)
    let least = Double(problem.leastImbalance)
    // Linear in |δ|, hence least at one of the ends.
    return min(total, thetas[0] * total + (1 - thetas[0]) * least)
  }

  /// The exact minimum, or nil if it takes more than `workLimit` steps.
  ///
  /// - Complexity: O(U²) steps for a total weight of U units, less if the groups are small.
  func minimum(workLimit: Int) -> Double? {
    let unit = problem.weightUnit
    guard unit > 0 else { return 0 }
    let (vertices, children) = members()
    guard estimate(vertices: vertices, children: children, unit: unit) <= workLimit else {
      return nil
    }
    var tables = [[Double]](repeating: [], count: groups.groups.count)
    for group in groups.groups.indices.reversed() {
      var table = [0.0]
      for vertex in vertices[group] {
        Self.add(units: Int(problem.weights[Int(vertex)] / unit), to: &table)
      }
      for child in children[group] {
        table = Self.convolution(table, tables[child])
        tables[child] = []
      }
      let weight = Double(groups.groups[group].weight)
      for units in table.indices {
        let inside = Double(units) * Double(unit)
        table[units] += thetas[group] * (weight - abs(2 * inside - weight))
      }
      tables[group] = table
    }
    return tables[0].indices.lazy.map { units in
      tables[0][units] + abs(Double(2 * Int64(units) * unit - problem.totalWeight))
    }.min()
  }

  /// The vertices and the child groups directly in each group.
  private func members() -> (vertices: [[Int32]], children: [[Int]]) {
    var vertices = [[Int32]](repeating: [], count: groups.groups.count)
    var children = [[Int]](repeating: [], count: groups.groups.count)
    for vertex in problem.weights.indices where problem.weights[vertex] > 0 {
      vertices[Int(groups.innermost[vertex])].append(Int32(vertex))
    }
    for (group, node) in groups.groups.enumerated() where node.parent >= 0 {
      children[Int(node.parent)].append(group)
    }
    return (vertices, children)
  }

  /// An upper bound on the steps of `minimum`, at most `Int.max`.
  private func estimate(vertices: [[Int32]], children: [[Int]], unit: Int64) -> Int {
    var steps = 0.0
    for group in groups.groups.indices {
      var units = 1.0
      for vertex in vertices[group] {
        units += Double(problem.weights[Int(vertex)] / unit)
        steps += units
      }
      for child in children[group] {
        let size = Double(groups.groups[child].weight / unit) + 1
        steps += units * size
        units += size
      }
      steps += units
    }
    return steps < 1e15 ? Int(steps) : .max
  }

  private static func add(units: Int, to table: inout [Double]) {
    let old = table
    table += repeatElement(.infinity, count: units)
    for index in old.indices { table[index + units] = min(table[index + units], old[index]) }
  }

  private static func convolution(_ first: [Double], _ second: [Double]) -> [Double] {
    var result = [Double](repeating: .infinity, count: first.count + second.count - 1)
    let added = second.span
    for (index, base) in first.enumerated() where base < .infinity {
      for other in 0..<added.count {
        result[index + other] = min(result[index + other], base + added[fast: other])
      }
    }
    return result
  }
}
