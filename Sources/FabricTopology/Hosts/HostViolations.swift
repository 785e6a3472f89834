package import FabricModel

/// Cables of hosts, and between planes, that lead where those of most hosts do not.
///
/// Host links are named by their places in `SwitchGraph.hostLink`.
package struct HostViolations: Sendable {
  /// A cable that leads to another leaf than the unit's hosts have in that port.
  package struct Misplaced: Sendable, Hashable {
    package var link: Int
    /// The vertex of the leaf that it leads to.
    package var found: Int32
    /// The vertex of the leaf that it should lead to; nil where nothing tells.
    package var wanted: Int32?
    package var isOnWrongRail = false
    package var isOnWrongPlane = false
    package var isOnWrongUnit = false
  }

  /// A port in which the host should have a cable and has none.
  package struct Absent: Sendable, Hashable {
    package var host: DeviceID
    /// The rank of the cage from 0, -1 where ports have no numbers; the leg from 1, 0 for none.
    package var cage: Int
    package var leg: Int
    package var wanted: Int32?
  }

  package private(set) var misplaced: [Misplaced] = []
  package private(set) var absent: [Absent] = []
  /// Cables of a host in a port that other hosts do not use.
  package private(set) var surplus: [Int] = []
  /// Links of one host to one switch where hosts have one each: one list for each such pair.
  package private(set) var sameSwitch: [[Int]] = []
  /// Edges of the switch graph between two planes.
  package private(set) var planeCrossings: [Int] = []
  /// Host links that were looked at.
  private(set) var considered = 0

  /// The share of host links that may be misplaced; with more, the units mean nothing.
  private static let tolerance = 0.2

  var isTrusted: Bool {
    Double(misplaced.count + absent.count) <= max(2, Self.tolerance * Double(considered))
  }

  init() {}

  /// - Complexity: O(host links + edges).
  init(
    _ wiring: HostWiring, _ expectations: HostExpectations, _ graph: SwitchGraph, tier: [UInt8]
  ) {
    let most = Self.usualMultiplicity(wiring, graph)
    for row in wiring.rows.hosts.indices where wiring.unit(ofRow: row) >= 0 {
      judge(row, wiring, expectations, graph)
      collectRepeats(row, wiring, graph, most: most)
    }
    if wiring.planes > 1 {
      for edge in 0..<graph.edgeCount {
        let (a, b) = (wiring.plane(of: graph.edgeA[edge]), wiring.plane(of: graph.edgeB[edge]))
        if let a, let b, a != b { planeCrossings.append(edge) }
      }
    }
  }

  private mutating func judge(
    _ row: Int, _ wiring: HostWiring, _ expectations: HostExpectations, _ graph: SwitchGraph
  ) {
    let unit = wiring.unit(ofRow: row)
    var hasKey = [Bool](repeating: false, count: expectations.keyCount)
    var reached: Set<Int32> = []
    var strays: [Int] = []
    let isNumbered = expectations.isUsual.contains(true)
    for entry in wiring.rows.entries(of: row) {
      let index = Int(wiring.rows.links[entry])
      considered += 1
      let (key, leaf) = (expectations.key(ofLinkAt: index), graph.hostVertex[index])
      reached.insert(leaf)
      if isNumbered && (key < 0 || !expectations.isUsual[key]) {
        surplus.append(index)
        continue
      }
      if key >= 0 { hasKey[key] = true }
      let wanted = expectations.leaf(unit: unit, key: key)
      if wanted == leaf { continue }
      var entry = Misplaced(link: index, found: leaf, wanted: wanted)
      entry.isOnWrongUnit = wiring.unit(ofLeaf: leaf) != Int(unit)
      if let place = expectations.place(ofLinkAt: index) {
        entry.isOnWrongRail = place.rail != nil && wiring.rail(of: leaf) != place.rail
        entry.isOnWrongPlane = place.plane != nil && wiring.plane(of: leaf) != place.plane
      }
      // Without numbers, any leaf of the unit is as good as another.
      guard wanted != nil || entry.isOnWrongUnit || entry.isOnWrongRail || entry.isOnWrongPlane
      else { continue }
      if wanted == nil { strays.append(misplaced.count) }
      misplaced.append(entry)
    }
    if isNumbered {
      for key in hasKey.indices where expectations.isUsual[key] && !hasKey[key] {
        let (cage, leg) = key.quotientAndRemainder(dividingBy: wiring.keys.legCount + 1)
        absent.append(
          Absent(
            host: wiring.rows.hosts[row], cage: cage, leg: leg,
            wanted: expectations.leaf(unit: unit, key: key)))
      }
    } else {
      fill(strays, wiring.leaves(ofUnit: Int(unit)).filter { !reached.contains($0) }, row, wiring)
    }
  }

  /// Without numbers, the leaves of the unit that a host does not reach are where its strays belong.
  private mutating func fill(
    _ strays: [Int], _ open: [Int32], _ row: Int, _ wiring: HostWiring
  ) {
    for (stray, leaf) in zip(strays, open) { misplaced[stray].wanted = leaf }
    for leaf in open.dropFirst(strays.count) {
      absent.append(Absent(host: wiring.rows.hosts[row], cage: -1, leg: 0, wanted: leaf))
    }
  }

  /// How many links a host usually has to a switch that it is on.
  private static func usualMultiplicity(_ wiring: HostWiring, _ graph: SwitchGraph) -> Int {
    var counts: [Int: Int] = [:]
    for row in wiring.rows.hosts.indices where wiring.unit(ofRow: row) >= 0 {
      forEachSwitch(of: row, wiring, graph) { counts[$0.count, default: 0] += 1 }
    }
    return counts.max { ($0.value, -$0.key) < ($1.value, -$1.key) }?.key ?? 1
  }

  private mutating func collectRepeats(
    _ row: Int, _ wiring: HostWiring, _ graph: SwitchGraph, most: Int
  ) {
    Self.forEachSwitch(of: row, wiring, graph) { links in
      if links.count > most { sameSwitch.append(Array(links)) }
    }
  }

  private static func forEachSwitch(
    of row: Int, _ wiring: HostWiring, _ graph: SwitchGraph, _ body: (ArraySlice<Int>) -> Void
  ) {
    var links = wiring.rows.entries(of: row).map { Int(wiring.rows.links[$0]) }
    links.sort { (graph.hostVertex[$0], $0) < (graph.hostVertex[$1], $1) }
    var start = 0
    for end in 1..<max(2, links.count + 1)
    where end == links.count
      || graph.hostVertex[links[end]] != graph.hostVertex[links[start]]
    {
      body(links[start..<end])
      start = end
    }
  }
}

