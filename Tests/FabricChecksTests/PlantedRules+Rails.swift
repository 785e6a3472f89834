import FabricDesigns
import FabricModel
import TestSupport

extension PlantedRule {
  /// Hosts with several ports, and rings of cables.
  static let rails: [PlantedRule] = [
    PlantedRule("MW201", "two cables of a host on each other's rail") { planter in
      try planter.start("rail-optimized", ["rails": "4", "hosts": "6", "units": "4"])
      let links = planter.hostLinks()
      let first = planter.random.below(links.count)
      return try planter.swap(
        links[first], links[(first + 1 + planter.random.below(links.count - 1)) % links.count])
    },
    PlantedRule("MW201", "a cable on a leaf of another rail") { planter in
      try planter.start(
        "rail-optimized", ["rails": "4", "hosts": "6", "units": "4", "spare": "2"])
      let links = planter.hostLinks()
      planter.draft.links[links[0]].b = planter.freeEnd(planter.draft.links[links[2]].b!.device)
      return try planter.verified([planter.draft.name(ofLink: links[0])])
    },
    PlantedRule("MW201", "two leaves that are declared on each other's rail") { planter in
      try planter.start("rail-optimized", ["rails": "4", "hosts": "6", "units": "4"])
      let links = planter.hostLinks()
      let leaves = links.prefix(2).map { planter.draft.links[$0].b!.device }
      let rails = leaves.map { planter.draft.devices[$0].rail }
      for (leaf, rail) in zip(leaves, rails.reversed()) { planter.draft.devices[leaf].rail = rail }
      return try planter.verified(leaves.map { planter.name($0) })
    },
    PlantedRule("MW202", "two legs of a host on each other's plane") { planter in
      try planter.start("multi-plane", ["planes": "2", "rails": "2", "hosts": "6", "units": "4"])
      let links = planter.hostLinks()
      return try planter.swap(links[0], links[1])
    },
    PlantedRule("MW202", "an uplink into another plane") { planter in
      try planter.start(
        "multi-plane", ["planes": "2", "hosts": "8", "units": "6", "spines": "4", "spare": "2"])
      let index = planter.switchLink(level: 1)
      let spine = planter.draft.links[index].b!.device
      var other: Int
      repeat {
        other = planter.device(tier: 2)
      } while planter.draft.devices[other].plane == planter.draft.devices[spine].plane
      planter.draft.links[index].b = planter.freeEnd(other)
      return try planter.verified([planter.draft.name(ofLink: index)])
    },
    PlantedRule("MW205", "both legs of a host on one leaf") { planter in
      try planter.start(
        "rail-optimized", ["rails": "1", "tors": "2", "hosts": "8", "units": "4", "spare": "2"])
      let links = planter.hostLinks()
      planter.draft.links[links[1]].b = planter.freeEnd(planter.draft.links[links[0]].b!.device)
      return try planter.verified([planter.draft.name(ofLink: links[1])])
    },
    PlantedRule("MW205", "both uplinks of a leaf on one spine") { planter in
      try planter.start(
        "leaf-spine", ["leaves": "8", "spines": "2", "hosts": "4", "spare": "2"])
      let index = planter.switchLink(level: 1)
      let leaf = planter.draft.links[index].a.device
      let spines = planter.design.tiers[2]
      let other = spines.first { $0 != planter.draft.links[index].b!.device }!
      planter.draft.links[index].b = planter.freeEnd(other)
      return try planter.verified([planter.name(leaf)])
    },
    PlantedRule("MW302", "three uplinks of different pods that pass on their upper ends") {
      planter in
      var ring: [Int] = []
      while ring.count < 3 {
        let next = planter.switchLink(level: 1)
        let pods = ring.map { planter.pod(planter.draft.links[$0].a.device) }
        if !pods.contains(planter.pod(planter.draft.links[next].a.device)) { ring.append(next) }
      }
      let ends = ring.map { planter.draft.links[$0].b }
      for (place, index) in ring.enumerated() {
        planter.draft.links[index].b = ends[(place + 1) % ring.count]
      }
      return try planter.verified(ring.map { planter.draft.name(ofLink: $0) })
    },
    PlantedRule("TP202", "a host with a cable less") { planter in
      try planter.start("rail-optimized", ["rails": "4", "hosts": "6", "units": "4"])
      let index = planter.hostLinks()[planter.random.below(4)]
      let end = planter.draft.links.remove(at: index).a
      return try planter.verified([planter.draft.name(end)])
    },
    PlantedRule("TP204", "a leaf of a unit that was never planned") { planter in
      try planter.start("rail-optimized", ["rails": "4", "hosts": "6", "units": "4"])
      let leaf = planter.device(tier: 1)
      let hosts = planter.draft.links(of: leaf).map { planter.draft.links[$0].a.device }
      planter.draft.links.removeAll { $0.a.device == leaf || $0.b?.device == leaf }
      return try planter.verified([planter.name(hosts.min()!), planter.name(leaf)])
    },
  ]
}

extension Planter {
  /// Another healthy plan in the place of this one.
  fileprivate mutating func start(_ name: String, _ parameters: [String: String]) throws {
    self = try Planter(name, parameters, seed: random.next())
  }

  /// The cables of a random host.
  fileprivate mutating func hostLinks() -> [Int] { draft.links(of: device(tier: 0)) }
}
