import FabricDesigns
import FabricModel
import FabricTopology
import TestSupport
import Testing

/// Designs whose hosts have several links: whole and partial, meeting and apart, split and not.
let railedDesigns: [DesignCase] = [
  "rail-optimized", "rail-optimized rails=4 hosts=8 units=3 spare=2",
  "rail-optimized rails=3 hosts=6 units=4 uplinks=7 spines=3",
  "rail-optimized rails=4 hosts=6 units=4 meet=apart",
  "rail-optimized rails=2 hosts=8 units=4 total-hosts=29 meet=apart",
  "rail-optimized rails=1 hosts=8 units=4 tors=2 spare=1",
  "rail-optimized rails=4 hosts=6 units=4 tors=2 meet=apart",
  "rail-optimized rails=4 hosts=6 units=4 tors=2",
  "rail-optimized rails=2 hosts=8 units=3 breakout=4",
  "rail-optimized rails=4 hosts=8 total-hosts=29 breakout=2 uplink-speed=800",
  "rail-optimized tiers=3 rails=4 hosts=6 units=2 pods=4",
  "rail-optimized tiers=3 rails=2 hosts=6 units=4 total-hosts=90 spare=2 meet=apart",
  "rail-optimized tiers=3 rails=4 hosts=8 units=2 pods=5 uplinks=4 spine-uplinks=4 cores=4",
  "multi-plane", "multi-plane planes=8 hosts=12 units=4 speed=100 spare=1",
  "multi-plane planes=2 rails=4 hosts=8 units=4 uplinks=4",
  "multi-plane planes=2 rails=2 hosts=8 units=4 uplinks=4",
  "multi-plane planes=3 rails=2 hosts=6 total-hosts=22",
  "multi-plane planes=2 tiers=3 rails=2 hosts=6 units=3 pods=3",
  "multi-plane planes=4 tiers=3 hosts=6 units=6 total-hosts=120",
].map { DesignCase($0) }

@Suite struct RailRecognitionTests {
  /// What the parameters of a design say of rails, planes and the name.
  private struct Expected {
    var (rails, planes, name) = (1, 1, "")

    init(_ design: any Design) {
      let settings = design.settings
      let value = { (name: String) in settings[name].flatMap { Int($0) } ?? 1 }
      rails = value("rails")
      if settings["planes"] != nil {
        planes = value("planes")
        name = "multi-plane"
      } else {
        if settings["meet"] == "apart" { planes = rails }
        name = rails > 1 ? "rail-optimized" : value("tiers") > 2 ? "fat-tree" : "leaf-spine"
      }
    }
  }

  /// Membership of every device by its name.
  private static func members(_ design: any Design) -> [String: Membership] {
    var members: [String: Membership] = [:]
    for index in 0..<design.deviceCount {
      members[design.deviceName(at: index)] = design.membership(of: index)
    }
    return members
  }

  private static func expectMembership(
    _ topology: Topology, _ fabric: Fabric, _ members: [String: Membership], _ expected: Expected
  ) {
    var unitOf: [Int: Int] = [:]
    for vertex in 0..<Int32(topology.graph.vertexCount) {
      let name = fabric.name(of: topology.graph.devices[Int(vertex)])
      guard let member = members[name] else { continue }
      #expect(Int(topology.tier[Int(vertex)]) == member.tier, "\(name)")
      if expected.rails > 1 && member.tier == 1 {
        #expect(topology.rail(of: vertex) == member.rail, "\(name)")
      }
      if expected.planes > 1 { #expect(topology.plane(of: vertex) == member.plane, "\(name)") }
      if member.tier == 1, let unit = member.unit, let found = topology.hosts.unit(ofLeaf: vertex) {
        #expect(unitOf[unit, default: found] == found, "\(name)")
        unitOf[unit] = found
      }
    }
    #expect(Set(unitOf.values).count == unitOf.count)
  }

  @Test("a healthy design is read back with its rails, planes and units", arguments: railedDesigns)
  func readsBack(_ entry: DesignCase) throws {
    let design = try entry.design
    let expected = Expected(design)
    let fabric = try Plans.draft(design).fabric()
    let topology = Topology(fabric)
    let structure = topology.structure
    #expect(structure.design == expected.name)
    #expect(structure.rails == expected.rails)
    #expect(structure.planes == expected.planes)
    #expect(structure.tiers.map(\.devices) == design.tiers.map(\.count))
    #expect(structure.confidence == 1)
    #expect(structure.components == 1)
    #expect(topology.acts == [])
    #expect(topology.hosts.acts == [])
    let members = Self.members(design)
    #expect(structure.parameters["units"] == Set(members.values.compactMap(\.unit)).count)
    #expect(structure.parameters["hostsPerUnit"] == Int(design.settings["hosts"] ?? ""))
    Self.expectMembership(topology, fabric, members, expected)
  }

  @Test(
    "with 1 % of the cables wrong, names removed and all shuffled, a design is read the same",
    arguments: railedDesigns)
  func miswired(_ entry: DesignCase) throws {
    let design = try entry.design
    let healthy = Topology(try Plans.draft(design).fabric()).structure
    let members = Self.members(design)
    let draft = try Plans.draft(design)
    for seed in 0..<6 as Range<UInt64> {
      let wrong = draft.miswired(percent: 1, seed: seed)
      let (plan, oldName) = wrong.shuffled(seed: seed).endsExchanged(seed: seed)
        .renamed(seed: seed)
      let fabric = try plan.fabric()
      let topology = Topology(fabric)
      #expect(topology.structure.design == healthy.design, "seed \(seed)")
      #expect(topology.structure.parameters == healthy.parameters, "seed \(seed)")
      #expect(topology.structure.rails == healthy.rails, "seed \(seed)")
      #expect(topology.structure.planes == healthy.planes, "seed \(seed)")
      #expect(topology.structure.tiers == healthy.tiers, "seed \(seed)")
      var renamed: [String: Membership] = [:]
      for (new, old) in oldName { renamed[new] = members[old] }
      Self.expectMembership(topology, fabric, renamed, Expected(design))
    }
  }

  @Test("declared rails and planes are not asked", arguments: railedDesigns)
  func ignoresDeclarations(_ entry: DesignCase) throws {
    var draft = try Plans.draft(entry.design)
    let honest = Topology(try draft.fabric())
    for index in draft.devices.indices {
      draft.devices[index].rail = index % 3
      draft.devices[index].plane = index % 2
    }
    let lied = Topology(try draft.fabric())
    #expect(lied.structure == honest.structure)
    for vertex in 0..<Int32(honest.graph.vertexCount) {
      #expect(lied.rail(of: vertex) == honest.rail(of: vertex))
      #expect(lied.plane(of: vertex) == honest.plane(of: vertex))
    }
  }
}
