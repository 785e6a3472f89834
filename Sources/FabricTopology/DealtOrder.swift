internal import FabricModel

/// The cables of a block by the port of the lower switch and the port of the upper one.
struct DealtCards {
  /// One cable: the place of its port among those that are dealt, the upper switch, and the place of
  /// its port there, -1 where it has no place in order.
  struct Card {
    var rank: Int
    var upper: Int
    var round: Int
  }

  /// Per lower switch, by rank.
  private(set) var rows: [[Card]]
  let upperCount: Int
  let portCount: Int
  private(set) var steps: PortSteps?
  private(set) var count = 0

  init(_ graph: SwitchGraph, _ fabric: Fabric, lower: [Int32], upper: [Int32], ports: [Int32]) {
    upperCount = upper.count
    portCount = ports.count
    rows = Array(repeating: [], count: lower.count)
    var place: [Int32: Int] = [:]
    for (index, vertex) in upper.enumerated() { place[vertex] = index }
    var ranks: [Int32: Int] = [:]
    for (rank, key) in ports.enumerated() { ranks[key] = rank }
    var uses: [Int32: Int] = [:]
    var keys: [[Int32]] = Array(repeating: [], count: lower.count)
    for (row, vertex) in lower.enumerated() {
      for slot in graph.slots(of: vertex) {
        guard let index = place[graph.neighbors[slot]] else { continue }
        count += 1
        let edge = Int(graph.slotEdge[slot])
        let far = graph.port(ofEdge: edge, at: graph.neighbors[slot], fabric)?.key
        if let far { uses[far, default: 0] += 1 }
        guard let near = graph.port(ofEdge: edge, at: vertex, fabric)?.key,
          let rank = ranks[near]
        else { continue }
        rows[row].append(Card(rank: rank, upper: index, round: -1))
        keys[row].append(far ?? -1)
      }
    }
    steps = PortSteps(uses, switches: upper.count)
    for row in rows.indices {
      for index in rows[row].indices {
        rows[row][index].round = steps?.rank(of: keys[row][index]) ?? -1
      }
      rows[row].sort { ($0.rank, $0.upper, $0.round) < ($1.rank, $1.upper, $1.round) }
    }
  }
}

/// The order of the upper switches that explains most cables, and where every lower switch begins.
struct DealtOrder {
  var turn: [Int]
  var starts: [Int?]
  /// Cables dealt before the first of each lower switch; nil where the ports above do not tell.
  var dealt: [Int?]
  /// Cables that lead where this order has them.
  var fitting: Int
  /// Cables that do so by their upper ports as well.
  var stacked: Int

  /// Whether the ports above are filled in order.
  var isStacked: Bool {
    stacked > 0 && Double(stacked) >= PortDealing.share * Double(fitting)
  }

  /// The switches above that many orders are tried for, and the steps spent on ports above.
  private static let exhaustive = 6
  private static let stackLimit = 20_000_000

  static func best(of cards: DealtCards) -> DealtOrder {
    var best = DealtOrder(turn: successors(cards), cards)
    if best.fitting < cards.count || best.stacked < best.fitting {
      best = improved(best, cards)
    }
    guard best.fitting < cards.count, cards.rows.count > 2 else { return best }
    let table = DealtOrder(table: cards)
    return table.fitting > best.fitting ? table : best
  }

  /// The same port of every lower switch leads to the same upper one.
  private init(table cards: DealtCards) {
    var votes = [[Int: Int]](repeating: [:], count: cards.portCount)
    for card in cards.rows.joined() { votes[card.rank][card.upper, default: 0] += 1 }
    let winners = votes.map { $0.max { ($0.value, $1.key) < ($1.value, $0.key) } }
    turn = winners.map { $0?.key ?? 0 }
    fitting = winners.reduce(0) { $0 + ($1?.value ?? 0) }
    starts = Array(repeating: 0, count: cards.rows.count)
    dealt = Array(repeating: nil, count: cards.rows.count)
    stacked = 0
  }

