/// The dynamic program behind `ImbalanceProgram`, for weights in whole units.
struct ImbalanceTables {
  private let thetas: [Double]
  private let units: [Int]
  private let counts: [Int]
  private let unit: Double
  /// The vertices and the child groups directly in each group, and its weight in units.
  private var vertices: [[Int32]]
  private var children: [[Int]]
  private var totals: [Int]

  /// - Parameter units: of one part of each vertex.
  /// - Parameter counts: the number of parts of each vertex.
  init(groups: WeightGroups, thetas: [Double], units: [Int], counts: [Int], unit: Int64) {
    let count = groups.groups.count
    self.thetas = thetas
    self.units = units
    self.counts = counts
    self.unit = Double(unit)
    vertices = [[Int32]](repeating: [], count: count)
    children = [[Int]](repeating: [], count: count)
    totals = [Int](repeating: 0, count: count)
    for vertex in units.indices where units[vertex] > 0 && counts[vertex] > 0 {
      vertices[Int(groups.innermost[vertex])].append(Int32(vertex))
      totals[Int(groups.innermost[vertex])] += units[vertex] * counts[vertex]
    }
    for group in groups.groups.indices.reversed() {
      let parent = Int(groups.groups[group].parent)
      guard parent >= 0 else { continue }
      children[parent].append(group)
      totals[parent] += totals[group]
    }
  }

  /// An upper bound on the steps of `minimum`.
  var work: Int {
    var steps = 0.0
    for group in totals.indices {
      var size = 1.0
      for vertex in vertices[group] {
        for batch in Self.batches(counts[Int(vertex)]) {
          size += Double(units[Int(vertex)] * batch)
          steps += size
        }
      }
      for child in children[group] {
        steps += size * Double(totals[child] + 1)
        size += Double(totals[child])
      }
      steps += size
    }
    return steps < 1e15 ? Int(steps) : .max
  }

  /// The least cost over all ways to choose the sides.
  ///
  /// - Complexity: `work` steps; memory for one number a unit and level of nesting.
  func minimum() -> Double {
    var tables = [[Double]](repeating: [], count: totals.count)
    for group in totals.indices.reversed() {
      var table = [0.0]
      for vertex in vertices[group] {
        for batch in Self.batches(counts[Int(vertex)]) {
          Self.add(units: units[Int(vertex)] * batch, to: &table)
        }
      }
      for child in children[group] {
        table = Self.convolution(table, tables[child])
        tables[child] = []
      }
      for inside in table.indices {
        let smaller = Double(min(inside, totals[group] - inside))
        table[inside] += thetas[group] * 2 * smaller * unit
      }
      tables[group] = table
    }
    let total = totals[0]
    return tables[0].indices.reduce(.infinity) {
      min($0, tables[0][$1] + Double(abs(2 * $1 - total)) * unit)
    }
  }

  /// Sizes of which every number up to `count` is a sum: 1, 2, 4 … and the rest.
  private static func batches(_ count: Int) -> [Int] {
    var (batches, rest, size) = ([Int](), count, 1)
    while rest > 0 {
      batches.append(min(size, rest))
      rest -= size
      size *= 2
    }
    return batches
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
