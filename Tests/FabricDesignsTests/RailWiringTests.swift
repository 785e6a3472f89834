import FabricDesigns
import FabricModel
import Testing

@Suite("Wiring of rails and planes")
struct RailWiringTests {
  @Test("every host port leads to its rail, every leg to its plane", arguments: smallRailDesigns)
  func railsAndPlanes(name: String, parameters: [String: String]) throws {
    let design = try DesignCatalog.design(named: name, overrides: parameters)
    let isMultiPlane = name == "multi-plane"
    for index in design.linkGroups[0].links {
      let link = design.link(at: index)
      let (cage, leg) = try #require(link.a.port.cageAndLeg)
      let leaf = design.membership(of: try #require(link.b).device)
      let host = design.membership(of: link.a.device)
      #expect(leaf.rail == (design.device(at: 0).radix > 1 ? cage - 1 : nil))
      if isMultiPlane { #expect(leaf.plane == leg - 1) }
      if parameters["meet"] == "apart" { #expect(leaf.plane == cage - 1) }
      #expect(host.unit == leaf.unit && host.pod == leaf.pod)
    }
    for group in design.linkGroups.dropFirst() {
      for index in group.links {
        let link = design.link(at: index)
        let upper = try #require(link.b).device
        #expect(design.device(at: link.a.device).plane == design.device(at: upper).plane)
        let pods = [link.a.device, upper].map { design.membership(of: $0).pod }
        #expect(pods[1] == nil || pods[0] == pods[1])
      }
    }
  }

  @Test(
    "the hosts of a unit share their leaves, those of two units none", arguments: smallRailDesigns)
  func units(name: String, parameters: [String: String]) throws {
    let design = try DesignCatalog.design(named: name, overrides: parameters)
    var leaves: [Int: Set<Int>] = [:]
    for host in design.tiers[0] {
      let own = Set(design.links(of: host).compactMap { design.link(at: $0).b?.device })
      #expect(own.count == design.links(of: host).count)
      let unit = try #require(design.membership(of: host).unit)
      if let known = leaves.updateValue(own, forKey: unit) { #expect(known == own) }
    }
    #expect(leaves.values.reduce(0) { $0 + $1.count } == design.tiers[1].count)
    #expect(Set(leaves.values.joined()) == Set(design.tiers[1]))
    for (unit, own) in leaves {
      #expect(own.allSatisfy { design.membership(of: $0).unit == unit })
    }
  }

  @Test(
    "no two devices of the presets share a height unit",
    arguments: [
      "colossus-220k-rails", "colossus-planes",
    ])
  func presetPlaces(name: String) throws {
    let design = try DesignCatalog.design(named: name)
    var units: Set<Place> = []
    var filled = 0
    for index in 0..<design.deviceCount {
      let device = design.device(at: index)
      filled += device.height
      for unit in device.place.unit..<device.place.unit + device.height {
        var place = device.place
        place.unit = unit
        units.insert(place)
      }
    }
    #expect(units.count == filled)
  }
}

@Suite("Bisection of designs with whole hosts")
struct WholeHostBisectionTests {
  /// Designs of at most twelve switches.
  static let designs: [(name: String, parameters: [String: String])] = [
    ("leaf-spine", ["leaves": "4", "spines": "2", "hosts": "2"]),
    ("leaf-spine", ["leaves": "4", "spines": "2", "hosts": "4"]),
    ("rail-optimized", ["rails": "2", "hosts": "2", "units": "2"]),
    ("rail-optimized", ["rails": "2", "hosts": "4", "units": "2", "uplinks": "2"]),
    ("rail-optimized", ["rails": "2", "hosts": "2", "units": "2", "meet": "apart"]),
    (
      "rail-optimized", ["rails": "2", "hosts": "3", "units": "2", "uplinks": "1", "meet": "apart"]
    ),
    ("rail-optimized", ["rails": "1", "hosts": "4", "units": "2", "tors": "2", "uplinks": "2"]),
    ("rail-optimized", ["rails": "2", "hosts": "2", "total-hosts": "3"]),
    ("rail-optimized", ["rails": "2", "hosts": "2", "total-hosts": "5", "meet": "apart"]),
    (
      "rail-optimized", ["rails": "2", "hosts": "4", "units": "2", "breakout": "2", "uplinks": "2"]
    ),
    ("multi-plane", ["planes": "2", "hosts": "3", "units": "2"]),
    ("multi-plane", ["planes": "2", "hosts": "4", "units": "2", "uplinks": "2"]),
    ("multi-plane", ["planes": "2", "rails": "2", "hosts": "2", "units": "2", "uplinks": "1"]),
    (
      "rail-optimized",
      [
        "tiers": "3", "rails": "1", "hosts": "2", "units": "2", "pods": "2", "spine-uplinks": "1",
      ]
    ),
  ]

  @Test("the claimed bisection is the least cut over all sets of switches", arguments: designs)
  func bruteForce(name: String, parameters: [String: String]) throws {
    let design = try DesignCatalog.design(named: name, overrides: parameters)
    let claimed = try #require(design.intent.bisection)
    #expect(claimed.megabits * 2 == leastCut(design))
  }

  /// Twice the least over all sets S of switches of the capacity cut and the cheapest half of the
  /// hosts: a host on the side of S pays for its links to the rest, any other for those to S. The
  /// middle one of an odd number of hosts pays half of both.
  private func leastCut(_ design: any Design) -> Int {
    let hosts = design.tiers[0].count
    let switches = design.deviceCount - hosts
    let links = (0..<design.linkCount).map { design.link(at: $0) }
    var least = Int.max
    for set in 0..<1 << switches {
      var cut = 0
      var inside = [Int](repeating: 0, count: hosts)
      var outside = inside
      for link in links {
        guard let b = link.b, let speed = link.speed?.megabits else { continue }
        let isUpperIn = set >> (b.device - hosts) & 1 == 1
        if link.a.device < hosts {
          if isUpperIn { inside[link.a.device] += speed } else { outside[link.a.device] += speed }
        } else if (set >> (link.a.device - hosts) & 1 == 1) != isUpperIn {
          cut += speed
        }
      }
      let gains = zip(outside, inside).map { $0 - $1 }.sorted()
      var doubled = 2 * cut + 2 * inside.reduce(0, +)
      for (rank, gain) in gains.enumerated() {
        doubled += (2 * rank + 1 < hosts ? 2 : 2 * rank + 1 == hosts ? 1 : 0) * gain
      }
      least = min(least, doubled)
    }
    return least
  }
}
