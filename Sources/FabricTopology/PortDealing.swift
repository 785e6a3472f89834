internal import FabricModel

/// How the cables of one block are dealt out to the switches above, read off the ports.
///
/// Where cables do not divide evenly, some pairs of switches have one more than others, and counts
/// alone do not say which pairs those are. The ports do: in nearly every plan the cables of a switch
/// go, port by port, to the switches above in turn, like cards. The turn is what all switches below
/// agree on; where each of them begins is what most of its own ports agree on. Then every port has
/// one place to lead to, and a cable that leads elsewhere is wrong whatever the counts say.
struct PortDealing: Sendable {
  typealias Pair = WiringViolations.Pair

  /// The cables that fit, and all that were looked at.
  private(set) var fitting = 0
  private(set) var all = 0

  private let ports: [Int32]
  /// The switches above, in the order in which they get cables.
  private let turn: [Int32]
  /// Where in `turn` a switch below begins; none where its ports do not agree.
  private var start: [Int32: Int] = [:]
  /// The same on end: the number of cables that were dealt before its first. Only where the ports
  /// above are filled in order.
  private var dealt: [Int32: Int] = [:]
  private var upperPorts: PortSteps?
  private var place: [Int32: Int] = [:]

  /// The share of cables of all blocks that have to follow an order for it to be one, and of a
  /// single block, where a few faults weigh more.
  static let share = 0.8
  private static let blockShare = 0.6

  /// - Parameter ports: keys of the ports that lead upwards, in order.
  /// - Returns: nil where no order is to be seen.
  /// - Complexity: O(e · u) for e edges in the block and u switches above; for up to six of those,
  ///   all orders are tried.
  init?(
    _ graph: SwitchGraph, _ fabric: Fabric, lower: [Int32], upper: [Int32], ports: [Int32]
  ) {
    guard !ports.isEmpty, upper.count > 1, lower.count > 1 else { return nil }
    let cards = DealtCards(graph, fabric, lower: lower, upper: upper, ports: ports)
    all = cards.count
    let order = DealtOrder.best(of: cards)
    fitting = order.fitting
    guard Double(fitting) >= Self.blockShare * Double(all) else { return nil }
    self.ports = ports
    turn = order.turn.map { upper[$0] }
    for (place, vertex) in turn.enumerated() where self.place[vertex] == nil {
      self.place[vertex] = place
    }
    for (row, vertex) in lower.enumerated() {
      start[vertex] = order.starts[row]
      dealt[vertex] = order.dealt[row]
    }
    upperPorts = order.isStacked ? cards.steps : nil
  }

  /// Where a port of a switch below should lead; nil for a port that is not dealt.
  func upper(of vertex: Int32, port: PortNumber) -> Int32? {
    guard let start = start[vertex], let rank = rank(of: port) else { return nil }
    return turn[(start + rank) % turn.count]
  }

  /// How many cables two switches should have; nil where the ports of the lower one do not tell.
  func width(of pair: Pair) -> Int? {
    start[pair.lower].map { start in
      ports.indices.count { turn[(start + $0) % turn.count] == pair.upper }
    }
  }

  /// How many cables two switches may have.
  func range(of pair: Pair, _ expected: MeshExpectation) -> ClosedRange<Int> {
    width(of: pair).map { $0...$0 } ?? expected.range
  }

  /// The ports at the lower switch by which it should reach the upper one; nil if they do not tell.
  func lowerPorts(of pair: Pair) -> [PortNumber]? {
    start[pair.lower].map { start in
      ports.indices.filter { turn[(start + $0) % turn.count] == pair.upper }
        .map { PortNumber(key: ports[$0]) }
    }
  }

  /// The ports at the upper switch by which the lower one should reach it; nil if they do not tell.
  func upperPorts(of pair: Pair) -> [PortNumber]? {
    guard let dealt = dealt[pair.lower], let upperPorts else { return nil }
    return ports.indices.filter { turn[(dealt + $0) % turn.count] == pair.upper }
      .map { PortNumber(key: upperPorts.key(of: (dealt + $0) / turn.count)) }
  }

  private func rank(of port: PortNumber) -> Int? { ports.firstIndex(of: port.key) }
}

extension PortDealing {
  /// One for each block of a tier boundary, or none at all where the blocks together do not show
  /// an order.
  static func all(
    _ graph: SwitchGraph, _ fabric: Fabric, _ members: BlockMembers, uplinks: Int
  ) -> [PortDealing?] {
    let ports = usualPorts(graph, fabric, members, count: uplinks)
    let dealings = members.lower.indices.map {
      PortDealing(
        graph, fabric, lower: members.lower[$0], upper: members.upper[$0], ports: ports)
    }
    let fitting = dealings.reduce(0) { $0 + ($1?.fitting ?? 0) }
    let cables = dealings.reduce(0) { $0 + ($1?.all ?? 0) }
    return Double(fitting) >= share * Double(cables)
      ? dealings : Array(repeating: nil, count: dealings.count)
  }

  /// The ports that most switches of the lower tier use for cables upwards, as many as they have.
  private static func usualPorts(
    _ graph: SwitchGraph, _ fabric: Fabric, _ members: BlockMembers, count: Int
  ) -> [Int32] {
    var uses: [Int32: Int] = [:]
    for block in members.lower.indices {
      let upper = Set(members.upper[block])
      for vertex in members.lower[block] {
        for slot in graph.slots(of: vertex) where upper.contains(graph.neighbors[slot]) {
          let port = graph.port(ofEdge: Int(graph.slotEdge[slot]), at: vertex, fabric)
          if let key = port?.key { uses[key, default: 0] += 1 }
        }
      }
    }
    let usual = uses.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.prefix(count)
    return usual.map(\.key).sorted()
  }
}

/// Ports in an arithmetic progression, as switches above are filled from the first one on.
struct PortSteps: Sendable {
  let first: Int32
  let step: Int32

  /// - Parameter uses: per port, how many switches use it.
  init?(_ uses: [Int32: Int], switches: Int) {
    let usual = uses.filter { 2 * $0.value >= switches }.keys.sorted()
    guard let first = usual.first else { return nil }
    self.first = first
    step = Int32(
      Mode.of(zip(usual, usual.dropFirst()).map { Int($1 - $0) }) ?? Int(PortNumber.legs))
  }

  func key(of rank: Int) -> Int32 { first + step * Int32(rank) }

  func rank(of key: Int32) -> Int? {
    key >= first && (key - first).isMultiple(of: step) ? Int((key - first) / step) : nil
  }
}

extension SwitchGraph {
  func slots(of vertex: Int32) -> Range<Int> {
    Int(offsets[Int(vertex)])..<Int(offsets[Int(vertex) + 1])
  }

  /// The port of an edge at one of its ends; nil where it has only a name.
  func port(ofEdge edge: Int, at vertex: Int32, _ fabric: Fabric) -> PortNumber? {
    let (a, b) = fabric.ends(edgeLink[edge])
    return fabric.portNumber(of: fabric.device(of: a) == devices[Int(vertex)] ? a : b)
  }
}