/// The single mistakes behind misplaced cables of hosts.
package struct HostActs: Sendable {
  package enum Act: Sendable, Hashable {
    /// Two cables have exchanged their leaves; places in `SwitchGraph.hostLink`.
    case swap(Int, Int)
    /// A cable leads to another leaf than it should; nil where nothing tells which.
    case move(link: Int, wanted: Int32?)
    case missing(HostViolations.Absent)
    case surplus(link: Int)
  }

  package private(set) var acts: [Act] = []

  /// Pairs cables off that want each other's leaf: first those of one host, then in order.
  ///
  /// - Complexity: O(v log v) for v violations.
  init(_ violations: HostViolations, _ wiring: HostWiring, _ graph: SwitchGraph) {
    struct Route: Hashable { var found, wanted: Int32 }
    var open: [Route: [Int]] = [:]
    var isUsed = [Bool](repeating: false, count: violations.misplaced.count)
    for (place, entry) in violations.misplaced.enumerated() {
      guard let wanted = entry.wanted else { continue }
      open[Route(found: entry.found, wanted: wanted), default: []].append(place)
    }
    let host = wiring.hostOfLink(graph)
    for isOneHost in [true, false] {
      for (place, entry) in violations.misplaced.enumerated() where !isUsed[place] {
        guard let wanted = entry.wanted else { continue }
        let partner = open[Route(found: wanted, wanted: entry.found)]?.first { other in
          !isUsed[other] && other != place
            && (!isOneHost || host[violations.misplaced[other].link] == host[entry.link])
        }
        guard let partner else { continue }
        isUsed[place] = true
        isUsed[partner] = true
        acts.append(.swap(entry.link, violations.misplaced[partner].link))
      }
    }
    for (place, entry) in violations.misplaced.enumerated() where !isUsed[place] {
      acts.append(.move(link: entry.link, wanted: entry.wanted))
    }
    acts += violations.absent.map { .missing($0) }
    acts += violations.surplus.map { .surplus(link: $0) }
  }
}

extension HostWiring {
  /// The leaves of a unit, in order of number.
  package func leaves(ofUnit unit: Int) -> [Int32] { leavesOfUnit[unit] }

  /// The row of each host link, by its place in `SwitchGraph.hostLink`.
  func hostOfLink(_ graph: SwitchGraph) -> [Int32] {
    var result = [Int32](repeating: -1, count: graph.hostLink.count)
    for row in rows.hosts.indices {
      for entry in rows.entries(of: row) { result[Int(rows.links[entry])] = Int32(row) }
    }
    return result
  }
}
