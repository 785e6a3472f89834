import FabricDesigns
import FabricModel
import Testing

@Suite("Counts of the designs")
struct DesignCountsTests {
  @Test("a fat tree of 96-port switches has 221,184 hosts and 663,552 cables")
  func colossus() throws {
    let design = try DesignCatalog.design(named: "fat-tree", overrides: ["k": "96"])
    #expect(design.tiers.map(\.count) == [221_184, 4_608, 4_608, 2_304])
    #expect(design.deviceCount == 232_704)
    #expect(design.linkCount == 663_552)
    #expect(design.intent.bisection == Gbps(110_592 * 400))
    #expect(design.intent.oversubscription == [1: .one, 2: .one])
    #expect(design.deviceName(at: 0) == "p01-h-0001")
    #expect(design.deviceName(at: 221_184 + 6 * 48 + 2) == "p07-leaf-03")
    #expect(design.deviceName(at: 221_184 + 4_608 + 6 * 48 + 11) == "p07-spine-12")
    #expect(design.deviceName(at: design.deviceCount - 1) == "core-48-48")
    #expect(design.link(at: 122).label == "C0000123")
  }

  @Test("54 pods of 128-port switches have two cables from each spine to each of 32 cores a plane")
  func partialPods() throws {
    let design = try DesignCatalog.design(
      named: "fat-tree", overrides: ["k": "128", "pods": "54"])
    #expect(design.tiers.map(\.count) == [221_184, 3_456, 3_456, 2_048])
    #expect(design.deviceCount - 221_184 == 8_960)
    #expect(design.linkCount == 663_552)
    #expect(design.linkGroups[2].trunk == 2...2)
    #expect(design.linkGroups[2].upperDegree == 108...108)
    #expect(design.settings["cores"] == "32")
    #expect(design.intent.bisection == Gbps(110_592 * 400))
  }

  @Test("twice as many leaf ports down as up halve the bisection")
  func twoToOne() throws {
    let design = try DesignCatalog.design(
      named: "fat-tree", overrides: ["k": "96", "down": "64", "speed": "100"])
    #expect(design.tiers.map(\.count) == [294_912, 4_608, 3_072, 1_536])
    #expect(design.linkCount - 294_912 == 294_912)
    #expect(design.intent.oversubscription == [1: Ratio(2, 1)!, 2: .one])
    #expect(design.intent.bisection == Gbps(73_728 * 100))
  }

  @Test("a spine with three ports down to one up is 3:1 at tier 2")
  func spineTier() throws {
    let design = try DesignCatalog.design(
      named: "fat-tree", overrides: ["k": "16", "spine-down": "12"])
    #expect(design.intent.oversubscription == [1: .one, 2: Ratio(3, 1)!])
    // 16 pods x 8 spines x 4 uplinks, half of them at 400.
    #expect(design.intent.bisection == Gbps(16 * 8 * 4 / 2 * 400))
  }

  @Test("a two-tier fat tree has k leaves and half as many spines")
  func twoTiers() throws {
    let design = try DesignCatalog.design(
      named: "fat-tree", overrides: ["k": "32", "tiers": "2"])
    #expect(design.tiers.map(\.count) == [512, 32, 16])
    #expect(design.linkCount == 1_024)
    #expect(design.deviceName(at: 512) == "leaf-01")
    #expect(design.deviceName(at: 0) == "h-001")
    #expect(design.intent.bisection == Gbps(256 * 400))
  }

  @Test("no bisection is claimed where cables do not divide evenly or halves do not exist")
  func unprovenBisection() throws {
    let uneven = try DesignCatalog.design(
      named: "leaf-spine", overrides: ["spines": "3", "uplinks": "8"])
    #expect(uneven.intent.bisection == nil)
    let oddLeaves = try DesignCatalog.design(
      named: "leaf-spine", overrides: ["leaves": "5", "hosts": "16", "spines": "8"])
    #expect(oddLeaves.intent.bisection == nil)
    let oddPods = try DesignCatalog.design(
      named: "fat-tree", overrides: ["k": "8", "spine-down": "6", "pods": "3"])
    #expect(oddPods.intent.bisection == nil)
  }

  @Test("uplinks of twice the speed count twice")
  func fasterUplinks() throws {
    let design = try DesignCatalog.design(
      named: "leaf-spine",
      overrides: ["leaves": "8", "spines": "4", "hosts": "16", "uplink-speed": "800"])
    #expect(design.intent.oversubscription == [1: Ratio(2, 1)!])
    #expect(design.intent.bisection == Gbps(8 * 4 * 800 / 2))
  }

  @Test("the settings of a design make the same design again", arguments: smallDesigns)
  func settingsRoundTrip(name: String, parameters: [String: String]) throws {
    let design = try DesignCatalog.design(named: name, overrides: parameters)
    let again = try DesignCatalog.design(named: name, overrides: design.settings)
    #expect(again.settings == design.settings)
    #expect(try RecordingSink(again).links == RecordingSink(design).links)
  }

  @Test("streaming tells what random access tells, and a builder takes it")
  func streaming() throws {
    let design = try DesignCatalog.design(named: "fat-tree", overrides: ["k": "6"])
    let sink = try RecordingSink(design)
    #expect(sink.isFinished)
    #expect(sink.header.name == "fat-tree")
    #expect(sink.header.intent?.design == "fat-tree")
    #expect(sink.devices == (0..<design.deviceCount).map { design.device(at: $0) })
    #expect(sink.links == (0..<design.linkCount).map { design.link(at: $0) })
    var builder = FabricBuilder()
    try design.send(to: &builder)
    let fabric = builder.build()
    #expect(fabric.devices.count == design.deviceCount)
    #expect(fabric.ports.count == 2 * design.linkCount)
  }
}
