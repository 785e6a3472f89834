/// How often each port of hosts, by rank of cage and by leg, leads to each switch.
struct PortTally {
  let cageCount: Int
  let legCount: Int
  private var cages: [Int32]
  private var legs: [Int32]

  /// Beyond this size, ports say nothing that could be told apart.
  private static let cellLimit = 1 << 23

  /// A majority that counts: this share of the links must agree.
  static let agreement = 0.8

  /// - Parameter isRegular: per place in `SwitchGraph.hostLink`.
  /// - Complexity: O(host links + vertices · (cages + legs)).
  init?(_ graph: SwitchGraph, _ keys: PortKeys, isRegular: [Bool]) {
    (cageCount, legCount) = (keys.cageCount, keys.legCount + 1)
    guard cageCount > 0, graph.vertexCount * (cageCount + legCount) <= Self.cellLimit else {
      return nil
    }
    cages = [Int32](repeating: 0, count: graph.vertexCount * cageCount)
    legs = [Int32](repeating: 0, count: graph.vertexCount * legCount)
    for index in graph.hostVertex.indices where isRegular[index] {
      let vertex = Int(graph.hostVertex[index])
      if keys.cage[index] >= 0 { cages[vertex * cageCount + Int(keys.cage[index])] &+= 1 }
      legs[vertex * legCount + Int(keys.leg[index])] &+= 1
    }
  }

  func cages(at vertex: Int) -> ArraySlice<Int32> {
    cages[vertex * cageCount..<(vertex + 1) * cageCount]
  }

  func legs(at vertex: Int) -> ArraySlice<Int32> {
    legs[vertex * legCount..<(vertex + 1) * legCount]
  }

  /// The commonest entry of each row with its share of all, -1 where there is none.
  struct Majority {
    var choice: [Int32]
    var share: Double
  }

  /// What most links of each vertex agree on, and how well they do over all.
  static func majority(_ rows: [[Int32]]) -> Majority {
    var choice: [Int32] = []
    var (agreeing, all) = (0, 0)
    for row in rows {
      // Of equals the first.
      var best = 0
      for place in row.indices where row[place] > row[best] { best = place }
      let votes = row.isEmpty ? 0 : Int(row[best])
      choice.append(votes > 0 ? Int32(best) : -1)
      agreeing += votes
      all += row.reduce(0) { $0 + Int($1) }
    }
    return Majority(choice: choice, share: all > 0 ? Double(agreeing) / Double(all) : 0)
  }

  func cageMajority() -> Majority {
    Self.majority((0..<cages.count / cageCount).map { Array(cages(at: $0)) })
  }

  /// Sums over the vertices of each group, `groups[v]` below 0 for vertices of none.
  func sums(_ groups: [Int32], count: Int) -> (cages: [[Int32]], legs: [[Int32]]) {
    var result = (
      cages: [[Int32]](repeating: [Int32](repeating: 0, count: cageCount), count: count),
      legs: [[Int32]](repeating: [Int32](repeating: 0, count: legCount), count: count)
    )
    for (vertex, group) in groups.enumerated() where group >= 0 {
      for (place, votes) in cages(at: vertex).enumerated() {
        result.cages[Int(group)][place] &+= votes
      }
      for (place, votes) in legs(at: vertex).enumerated() {
        result.legs[Int(group)][place] &+= votes
      }
    }
    return result
  }
}
