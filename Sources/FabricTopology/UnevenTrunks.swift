/// A switch with more or fewer cables to the next tier than its peers.
package struct UnevenDegree: Sendable, Hashable {
  package var vertex: Int32
  package var links: Int
  package var usual: Int
  /// Whether the cables lead to the tier above.
  package var facesUp: Bool

  package var isShort: Bool { links < usual }
}

/// Reads misplaced cables off the degrees of switches where trunks are uneven by design.
///
/// Where ports do not divide, some pairs of switches have one cable more than others, and a pair
/// that lost or gained one may still look in order. Its two switches do not: both are one short, or
/// both have one too many, which names the pair after all. A cable moved between two pairs that
/// both stay in order shows as one switch too short and another too crowded.
struct UnevenTrunks {
  typealias Pair = WiringViolations.Pair

  /// The share of upper switches that may have another number of cables than their even share.
  private static let exceptionalShare = 0.25

  /// Pairs of pairs that are looked at for swaps; no sane plan comes near.
  private static let searchLimit = 1_000_000

  private let expected: MeshExpectation
  private var links: [Pair: Int] = [:]
  private var totals: [Int32: Int] = [:]
  /// Cables too many (positive) or too few of each switch that no pair found so far accounts for.
  private var excess: [Int32: Int] = [:]
  /// Pairs out of order, those found here behind those that were given.
  private(set) var surplus: [Pair]
  private(set) var absent: [Pair]
  /// What no pair accounts for: one entry of one or two switches for each cause.
  private(set) var leftovers: [[UnevenDegree]] = []

  /// - Parameter surplus: pairs of these two tiers with a cable too many.
  /// - Parameter absent: pairs with a cable too few.
  /// - Parameter strays: cables that lead where the design has none.
  /// - Complexity: O(edges + pairs in blocks + d²) for d switches out of order in one block.
  init(
    _ graph: SwitchGraph, _ blocks: BlockInference, _ members: BlockMembers,
    _ expected: MeshExpectation, surplus: [Pair], absent: [Pair], strays: [Pair]
  ) {
    self.expected = expected
    self.surplus = surplus
    self.absent = absent
    PairCounts.forEach(graph, blocks, members) { vertex, counts in
      for count in counts where count.links > 0 {
        links[Pair(lower: vertex, upper: count.upper)] = Int(count.links)
        totals[vertex, default: 0] += Int(count.links)
        totals[count.upper, default: 0] += Int(count.links)
      }
    }
    for pair in surplus { account(pair, -1) }
    for pair in absent { account(pair, 1) }
    for block in members.lower.indices {
      settle(lower: members.lower[block], upper: members.upper[block], strays)
    }
  }

  /// Notes that a pair accounts for a cable at both of its ends.
  private mutating func account(_ pair: Pair, _ change: Int) {
    totals[pair.lower, default: 0] += change
    totals[pair.upper, default: 0] += change
  }

  private mutating func settle(lower: [Int32], upper: [Int32], _ strays: [Pair]) {
    for vertex in lower { excess[vertex] = (totals[vertex] ?? 0) - expected.uplinks }
    // The cables of a block are dealt out to the upper switches: at most one more to each.
    let cables = lower.count * expected.uplinks
    let share = cables / max(1, upper.count)
    let most = cables.isMultiple(of: max(1, upper.count)) ? share : share + 1
    for vertex in upper {
      let total = totals[vertex] ?? 0
      excess[vertex] = total - min(max(total, share), most)
    }
    // Another way of dealing them out says nothing of mistakes.
    let deviating = upper.count { excess[$0] != 0 }
    if Double(deviating) > max(2, Self.exceptionalShare * Double(upper.count)) {
      for vertex in upper { excess[vertex] = 0 }
    }
    let inOrder = lower.allSatisfy { excess[$0] == 0 } && upper.allSatisfy { excess[$0] == 0 }
    if inOrder { return }
    completeSwaps(lower)
    matchPairs(lower, upper)
    matchMoves(lower, isLower: true)
    matchMoves(upper, isLower: false)
    matchStrays(lower, upper, strays)
    for pair in absent { cancel(pair, 1) }
    for pair in surplus { cancel(pair, -1) }
    collect(lower, facesUp: true)
    collect(upper, facesUp: false)
  }

