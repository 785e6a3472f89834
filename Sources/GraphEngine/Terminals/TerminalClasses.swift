/// Weights that hang on several vertices at once and go to one side as a whole, equal ones together.
///
/// A terminal has an end of some width at each of its vertices, and its weight is the sum of the
/// widths: a host with several ports. A class holds `count` terminals with the same ends.
package struct TerminalClasses: Equatable, Sendable {
  package struct Class: Equatable, Sendable {
    /// Vertices, each once, in ascending order; not empty.
    package let ends: [Int32]
    /// The width of each end, positive, same order.
    package let widths: [Int64]
    /// The number of terminals, positive.
    package let count: Int64
    /// The weight of one terminal.
    package let weight: Int64

    package init(ends: [Int32], widths: [Int64], count: Int64) {
      precondition(ends.count == widths.count && !ends.isEmpty, "one width for each end")
      (self.ends, self.widths, self.count) = (ends, widths, count)
      weight = widths.reduce(0, +)
    }
  }

  package let classes: [Class]
  package let totalWeight: Int64
  /// The number of terminals.
  package let count: Int64
  /// Whether all terminals weigh the same.
  package let isEqual: Bool

  package init(_ classes: [Class]) {
    self.classes = classes
    totalWeight = classes.reduce(0) { $0 + $1.count * $1.weight }
    count = classes.reduce(0) { $0 + $1.count }
    isEqual = classes.dropFirst().allSatisfy { $0.weight == classes[0].weight }
  }
}

/// The cheapest even split of whole terminals for a given vertex set S.
///
/// A terminal on side A pays the width of its ends outside S, one on side B that of its ends inside.
/// To go from B to A changes its cost by its weight less twice its width inside, so the cheapest
/// half is a sort. Equal terminals are taken from the front of it; of an odd number the middle one
/// counts at half its cost. Terminals of several weights are chosen weight by weight, as evenly as
/// whole ones can be, and weight that cannot be balanced pays its own way across.
struct TerminalHalves: Sendable {
  /// Twice the least cost: what crosses at the ends, and the imbalance that remains.
  let doubledCost: Int64
  /// Terminals of each class on side A, counted in halves.
  let halvesInside: [Int64]
  let insideWeight: Int64

  /// Combinations of numbers of terminals of each weight that are tried.
  private static let combinationLimit = 1 << 20

  /// - Parameter sides: 1 for vertices in S, 0 for the others.
  /// - Complexity: O(ends + classes · log classes), and the combinations where weights differ.
  init(_ terminals: TerminalClasses, sides: [UInt8]) {
    let classes = terminals.classes
    let inside = classes.map { entry in
      zip(entry.ends, entry.widths).reduce(Int64(0)) { sides[Int($1.0)] != 0 ? $0 + $1.1 : $0 }
    }
    let base = zip(classes, inside).reduce(Int64(0)) { $0 + $1.0.count * $1.1 }
    let changes = zip(classes, inside).map { $0.weight - 2 * $1 }
    let order = classes.indices.sorted { (changes[$0], $0) < (changes[$1], $1) }
    var halves = [Int64](repeating: 0, count: classes.count)
    if terminals.isEqual {
      var rest = terminals.count
      for index in order where rest > 0 {
        halves[index] = min(rest, 2 * classes[index].count)
        rest -= halves[index]
      }
    } else {
      let chosen = Self.choose(terminals, changes, order)
      for index in halves.indices { halves[index] = 2 * chosen[index] }
    }
    var cost = 2 * base
    var weight: Int64 = 0
    for index in halves.indices {
      cost += halves[index] * changes[index]
      weight += halves[index] * classes[index].weight
    }
    insideWeight = weight / 2
    halvesInside = halves
    doubledCost = cost + (terminals.isEqual ? 0 : abs(weight - terminals.totalWeight))
  }

  /// Terminals of one weight: what the cheapest k of them change, for every k.
  private struct Batch {
    let weight: Int64
    /// Classes in the order in which they are taken.
    var classes: [Int] = []
    var sums: [Int64] = [0]

    var count: Int { sums.count - 1 }
  }

  /// Whole numbers of each class, as even as possible, and of those the cheapest.
  private static func choose(
    _ terminals: TerminalClasses, _ changes: [Int64], _ order: [Int]
  ) -> [Int64] {
    var batches: [Batch] = []
    for index in order {
      let entry = terminals.classes[index]
      let place = batches.firstIndex { $0.weight == entry.weight } ?? batches.count
      if place == batches.count { batches.append(Batch(weight: entry.weight)) }
      batches[place].classes.append(index)
      for _ in 0..<entry.count {
        batches[place].sums.append(batches[place].sums.last! + changes[index])
      }
    }
    // The largest batch comes last: it evens out what the others leave.
    batches.sort { ($0.count, $0.weight) < ($1.count, $1.weight) }
    var search = Search(batches: batches.map { ($0.weight, $0.sums) }, total: terminals.totalWeight)
    search.run(limit: combinationLimit)
    var chosen = [Int64](repeating: 0, count: terminals.classes.count)
    for (batch, taken) in zip(batches, search.best.taken) {
      var rest = Int64(taken)
      for index in batch.classes {
        chosen[index] = min(rest, terminals.classes[index].count)
        rest -= chosen[index]
      }
    }
    return chosen
  }

  /// Tries how many of each weight to take.
  private struct Search {
    let batches: [(weight: Int64, sums: [Int64])]
    let total: Int64
    var best = (imbalance: Int64.max, cost: Int64.max, taken: [Int]())
    private var taken: [Int]

    init(batches: [(weight: Int64, sums: [Int64])], total: Int64) {
      self.batches = batches
      self.total = total
      taken = batches.map { _ in 0 }
    }

    mutating func run(limit: Int) {
      var combinations = 1
      var first = max(0, batches.count - 1)
      // The rarest weights are split evenly where there are too many combinations.
      while first > 0, combinations * batches[first - 1].sums.count <= limit {
        first -= 1
        combinations *= batches[first].sums.count
      }
      for place in 0..<first { taken[place] = (batches[place].sums.count - 1) / 2 }
      descend(first)
    }

    private mutating func descend(_ place: Int) {
      guard place < batches.count - 1 else { return finish() }
      for number in batches[place].sums.indices {
        taken[place] = number
        descend(place + 1)
      }
    }

    private mutating func finish() {
      let last = batches.count - 1
      var (weight, cost) = (Int64(0), Int64(0))
      for place in 0..<last {
        weight += Int64(taken[place]) * batches[place].weight
        cost += batches[place].sums[taken[place]]
      }
      let (unit, count) = (batches[last].weight, batches[last].sums.count - 1)
      let even = (total - 2 * weight) / (2 * unit)
      for offset in [even - 1, even, even + 1] where offset >= 0 && offset <= Int64(count) {
        consider(weight + offset * unit, cost + batches[last].sums[Int(offset)], Int(offset))
      }
      // Where no number of the last weight can balance, all or none comes closest.
      if even < 0 { consider(weight, cost, 0) }
      if even > Int64(count) {
        consider(weight + Int64(count) * unit, cost + batches[last].sums[count], count)
      }
    }

    private mutating func consider(_ weight: Int64, _ cost: Int64, _ number: Int) {
      let imbalance = abs(2 * weight - total)
      guard (imbalance, cost) < (best.imbalance, best.cost) else { return }
      taken[taken.count - 1] = number
      best = (imbalance, cost, taken)
    }
  }
}
