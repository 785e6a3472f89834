package import FabricModel
internal import FabricTopology
internal import GraphEngine

/// The links of hosts that may be on several switches, host by host.
package struct MultihomedHosts: Sendable {
  package private(set) var devices: [DeviceID] = []
  /// Links of host `h` are `offsets[h]..<offsets[h + 1]`.
  package private(set) var offsets: [Int32] = [0]
  package private(set) var vertex: [Int32] = []
  package private(set) var megabits: [Int32] = []
  /// Links that were changed after the plan was read, instead of those in the columns.
  private var changed: [DeviceID: [Link]] = [:]

  package struct Link: Sendable, Hashable {
    package var vertex: Int32
    package var megabits: Int32

    package init(vertex: Int32, megabits: Int32) {
      (self.vertex, self.megabits) = (vertex, megabits)
    }
  }

  init(_ topology: Topology, _ speeds: LinkSpeeds) {
    let (rows, graph) = (topology.hosts.rows, topology.graph)
    devices = rows.hosts
    offsets = rows.offsets
    vertex = rows.links.map { graph.hostVertex[Int($0)] }
    megabits = rows.links.map { speeds.megabits[graph.hostLink[Int($0)].index] }
  }

  /// The hosts with links to some of the switches; hosts without any are left out.
  ///
  /// - Parameter number: the new number of each vertex, -1 for those that go.
  init(_ hosts: MultihomedHosts, keeping number: [Int32]) {
    for index in hosts.devices.indices {
      let kept = hosts.links(of: index).filter { number[Int($0.vertex)] >= 0 }
      guard !kept.isEmpty else { continue }
      devices.append(hosts.devices[index])
      vertex += kept.map { number[Int($0.vertex)] }
      megabits += kept.map(\.megabits)
      offsets.append(Int32(vertex.count))
    }
  }

  func links(of index: Int) -> [Link] {
    if !changed.isEmpty, let links = changed[devices[index]] { return links }
    return (Int(offsets[index])..<Int(offsets[index + 1])).map {
      Link(vertex: vertex[$0], megabits: megabits[$0])
    }
  }

  fileprivate mutating func change(_ host: DeviceID, _ body: (inout [Link]) -> Void) {
    guard let index = devices.firstIndex(of: host) else { return }
    var links = links(of: index)
    body(&links)
    changed[host] = links
  }
}

extension CapacityModel {
  /// Takes one end of a host's cable out of one switch and puts it into another.
  package mutating func moveHostLink(
    of host: DeviceID, from old: Int32, to new: Int32, megabits: Int32
  ) {
    removeHostLink(of: host, at: old, megabits: megabits)
    addHostLink(of: host, at: new, megabits: megabits)
  }

  package mutating func addHostLink(of host: DeviceID, at vertex: Int32, megabits: Int32) {
    hostMegabits[Int(vertex)] += Int(megabits)
    hosts?.change(host) { $0.append(.init(vertex: vertex, megabits: megabits)) }
  }

  package mutating func removeHostLink(of host: DeviceID, at vertex: Int32, megabits: Int32) {
    hostMegabits[Int(vertex)] -= Int(megabits)
    hosts?.change(host) { links in
      let place = links.firstIndex(of: .init(vertex: vertex, megabits: megabits))
      if let place { links.remove(at: place) }
    }
  }
}

/// Hosts with the same links taken together, as the engine wants them.
struct HostClasses {
  let terminals: TerminalClasses
  /// The hosts of each class, in order of the file; empty for weight that belongs to no host.
  private(set) var members: [[Int32]]

  /// - Complexity: O(l log d) for l host links, at most d at one host.
  init(_ model: CapacityModel, _ hosts: MultihomedHosts, unit: Int) {
    var known: [UInt64: Int] = [:]
    var found: [(ends: [Int32], widths: [Int64], hosts: [Int32])] = []
    var rest = model.hostMegabits.map { Int64($0 / unit) }
    for index in hosts.devices.indices {
      let (ends, widths) = Self.ends(hosts.links(of: index), unit)
      guard !ends.isEmpty else { continue }
      var key = UInt64(ends.count)
      for (end, width) in zip(ends, widths) {
        rest[Int(end)] -= width
        key = Self.mix(key ^ UInt64(UInt32(bitPattern: end)) << 32 ^ UInt64(width))
      }
      if let place = known[key] {
        found[place].hosts.append(Int32(index))
      } else {
        known[key] = found.count
        found.append((ends, widths, [Int32(index)]))
      }
    }
    // What repairs add to a switch is a host of its own there.
    for (vertex, width) in rest.enumerated() where width > 0 {
      found.append(([Int32(vertex)], [width], []))
    }
    found.sort { a, b in
      a.ends != b.ends
        ? a.ends.lexicographicallyPrecedes(b.ends) : a.widths.lexicographicallyPrecedes(b.widths)
    }
    terminals = TerminalClasses(
      found.map {
        TerminalClasses.Class(
          ends: $0.ends, widths: $0.widths, count: Int64(max(1, $0.hosts.count)))
      })
    members = found.map(\.hosts)
  }

  /// Each switch once, with the sum of the widths.
  private static func ends(
    _ links: [MultihomedHosts.Link], _ unit: Int
  ) -> (ends: [Int32], widths: [Int64]) {
    var (ends, widths) = ([Int32](), [Int64]())
    for link in links.sorted(by: { $0.vertex < $1.vertex }) where link.megabits > 0 {
      let width = Int64(Int(link.megabits) / unit)
      if ends.last == link.vertex {
        widths[widths.count - 1] += width
      } else {
        ends.append(link.vertex)
        widths.append(width)
      }
    }
    return (ends, widths)
  }

  private static func mix(_ value: UInt64) -> UInt64 {
    var mixed = value &+ 0x9E37_79B9_7F4A_7C15
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }
}
