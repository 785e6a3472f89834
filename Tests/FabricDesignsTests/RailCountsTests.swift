import FabricDesigns
import FabricModel
import Testing

@Suite("Counts of designs with rails and planes")
struct RailCountsTests {
  private func railOptimized(_ parameters: [String: String]) throws -> any Design {
    try DesignCatalog.design(named: "rail-optimized", overrides: parameters)
  }

  @Test("colossus-220k-rails has the switches and cables of colossus-220k below 27,648 hosts")
  func colossusRails() throws {
    let design = try DesignCatalog.design(named: "colossus-220k-rails")
    #expect(design.tiers.map(\.count) == [27_648, 4_608, 4_608, 2_304])
    #expect(design.linkCount == 663_552)
    #expect(design.cableCount == 663_552)
    #expect(design.device(at: 0).radix == 8)
    #expect(design.device(at: 27_648).radix == 96)
    #expect(design.linkGroups.map(\.upperDegree) == [48...48, 48...48, 96...96])
    #expect(design.intent.bisection == Gbps(110_592 * 400))
    #expect(design.intent.oversubscription == [1: .one, 2: .one])
    let leaf = 27_648 + 6 * 48 + 2 * 8 + 5
    #expect(design.deviceName(at: 6 * 288 + 2 * 48 + 22) == "p07-u3-h-23")
    #expect(design.deviceName(at: leaf) == "p07-r5-leaf-03")
    #expect(design.device(at: leaf).rail == 5)
    #expect(design.device(at: leaf).plane == nil)
    #expect(design.membership(of: leaf) == Membership(tier: 1, pod: 6, unit: 38, rail: 5))
    #expect(design.deviceName(at: 27_648 + 4_608 + 6 * 48 + 11) == "p07-spine-12")
    #expect(design.deviceName(at: design.deviceCount - 1) == "core-48-48")
    #expect(design.link(at: 8 * 1_846 + 5).b?.device == leaf)
  }

  @Test("colossus-planes has 1,376 switches, and 27,648 cables for 221,184 links of hosts")
  func colossusPlanes() throws {
    let design = try DesignCatalog.design(named: "colossus-planes")
    #expect(design.tiers.map(\.count) == [27_648, 864, 512])
    #expect(design.linkGroups.map(\.links.count) == [221_184, 221_184])
    #expect(design.cableCount == 27_648 + 8 * 108 * 256)
    #expect(design.linkGroups[1].trunk == 4...4)
    #expect(design.device(at: 0).radix == 1)
    #expect(design.device(at: 27_648).radix == 512)
    #expect(design.device(at: 27_648 + 864).radix == 432)
    #expect(design.intent.bisection == Gbps(110_592 * 100))
    #expect(design.deviceName(at: 27_648 + 3 * 108 + 11) == "pl3-leaf-012")
    #expect(design.device(at: 27_648 + 3 * 108 + 11).plane == 3)
    #expect(design.device(at: 27_648 + 864 + 3 * 64).plane == 3)
    let link = design.link(at: 8 * 257 + 3)
    #expect(link.a == EndEntry(device: 257, port: .leg(cage: 1, leg: 4)))
    #expect(link.b == EndEntry(device: 27_648 + 3 * 108 + 1, port: .number(2)))
    #expect(link.label == "C0000258")
    #expect(link.speed == Gbps(100))
    #expect(design.link(at: 221_184).label == "C0027649")
    #expect(design.deviceName(at: 257) == "u002-h-002")
  }

  @Test("the scalable units of 32 and of 72 hosts give the switch counts of their makers' tables")
  func scalableUnits() throws {
    let small = try railOptimized([:])
    #expect(small.tiers.map(\.count) == [128, 32, 16])
    #expect(small.linkGroups.map(\.links.count) == [1_024, 1_024])
    let large = try railOptimized(["hosts": "72", "units": "18"])
    #expect(large.tiers.map(\.count) == [1_296, 144, 72])
    #expect(large.linkGroups.map(\.links.count) == [10_368, 10_368])
    let tall = try railOptimized(["tiers": "3", "units": "4", "pods": "16"])
    #expect(tall.tiers.map(\.count) == [2_048, 512, 512, 256])
    #expect(tall.linkCount == 3 * 16_384)
  }

