package import FabricModel

/// Which ports a design uses for which neighbour, read off the switches beside the one in question.
///
/// In nearly every plan the same port of all leaves of a pod leads to the same spine; where trunks
/// are uneven, ports lead to the spines in turn (`PortDealing`). That tells which of two parallel
/// cables is the odd one, and into which port a missing cable belongs.
package struct PortPattern {
  private typealias Pair = WiringViolations.Pair
  private let topology: Topology
  private let fabric: Fabric

  package init(_ topology: Topology, _ fabric: Fabric) {
    self.topology = topology
    self.fabric = fabric
  }

  /// The edge between two switches that fits the pattern worst; nil where there is none.
  ///
  /// - Parameter used: edges that are accounted for already; they are taken last.
  package func oddEdge(of pair: WiringViolations.Pair, after used: Set<Int> = []) -> Int? {
    let all = topology.edges(between: pair.lower, and: pair.upper)
    let unused = all.filter { !used.contains($0) }
    let edges = unused.isEmpty ? all : unused
    guard edges.count > 1 else { return edges.first }
    let dealing = topology.dealing(for: pair)
    // Of equals the one in the highest port.
    return edges.map { edge in
      let ports = [pair.lower, pair.upper].map { -(port(edge, at: $0)?.key ?? -1) }
      let support = dealing.map { fit(edge, pair, $0) } ?? support(edge, pair)
      return (
        edge: edge, key: [Int32(support)] + ports + [Int32(topology.graph.edgeLink[edge].index)]
      )
    }.min { $0.key.lexicographicallyPrecedes($1.key) }?.edge
  }

  /// The ports by which these two should be linked, where the pattern says so and the port exists
  /// under no other number.
  package func ports(
    of pair: WiringViolations.Pair
  ) -> (lower: PortNumber?, upper: PortNumber?) {
    let lists = freePorts(of: pair)
    return (lists.lower.first, lists.upper.first)
  }

  /// All ports by which these two should be linked and are not, in order of number.
  package func freePorts(
    of pair: WiringViolations.Pair
  ) -> (lower: [PortNumber], upper: [PortNumber]) {
    (free(pair, at: pair.lower), free(pair, at: pair.upper))
  }

  /// Whether a cable that is too many between two switches may be the one that two others lack.
  ///
  /// Its end at the switch that both pairs share was not moved: it sits in a port by which that
  /// switch should reach the neighbour that is missing. Where there are such ports and the cable is in
  /// another, a cable is missing and a second one is too many. Where there are none, nothing speaks
  /// against one cable.
  func isOneCable(_ found: WiringViolations.Pair, movedFrom wanted: WiringViolations.Pair) -> Bool {
    let shared = [found.lower, found.upper].first { $0 == wanted.lower || $0 == wanted.upper }
    guard let shared else { return true }
    let planned = planned(wanted, at: shared)
    guard !planned.isEmpty else { return true }
    return topology.edges(between: found.lower, and: found.upper).contains { edge in
      port(edge, at: shared).map { planned.contains($0) } ?? false
    }
  }

  /// How many switches beside either end use the same port for the same neighbour.
  private func support(_ edge: Int, _ pair: Pair) -> Int {
    let lower = port(edge, at: pair.lower)
    let upper = port(edge, at: pair.upper)
    return peers(of: pair.lower, at: pair.upper).count { uses($0, port: lower, to: pair.upper) }
      + peers(of: pair.upper, at: pair.lower).count { uses($0, port: upper, to: pair.lower) }
  }

  /// How well an edge fits the order in which cables are dealt out; the lower port counts for more,
  /// as it is that from which the order was read.
  private func fit(_ edge: Int, _ pair: Pair, _ dealing: PortDealing) -> Int {
    let isPlanned = { (vertex: Int32, ports: [PortNumber]?) in
      port(edge, at: vertex).map { ports?.contains($0) ?? false } ?? false
    }
    return (isPlanned(pair.lower, dealing.lowerPorts(of: pair)) ? 2 : 0)
      + (isPlanned(pair.upper, dealing.upperPorts(of: pair)) ? 1 : 0)
  }

  private func free(_ pair: Pair, at vertex: Int32) -> [PortNumber] {
    let taken = Set(
      topology.slots(of: Int(vertex)).compactMap {
        port(Int(topology.graph.slotEdge[$0]), at: vertex)
      })
    return planned(pair, at: vertex).subtracting(taken).sorted()
  }

  /// The ports at one of two switches by which it should reach the other.
  private func planned(_ pair: Pair, at vertex: Int32) -> Set<PortNumber> {
    if let dealing = topology.dealing(for: pair) {
      let ports =
        vertex == pair.lower ? dealing.lowerPorts(of: pair) : dealing.upperPorts(of: pair)
      return Set(ports ?? [])
    }
    // Without an order, equal ports of two switches may lead to different places.
    guard topology.hasEvenTrunks(pair) else { return [] }
    let (votes, voters) = votes(at: vertex, to: vertex == pair.lower ? pair.upper : pair.lower)
    return Set(votes.filter { 2 * $0.value > voters }.keys)
  }

  /// By which ports the switches beside one reach a neighbour, and how many of them do.
  private func votes(
    at vertex: Int32, to neighbor: Int32
  ) -> (votes: [PortNumber: Int], voters: Int) {
    var votes: [PortNumber: Int] = [:]
    let peers = peers(of: vertex, at: neighbor)
    for peer in peers {
      for edge in topology.edges(between: peer, and: neighbor) {
        if let number = port(edge, at: peer) { votes[number, default: 0] += 1 }
      }
    }
    return (votes, peers.count)
  }

  /// Other switches of the same tier and block that are linked to `neighbor`.
  private func peers(of vertex: Int32, at neighbor: Int32) -> [Int32] {
    var peers: [Int32] = []
    for slot in topology.slots(of: Int(neighbor)) {
      let other = topology.graph.neighbors[slot]
      if other != vertex && topology.tier[Int(other)] == topology.tier[Int(vertex)]
        && peers.last != other
      {
        peers.append(other)
      }
    }
    return Array(Set(peers)).sorted()
  }

  private func uses(_ vertex: Int32, port number: PortNumber?, to neighbor: Int32) -> Bool {
    topology.slots(of: Int(vertex)).contains { slot in
      topology.graph.neighbors[slot] == neighbor
        && port(Int(topology.graph.slotEdge[slot]), at: vertex) == number
    }
  }

  private func port(_ edge: Int, at vertex: Int32) -> PortNumber? {
    topology.graph.port(ofEdge: edge, at: vertex, fabric)
  }
}
