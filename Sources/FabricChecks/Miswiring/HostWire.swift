internal import FabricMetrics
internal import FabricModel
internal import FabricTopology

/// A cable between a host and a switch, or a leg of one.
struct HostWire {
  /// Its place in `SwitchGraph.hostLink`.
  var index: Int
  var link: LinkID
  /// What people call it: `C7`, `leg 2 of C7`.
  var name: String
  var host: DeviceID
  var hostPort: PortID
  /// The switch that it leads to.
  var leaf: Int32
  var leafPort: PortID
}

extension CheckContext {
  func hostWire(_ index: Int) -> HostWire {
    let graph = topology.graph
    let link = graph.hostLink[index]
    let leaf = graph.hostVertex[index]
    let leafPort = port(link, at: device(leaf))
    let (a, b) = fabric.ends(link)
    let hostPort = a == leafPort ? b : a
    return HostWire(
      index: index, link: link, name: handle(link), host: fabric.device(of: hostPort),
      hostPort: hostPort, leaf: leaf, leafPort: leafPort)
  }

  /// What a hand takes: a cable, or one leg of a breakout cable.
  func handle(_ link: LinkID) -> String {
    let name = cables.name(of: link, fabric)
    guard isLeg(link) else { return name }
    let (a, b) = fabric.ends(link)
    let leg = max(fabric.ports.leg(of: a), b.isNone ? 0 : fabric.ports.leg(of: b))
    return leg > 0 ? "leg \(leg) of \(name)" : name
  }

  /// Where the end of a host's cable goes on a leaf: the port that the host has on most of its other
  /// leaves, if it is free there, else any free one; nil where nobody knows.
  func freePort(of host: DeviceID, on leaf: Int32) -> String? {
    let device = device(leaf)
    let taken = Set(fabric.ports.ports(of: device).map { fabric.portText(PortID($0)) })
    var votes: [String: Int] = [:]
    for wire in hostWires(of: host) where wire.leaf != leaf {
      votes[fabric.portText(wire.leafPort), default: 0] += 1
    }
    let usual = votes.filter { !taken.contains($0.key) }.max { a, b in
      a.value != b.value ? a.value < b.value : NaturalOrder.precedes(b.key, a.key)
    }
    if let usual { return "\(fabric.name(of: device)):\(usual.key)" }
    return FreePorts.first(of: device, fabric).map { "\(fabric.name(of: device)):\($0)" }
  }

  /// All links of a host to switches.
  func hostWires(of host: DeviceID) -> [HostWire] {
    let rows = topology.hosts.rows
    guard !rows.isEmpty, rows.rowOfDevice[host.index] >= 0 else { return [] }
    return rows.entries(of: Int(rows.rowOfDevice[host.index])).map {
      hostWire(Int(rows.links[$0]))
    }
  }

  /// What turns a host's cable from where it is to where it belongs.
  func hostMove(_ wire: HostWire, to wanted: Int32?) -> HostMove {
    HostMove(
      host: wire.host, from: wire.leaf, to: wanted, megabits: speeds.megabits[wire.link.index])
  }

  /// The remedy for cables of which each belongs where the next one is, the last where the first is.
  func ringRemedy(_ ring: [HostWire]) -> String {
    let first = ring[0]
    var free = first.leafPort
    var steps = [
      "at \(located(device(first.leaf))): unplug \(first.name) from \(fabric.name(of: free))"
    ]
    for wire in ring.dropFirst().reversed() {
      steps.append(
        "at \(located(device(wire.leaf))): move \(wire.name) from "
          + "\(fabric.name(of: wire.leafPort)) to \(fabric.name(of: free))")
      free = wire.leafPort
    }
    return steps.joined(separator: "; ")
      + ", then plug \(first.name) into \(fabric.name(of: free))"
  }

  /// The remedy for one cable: its leaf end goes to another leaf.
  func moveRemedy(_ wire: HostWire, to wanted: Int32?, or words: String) -> String {
    let start =
      "at \(located(device(wire.leaf))): unplug \(wire.name) from \(fabric.name(of: wire.leafPort))"
    guard let wanted else { return "\(start); plug it into \(words)" }
    return start + "; at \(located(device(wanted))): plug it into "
      + (freePort(of: wire.host, on: wanted) ?? "a free port of \(name(wanted))")
  }
}
