package import FabricModel

/// What the cables of hosts with several ports show: units, rails and planes, and which cable of a
/// host is in the wrong place.
///
/// Nothing here looks at names, declared rails or planes, or intent. Where every host is on one
/// switch, all of it is empty and costs next to nothing.
package struct HostWiring: Sendable {
  package let rows: HostRows
  package let keys: PortKeys
  /// The commonest number of switches of a host; 1 where hosts have one port.
  package private(set) var leavesPerHost = 1
  /// Rails and planes; 1 of each where hosts have one port.
  package private(set) var rails = 1
  package private(set) var planes = 1
  /// Whether ports of the hosts say which rail is which, so that a rail has a number.
  package private(set) var areRailsNumbered = false
  package private(set) var arePlanesNumbered = false
  /// Whether every rail is a fabric of its own, and so a plane.
  package private(set) var areRailsApart = false
  /// Units of hosts that share their leaves, 0 where there are none.
  package private(set) var unitCount = 0
  /// The number of disjoint fabrics of switches, and of those that are more than one leaf.
  package private(set) var fabricCount = 1
  package private(set) var spineFabricCount = 1
  package private(set) var violations = HostViolations()
  package private(set) var acts: [HostActs.Act] = []

  private var railOfVertex: [Int32] = []
  private var planeOfVertex: [Int32] = []
  private var fabricOfVertex: [Int32] = []
  private var unitOfLeaf: [Int32] = []
  private var unitOfRow: [Int32] = []
  private(set) var leavesOfUnit: [[Int32]] = []
  private var expectations: HostExpectations?

  /// Whether most hosts are on several switches.
  package var isMultihomed: Bool { leavesPerHost > 1 }

  /// - Complexity: O(host links + vertices), and the sorting of what is alike.
  init(_ graph: SwitchGraph, _ shape: FabricShape, _ rows: HostRows, _ fabric: Fabric) {
    self.rows = rows
    keys = PortKeys(graph, rows, fabric)
    guard !rows.isEmpty else { return }
    let sets = LeafSets(rows, graph)
    let units = UnitInference(rows, sets, vertexCount: graph.vertexCount)
    leavesPerHost = max(1, units.usualLeaves)
    guard isMultihomed else { return }
    let fabrics = PlaneInference(graph, shape, sets, usualLeaves: leavesPerHost)
    let isRegular = Self.regularLinks(rows, sets, leavesPerHost, count: graph.hostLink.count)
    let found = RailInference(
      RailInference.Evidence(
        graph: graph, tier: shape.tier, fabrics: fabrics,
        tally: PortTally(graph, keys, isRegular: isRegular), usualLeaves: leavesPerHost,
        cagesPerHost: keys.legCount > 0 ? Self.cagesPerHost(rows, keys) : nil))
    (rails, planes) = (found.rails, found.planes)
    (areRailsNumbered, arePlanesNumbered) = (found.areRailsNumbered, found.arePlanesNumbered)
    areRailsApart = found.areRailsApart
    (railOfVertex, planeOfVertex) = (found.rail, found.plane)
    (fabricOfVertex, fabricCount) = (fabrics.fabric, fabrics.fabricCount)
    spineFabricCount = fabrics.spineFabricCount
    (unitOfLeaf, unitOfRow, unitCount) = (units.unitOfLeaf, units.unitOfHost, units.count)
    leavesOfUnit = [[Int32]](repeating: [], count: unitCount)
    for (vertex, unit) in unitOfLeaf.enumerated() where unit >= 0 {
      leavesOfUnit[Int(unit)].append(Int32(vertex))
    }
    let expectations = HostExpectations(self, graph, isRegular: isRegular)
    violations = HostViolations(self, expectations, graph, tier: shape.tier)
    if violations.isTrusted {
      self.expectations = expectations
      acts = HostActs(violations, self, graph).acts
    } else {
      violations = HostViolations()
    }
  }

  /// Links of hosts that are wired about like most; a console or a storage host says nothing.
  private static func regularLinks(
    _ rows: HostRows, _ sets: LeafSets, _ usualLeaves: Int, count: Int
  ) -> [Bool] {
    var result = [Bool](repeating: false, count: count)
    for row in rows.hosts.indices {
      let leaves = sets.entries[Int(sets.setOfHost[row])].leaves.count
      guard 2 * leaves > usualLeaves else { continue }
      for entry in rows.entries(of: row) { result[Int(rows.links[entry])] = true }
    }
    return result
  }

  private static func cagesPerHost(_ rows: HostRows, _ keys: PortKeys) -> Int? {
    var counts: [Int: Int] = [:]
    for row in rows.hosts.indices {
      var seen: Set<Int16> = []
      for entry in rows.entries(of: row) where keys.cage[Int(rows.links[entry])] >= 0 {
        seen.insert(keys.cage[Int(rows.links[entry])])
      }
      counts[seen.count, default: 0] += 1
    }
    return counts.max { ($0.value, $0.key) < ($1.value, $1.key) }?.key
  }
}

extension HostWiring {
  /// The rail of a leaf, from 0; nil for other switches and where rails have no numbers.
  package func rail(of vertex: Int32) -> Int? { Self.entry(railOfVertex, vertex) }

  /// The plane of a switch, from 0; nil where there is one plane, or none.
  package func plane(of vertex: Int32) -> Int? { Self.entry(planeOfVertex, vertex) }

  /// The fabric of switches that a switch belongs to: planes, or sites; nil outside all tiers.
  package func fabric(of vertex: Int32) -> Int? { Self.entry(fabricOfVertex, vertex) }

  /// The unit whose hosts most of a leaf's hosts are.
  package func unit(ofLeaf vertex: Int32) -> Int? { Self.entry(unitOfLeaf, vertex) }

  /// The unit of a host; nil for a host that is not wired like most.
  package func unit(of host: DeviceID) -> Int? {
    guard !rows.isEmpty, !unitOfRow.isEmpty else { return nil }
    let row = rows.rowOfDevice[host.index]
    return row < 0 ? nil : Self.entry(unitOfRow, row)
  }

  func unit(ofRow row: Int) -> Int32 { unitOfRow[row] }

  /// Where a host link should lead: nil where nothing tells.
  ///
  /// - Parameter index: its place in `SwitchGraph.hostLink`.
  package func expected(ofLinkAt index: Int) -> HostExpectations.Place? {
    expectations?.place(ofLinkAt: index)
  }

  private static func entry(_ list: [Int32], _ index: Int32) -> Int? {
    guard index >= 0, index < list.count, list[Int(index)] >= 0 else { return nil }
    return Int(list[Int(index)])
  }
}
