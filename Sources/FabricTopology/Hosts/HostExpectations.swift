/// Where every cable of a host should lead, as most hosts of its unit and most of the fabric say.
package struct HostExpectations: Sendable {
  /// Any of the three is nil where nothing tells it.
  package struct Place: Sendable, Hashable {
    package var rail: Int?
    package var plane: Int?
    /// The vertex of the leaf.
    package var leaf: Int32?
  }

  private let keys: PortKeys
  /// The row of each host link.
  private var rowOfLink: [Int32]
  private var unitOfRow: [Int32]
  /// By key of the port.
  private var rails: [Int32]
  private var planes: [Int32]
  /// `leafOf[unit * keyCount + key]`, -1 where nothing tells.
  private var leafOf: [Int32]
  /// Whether most regular hosts have a cable in this port.
  private(set) var isUsual: [Bool]
  let isRegular: [Bool]

  var keyCount: Int { isUsual.count }

  /// - Complexity: O(host links + units · ports of a host · leaves of a unit).
  init(_ wiring: HostWiring, _ graph: SwitchGraph, isRegular: [Bool]) {
    keys = wiring.keys
    self.isRegular = isRegular
    rowOfLink = [Int32](repeating: -1, count: graph.hostLink.count)
    for row in wiring.rows.hosts.indices {
      for entry in wiring.rows.entries(of: row) {
        rowOfLink[Int(wiring.rows.links[entry])] = Int32(row)
      }
    }
    unitOfRow = wiring.rows.hosts.indices.map { wiring.unit(ofRow: $0) }
    let count = wiring.keys.cageCount * (wiring.keys.legCount + 1)
    isUsual = [Bool](repeating: false, count: count)
    rails = [Int32](repeating: -1, count: count)
    planes = rails
    leafOf = [Int32](repeating: -1, count: wiring.unitCount * count)
    guard count > 0 else { return }
    learnPorts(wiring, graph)
    learnLeaves(wiring, graph)
  }

  /// The port of a host link as one number; -1 where it has no rank.
  func key(ofLinkAt index: Int) -> Int {
    let cage = Int(keys.cage[index])
    return cage < 0 ? -1 : cage * (keys.legCount + 1) + Int(keys.leg[index])
  }

  func row(ofLinkAt index: Int) -> Int { Int(rowOfLink[index]) }

  /// The leaf of a unit that a port of its hosts leads to.
  func leaf(unit: Int32, key: Int) -> Int32? {
    guard unit >= 0, key >= 0 else { return nil }
    let leaf = leafOf[Int(unit) * keyCount + key]
    return leaf < 0 ? nil : leaf
  }

  func place(ofLinkAt index: Int) -> Place? {
    guard isRegular[index] else { return nil }
    let key = key(ofLinkAt: index)
    var place = Place()
    if key >= 0 {
      if rails[key] >= 0 { place.rail = Int(rails[key]) }
      if planes[key] >= 0 { place.plane = Int(planes[key]) }
      place.leaf = leaf(unit: unitOfRow[row(ofLinkAt: index)], key: key)
    }
    return place
  }

  /// The rail and the plane to which most cables in a port lead.
  private mutating func learnPorts(_ wiring: HostWiring, _ graph: SwitchGraph) {
    var railVotes = [Int32](repeating: 0, count: keyCount * wiring.rails)
    var planeVotes = [Int32](repeating: 0, count: keyCount * wiring.planes)
    var uses = [Int](repeating: 0, count: keyCount)
    for index in graph.hostVertex.indices where isRegular[index] {
      let key = key(ofLinkAt: index)
      guard key >= 0 else { continue }
      uses[key] += 1
      let leaf = graph.hostVertex[index]
      if let rail = wiring.rail(of: leaf) { railVotes[key * wiring.rails + rail] &+= 1 }
      if let plane = wiring.plane(of: leaf), wiring.arePlanesNumbered {
        planeVotes[key * wiring.planes + plane] &+= 1
      }
    }
    let hosts = wiring.rows.hosts.indices.count { row in
      isRegular[Int(wiring.rows.links[wiring.rows.entries(of: row).lowerBound])]
    }
    for key in 0..<keyCount {
      isUsual[key] = 2 * uses[key] > hosts
      rails[key] = Self.winner(railVotes[key * wiring.rails..<(key + 1) * wiring.rails])
      planes[key] = Self.winner(planeVotes[key * wiring.planes..<(key + 1) * wiring.planes])
    }
  }

  /// The place of more than half of the votes; -1 where there is none.
  private static func winner(_ votes: ArraySlice<Int32>) -> Int32 {
    guard let best = votes.indices.max(by: { votes[$0] < votes[$1] }) else { return -1 }
    let all = votes.reduce(0) { $0 + Int($1) }
    return 2 * Int(votes[best]) > all ? Int32(best - votes.startIndex) : -1
  }

  /// The leaf of each unit to which most of its hosts lead from a port; where they are of two
  /// minds, the one of its leaves that is of the port's rail and plane.
  private mutating func learnLeaves(_ wiring: HostWiring, _ graph: SwitchGraph) {
    var place = [Int32](repeating: -1, count: graph.vertexCount)
    var leaves = [[Int32]](repeating: [], count: wiring.unitCount)
    for vertex in 0..<Int32(graph.vertexCount) {
      guard let unit = wiring.unit(ofLeaf: vertex) else { continue }
      place[Int(vertex)] = Int32(leaves[unit].count)
      leaves[unit].append(vertex)
    }
    var hosts = [[Int32]](repeating: [], count: wiring.unitCount)
    for (row, unit) in unitOfRow.enumerated() where unit >= 0 {
      hosts[Int(unit)].append(Int32(row))
    }
    for unit in leaves.indices {
      let width = leaves[unit].count
      var votes = [Int32](repeating: 0, count: keyCount * width)
      for row in hosts[unit] {
        for entry in wiring.rows.entries(of: Int(row)) {
          let index = Int(wiring.rows.links[entry])
          let (key, leaf) = (key(ofLinkAt: index), graph.hostVertex[index])
          guard key >= 0, wiring.unit(ofLeaf: leaf) == unit else { continue }
          votes[key * width + Int(place[Int(leaf)])] &+= 1
        }
      }
      for key in 0..<keyCount where isUsual[key] {
        let best = Self.winner(votes[key * width..<(key + 1) * width])
        leafOf[unit * keyCount + key] =
          best >= 0 ? leaves[unit][Int(best)] : only(of: leaves[unit], key: key, wiring)
      }
    }
  }

  private func only(of leaves: [Int32], key: Int, _ wiring: HostWiring) -> Int32 {
    guard rails[key] >= 0 || planes[key] >= 0 else { return -1 }
    let fitting = leaves.filter { leaf in
      (rails[key] < 0 || wiring.rail(of: leaf) == Int(rails[key]))
        && (planes[key] < 0 || wiring.plane(of: leaf) == Int(planes[key]))
    }
    return fitting.count == 1 ? fitting[0] : -1
  }
}
