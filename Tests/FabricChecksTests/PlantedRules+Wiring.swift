import FabricDesigns
import FabricModel
import TestSupport

extension PlantedRule {
  /// Cables in the wrong place, or not there.
  static let wiring: [PlantedRule] = [
    PlantedRule("CB101", "a cable between switches without its upper end") { planter in
      let index = planter.switchLink()
      planter.draft.links[index].b = nil
      return try planter.verified([planter.draft.name(planter.draft.links[index].a)])
    },
    PlantedRule("CB101", "a cable between switches without its lower end") { planter in
      let index = planter.switchLink()
      planter.draft.links[index].a = planter.draft.links[index].b!
      planter.draft.links[index].b = nil
      return try planter.verified([planter.draft.name(planter.draft.links[index].a)])
    },
    PlantedRule("CB101", "a host's cable without a leaf") { planter in
      let index = planter.hostLink()
      planter.draft.links[index].b = nil
      return try planter.verified([planter.draft.name(planter.draft.links[index].a)])
    },
    PlantedRule("CB101", "a leaf's cable without its host") { planter in
      let index = planter.hostLink()
      let host = planter.name(planter.draft.links[index].a.device)
      planter.draft.links[index].a = planter.draft.links[index].b!
      planter.draft.links[index].b = nil
      return try planter.verified([planter.draft.name(planter.draft.links[index].a), host])
    },
    PlantedRule("CB102", "a cable back into its own switch") { planter in
      let index = planter.switchLink()
      let link = planter.draft.links[index]
      let stays = planter.random.below(2) == 0 ? link.a : link.b!
      planter.draft.links[index].a = stays
      planter.draft.links[index].b = planter.freeEnd(stays.device)
      return try planter.verified([planter.draft.name(stays)])
    },
    PlantedRule("CB102", "a host's cable back into its leaf") { planter in
      let index = planter.hostLink()
      let link = planter.draft.links[index]
      let host = planter.name(link.a.device)
      planter.draft.links[index].a = planter.freeEnd(link.b!.device)
      return try planter.verified([planter.draft.name(link.b!), host])
    },
    PlantedRule("MW102", "a second cable between two switches") { planter in
      let link = planter.draft.links[planter.switchLink()]
      let index = planter.addCable(link.a.device, link.b!.device)
      return try planter.verified([planter.draft.name(ofLink: index)])
    },
    PlantedRule("MW103", "the upper end in another switch of the pod or plane") { planter in
      let index = planter.switchLink()
      let link = planter.draft.links[index]
      let peers = planter.neighbors(of: link.a.device, likeTierOf: link.b!.device)
      planter.draft.links[index].b = planter.freeEnd(
        planter.random.pick(peers.filter { $0 != link.b!.device }))
      return try planter.verified([planter.draft.name(ofLink: index)])
    },
    PlantedRule("MW103", "the lower end in a switch of another pod") { planter in
      let index = planter.switchLink(level: 1)
      var other: Int
      repeat {
        other = planter.device(tier: 1)
      } while planter.pod(other) == planter.pod(planter.draft.links[index].a.device)
      planter.draft.links[index].a = planter.freeEnd(other)
      return try planter.verified([planter.draft.name(ofLink: index)])
    },
    PlantedRule("MW203", "a cable more between two leaves") { planter in
      let first = planter.device(tier: 1)
      var second: Int
      repeat { second = planter.device(tier: 1) } while second == first
      let index = planter.addCable(first, second)
      return try planter.verified([planter.draft.name(ofLink: index)])
    },
    PlantedRule("MW203", "a cable more from a leaf to a core") { planter in
      let index = planter.addCable(planter.device(tier: 1), planter.device(tier: 3))
      return try planter.verified([planter.draft.name(ofLink: index)])
    },
    PlantedRule("MW203", "an uplink that ends in a leaf or a core") { planter in
      let index = planter.switchLink(level: 1)
      var other: Int
      repeat {
        other = planter.device(tier: planter.random.below(2) == 0 ? 1 : 3)
      } while other == planter.draft.links[index].a.device
      planter.draft.links[index].b = planter.freeEnd(other)
      return try planter.verified([planter.draft.name(ofLink: index)])
    },
    PlantedRule("MW203", "a host in a spine or core") { planter in
      let index = planter.hostLink()
      planter.draft.links[index].b = planter.freeEnd(
        planter.device(tier: 2 + planter.random.below(2)))
      return try planter.verified([planter.draft.name(ofLink: index)])
    },
    PlantedRule("MW203", "a host cabled to a host") { planter in
      let index = planter.hostLink()
      var other: Int
      repeat { other = planter.hostLink() } while other == index
      planter.draft.links[index].b = planter.draft.links[other].a
      let name = planter.draft.name(ofLink: index)
      planter.draft.links.remove(at: other)
      return try planter.verified([name])
    },
    PlantedRule("MW204", "a cable more from a leaf to a spine of another pod") { planter in
      let leaf = planter.device(tier: 1)
      var spine: Int
      repeat { spine = planter.device(tier: 2) } while planter.pod(spine) == planter.pod(leaf)
      let index = planter.addCable(leaf, spine)
      return try planter.verified([planter.draft.name(ofLink: index)])
    },
    PlantedRule("MW301", "two cables of leaves of different pods") { planter in
      let first = planter.switchLink(level: 1)
      var second: Int
      repeat {
        second = planter.switchLink(level: 1)
      } while planter.pod(planter.draft.links[second].a.device)
        == planter.pod(planter.draft.links[first].a.device)
      return try planter.swap(first, second)
    },
    PlantedRule("MW302", "three to five cables of one tier") { planter in
      try planter.rotate(level: 1 + planter.random.below(2), count: 3 + planter.random.below(3))
    },
    PlantedRule("MW302", "three cables where trunks are uneven") { planter in
      planter = try Planter(
        "leaf-spine", ["leaves": "12", "spines": "5", "hosts": "6", "uplinks": "12"],
        seed: planter.random.next())
      return try planter.rotate(level: 1, count: 3)
    },
    PlantedRule("MW303", "two spines of different pods and planes") { planter in
      let spines = planter.design.tiers[2]
      let first = planter.device(tier: 2)
      var second: Int
      repeat {
        second = planter.device(tier: 2)
      } while planter.pod(first) == planter.pod(second)
        || (first - spines.lowerBound) % 4 == (second - spines.lowerBound) % 4
      for index in planter.design.linkGroups[2].links {
        let lower = planter.draft.links[index].a.device
        if lower == first { planter.draft.links[index].a.device = second }
        if lower == second { planter.draft.links[index].a.device = first }
      }
      return try planter.verified([planter.name(first), planter.name(second)])
    },
    PlantedRule("MW301", "two cables of one plane of cores") { planter in
      let first = planter.switchLink(level: 2)
      let core = planter.draft.links[first].b!.device
      let plane = planter.name(core).dropLast(3)
      var second: Int
      repeat {
        second = planter.switchLink(level: 2)
      } while !planter.name(planter.draft.links[second].b!.device).hasPrefix(plane)
        || planter.draft.links[second].b!.device == core
        || planter.draft.links[second].a.device == planter.draft.links[first].a.device
      return try planter.swap(first, second)
    },
  ]
}

