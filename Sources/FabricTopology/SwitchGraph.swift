package import FabricModel

/// The switches of a fabric and the links between them; hosts are counts at their switches.
///
/// Vertices are numbered by tier, then group (pod or plane), then wiring, and by name only where
/// nothing else tells two apart: see `CanonicalOrder`. So neither the order of a file nor its names
/// decide anything, and neighbours in the fabric are neighbours in memory. Parallel links stay apart here: each row is a cable that somebody may have
/// to touch.
package struct SwitchGraph: Sendable {
  /// `devices[v]` is the device of vertex `v`.
  package internal(set) var devices: [DeviceID]
  /// `vertexOf[d]` is the vertex of device `d`, -1 for all but switches.
  package internal(set) var vertexOf: [Int32]
  /// Usable links between two switches: ends as vertices, and the row of the link.
  package internal(set) var edgeA: [Int32] = []
  package internal(set) var edgeB: [Int32] = []
  package internal(set) var edgeLink: [LinkID] = []
  /// Usable links between a host and a switch: the switch's vertex, the host, the link.
  package internal(set) var hostVertex: [Int32] = []
  package internal(set) var hostLink: [LinkID] = []
  /// Number of host links at each vertex.
  package internal(set) var hostCount: [Int32]
  /// Slots of vertex `v` are `offsets[v]..<offsets[v + 1]`, one for each end of an edge.
  package internal(set) var offsets: [Int32] = [0]
  package internal(set) var neighbors: [Int32] = []
  /// The edge of a slot.
  package internal(set) var slotEdge: [Int32] = []

  package var vertexCount: Int { devices.count }
  package var edgeCount: Int { edgeA.count }

  /// - Parameter isSwitch: per device; all others that are linked to a switch count as hosts.
  /// - Complexity: O(links + devices), and O(s log s) to order the names of s switches.
  init(_ fabric: Fabric, _ census: LinkCensus, isSwitch: [Bool]) {
    devices = (0..<fabric.devices.count).map { DeviceID($0) }.filter { isSwitch[$0.index] }
    let precedes = { (x: DeviceID, y: DeviceID) in
      let order = fabric.names.compare(
        fabric.devices.name[x.index], fabric.devices.name[y.index])
      return order != 0
        ? order < 0 : (fabric.devices.guid(of: x), x) < (fabric.devices.guid(of: y), y)
    }
    if zip(devices, devices.dropFirst()).contains(where: { !precedes($0, $1) }) {
      devices.sort(by: precedes)
    }
    vertexOf = [Int32](repeating: -1, count: fabric.devices.count)
    for (vertex, device) in devices.enumerated() { vertexOf[device.index] = Int32(vertex) }
    hostCount = [Int32](repeating: 0, count: devices.count)
    collectEdges(fabric, census)
    indexSlots()
  }

  private mutating func collectEdges(_ fabric: Fabric, _ census: LinkCensus) {
    edgeA.reserveCapacity(fabric.links.count)
    edgeB.reserveCapacity(fabric.links.count)
    edgeLink.reserveCapacity(fabric.links.count)
    for index in 0..<fabric.links.count where census.standing[index] == .usable {
      let x = fabric.ports.device[fabric.links.a[index].index]
      let y = fabric.ports.device[fabric.links.b[index].index]
      let (a, b) = (vertexOf[x.index], vertexOf[y.index])
      if a >= 0 && b >= 0 {
        edgeA.append(a)
        edgeB.append(b)
        edgeLink.append(LinkID(index))
      } else if a >= 0 || b >= 0 {
        let leaf = max(a, b)
        hostVertex.append(leaf)
        hostLink.append(LinkID(index))
        hostCount[Int(leaf)] &+= 1
      }
    }
  }

  /// Counting sort of both ends of every edge by vertex.
  mutating func indexSlots() {
    offsets = [Int32](repeating: 0, count: vertexCount + 1)
    for edge in 0..<edgeCount {
      offsets[Int(edgeA[edge]) &+ 1] &+= 1
      offsets[Int(edgeB[edge]) &+ 1] &+= 1
    }
    for vertex in 0..<vertexCount { offsets[vertex &+ 1] &+= offsets[vertex] }
    var next = offsets
    neighbors = [Int32](repeating: 0, count: 2 * edgeCount)
    slotEdge = [Int32](repeating: 0, count: 2 * edgeCount)
    for edge in 0..<edgeCount {
      let (a, b) = (Int(edgeA[edge]), Int(edgeB[edge]))
      let (slotA, slotB) = (Int(next[a]), Int(next[b]))
      neighbors[slotA] = Int32(truncatingIfNeeded: b)
      neighbors[slotB] = Int32(truncatingIfNeeded: a)
      slotEdge[slotA] = Int32(truncatingIfNeeded: edge)
      slotEdge[slotB] = Int32(truncatingIfNeeded: edge)
      next[a] &+= 1
      next[b] &+= 1
    }
  }

  /// The host of a host link.
  package func host(ofLinkAt index: Int, _ fabric: Fabric) -> DeviceID {
    let link = hostLink[index].index
    let a = fabric.ports.device[fabric.links.a[link].index]
    return vertexOf[a.index] < 0 ? a : fabric.ports.device[fabric.links.b[link].index]
  }

  package func degree(_ vertex: Int) -> Int { Int(offsets[vertex + 1] - offsets[vertex]) }

  /// Gives vertices new numbers: `order[new]` is the old number.
  mutating func renumber(_ order: [Int32]) {
    var newNumber = [Int32](repeating: 0, count: order.count)
    for (new, old) in order.enumerated() { newNumber[Int(old)] = Int32(new) }
    devices = order.map { devices[Int($0)] }
    hostCount = order.map { hostCount[Int($0)] }
    for (vertex, device) in devices.enumerated() { vertexOf[device.index] = Int32(vertex) }
    for edge in 0..<edgeCount {
      edgeA[edge] = newNumber[Int(edgeA[edge])]
      edgeB[edge] = newNumber[Int(edgeB[edge])]
    }
    for index in hostVertex.indices { hostVertex[index] = newNumber[Int(hostVertex[index])] }
    indexSlots()
  }
}
