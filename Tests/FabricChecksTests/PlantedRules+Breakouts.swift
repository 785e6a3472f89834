import FabricDesigns
import FabricModel
import TestSupport

extension PlantedRule {
  /// Legs of breakout cables, labels, adapters, rails that the plan states.
  static let breakoutsAndLabels: [PlantedRule] = [
    PlantedRule("PT201", "an uplink in a port that is split") { planter in
      planter.splitLeafPorts()
      let index = planter.switchLink(level: 1)
      let leaf = planter.draft.links[index].a.device
      let cage = 1 + planter.random.below(2)
      planter.draft.links[index].a.port = .number(cage)
      return try planter.verified(["\(planter.name(leaf)):\(cage)"])
    },
    PlantedRule("PT205", "a leg that the port does not have") { planter in
      planter.splitLeafPorts()
      let index = 2 * planter.random.below(planter.design.linkGroups[0].links.count / 2) + 1
      guard case .leg(let cage, _) = planter.draft.links[index].b!.port else {
        return try planter.verified([])
      }
      planter.draft.links[index].b!.port = .leg(cage: cage, leg: 3 + planter.random.below(12))
      return try planter.verified(["\(planter.name(planter.draft.links[index].b!.device)):\(cage)"])
    },
    PlantedRule("PT205", "legs of two speeds at one port") { planter in
      planter.splitLeafPorts()
      let index = 2 * planter.random.below(planter.design.linkGroups[0].links.count / 2)
      guard case .leg(let cage, _) = planter.draft.links[index].b!.port else {
        return try planter.verified([])
      }
      planter.draft.links[index].b!.speed = Gbps(400)
      planter.draft.links[index + 1].b!.speed = Gbps(200)
      planter.draft.links[index + 1].speed = Gbps(200)
      return try planter.verified(["\(planter.name(planter.draft.links[index].b!.device)):\(cage)"])
    },
    PlantedRule("PF301", "the label of another cable") { planter in
      let first = planter.anyLink()
      var second: Int
      repeat { second = planter.anyLink() } while second == first
      planter.draft.links[second].label = planter.draft.links[first].label
      return try planter.verified([
        planter.draft.name(ofLink: first), planter.draft.name(ofLink: second),
      ])
    },
    PlantedRule("PF204", "a host with the adapter of another") { planter in
      for host in planter.design.tiers[0] {
        planter.draft.devices[host].adapters = [
          AdapterEntry(name: "mlx5_0", guid: 0x5000 + UInt64(host))
        ]
      }
      let first = planter.device(tier: 0)
      var second: Int
      repeat { second = planter.device(tier: 0) } while second == first
      planter.draft.devices[second].adapters[0].guid = 0x5000 + UInt64(first)
      return try planter.verified([planter.name(first), planter.name(second)])
    },
    PlantedRule("PF103", "a port of another rail than its switch") { planter in
      let index = planter.hostLink()
      let end = planter.draft.links[index].b!
      planter.draft.devices[end.device].rail = 2
      planter.draft.links[index].b!.rail = 1
      return try planter.verified([planter.name(end.device), planter.draft.name(end)])
    },
    PlantedRule("PF103", "two legs of a host's cage on two rails") { planter in
      planter.splitLeafPorts()
      let index = 2 * planter.random.below(planter.design.linkGroups[0].links.count / 2)
      // The two hosts of a breakout cable become one with two legs.
      let host = planter.draft.links[index].a.device
      let second = planter.draft.links[index + 1].a.device
      for leg in 0..<2 {
        planter.draft.links[index + leg].a = EndEntry(
          device: host, port: .leg(cage: 1, leg: leg + 1))
        planter.draft.links[index + leg].a.rail = leg
      }
      planter.draft.remove(device: second)
      return try planter.verified(["rail of \(planter.draft.devices[host].name):1"])
    },
    PlantedRule("PF103", "a cable that is listed again with another rail") { planter in
      let index = planter.hostLink()
      planter.draft.links[index].a.rail = 0
      let text = try planter.draft.xml()
      var lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
      let line = lines.firstIndex { $0.contains("\"\(planter.draft.links[index].label)\"") }!
      lines.insert(lines[line].replacing("arail=\"0\"", with: "arail=\"1\""), at: line + 1)
      return (
        try Plans.verify(xml: lines.joined(separator: "\n")),
        ["line \(line + 1)", "line \(line + 2)"]
      )
    },
  ]
}

extension Planter {
  /// The ports of all leaves to hosts become legs of half as many cages, two hosts to a cable.
  mutating func splitLeafPorts() {
    for index in design.linkGroups[0].links {
      guard case .number(let port) = draft.links[index].b!.port else { continue }
      draft.links[index].b!.port = .leg(cage: (port + 1) / 2, leg: 2 - port % 2)
      draft.links[index].sharesCable = port.isMultiple(of: 2)
    }
  }
}

extension PlanDraft {
  /// Takes out a device that no cable mentions.
  fileprivate mutating func remove(device: Int) {
    devices.remove(at: device)
    for index in links.indices {
      if links[index].a.device > device { links[index].a.device -= 1 }
      if links[index].b!.device > device { links[index].b!.device -= 1 }
    }
  }
}
