/// Reads misplaced cables off counts where trunks are uneven by design and ports tell nothing.
///
/// Where cables do not divide, some pairs of switches have one more than others, and a pair that lost
/// or gained one may still look in order. So counts show that something is wrong at some switches,
/// and seldom which cable it is. What may have one cause is kept together, and nothing is inferred
/// beyond that.
struct UnevenTrunks {
  typealias Pair = WiringViolations.Pair

  /// What is out of order, one entry for each cause.
  private(set) var causes: [UnevenCause] = []
  /// Pairs that lack the cable that strays into another block.
  private(set) var absent: [Pair] = []

  /// The share of upper switches that may have another number of cables than their even share.
  private static let exceptionalShare = 0.25
  /// Causes that are held against each other; no sane plan comes near.
  private static let searchLimit = 2_000

  private let expected: MeshExpectation

  /// - Parameter strays: cables that lead where the design has none.
  /// - Complexity: O(edges + pairs in blocks + d²) for d switches out of order in one block.
  init(
    _ graph: SwitchGraph, _ blocks: BlockInference, _ members: BlockMembers,
    _ expected: MeshExpectation, strays: [Pair]
  ) {
    self.expected = expected
    var trunks = [[UnevenCause.Trunk]](repeating: [], count: members.lower.count)
    var totals: [Int32: Int] = [:]
    PairCounts.forEach(graph, blocks, members) { vertex, counts in
      let block = Int(blocks.lowerBlock[Int(vertex)])
      for count in counts {
        let links = Int(count.links)
        totals[vertex, default: 0] += links
        totals[count.upper, default: 0] += links
        let trunk = UnevenCause.Trunk(
          pair: Pair(lower: vertex, upper: count.upper), links: links, usual: expected.range)
        if trunk.excess != 0 { trunks[block].append(trunk) }
      }
    }
    for block in members.lower.indices where !members.lower[block].isEmpty {
      var degrees = degrees(members.lower[block], members.upper[block], totals)
      explain(&degrees, by: strays, members.lower[block], members.upper[block])
      causes += grouped(trunks[block], degrees)
    }
  }

  private func degrees(
    _ lower: [Int32], _ upper: [Int32], _ totals: [Int32: Int]
  ) -> [UnevenCause.Degree] {
    let below = lower.map {
      UnevenCause.Degree(
        vertex: $0, links: totals[$0] ?? 0, usual: expected.uplinks...expected.uplinks,
        facesUp: true)
    }.filter { $0.excess != 0 }
    // The cables of a block are dealt out to the upper switches: at most one more to each.
    let (share, rest) = (lower.count * expected.uplinks)
      .quotientAndRemainder(dividingBy: max(1, upper.count))
    let above = upper.map {
      UnevenCause.Degree(
        vertex: $0, links: totals[$0] ?? 0, usual: share...(rest == 0 ? share : share + 1),
        facesUp: false)
    }.filter { $0.excess != 0 }
    // Other numbers, or another way of dealing cables out, say nothing of mistakes.
    let isUsual = 2 * below.count < lower.count
    let isEven = Double(above.count) <= max(2, Self.exceptionalShare * Double(upper.count))
    return (isUsual ? below : []) + (isEven ? above : [])
  }

  /// A cable that left the block keeps one end in it: that switch lacks nothing but this cable, and
  /// the other end's place is the short switch.
  private mutating func explain(
    _ degrees: inout [UnevenCause.Degree], by strays: [Pair], _ lower: [Int32], _ upper: [Int32]
  ) {
    let (below, above) = (Set(lower), Set(upper))
    for stray in strays {
      for end in [stray.lower, stray.upper] where below.contains(end) || above.contains(end) {
        let isUpper = above.contains(end)
        drop(&degrees) { $0.vertex == end && $0.facesUp != isUpper }
        let short = drop(&degrees) { $0.facesUp == isUpper }
        guard let short else { continue }
        absent.append(isUpper ? Pair(lower: short, upper: end) : Pair(lower: end, upper: short))
      }
    }
  }

  /// Takes one cable off what the first short switch lacks.
  @discardableResult
  private func drop(
    _ degrees: inout [UnevenCause.Degree], where isMeant: (UnevenCause.Degree) -> Bool
  ) -> Int32? {
    guard let index = degrees.firstIndex(where: { $0.excess == -1 && isMeant($0) }) else {
      return nil
    }
    return degrees.remove(at: index).vertex
  }

  /// What shares a switch has one cause; so may a switch that lacks a cable and another one, of the
  /// same tier with one too many, or of the other tier without one as well.
  private func grouped(
    _ trunks: [UnevenCause.Trunk], _ degrees: [UnevenCause.Degree]
  ) -> [UnevenCause] {
    var causes: [UnevenCause] = []
    for trunk in trunks {
      var cause = UnevenCause()
      cause.trunks = [trunk]
      merge(cause, into: &causes)
    }
    for degree in degrees {
      var cause = UnevenCause()
      cause.degrees = [degree]
      merge(cause, into: &causes)
    }
    guard causes.count <= Self.searchLimit else { return causes }
    for sign in [-1, 1] {
      join(&causes) { a, b in
        sign * a.excess(facingUp: true) > 0 && a.excess(facingUp: false) == 0
          && sign * b.excess(facingUp: false) > 0 && b.excess(facingUp: true) == 0
      }
    }
    for facesUp in [true, false] {
      join(&causes) { a, b in
        a.excess(facingUp: facesUp) < 0 && b.excess(facingUp: facesUp) > 0
      }
    }
    // Two pairs with too many, or too few, and switches in order: the halves of a swap.
    join(&causes) { a, b in
      [a, b].allSatisfy { $0.degrees.isEmpty }
        && (a.trunks[0].excess > 0) == (b.trunks[0].excess > 0)
    }
    return causes
  }

  private func merge(_ cause: UnevenCause, into causes: inout [UnevenCause]) {
    var cause = cause
    let own = cause.vertices
    for index in causes.indices.reversed()
    where causes[index].vertices.contains(where: { own.contains($0) }) {
      let other = causes.remove(at: index)
      cause.trunks = other.trunks + cause.trunks
      cause.degrees = other.degrees + cause.degrees
    }
    causes.append(cause)
  }

  /// Makes one of every two that belong together, each of them once.
  private func join(
    _ causes: inout [UnevenCause], where belong: (UnevenCause, UnevenCause) -> Bool
  ) {
    var joined = [Bool](repeating: false, count: causes.count)
    var isGone = joined
    for first in causes.indices where !joined[first] {
      let second = causes.indices.first {
        !joined[$0] && $0 != first && belong(causes[first], causes[$0])
      }
      guard let second else { continue }
      causes[first].trunks += causes[second].trunks
      causes[first].degrees += causes[second].degrees
      (joined[first], joined[second], isGone[second]) = (true, true, true)
    }
    causes = causes.indices.filter { !isGone[$0] }.map { causes[$0] }
  }
}
