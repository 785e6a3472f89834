package import FabricModel

/// The links of every host, host by host; empty where every host is on one switch.
///
/// A host on one switch is a count there and needs no row. As soon as one is on several, rows are
/// made for all.
package struct HostRows: Sendable {
  /// Hosts with a link to a switch, in order of the file.
  package private(set) var hosts: [DeviceID] = []
  /// Entries of row `h` are `offsets[h]..<offsets[h + 1]`.
  package private(set) var offsets: [Int32] = [0]
  /// Places in `SwitchGraph.hostLink`, in order.
  package private(set) var links: [Int32] = []
  /// The row of a device, -1 for all but hosts with links; empty without rows.
  package private(set) var rowOfDevice: [Int32] = []

  package var isEmpty: Bool { hosts.isEmpty }

  /// - Complexity: O(host links + devices).
  init(_ graph: SwitchGraph, _ fabric: Fabric) {
    var owner = [Int32](repeating: 0, count: graph.hostLink.count)
    var vertexOf = [Int32](repeating: -1, count: fabric.devices.count)
    var isMultihomed = false
    for index in graph.hostLink.indices {
      let host = graph.host(ofLinkAt: index, fabric)
      owner[index] = host.rawValue
      let (known, vertex) = (vertexOf[host.index], graph.hostVertex[index])
      if known >= 0 && known != vertex { isMultihomed = true }
      vertexOf[host.index] = vertex
    }
    guard isMultihomed else { return }
    sort(owner, vertexOf)
  }

  /// Counting sort of the host links by host.
  private mutating func sort(_ owner: [Int32], _ vertexOf: [Int32]) {
    rowOfDevice = [Int32](repeating: -1, count: vertexOf.count)
    for device in vertexOf.indices where vertexOf[device] >= 0 {
      rowOfDevice[device] = Int32(truncatingIfNeeded: hosts.count)
      hosts.append(DeviceID(device))
    }
    offsets = [Int32](repeating: 0, count: hosts.count + 1)
    for device in owner { offsets[Int(rowOfDevice[Int(device)]) + 1] &+= 1 }
    for row in hosts.indices { offsets[row + 1] &+= offsets[row] }
    var next = offsets
    links = [Int32](repeating: 0, count: owner.count)
    for (index, device) in owner.enumerated() {
      let row = Int(rowOfDevice[Int(device)])
      links[Int(next[row])] = Int32(truncatingIfNeeded: index)
      next[row] &+= 1
    }
  }

  package func entries(of row: Int) -> Range<Int> { Int(offsets[row])..<Int(offsets[row + 1]) }

  /// The switches of a host, each once, in order of number.
  func leaves(of row: Int, _ graph: SwitchGraph) -> [Int32] {
    var found: [Int32] = []
    for entry in entries(of: row) { found.append(graph.hostVertex[Int(links[entry])]) }
    found.sort()
    var unique: [Int32] = []
    for leaf in found where unique.last != leaf { unique.append(leaf) }
    return unique
  }
}

/// Hosts with the same set of switches, taken together.
struct LeafSets {
  struct Entry {
    /// Each once, in order of number.
    var leaves: [Int32]
    var hosts: Int
  }

  private(set) var entries: [Entry] = []
  /// The entry of each host row.
  private(set) var setOfHost: [Int32] = []

  /// - Complexity: O(l log d) for l host links, at most d at one host.
  init(_ rows: HostRows, _ graph: SwitchGraph) {
    setOfHost.reserveCapacity(rows.hosts.count)
    var known: [UInt64: Int32] = [:]
    for row in rows.hosts.indices {
      let leaves = rows.leaves(of: row, graph)
      var key = UInt64(leaves.count)
      for leaf in leaves { key = Mixer.mix(key ^ UInt64(UInt32(bitPattern: leaf))) }
      if let set = known[key] {
        entries[Int(set)].hosts += 1
        setOfHost.append(set)
      } else {
        known[key] = Int32(entries.count)
        setOfHost.append(Int32(entries.count))
        entries.append(Entry(leaves: leaves, hosts: 1))
      }
    }
  }
}

/// The finaliser of SplitMix64: fixed, so that every run gives the same numbers.
enum Mixer {
  @inline(__always)
  static func mix(_ value: UInt64) -> UInt64 {
    var mixed = value &+ 0x9E37_79B9_7F4A_7C15
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }
}
