internal import FabricModel

/// Devices that have each other's cables, port for port.
enum Exchange {
  /// - Parameter pairs: devices of one model each, all different.
  /// - Returns: nil where a cable belongs to another fault, and where nothing would change.
  static func proposal<Base: Design>(
    _ pairs: [(Int, Int)], on ground: PlantingGround<Base>
  ) -> FaultProposal? {
    let design = ground.design
    var partner: [Int: Int] = [:]
    for (one, other) in pairs {
      partner[one] = other
      partner[other] = one
    }
    let devices = partner.keys.sorted()
    let links = Set(devices.flatMap { design.links(of: $0) }).sorted()
    guard links.allSatisfy(ground.isFree) else { return nil }
    let before = links.map { design.link(at: $0) }
    let after = before.map { link in
      var link = link
      if let device = partner[link.a.device] {
        link.a = link.a.moved(to: device, link.a.port, in: design)
      }
      if let b = link.b, let device = partner[b.device] {
        link.b = b.moved(to: device, b.port, in: design)
      }
      return link
    }
    // What comes out as another cable was, is as it should be; legs of a cage go together.
    let known = Set(before.map(Ends.init))
    let moved = Set(
      links.indices.filter { !known.contains(Ends(after[$0])) }
        .map { design.legs(ofLink: links[$0]) })
    let changed = links.indices.filter { moved.contains(design.legs(ofLink: links[$0])) }
    guard !changed.isEmpty else { return nil }
    return FaultProposal(
      planned: changed.map { links[$0] }, observed: changed.map { after[$0] }, sealed: devices,
      exchanged: pairs)
  }

  /// A link by its ports alone.
  private struct Ends: Hashable {
    let devices: [Int]
    let ports: [PortName]

    init(_ link: LinkEntry) {
      let ends = [link.a] + (link.b.map { [$0] } ?? [])
      devices = ends.map(\.device)
      ports = ends.map(\.port)
    }
  }

  /// Whether the plan says of two exchanged devices that they are of different rails or planes.
  static func shows(_ proposal: FaultProposal, in design: some Design) -> Bool {
    proposal.exchanged.contains { pair in
      let (one, other) = (design.device(at: pair.0), design.device(at: pair.1))
      return one.rail != other.rail || one.plane != other.plane
    }
  }
}

extension Design {
  /// Whether one device could stand in the place of another.
  func areOfOneModel(_ device: Int, _ other: Int) -> Bool {
    let (one, two) = (self.device(at: device), self.device(at: other))
    return tier(of: device) == tier(of: other) && one.kind == two.kind && one.model == two.model
      && one.radix == two.radix
  }

  /// The place of a device without its height unit.
  func rack(of device: Int) -> Place {
    var place = self.device(at: device).place
    place.unit = 0
    return place
  }
}
