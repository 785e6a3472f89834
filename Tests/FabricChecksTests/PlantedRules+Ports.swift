import FabricDesigns
import FabricModel
import TestSupport

extension PlantedRule {
  /// Ports, speeds, and what is missing.
  static let portsAndTopology: [PlantedRule] = [
    PlantedRule("PT101", "a port of the same switch twice") { planter in
      let leaf = planter.device(tier: 1 + planter.random.below(3))
      let links = planter.draft.links(of: leaf)
      let taken = links[0]
      let moved = links[1 + planter.random.below(links.count - 1)]
      let end = planter.end(of: taken, at: leaf)
      planter.setEnd(of: moved, at: leaf, to: end)
      return try planter.verified([planter.draft.name(end)])
    },
    PlantedRule("PT101", "a used port of another switch") { planter in
      let index = planter.switchLink()
      let old = planter.draft.links[index].b!.device
      var other: Int
      repeat { other = planter.device(tier: planter.design.tier(of: old)) } while other == old
      let end = planter.end(of: planter.draft.links(of: other)[0], at: other)
      planter.draft.links[index].b = end
      return try planter.verified([planter.draft.name(end)])
    },
    PlantedRule("PT101", "a cable more with both ends in used ports") { planter in
      let (a, b) = (planter.switchLink(level: 1), planter.switchLink(level: 1))
      var link = planter.draft.links[a]
      link.b = planter.draft.links[b].b
      guard a != b else { return try planter.reuse(a) }
      link.label = "EXTRA"
      planter.draft.links.append(link)
      return try planter.verified([planter.draft.name(link.a)])
    },
    PlantedRule("PT102", "a port number above the radix") { planter in
      let index = planter.switchLink()
      let device = planter.draft.links[index].b!.device
      let radix = planter.draft.devices[device].radix
      planter.draft.links[index].b!.port = .number(radix + 1 + planter.random.below(5))
      return try planter.verified([planter.draft.name(planter.draft.links[index].b!)])
    },
    PlantedRule("PT102", "more ports with names of their own than the device has") { planter in
      let leaf = planter.device(tier: 1)
      for index in planter.draft.links(of: leaf) {
        var end = planter.end(of: index, at: leaf)
        end.port = .printed("swp\(end.port.text)")
        planter.setEnd(of: index, at: leaf, to: end)
      }
      planter.draft.devices[leaf].radix = planter.draft.links(of: leaf).count - 1
      return try planter.verified([planter.name(leaf)])
    },
    PlantedRule("PT202", "ports of two speeds") { planter in
      let index = planter.anyLink()
      planter.draft.links[index].a.speed = Gbps(400)
      planter.draft.links[index].b!.speed = Gbps(200)
      return try planter.verified([planter.draft.name(ofLink: index)])
    },
    PlantedRule("PT202", "a cable slower than its ports") { planter in
      let index = planter.anyLink()
      planter.draft.links[index].a.speed = Gbps(400)
      planter.draft.links[index].speed = Gbps(100)
      return try planter.verified([planter.draft.name(ofLink: index)])
    },
    PlantedRule("PT203", "a cable at a quarter of the speed") { planter in
      let index = planter.anyLink()
      planter.draft.links[index].speed = Gbps(100)
      return try planter.verified([planter.draft.name(ofLink: index)])
    },
    PlantedRule("PT204", "a cable without a speed") { planter in
      let index = planter.anyLink()
      planter.draft.links[index].speed = nil
      return try planter.verified([])
    },
    PlantedRule("TP101", "a host without its cable") { planter in
      let index = planter.hostLink()
      let host = planter.name(planter.draft.links[index].a.device)
      planter.draft.links.remove(at: index)
      return try planter.verified([host])
    },
    PlantedRule("TP101", "a device of no known kind in no cable") { planter in
      planter.draft.devices.append(DeviceEntry(name: "thing", kind: .unknown))
      return try planter.verified(["thing"])
    },
    PlantedRule("TP101", "a leaf with hosts and no uplink") { planter in
      let leaf = planter.device(tier: 1)
      let uplinks = planter.design.linkGroups[1].links
      let own = planter.draft.links(of: leaf).filter { uplinks.contains($0) }
      for index in own.reversed() { planter.draft.links.remove(at: index) }
      return try planter.verified([planter.name(leaf)])
    },
    PlantedRule("TP201", "an uplink fewer where trunks are uneven") { planter in
      // 7 uplinks on 3 spines, and 23 leaves: 53 or 54 cables on each spine.
      planter = try Planter(
        "leaf-spine", ["leaves": "23", "spines": "3", "hosts": "4", "uplinks": "7"],
        seed: planter.random.next())
      // A cable of a pair that has three, at the spine that has most: both stay within reason.
      let candidates = planter.design.linkGroups[1].links.filter { index in
        let link = planter.draft.links[index]
        return planter.draft.links(between: link.a.device, link.b!.device).count == 3
          && planter.draft.links(of: link.b!.device).count == 54
      }
      let index = planter.random.pick(candidates)
      let leaf = planter.name(planter.draft.links[index].a.device)
      planter.draft.links.remove(at: index)
      return try planter.verified([leaf])
    },
    PlantedRule("TP202", "a cable between switches less") { planter in
      let link = planter.draft.links.remove(at: planter.switchLink())
      return try planter.verified([planter.name(link.a.device), planter.name(link.b!.device)])
    },
    PlantedRule("TP202", "a whole trunk less") { planter in
      planter = try Planter(
        "leaf-spine", ["leaves": "12", "spines": "6", "hosts": "12", "trunk": "2"],
        seed: planter.random.next())
      let link = planter.draft.links[planter.switchLink()]
      for index in planter.draft.links(between: link.a.device, link.b!.device).reversed() {
        planter.draft.links.remove(at: index)
      }
      return try planter.verified([planter.name(link.a.device), planter.name(link.b!.device)])
    },
    PlantedRule("TP203", "a host on the leaf of others") { planter in
      let index = planter.hostLink()
      var other: Int
      repeat { other = planter.device(tier: 1) } while other == planter.draft.links[index].b!.device
      planter.draft.links[index].b = planter.freeEnd(other)
      return try planter.verified([planter.draft.name(ofLink: index)])
    },
    PlantedRule("TP204", "a whole switch that was never planned") { planter in
      let gone = planter.device(tier: 2 + planter.random.below(2))
      let name = planter.name(gone)
      let below = planter.draft.links(of: gone).map { planter.draft.links[$0] }
        .map { $0.a.device == gone ? $0.b!.device : $0.a.device }
        .filter { planter.design.tier(of: $0) < planter.design.tier(of: gone) }
      planter.draft.links.removeAll { $0.a.device == gone || $0.b?.device == gone }
      let places = below.map { planter.name($0) }
      // Declared without a cable, or not at all.
      if planter.random.below(2) == 0 {
        planter.draft.rename(gone, to: name + "-unplanned", asSpare: true)
      }
      return try planter.verified([places[0]])
    },
    PlantedRule("TP302", "a pod that the export left out") { planter in
      let pod = planter.pod(planter.device(tier: 1))
      planter.draft = planter.draft.without { planter.pod($0) == pod }
      return try planter.verified(["design"])
    },
    PlantedRule("TP301", "a switch with a cable or two that fits no tier") { planter in
      planter.draft.devices.append(DeviceEntry(name: "router-1", kind: .switch))
      let router = planter.draft.devices.count - 1
      for port in 1...(1 + planter.random.below(2)) {
        let peer = planter.device(tier: 1 + planter.random.below(2))
        var link = LinkEntry(
          a: EndEntry(device: router, port: .number(port)), b: planter.freeEnd(peer))
        link.label = "R\(port)"
        link.speed = Gbps(400)
        planter.draft.links.append(link)
      }
      return try planter.verified(["router-1"])
    },
    PlantedRule("CB104", "a host's cable by way of a patch panel") { planter in
      planter.draft.devices.append(DeviceEntry(name: "panel-1", kind: .panel))
      let panel = planter.draft.devices.count - 1
      let index = planter.hostLink()
      planter.draft.links[index].b = EndEntry(device: panel, port: .number(1))
      return try planter.verified(["panel-1"])
    },
  ]
}

extension PlanDraft {
  /// Another name, and the role of a spare, for a device that takes no part any more.
  fileprivate mutating func rename(_ device: Int, to name: String, asSpare: Bool) {
    devices[device].name = name
    if asSpare { devices[device].role = "spare" }
  }
}

extension Planter {
  func end(of link: Int, at device: Int) -> EndEntry {
    draft.links[link].a.device == device ? draft.links[link].a : draft.links[link].b!
  }

  mutating func setEnd(of link: Int, at device: Int, to end: EndEntry) {
    if draft.links[link].a.device == device {
      draft.links[link].a = end
    } else {
      draft.links[link].b = end
    }
  }

  /// Another cable of the leaf in the port of this one.
  mutating func reuse(_ link: Int) throws -> PlantedRule.Outcome {
    let end = draft.links[link].a
    let other = draft.links(of: end.device).first { $0 != link }!
    setEnd(of: other, at: end.device, to: end)
    return try verified([draft.name(end)])
  }
}