  /// Both ends of a pair out of order in the same way: that is where the cable is, or was.
  private mutating func matchPairs(_ lower: [Int32], _ upper: [Int32]) {
    for sign in [1, -1] {
      for a in lower {
        for b in upper where sign * excess[a]! > 0 && sign * excess[b]! > 0 {
          let pair = Pair(lower: a, upper: b)
          guard hasRoom(pair, -sign), !(sign > 0 ? absent : surplus).contains(pair) else {
            continue
          }
          infer(pair, sign)
        }
      }
    }
  }

  /// A switch with a cable too many beside a pair with one too few, or the other way round: the
  /// cable has moved between them, and keeps its other end.
  private mutating func matchMoves(_ vertices: [Int32], isLower: Bool) {
    for vertex in vertices {
      let sign = excess[vertex]!.signum()
      guard sign != 0 else { continue }
      let moved = (sign > 0 ? absent : surplus).lazy.map { pair in
        isLower
          ? Pair(lower: vertex, upper: pair.upper) : Pair(lower: pair.lower, upper: vertex)
      }.first { links[$0] != nil && hasRoom($0, -sign) }
      if let moved { infer(moved, sign) }
    }
  }

  /// A cable that left the block keeps one end in it: the other end's place is the short switch.
  private mutating func matchStrays(_ lower: [Int32], _ upper: [Int32], _ strays: [Pair]) {
    for stray in strays {
      for end in [stray.lower, stray.upper] where excess[end] != nil {
        let isUpper = upper.contains(end)
        guard isUpper || lower.contains(end) else { continue }
        let short = (isUpper ? lower : upper).first { excess[$0]! < 0 }
        guard let short else { continue }
        excess[short]! += 1
        absent.append(isUpper ? Pair(lower: short, upper: end) : Pair(lower: end, upper: short))
      }
    }
  }

  /// Two cables that changed places touch four pairs, of which some may still look in order. The
  /// switches below tell: with a pair too many and no cable too many, they lack one elsewhere.
  private mutating func completeSwaps(_ lower: [Int32]) {
    let members = Set(lower)
    for sign in [1, -1] {
      let odd = (sign > 0 ? surplus : absent).filter { members.contains($0.lower) }
      let unbalanced = odd.filter { sign * excess[$0.lower]! < 0 }
      guard unbalanced.count * odd.count <= Self.searchLimit else { continue }
      for second in unbalanced where sign * excess[second.lower]! < 0 {
        for first in odd where first.lower != second.lower && first.upper != second.upper {
          let crossed = [
            Pair(lower: first.lower, upper: second.upper),
            Pair(lower: second.lower, upper: first.upper),
          ]
          let known = sign > 0 ? absent : surplus
          let unknown = crossed.filter { !known.contains($0) }
          // The first lower switch is balanced exactly when its half is known.
          guard unknown.contains(crossed[1]),
            unknown.count == 1 || sign * excess[first.lower]! < 0,
            unknown.allSatisfy({ hasRoom($0, sign) })
          else { continue }
          for pair in unknown { infer(pair, -sign) }
          break
        }
      }
    }
  }

  /// Whether a pair in order can have lost a cable (`sign` above 0) or won one.
  private func hasRoom(_ pair: Pair, _ sign: Int) -> Bool {
    let count = links[pair] ?? 0
    return sign > 0 ? count < expected.most : count > expected.least
  }

  /// Counts a pair among those with a cable too many (`sign` above 0) or too few.
  private mutating func infer(_ pair: Pair, _ sign: Int) {
    for end in [pair.lower, pair.upper] where sign * (excess[end] ?? 0) > 0 {
      excess[end]! -= sign
    }
    if sign > 0 { surplus.append(pair) } else { absent.append(pair) }
  }

  /// The rest of a swap of which one pair is known: its switches keep their numbers of cables.
  private mutating func cancel(_ pair: Pair, _ sign: Int) {
    for end in [pair.lower, pair.upper] where sign * (excess[end] ?? 0) > 0 {
      excess[end]! -= sign
    }
  }

  private mutating func collect(_ vertices: [Int32], facesUp: Bool) {
    var crowded = vertices.filter { excess[$0]! > 0 }
    for vertex in vertices where excess[vertex]! < 0 {
      var cause = [degree(vertex, facesUp: facesUp)]
      if !crowded.isEmpty { cause.append(degree(crowded.removeFirst(), facesUp: facesUp)) }
      leftovers.append(cause)
    }
    leftovers += crowded.map { [degree($0, facesUp: facesUp)] }
  }

  private func degree(_ vertex: Int32, facesUp: Bool) -> UnevenDegree {
    let total = totals[vertex] ?? 0
    return UnevenDegree(
      vertex: vertex, links: total, usual: total - excess[vertex]!, facesUp: facesUp)
  }
}
