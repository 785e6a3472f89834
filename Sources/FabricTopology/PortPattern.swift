package import FabricModel

/// Which ports a design uses for which neighbour, read off the switches beside the one in question.
///
/// In nearly every plan the same port of all leaves of a pod leads to the same spine. That tells
/// which of two parallel cables is the odd one, and into which port a missing cable belongs.
package struct PortPattern {
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
    let scored = edges.map { edge in
      (edge: edge, score: support(edge, pair), name: fabric.endNames(of: link(edge)))
    }
    return scored.min { a, b in
      a.score != b.score ? a.score < b.score : NaturalOrder.precedes(b.name, a.name)
    }?.edge
  }

  /// The ports by which these two should be linked, where the pattern says so and the port exists
  /// under no other number.
  package func ports(of pair: WiringViolations.Pair) -> (lower: Int32?, upper: Int32?) {
    let lists = freePorts(of: pair)
    return (lists.lower.first, lists.upper.first)
  }

  /// All ports by which these two should be linked and are not, in order of number.
  package func freePorts(of pair: WiringViolations.Pair) -> (lower: [Int32], upper: [Int32]) {
    (usualPorts(at: pair.lower, to: pair.upper), usualPorts(at: pair.upper, to: pair.lower))
  }

  /// Whether a cable that is too many between two switches may be the one that two others lack.
  ///
  /// Its end at the switch that both pairs share was not moved: it sits in the port by which the
  /// switches beside that one reach the neighbour that is missing. Where they have such a port and the
  /// cable is in another, a cable is missing and a second one is too many. Where they have none,
  /// nothing speaks against one cable.
  func isOneCable(_ found: WiringViolations.Pair, movedFrom wanted: WiringViolations.Pair) -> Bool {
    let shared = [found.lower, found.upper].first { $0 == wanted.lower || $0 == wanted.upper }
    guard let shared else { return true }
    let missing = wanted.lower == shared ? wanted.upper : wanted.lower
    let (votes, voters) = votes(at: shared, to: missing)
    guard votes.values.contains(where: { 2 * $0 > voters }) else { return true }
    return topology.edges(between: found.lower, and: found.upper).contains { edge in
      2 * (votes[port(edge, at: shared)] ?? 0) > voters
    }
  }

  /// How many switches beside either end use the same port for the same neighbour.
  private func support(_ edge: Int, _ pair: WiringViolations.Pair) -> Int {
    let lower = port(edge, at: pair.lower)
    let upper = port(edge, at: pair.upper)
    return peers(of: pair.lower, at: pair.upper).count { uses($0, port: lower, to: pair.upper) }
      + peers(of: pair.upper, at: pair.lower).count { uses($0, port: upper, to: pair.lower) }
  }

  private func usualPorts(at vertex: Int32, to neighbor: Int32) -> [Int32] {
    let (votes, voters) = votes(at: vertex, to: neighbor)
    let taken = Set(
      topology.slots(of: Int(vertex)).map { port(Int(topology.graph.slotEdge[$0]), at: vertex) })
    return votes.filter { !taken.contains($0.key) && 2 * $0.value > voters }.keys.sorted()
  }

  /// By which ports the switches beside one reach a neighbour, and how many of them do.
  private func votes(
    at vertex: Int32, to neighbor: Int32
  ) -> (votes: [Int32: Int], voters: Int) {
    var votes: [Int32: Int] = [:]
    let peers = peers(of: vertex, at: neighbor)
    for peer in peers {
      for edge in topology.edges(between: peer, and: neighbor) {
        let number = port(edge, at: peer)
        if number >= 0 { votes[number, default: 0] += 1 }
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

  private func uses(_ vertex: Int32, port number: Int32, to neighbor: Int32) -> Bool {
    topology.slots(of: Int(vertex)).contains { slot in
      topology.graph.neighbors[slot] == neighbor
        && port(Int(topology.graph.slotEdge[slot]), at: vertex) == number
    }
  }

  private func link(_ edge: Int) -> LinkID { topology.graph.edgeLink[edge] }

  /// The port number of an edge at one of its ends, -1 where it has only a name.
  private func port(_ edge: Int, at vertex: Int32) -> Int32 {
    let (a, b) = fabric.ends(link(edge))
    let device = topology.graph.devices[Int(vertex)]
    return fabric.ports.number[(fabric.device(of: a) == device ? a : b).index]
  }
}
