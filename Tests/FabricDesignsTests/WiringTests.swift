import FabricDesigns
import FabricModel
import Testing

/// Rules that every design keeps, on small designs of every sort and on random ones.
@Suite("Wiring of the designs")
struct WiringTests {
  @Test("the small designs keep the rules", arguments: smallDesigns)
  func smallDesign(name: String, parameters: [String: String]) throws {
    try expectRules(of: DesignCatalog.design(named: name, overrides: parameters))
  }

  @Test("random fat trees keep the rules", arguments: 0..<40 as Range<UInt64>)
  func randomFatTree(seed: UInt64) throws {
    var random = SplitMix64(seed: seed)
    let k = 2 * (1 + random.below(6))
    var parameters = ["k": "\(k)", "spare": "\(random.below(3))"]
    parameters["down"] = "\(1 + random.below(k - 1))"
    parameters["tiers"] = "\(2 + random.below(2))"
    if parameters["tiers"] == "3" {
      parameters["spine-down"] = "\(1 + random.below(k - 1))"
      parameters["pods"] = "\(1 + random.below(k))"
    }
    try expectRules(of: DesignCatalog.design(named: "fat-tree", overrides: parameters))
  }

  @Test("random leaf-spines keep the rules", arguments: 0..<40 as Range<UInt64>)
  func randomLeafSpine(seed: UInt64) throws {
    var random = SplitMix64(seed: seed)
    let spines = 1 + random.below(9)
    let parameters = [
      "leaves": "\(1 + random.below(12))", "spines": "\(spines)",
      "hosts": "\(1 + random.below(40))", "uplinks": "\(spines + random.below(20))",
    ]
    try expectRules(of: DesignCatalog.design(named: "leaf-spine", overrides: parameters))
  }

  @Test(
    "random designs of hosts with several links keep the rules", arguments: 0..<80 as Range<UInt64>)
  func randomRails(seed: UInt64) throws {
    var random = SplitMix64(seed: seed)
    let hosts = 1 + random.below(9)
    let units = 1 + random.below(4)
    var parameters = [
      "rails": "\(1 + random.below(5))", "hosts": "\(hosts)", "units": "\(units)",
      "uplinks": "\(1 + random.below(8))", "spare": "\(random.below(3))",
    ]
    if random.below(2) == 0 {
      parameters["tiers"] = "3"
      parameters["total-hosts"] = "\(1 + random.below(3 * hosts * units))"
    }
    guard random.below(2) == 0 else {
      parameters["planes"] = "\(2 + random.below(4))"
      return try expectRules(
        of: DesignCatalog.design(named: "multi-plane", overrides: parameters))
    }
    parameters["meet"] = ["spine", "apart"][random.below(2)]
    if random.below(2) == 0 {
      parameters["tors"] = "2"
    } else {
      parameters["breakout"] = "\(1 << random.below(4))"
    }
    try expectRules(of: DesignCatalog.design(named: "rail-optimized", overrides: parameters))
  }

  private func expectRules(of design: any Design) throws {
    let sink = try RecordingSink(design)
    #expect(sink.devices.count == design.deviceCount)
    #expect(sink.links.count == design.linkCount)
    #expect(Set(sink.devices.map(\.name)).count == design.deviceCount)
    #expect(Set(sink.links.map(\.label)).count == design.cableCount)
    #expect(sink.devices.indices.allSatisfy { design.deviceName(at: $0) == sink.devices[$0].name })
    expectPorts(sink)
    expectCables(design, sink)
    expectInverse(design, sink)
    expectGroups(design, sink)
    expectPlaces(sink)
  }

  /// Every port at most once and within the radix; a cage is whole or split, never both.
  private func expectPorts(_ sink: RecordingSink) {
    var used: Set<EndEntry> = []
    var isSplit: [[Int]: Bool] = [:]
    for link in sink.links {
      for end in [link.a, link.b].compactMap({ $0 }) {
        guard let (cage, leg) = end.port.cageAndLeg else {
          Issue.record("\(sink.name(end)) has no number")
          continue
        }
        #expect((1...sink.devices[end.device].radix).contains(cage), "\(sink.name(end))")
        #expect(used.insert(end).inserted, "\(sink.name(end)) is used twice")
        let known = isSplit.updateValue(leg > 0, forKey: [end.device, cage])
        #expect(known == nil || known == (leg > 0), "\(sink.name(end)) is whole and split")
      }
    }
  }

