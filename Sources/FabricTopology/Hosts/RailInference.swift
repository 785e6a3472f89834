/// Which rail and which plane every switch belongs to.
///
/// A plane is a fabric that shares hosts with others and no switch; a rail the leaves that lead to
/// the same cage of every host. Ports of the hosts number them, where most of them agree; without
/// numbers, planes are still told apart, and rails are only counted.
struct RailInference {
  private(set) var rails = 1
  private(set) var planes = 1
  /// From 0; -1 for switches of none, and for all where ports do not number rails.
  private(set) var rail: [Int32]
  /// From 0; -1 where there is one plane only.
  private(set) var plane: [Int32]
  private(set) var arePlanesNumbered = false
  private(set) var areRailsNumbered = false
  /// Whether every rail is a fabric of its own.
  private(set) var areRailsApart = false

  /// What is known of hosts and their ports.
  struct Evidence {
    var graph: SwitchGraph
    var tier: [UInt8]
    var fabrics: PlaneInference
    var tally: PortTally?
    var usualLeaves: Int
    /// The commonest number of cages that a host uses; nil where no leg is known.
    var cagesPerHost: Int?
  }

  init(_ evidence: Evidence) {
    rail = [Int32](repeating: -1, count: evidence.tier.count)
    plane = rail
    guard evidence.usualLeaves > 1 else { return }
    let leaves = evidence.usualLeaves
    planes = evidence.fabrics.planes
    let counted = planes == leaves && planes > 1 ? leaves : leaves / planes
    rails = max(1, min(leaves, evidence.cagesPerHost ?? counted))
    let numbers = evidence.tally.map {
      $0.sums(evidence.fabrics.fabric, count: evidence.fabrics.fabricCount)
    }
    areRailsApart =
      planes > 1 && rails == planes
      && (planes == leaves || numbers.map { Self.hasOneCageEach($0.cages) } ?? false)
    if planes > 1 { assignPlanes(evidence, numbers) }
    if rails > 1, let tally = evidence.tally { assignRails(evidence, tally) }
  }

  /// Whether all links into a fabric come from one cage of the hosts, strays aside.
  private static func hasOneCageEach(_ cages: [[Int32]]) -> Bool {
    cages.allSatisfy { row in
      let most = row.max() ?? 0
      return row.count { 10 * $0 > most } <= 1
    }
  }

  private mutating func assignPlanes(
    _ evidence: Evidence, _ numbers: (cages: [[Int32]], legs: [[Int32]])?
  ) {
    let fabrics = evidence.fabrics
    let isHosting = Self.hosting(evidence)
    var planeOfFabric: [Int32]?
    if let numbers {
      let first = numbers.cages.map { row in
        // The lowest cage that more than strays use: planes that share all cages are alike here.
        [Int32(row.firstIndex { 10 * $0 > row.max() ?? 0 } ?? -1)]
      }
      planeOfFabric =
        ranked(PortTally.majority(numbers.legs), isHosting)
        ?? ranked(PortTally.majority(numbers.cages), isHosting)
        ?? ranked(
          PortTally.Majority(choice: first.map { $0[0] }, share: 1), isHosting)
      arePlanesNumbered = planeOfFabric != nil
    }
    let chosen = planeOfFabric ?? Self.apart(evidence, isHosting, planes)
    for vertex in plane.indices where fabrics.fabric[vertex] >= 0 {
      plane[vertex] = chosen[Int(fabrics.fabric[vertex])]
    }
  }

  /// Fabrics with hosts of their own.
  private static func hosting(_ evidence: Evidence) -> [Bool] {
    var result = [Bool](repeating: false, count: evidence.fabrics.fabricCount)
    for vertex in evidence.tier.indices where evidence.graph.hostCount[vertex] > 0 {
      let fabric = evidence.fabrics.fabric[vertex]
      if fabric >= 0 { result[Int(fabric)] = true }
    }
    return result
  }

  /// The rank of each fabric's choice; nil unless there is one choice for each plane.
  private func ranked(_ majority: PortTally.Majority, _ isHosting: [Bool]) -> [Int32]? {
    let choices = Set(majority.choice.indices.filter { isHosting[$0] }.map { majority.choice[$0] })
    guard majority.share >= PortTally.agreement, choices.count == planes, !choices.contains(-1)
    else { return nil }
    let ranks = Dictionary(
      uniqueKeysWithValues: choices.sorted().enumerated().map { ($1, Int32($0)) })
    return majority.choice.indices.map { isHosting[$0] ? ranks[majority.choice[$0]]! : -1 }
  }

  /// Numbers in order of the fabrics, so that fabrics which share hosts differ.
  private static func apart(_ evidence: Evidence, _ isHosting: [Bool], _ planes: Int) -> [Int32] {
    var plane = [Int32](repeating: -1, count: isHosting.count)
    let hosting = isHosting.indices.filter { isHosting[$0] }
    // Several sites each have all planes: those of one site follow each other in number.
    for (place, fabric) in hosting.enumerated() { plane[fabric] = Int32(place % planes) }
    return plane
  }

  private mutating func assignRails(_ evidence: Evidence, _ tally: PortTally) {
    let majority = tally.cageMajority()
    guard majority.share >= PortTally.agreement else { return }
    if areRailsApart {
      guard arePlanesNumbered else { return }
      areRailsNumbered = true
      for vertex in rail.indices where evidence.tier[vertex] == 1 { rail[vertex] = plane[vertex] }
      return
    }
    // The cages that lead into each plane, in order, are its rails.
    var rankOfCage: [[Int32: Int32]] = []
    for wanted in 0..<max(1, planes) {
      var counts: [Int32: Int] = [:]
      for vertex in rail.indices
      where evidence.tier[vertex] == 1 && majority.choice[vertex] >= 0
        && (planes == 1 || plane[vertex] == Int32(wanted))
      {
        counts[majority.choice[vertex], default: 0] += 1
      }
      let most = counts.values.max() ?? 0
      let cages = counts.filter { 10 * $0.value >= most }.keys.sorted()
      guard cages.count == rails else { return }
      rankOfCage.append(
        Dictionary(uniqueKeysWithValues: cages.enumerated().map { ($1, Int32($0)) }))
    }
    areRailsNumbered = true
    for vertex in rail.indices where evidence.tier[vertex] == 1 && majority.choice[vertex] >= 0 {
      let group = planes == 1 ? 0 : Int(plane[vertex])
      guard group >= 0 else { continue }
      rail[vertex] = rankOfCage[group][majority.choice[vertex]] ?? -1
    }
  }
}
