package import FabricFormats
package import FabricMetrics
package import FabricModel
package import FabricTopology
package import Findings

/// All that a check may look at.
package struct CheckContext {
  package let fabric: Fabric
  package let anomalies: [PlanAnomaly]
  package let topology: Topology
  package let speeds: LinkSpeeds
  package let model: CapacityModel
  package let capacity: Capacity
  package let cables: CableNames
  package let pattern: PortPattern
  package let effort: Effort
  package let pieces: Int
  let repaired = RepairedFabric()
  private let measured = MeasuredCables()
  let actKinds: ActKinds
  let hostFaults: HostFaults

  package init(
    _ reading: PlanReading, _ topology: Topology, _ speeds: LinkSpeeds, _ model: CapacityModel,
    _ capacity: Capacity, effort: Effort, pieces: Int
  ) {
    fabric = reading.fabric
    anomalies = reading.anomalies
    self.topology = topology
    self.speeds = speeds
    self.model = model
    self.capacity = capacity
    cables = CableNames(reading.fabric)
    pattern = PortPattern(topology, reading.fabric)
    actKinds = ActKinds(topology)
    hostFaults = HostFaults(topology, reading.fabric)
    self.effort = effort
    self.pieces = pieces
  }

  /// Lengths and routes of all cables, found when the first check asks for them.
  var lengths: CableLengths { measured.lengths(fabric) }

  package func device(_ vertex: Int32) -> DeviceID { topology.graph.devices[Int(vertex)] }
  package func name(_ vertex: Int32) -> String { fabric.name(of: device(vertex)) }
  package func link(_ edge: Int) -> LinkID { topology.graph.edgeLink[edge] }

  /// The port of a link at one of its two devices.
  package func port(_ link: LinkID, at device: DeviceID) -> PortID {
    let (a, b) = fabric.ends(link)
    return fabric.device(of: a) == device ? a : b
  }

  /// The end of a host link that is no switch.
  package func host(of link: LinkID) -> DeviceID {
    let (a, b) = fabric.ends(link)
    let device = fabric.device(of: a)
    return topology.graph.vertexOf[device.index] < 0 ? device : fabric.device(of: b)
  }

  /// `p03-leaf-04 (H1/12/R04/U40)`: a device and where it stands.
  package func located(_ device: DeviceID) -> String {
    let place = PlaceText.text(fabric.place(of: device))
    return fabric.name(of: device) + (place.isEmpty ? "" : " (\(place))")
  }

  /// The ends of a link in natural order of their names, an open one last: which one a file calls
  /// `a` means nothing.
  package func ends(_ link: LinkID) -> (PortID, PortID) {
    let (a, b) = fabric.ends(link)
    guard !b.isNone, NaturalOrder.precedes(fabric.name(of: b), fabric.name(of: a)) else {
      return (a, b)
    }
    return (b, a)
  }

  /// Whether a link is one of several of a breakout cable.
  package func isLeg(_ link: LinkID) -> Bool {
    let cables = fabric.links.cable
    let (cable, row) = (cables[link.index], link.index)
    guard !cable.isNone else { return false }
    return (row > 0 && cables[row - 1] == cable)
      || (row + 1 < cables.count && cables[row + 1] == cable)
  }

  /// A finding about links, with all that reports want to know of them.
  ///
  /// Cables stand in natural order of their names, so that the order of a file decides nothing.
  ///
  /// - Complexity: O(links).
  package func finding(
    _ rule: Rule, about links: [LinkID], message: String, harm: Harm, remedy: String
  ) -> Finding {
    let listed = Shortlist.first(of: links.lazy.map { (name: cables.name(of: $0, fabric), $0) }) {
      NaturalOrder.precedes($0.name, $1.name)
    }
    // Legs of one cable share its name; what is said of one is not about the others.
    let subjects = listed.map { isLeg($0.1) ? fabric.endNames(of: $0.1) : $0.name }
    var finding = Finding(
      rule, subject: subjects.joined(separator: " "),
      message: message + Shortlist.rest(of: links.count, "cables"), harm: harm, remedy: remedy)
    for (name, link) in listed {
      if finding.cables.last != name { finding.cables.append(name) }
      // A link through panels is as many cables as hands hold.
      finding.cables += (fabric.links.segments[link] ?? []).map { cables.name(of: $0, fabric) }
      let (a, b) = ends(link)
      for port in [a, b] where !port.isNone {
        let (portName, device) = (fabric.name(of: port), fabric.name(of: fabric.device(of: port)))
        if !finding.ports.contains(portName) { finding.ports.append(portName) }
        if !finding.devices.contains(device) { finding.devices.append(device) }
      }
      finding.origins.append(fabric.origin(of: link))
    }
    finding.ports = Array(finding.ports.prefix(Shortlist.most))
    finding.devices = Array(finding.devices.prefix(Shortlist.most))
    if let first = listed.first { finding.place = fabric.place(of: standing(first.1)) }
    return finding
  }

  /// A finding about devices.
  package func finding(
    _ rule: Rule, about devices: [DeviceID], message: String, harm: Harm, remedy: String
  ) -> Finding {
    let listed = devices.prefix(Shortlist.most)
    let names = listed.map { fabric.name(of: $0) }
    var finding = Finding(
      rule, subject: names.joined(separator: " "),
      message: message + Shortlist.rest(of: devices.count, "devices"), harm: harm, remedy: remedy)
    finding.devices = names
    finding.origins = listed.map { fabric.origin(of: $0) }
    if let first = devices.first { finding.place = fabric.place(of: first) }
    return finding
  }

  /// Where to stand for a link: at its switch, the lower one of two.
  private func standing(_ link: LinkID) -> DeviceID {
    let (a, b) = ends(link)
    let (x, y) = (fabric.device(of: a), fabric.device(of: b))
    guard !y.isNone else { return x }
    let vertex = { (device: DeviceID) in topology.graph.vertexOf[device.index] }
    if vertex(x) < 0 { return y }
    return vertex(y) < 0 || vertex(x) < vertex(y) ? x : y
  }
}

/// Places as technicians read them: `H1/12/R04/U40`.
package enum PlaceText {
  package static func text(_ place: Place) -> String {
    var text = [place.hall, place.row, place.rack].filter { !$0.isEmpty }.joined(separator: "/")
    if place.unit > 0 { text += (text.isEmpty ? "U" : "/U") + String(place.unit) }
    return text
  }
}