  /// The legs of a cable are neighbours, have one end in one cage, and are told alike.
  private func expectCables(_ design: any Design, _ sink: RecordingSink) {
    var index = 0
    while index < sink.links.count {
      let legs = design.legs(ofLink: index)
      #expect(legs.lowerBound == index)
      let first = sink.links[index]
      for (leg, link) in zip(1..., sink.links[legs]) {
        #expect(design.legs(ofLink: index + leg - 1) == legs)
        #expect(link.sharesCable == (leg > 1))
        #expect([link.label, link.medium] == [first.label, first.medium])
        #expect(link.length == first.length)
        let ends = [(link.a, first.a), (link.b ?? link.a, first.b ?? first.a)]
        let common = ends.first { $0.device == $1.device && $0.port.cage == $1.port.cage }
        #expect(common != nil, "\(link)")
        if case .leg(_, let number)? = common?.0.port { #expect(number == leg) }
      }
      index = legs.upperBound
    }
  }

  private func expectInverse(_ design: any Design, _ sink: RecordingSink) {
    var links = [[Int]](repeating: [], count: design.deviceCount)
    for (index, link) in sink.links.enumerated() {
      links[link.a.device].append(index)
      if let b = link.b { links[b.device].append(index) }
    }
    for device in links.indices {
      let told = design.links(of: device)
      #expect(told.sorted() == links[device])
      let ports = told.compactMap { index -> [Int]? in
        let link = sink.links[index]
        let end = link.a.device == device ? link.a : link.b
        return end?.port.cageAndLeg.map { [$0.cage, $0.leg] }
      }
      #expect(ports == ports.sorted { $0.lexicographicallyPrecedes($1) }, "\(device)")
    }
  }

  /// Trunks and degrees are what the groups say, and neighbouring tiers alone are joined.
  private func expectGroups(_ design: any Design, _ sink: RecordingSink) {
    #expect(design.tiers.flatMap { Array($0) } == Array(0..<design.deviceCount))
    #expect(design.linkGroups.flatMap { Array($0.links) } == Array(0..<design.linkCount))
    for (tier, group) in design.linkGroups.enumerated() {
      var pairs: [[Int]: Int] = [:]
      var degrees: [Int: Int] = [:]
      for link in sink.links[group.links] {
        let ends = [link.a.device, link.b?.device ?? -1]
        pairs[ends, default: 0] += 1
        for end in ends { degrees[end, default: 0] += 1 }
        #expect(design.tier(of: ends[0]) == tier && design.tier(of: ends[1]) == tier + 1)
      }
      #expect(pairs.values.min() == group.trunk.lowerBound)
      #expect(pairs.values.max() == group.trunk.upperBound)
      let (lower, upper) = (design.tiers[tier], design.tiers[tier + 1])
      #expect(lower.allSatisfy { group.lowerDegree.contains(degrees[$0] ?? 0) })
      #expect(upper.allSatisfy { group.upperDegree.contains(degrees[$0] ?? 0) })
    }
  }

  /// Racks have 42 U; no two devices share a unit. Devices are 2 U high where nothing is said.
  /// A cable reaches, its medium reaches as far, and it is no longer than the stock makes it.
  private func expectPlaces(_ sink: RecordingSink) {
    var filled: Set<Place> = []
    for device in sink.devices {
      let height = device.height > 0 ? device.height : 2
      for unit in device.place.unit..<device.place.unit + height {
        var place = device.place
        place.unit = unit
        #expect((1...42).contains(unit), "\(device.name)")
        #expect(filled.insert(place).inserted, "\(device.name) shares \(place)")
      }
    }
    var builder = FabricBuilder()
    sink.replay(to: &builder)
    let fabric = builder.build()
    let routes = CableRoutes(fabric, floor: sink.header.floor ?? Floor())
    for link in sink.links {
      guard let b = link.b, let length = link.length, let speed = link.speed else {
        Issue.record("\(link) has no length")
        continue
      }
      let route = routes.length(from: DeviceID(link.a.device), to: DeviceID(b.device), in: fabric)
      #expect(route != nil && route ?? length <= length, "\(link)")
      let medium = Medium(named: link.medium)
      #expect(medium.map { length <= $0.reach(at: speed) } == true, "\(link)")
      guard !link.sharesCable, case .number = link.a.port, let route else { continue }
      #expect(length.centimeters <= max(200, route.centimeters * 2 + 5_000), "\(link)")
    }
  }

  @Test("no two of the 232,704 devices of colossus-220k share a height unit")
  func colossusPlaces() throws {
    let design = try DesignCatalog.design(named: "colossus-220k")
    var places: Set<Place> = []
    places.reserveCapacity(design.deviceCount)
    for index in 0..<design.deviceCount { places.insert(design.device(at: index).place) }
    #expect(places.count == design.deviceCount)
  }
}
