internal import FabricModel

/// Colours that tell switches apart by their wiring, whatever they are called.
///
/// Each switch gets a colour from its hosts and its cables and takes in its neighbours' colours a few
/// times, each with the speed of the cable and the ports at both of its ends (colour refinement).
/// Switches that share hosts with several ports know of each other as well.
struct WiringColors {
  private var graph: SwitchGraph
  private var color: [UInt64]
  private let rows: HostRows
  /// Switches that hosts with several ports are on, with how many hosts are on just these.
  private var sets: [LeafSets.Entry]
  /// What a cable is, seen from its end `a` and from its end `b`.
  private var labelsA: [UInt64]
  private var labelsB: [UInt64]

  /// Enough to carry a fault from one leaf to another over the top of three tiers, twice.
  private static let rounds = 8

  /// Colours by hosts, cables and ports.
  ///
  /// - Complexity: O(links).
  init(_ graph: SwitchGraph, _ fabric: Fabric, _ rows: HostRows) {
    self.init(graph, fabric, rows, tier: [UInt8](repeating: 0, count: graph.vertexCount))
    labelsB = labelsA
    let port = { (port: PortID) in
      UInt64(truncatingIfNeeded: (fabric.portNumber(of: port)?.key ?? -1) + 1)
    }
    for edge in 0..<graph.edgeCount {
      var (a, b) = fabric.ends(graph.edgeLink[edge])
      if fabric.device(of: a) != graph.devices[Int(graph.edgeA[edge])] { swap(&a, &b) }
      let (x, y) = (port(a), port(b))
      labelsA[edge] = Self.mix(labelsA[edge] ^ (x << 32 | y))
      labelsB[edge] = Self.mix(labelsB[edge] ^ (y << 32 | x))
    }
    for index in graph.hostLink.indices {
      let (a, b) = fabric.ends(graph.hostLink[index])
      let vertex = Int(graph.hostVertex[index])
      let near = fabric.device(of: a) == graph.devices[vertex] ? a : b
      color[vertex] &+= Self.mix(port(near) << 8 | 1)
    }
  }

  /// Colours by tiers, hosts and cables, without ports: the switches of a regular fabric's tier are
  /// all of one colour.
  init(_ graph: SwitchGraph, _ fabric: Fabric, _ rows: HostRows, tier: [UInt8]) {
    self.graph = graph
    self.rows = rows
    sets = rows.isEmpty ? [] : LeafSets(rows, graph).entries
    labelsA = graph.edgeLink.map {
      UInt64(truncatingIfNeeded: fabric.statedMegabits(of: $0)) << 20
    }
    labelsB = []
    color = (0..<graph.vertexCount).map { vertex in
      Self.mix(UInt64(tier[vertex]) << 32 | UInt64(graph.hostCount[vertex]))
    }
    for index in graph.hostLink.indices {
      color[Int(graph.hostVertex[index])] &+= Self.mix(
        UInt64(fabric.statedMegabits(of: graph.hostLink[index])) &+ 1)
    }
    addTrunks()
  }

  subscript(vertex: Int) -> UInt64 { color[vertex] }

  /// The number of different colours.
  var count: Int { Set(color).count }

  /// Tells a trunk of two from two neighbours that look alike, which sums of colours cannot.
  private mutating func addTrunks() {
    var links = [UInt64](repeating: 0, count: graph.vertexCount)
    for vertex in color.indices {
      let slots = Int(graph.offsets[vertex])..<Int(graph.offsets[vertex + 1])
      for slot in slots { links[Int(graph.neighbors[slot])] &+= 1 }
      for slot in slots {
        let neighbor = Int(graph.neighbors[slot])
        if links[neighbor] > 1 { color[vertex] &+= Self.mix(links[neighbor]) }
        links[neighbor] = 0
      }
    }
  }

  /// Every switch takes in the colours of its neighbours.
  mutating func refine() {
    var next = color
    for edge in 0..<graph.edgeCount {
      let (a, b) = (Int(graph.edgeA[edge]), Int(graph.edgeB[edge]))
      next[a] &+= Self.mix(color[b] ^ labelsA[edge])
      next[b] &+= Self.mix(color[a] ^ (labelsB.isEmpty ? labelsA[edge] : labelsB[edge]))
    }
    for set in sets {
      var sum = UInt64(set.hosts) << 32
      for leaf in set.leaves { sum &+= Self.mix(color[Int(leaf)]) }
      for leaf in set.leaves { next[Int(leaf)] &+= Self.mix(sum) &* UInt64(set.hosts) }
    }
    for vertex in next.indices { color[vertex] = Self.mix(next[vertex]) }
  }

  /// Refines until no more switches are told apart.
  mutating func refineFully() {
    var classes = count
    for _ in 0..<Self.rounds where classes < color.count {
      refine()
      let found = count
      if found == classes { break }
      classes = found
    }
  }

  /// Gives a switch a colour of its own.
  mutating func single(out vertex: Int32, _ rank: Int) {
    color[Int(vertex)] = Self.mix(color[Int(vertex)] &+ UInt64(rank))
  }

  /// By colour, then by present number: `order[new]` is the old number.
  func order() -> [Int32] {
    color.indices.sorted { (color[$0], $0) < (color[$1], $1) }.map { Int32($0) }
  }

  /// Follows a new numbering of the vertices.
  mutating func renumber(_ order: [Int32], _ graph: SwitchGraph) {
    color = order.map { color[Int($0)] }
    self.graph = graph
    sets = rows.isEmpty ? [] : LeafSets(rows, graph).entries
  }

  @inline(__always)
  static func mix(_ value: UInt64) -> UInt64 { Mixer.mix(value) }
}