  @Test("rails that stay apart are as many fabrics, and all of their switches tell which")
  func apart() throws {
    let design = try railOptimized(["rails": "4", "hosts": "8", "units": "6", "meet": "apart"])
    // Six leaves of 16 ports in each fabric: three spines take the uplinks of all.
    #expect(design.tiers.map(\.count) == [48, 24, 16])
    for index in design.tiers[1].lowerBound..<design.deviceCount {
      #expect(design.device(at: index).plane == design.membership(of: index).plane)
      #expect(design.device(at: index).rail == design.membership(of: index).rail)
    }
    #expect(design.deviceName(at: 48) == "r0-leaf-01")
    #expect(design.deviceName(at: 48 + 24 + 4) == "r1-spine-01")
    #expect(design.membership(of: 48 + 7) == Membership(tier: 1, unit: 1, rail: 1, plane: 1))
    #expect(design.membership(of: 48 + 24 + 4) == Membership(tier: 2, plane: 1))
  }

  @Test("two leaves for a port have two letters, and its cable a leg to each")
  func twoLeaves() throws {
    let design = try railOptimized(["rails": "2", "hosts": "4", "units": "2", "tors": "2"])
    let sink = try RecordingSink(design)
    #expect(
      sink.devices[8..<16].map(\.name) == [
        "r0-leaf-01a", "r0-leaf-01b", "r1-leaf-01a", "r1-leaf-01b", "r0-leaf-02a", "r0-leaf-02b",
        "r1-leaf-02a", "r1-leaf-02b",
      ])
    #expect(
      sink.linkNames.prefix(4) == [
        "r0-leaf-01a:1--u1-h-01:1/1", "r0-leaf-01b:1--u1-h-01:1/2", "r1-leaf-01a:1--u1-h-01:2/1",
        "r1-leaf-01b:1--u1-h-01:2/2",
      ])
  }

  @Test("a port of a leaf is split to hosts in their order; the last one has a leg left over")
  func breakout() throws {
    let design = try railOptimized(["rails": "1", "hosts": "3", "units": "1", "breakout": "2"])
    let sink = try RecordingSink(design)
    #expect(
      sink.linkNames.prefix(3) == [
        "h-01:1--leaf-01:1/1", "h-02:1--leaf-01:1/2", "h-03:1--leaf-01:2/1",
      ])
    #expect(sink.links.prefix(4).map(\.label) == ["C0000001", "C0000001", "C0000002", "C0000003"])
    #expect(sink.devices[3].radix == 2 + 3)
    #expect(sink.links[3].a.port == .number(3))
  }

  @Test("hosts that fill neither the last unit nor the last pod leave them smaller")
  func partial() throws {
    let design = try railOptimized([
      "tiers": "3", "rails": "2", "hosts": "4", "units": "3", "total-hosts": "17",
    ])
    // Units of 4, 4, 4 and 4, 1: the second pod has two of three units.
    #expect(design.tiers.map(\.count)[...1] == [17, 10])
    #expect(design.settings["pods"] == "2")
    #expect(design.linkGroups[0].upperDegree == 1...4)
    #expect(design.intent.bisection == Gbps(17 * 2 * 400 / 2))
    let thin = try railOptimized([
      "rails": "2", "hosts": "4", "uplinks": "2", "spines": "2", "total-hosts": "5",
    ])
    #expect(thin.intent.oversubscription == [1: Ratio(2, 1)!])
    #expect(thin.intent.bisection == nil)
  }

  @Test("transceivers are named at both ends of fibre when asked for, the common end by its sum")
  func optics() throws {
    let parameters = ["hosts": "4096", "units": "1", "uplinks": "1", "speed": "200"]
    let plain = try RecordingSink(DesignCatalog.design(named: "multi-plane", overrides: parameters))
    #expect(plain.links.allSatisfy { $0.a.optic.isEmpty && $0.b?.optic.isEmpty == true })
    #expect(
      try optics("multi-plane", parameters)
        == [["DAC", "", ""], ["AEC", "", ""], ["AOC", "", ""], ["DR", "400G-DR", "200G-DR"]])
    let shared = ["rails": "1", "hosts": "4096", "units": "1", "uplinks": "1", "breakout": "4"]
    #expect(try optics("rail-optimized", shared).contains(["DR", "400G-DR", "1600G-DR"]))
    let tall = ["tiers": "3", "hosts": "2", "units": "1", "pods": "14", "rails": "1"]
    #expect(try optics("rail-optimized", tall).contains(["DR", "400G-DR", "400G-DR"]))
  }

  /// Medium and both transceivers of all cables of a plan that is asked to name them.
  private func optics(_ name: String, _ parameters: [String: String]) throws -> Set<[String]> {
    let design = try DesignCatalog.design(
      named: name, overrides: parameters.merging(["optics": "yes"]) { $1 })
    return Set(
      try RecordingSink(design).links.map { [$0.medium, $0.a.optic, $0.b?.optic ?? ""] })
  }
}
