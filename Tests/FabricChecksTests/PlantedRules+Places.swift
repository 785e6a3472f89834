import FabricDesigns
import FabricModel
import TestSupport

extension PlantedRule {
  /// Places, and what depends on one thing alone.
  static let placesAndResilience: [PlantedRule] = [
    PlantedRule("PL101", "a device in the place of another") { planter in
      let (first, second) = planter.twoDevices()
      planter.draft.devices[second].place = planter.draft.devices[first].place
      return try planter.verified([planter.name(first), planter.name(second)])
    },
    PlantedRule("PL101", "a device so high that it meets the next one") { planter in
      let devices = planter.draft.devices
      let pairs = devices.indices.flatMap { below in
        devices.indices.filter { above in
          var place = devices[below].place
          place.unit += 2
          return place == devices[above].place
        }.map { (below, $0) }
      }
      let (below, above) = planter.random.pick(pairs)
      planter.draft.devices[below].height = 3
      return try planter.verified([planter.name(below), planter.name(above)])
    },
    PlantedRule("PL102", "a device above its rack") { planter in
      planter.draft.header.floor = Floor()
      let device = planter.random.below(planter.draft.devices.count)
      planter.draft.devices[device].place.unit = 42
      planter.draft.devices[device].height = 2 + planter.random.below(3)
      return try planter.verified([planter.name(device)])
    },
    PlantedRule("PL102", "more devices without a unit than the rack has room for") { planter in
      planter.draft.header.floor = Floor()
      let rack = planter.draft.devices[planter.device(tier: 0)].place
      for name in ["store-1", "store-2"] {
        var device = DeviceEntry(name: name, kind: .switch)
        device.role = "spare"
        device.place = Place(hall: rack.hall, row: rack.row, rack: rack.rack)
        device.height = 21
        planter.draft.devices.append(device)
      }
      // Without a cable they are warned of, unless they have one of another network.
      planter.draft.links.append(planter.managementLink("store-1", "store-2"))
      return try planter.verified(["store-1", "store-2"])
    },
    PlantedRule("PL201", "a few devices without a place") { planter in
      let (first, second) = planter.twoDevices()
      for device in [first, second] { planter.draft.devices[device].place = Place() }
      return try planter.verified([planter.name(first), planter.name(second)])
    },
    PlantedRule("RS101", "two irregular fabrics with one cable between them") { planter in
      let graph = planter.ring("left") + planter.ring("right") + ["left-1:40 -- right-2:40 400"]
      planter.draft = CableNotation.draft(graph.joined(separator: "\n"))
      return try planter.verified(["left-1:40--right-2:40"])
    },
    PlantedRule("RS101", "two irregular fabrics with one switch between them") { planter in
      let middle =
        ["left-1:40 -- mid:1 400", "left-2:40 -- mid:2 400"]
        + ["right-2:40 -- mid:3 400", "right-3:40 -- mid:4 400"]
      let graph = planter.ring("left") + planter.ring("right") + middle
      planter.draft = CableNotation.draft(graph.joined(separator: "\n"))
      return try planter.verified(["mid"])
    },
    PlantedRule("RS201", "the spines of one pod in one rack") { planter in
      planter.placeSpinesByTwos()
      let pod = planter.pod(planter.device(tier: 2))
      for spine in planter.design.tiers[2] where planter.pod(spine) == pod {
        planter.draft.devices[spine].place.rack = "\(pod)-A"
      }
      let leaves = planter.design.tiers[1].filter { planter.pod($0) == pod }
      return try planter.verified(leaves.map { planter.name($0) })
    },
    PlantedRule("RS201", "all uplinks of one leaf through one panel") { planter in
      planter = try Planter(
        "leaf-spine", ["leaves": "9", "spines": "4", "hosts": "4"], seed: planter.random.next())
      let leaf = planter.device(tier: 1)
      planter.leadUplinksThroughPanels(except: leaf)
      return try planter.verified([planter.name(leaf), "pp-1"])
    },
  ]
}

extension Planter {
  /// The spines of each pod in two racks, and nothing measured on that floor.
  fileprivate mutating func placeSpinesByTwos() {
    draft.header.floor = nil
    for index in draft.links.indices { draft.links[index].length = nil }
    for (index, spine) in design.tiers[2].enumerated() {
      let rack = pod(spine) + (index.isMultiple(of: 2) ? "-A" : "-B")
      draft.devices[spine].place = Place(hall: "H1", row: "spines", rack: rack, unit: index + 1)
    }
  }

  /// Every uplink by way of one of two panels in turn; those of one leaf by way of the first.
  fileprivate mutating func leadUplinksThroughPanels(except leaf: Int) {
    for name in ["pp-1", "pp-2"] { draft.devices.append(DeviceEntry(name: name, kind: .panel)) }
    for index in design.linkGroups[1].links {
      let far = draft.links[index]
      guard let b = far.b else { continue }
      let isOfLeaf = far.a.device == leaf || b.device == leaf
      let panel = draft.devices.count - (index.isMultiple(of: 2) || isOfLeaf ? 2 : 1)
      draft.links[index].b = EndEntry(device: panel, port: .number(index + 1))
      var trunk = far
      trunk.a = EndEntry(device: panel, port: .printed("R\(index + 1)"))
      trunk.label = far.label + "-R"
      draft.links.append(trunk)
    }
  }

  /// Two different devices.
  fileprivate mutating func twoDevices() -> (Int, Int) {
    let first = random.below(draft.devices.count)
    var second: Int
    repeat { second = random.below(draft.devices.count) } while second == first
    return (first, second)
  }

  fileprivate func managementLink(_ a: String, _ b: String) -> LinkEntry {
    var link = LinkEntry(
      a: EndEntry(device: draft.device(named: a), port: .number(1)),
      b: EndEntry(device: draft.device(named: b), port: .number(1)))
    link.network = .management
    return link
  }

  /// Switches in a ring with chords and two hosts each: no design, and no single point of failure.
  fileprivate mutating func ring(_ name: String) -> [String] {
    let count = 4 + random.below(4)
    var lines: [String] = []
    for index in 1...count {
      lines.append("\(name)-\(index):1 -- \(name)-\(index % count + 1):2 400")
      for host in 1...2 {
        lines.append("host-\(name)-\(index)-\(host):1 -- \(name)-\(index):\(10 + host) 400")
      }
    }
    for chord in 0..<random.below(3) {
      let first = 1 + random.below(count)
      let second = first % count + 1
      lines.append("\(name)-\(first):\(20 + chord) -- \(name)-\(second):\(30 + chord) 400")
    }
    return lines
  }
}
