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
    self.effort = effort
    self.pieces = pieces
  }

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

  /// A finding about links, with all that reports want to know of them.
  package func finding(
    _ rule: Rule, about links: [LinkID], message: String, harm: Harm, remedy: String
  ) -> Finding {
    let names = links.map { cables.name(of: $0, fabric) }
    var finding = Finding(
      rule, subject: names.sorted(by: NaturalOrder.precedes).joined(separator: " "),
      message: message, harm: harm, remedy: remedy)
    finding.cables = names
    for link in links {
      let (a, b) = fabric.ends(link)
      for port in [a, b] where !port.isNone {
        finding.ports.append(fabric.name(of: port))
        let device = fabric.name(of: fabric.device(of: port))
        if !finding.devices.contains(device) { finding.devices.append(device) }
      }
      finding.origins.append(fabric.origin(of: link))
    }
    if let first = links.first { finding.place = fabric.place(of: standing(first)) }
    return finding
  }

  /// A finding about devices.
  package func finding(
    _ rule: Rule, about devices: [DeviceID], message: String, harm: Harm, remedy: String
  ) -> Finding {
    let names = devices.map { fabric.name(of: $0) }
    var finding = Finding(
      rule, subject: names.joined(separator: " "), message: message, harm: harm, remedy: remedy)
    finding.devices = names
    finding.origins = devices.map { fabric.origin(of: $0) }
    if let first = devices.first { finding.place = fabric.place(of: first) }
    return finding
  }

  /// Where to stand for a link: at its switch, the lower one of two.
  private func standing(_ link: LinkID) -> DeviceID {
    let (a, b) = fabric.ends(link)
    let (x, y) = (fabric.device(of: a), b.isNone ? .none : fabric.device(of: b))
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

/// What cables are called: by their label where no other cable has it, else by their two ends.
package final class CableNames {
  /// Hashes of all labels in order, made when the first name is asked for.
  private let hashes: () -> [UInt64]
  private var sorted: [UInt64]?

  package init(_ fabric: Fabric) {
    hashes = {
      var hashes: [UInt64] = []
      hashes.reserveCapacity(fabric.cables.count)
      for label in fabric.cables.label where !label.isNone {
        hashes.append(CableNames.hash(fabric.names.bytes(label)))
      }
      hashes.sort()
      return hashes
    }
  }

  package func name(of link: LinkID, _ fabric: Fabric) -> String {
    let cable = fabric.links.cable[link.index]
    let label = cable.isNone ? NameID.none : fabric.cables.label[cable.index]
    guard !label.isNone, isUnique(CableNames.hash(fabric.names.bytes(label))) else {
      return fabric.endNames(of: link)
    }
    return fabric.names[label]
  }

  private func isUnique(_ hash: UInt64) -> Bool {
    let all = sorted ?? hashes()
    sorted = all
    var (low, high) = (0, all.count)
    while low < high {
      let middle = (low + high) / 2
      if all[middle] < hash { low = middle + 1 } else { high = middle }
    }
    return low + 1 >= all.count || all[low + 1] != hash
  }

  /// FNV-1a.
  private static func hash(_ bytes: ArraySlice<UInt8>) -> UInt64 {
    var hash: UInt64 = 0xcbf2_9ce4_8422_2325
    for byte in bytes { hash = (hash ^ UInt64(byte)) &* 0x0000_0100_0000_01b3 }
    return hash
  }
}