  private init(turn: [Int], _ cards: DealtCards) {
    self.turn = turn
    (fitting, stacked) = (0, 0)
    starts = []
    dealt = []
    var place = [Int](repeating: 0, count: turn.count)
    for (index, upper) in turn.enumerated() { place[upper] = index }
    let begun = Self.bestRotation(place, cards)
    stacked = begun.stacked
    let rotation = begun.rotation
    self.turn = Array(turn[rotation...] + turn[..<rotation])
    for upper in place.indices {
      place[upper] = (place[upper] - rotation + turn.count) % turn.count
    }
    for row in cards.rows {
      let all = Self.commonest(Self.dealtVotes(row, place))
      let votes = Self.startVotes(row, place)
      let most = votes.max() ?? 0
      let first = votes.firstIndex { $0 == most && most > 0 }
      let isTie = votes.count { $0 == most } > 1
      var start = isTie ? nil : first
      if isTie, let all, votes[all.value % turn.count] == most { start = all.value % turn.count }
      starts.append(start)
      dealt.append(all.flatMap { $0.value % turn.count == start ? $0.value : nil })
      fitting += most
    }
  }

  private static func startVotes(_ row: [DealtCards.Card], _ place: [Int]) -> [Int] {
    var votes = [Int](repeating: 0, count: place.count)
    for card in row {
      votes[(place[card.upper] + place.count * card.rank - card.rank) % place.count] += 1
    }
    return votes
  }

  private static func dealtVotes(_ row: [DealtCards.Card], _ place: [Int]) -> [Int: Int] {
    var votes: [Int: Int] = [:]
    for card in row where card.round >= 0 {
      let first = card.round * place.count + place[card.upper] - card.rank
      if first >= 0 { votes[first, default: 0] += 1 }
    }
    return votes
  }

  private static func commonest(_ votes: [Int: Int]) -> (value: Int, count: Int)? {
    votes.max { ($0.value, $1.key) < ($1.value, $0.key) }.map { ($0.key, $0.value) }
  }

  /// Which of the switches above gets the first cable: that with which most upper ports agree.
  private static func bestRotation(
    _ place: [Int], _ cards: DealtCards
  ) -> (rotation: Int, stacked: Int) {
    let count = place.count
    guard cards.steps != nil, count * cards.count <= stackLimit else { return (0, 0) }
    var best = (rotation: 0, stacked: 0)
    for rotation in 0..<count {
      let turned = place.map { ($0 - rotation + count) % count }
      let stacked = cards.rows.reduce(0) { $0 + (commonest(dealtVotes($1, turned))?.count ?? 0) }
      if stacked > best.stacked { best = (rotation, stacked) }
    }
    return best
  }

  /// The order in which one switch follows another at the next port, by majority.
  private static func successors(_ cards: DealtCards) -> [Int] {
    let count = cards.upperCount
    var votes: [Int: Int] = [:]
    for row in cards.rows {
      for (card, next) in zip(row, row.dropFirst())
      where next.rank == card.rank + 1 && next.upper != card.upper {
        votes[card.upper * count + next.upper, default: 0] += 1
      }
    }
    var next = [Int](repeating: -1, count: count)
    var isHead = [Bool](repeating: true, count: count)
    var head = Array(0..<count)  // of the chain that ends here
    var tail = head  // of the chain that begins here
    for (pair, _) in votes.sorted(by: { ($1.value, $0.key) < ($0.value, $1.key) }) {
      let (a, b) = (pair / count, pair % count)
      guard next[a] < 0, isHead[b], head[a] != b else { continue }
      next[a] = b
      isHead[b] = false
      tail[head[a]] = tail[b]
      head[tail[b]] = head[a]
    }
    var turn: [Int] = []
    for first in 0..<count where isHead[first] {
      var upper = first
      while upper >= 0 {
        turn.append(upper)
        upper = next[upper]
      }
    }
    return turn
  }

  /// Looks for an order that explains more among all of a few switches.
  private static func improved(_ start: DealtOrder, _ cards: DealtCards) -> DealtOrder {
    guard cards.upperCount <= exhaustive else { return start }
    var best = start
    var turn = Array(0..<cards.upperCount)
    tryAll(&turn, from: 1, cards, &best)
    return best
  }

  /// All orders round the circle: the first switch stays.
  private static func tryAll(
    _ turn: inout [Int], from index: Int, _ cards: DealtCards, _ best: inout DealtOrder
  ) {
    if index == turn.count {
      let order = DealtOrder(turn: turn, cards)
      if (order.fitting, order.stacked) > (best.fitting, best.stacked) { best = order }
      return
    }
    for other in index..<turn.count {
      turn.swapAt(index, other)
      tryAll(&turn, from: index + 1, cards, &best)
      turn.swapAt(index, other)
    }
  }
}
