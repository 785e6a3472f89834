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

  private func expectRules(of design: any Design) throws {
    let sink = try RecordingSink(design)
    #expect(sink.devices.count == design.deviceCount)
    #expect(sink.links.count == design.linkCount)
    #expect(Set(sink.devices.map(\.name)).count == design.deviceCount)
    #expect(Set(sink.links.map(\.label)).count == design.linkCount)
    #expect(sink.devices.indices.allSatisfy { design.deviceName(at: $0) == sink.devices[$0].name })
    expectPorts(sink)
    expectInverse(design, sink)
    expectGroups(design, sink)
    expectPlaces(sink)
  }

  /// Every port at most once and within the radix.
  private func expectPorts(_ sink: RecordingSink) {
    var used: Set<EndEntry> = []
    for link in sink.links {
      for end in [link.a, link.b].compactMap({ $0 }) {
        guard case .number(let number) = end.port else {
          Issue.record("\(sink.name(end)) has no number")
          continue
        }
        #expect((1...sink.devices[end.device].radix).contains(number), "\(sink.name(end))")
        #expect(used.insert(end).inserted, "\(sink.name(end)) is used twice")
      }
    }
  }

  private func expectInverse(_ design: any Design, _ sink: RecordingSink) {
    var links = [[Int]](repeating: [], count: design.deviceCount)
    for (index, link) in sink.links.enumerated() {
      links[link.a.device].append(index)
      if let b = link.b { links[b.device].append(index) }
    }
    for device in links.indices { #expect(design.links(of: device).sorted() == links[device]) }
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

  /// Devices are 2 U high and racks have 42 U; no two devices share a unit.
  private func expectPlaces(_ sink: RecordingSink) {
    var filled: Set<Place> = []
    for device in sink.devices {
      for unit in [device.place.unit, device.place.unit + 1] {
        var place = device.place
        place.unit = unit
        #expect((1...42).contains(unit), "\(device.name)")
        #expect(filled.insert(place).inserted, "\(device.name) shares \(place)")
      }
    }
    for link in sink.links {
      let places = [link.a, link.b].compactMap { $0 }.map { sink.devices[$0.device].place }
      let isInRack = Set(places.map { [$0.hall, $0.row, $0.rack] }).count == 1
      let length = link.length?.centimeters ?? 0
      #expect(isInRack ? length == 200 : length > 200 || length == 200)
      #expect(link.medium == (length <= 300 ? "DAC" : length <= 3000 ? "AOC" : "SMF"))
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