extension Planter {
  /// Switches of the tier of `model` that are cabled to a device.
  func neighbors(of device: Int, likeTierOf model: Int) -> [Int] {
    let tier = design.tiers[design.tier(of: model)]
    let ends = draft.links(of: device).flatMap {
      [draft.links[$0].a.device, draft.links[$0].b!.device]
    }
    return Set(ends).filter { tier.contains($0) && $0 != device }.sorted()
  }

  /// Moves the upper ends of some cables round, each into the port of the next.
  mutating func rotate(level: Int, count: Int) throws -> PlantedRule.Outcome {
    var cables: [Int] = []
    while cables.count < count {
      let next = switchLink(level: level)
      let link = draft.links[next]
      let isApart = cables.allSatisfy {
        draft.links[$0].a.device != link.a.device
          && draft.links[$0].b!.device != link.b!.device
      }
      if isApart { cables.append(next) }
    }
    let ends = cables.map { draft.links[$0].b }
    for (index, cable) in cables.enumerated() {
      draft.links[cable].b = ends[(index + 1) % ends.count]
    }
    return try verified(cables.map { draft.name(ofLink: $0) })
  }

  mutating func swap(_ first: Int, _ second: Int) throws -> PlantedRule.Outcome {
    (draft.links[first].b, draft.links[second].b) = (draft.links[second].b, draft.links[first].b)
    return try verified([draft.name(ofLink: first), draft.name(ofLink: second)])
  }
}
