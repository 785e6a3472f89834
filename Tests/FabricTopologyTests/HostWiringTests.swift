import FabricDesigns
import FabricModel
import FabricTopology
import TestSupport
import Testing

/// A plan of hosts with several ports and what has to be read in it.
struct HostedCase: CustomTestStringConvertible, Sendable {
  var testDescription: String
  var plan: HostedPlan
  var rails: Int
  var planes: Int
  var design: String

  init(
    _ name: String, rails: Int, planes: Int, design: String, _ change: (inout HostedPlan) -> Void
  ) {
    testDescription = name
    var plan = HostedPlan()
    change(&plan)
    (self.plan, self.rails, self.planes, self.design) = (plan, rails, planes, design)
  }
}

let hostedCases: [HostedCase] = [
  HostedCase("rails that meet at the spines", rails: 4, planes: 1, design: "rail-optimized") {
    $0.unitsPerPod = 3
    $0.hostsPerUnit = 6
  },
  HostedCase("rails that meet at the cores", rails: 4, planes: 1, design: "rail-optimized") {
    ($0.pods, $0.cores, $0.hostsPerUnit) = (5, 4, 6)
  },
  HostedCase("rails that stay apart", rails: 4, planes: 4, design: "rail-optimized") {
    ($0.areRailsApart, $0.unitsPerPod, $0.hostsPerUnit) = (true, 4, 8)
  },
  HostedCase(
    "rails that stay apart, three tiers", rails: 4, planes: 4, design: "rail-optimized"
  ) {
    ($0.areRailsApart, $0.unitsPerPod, $0.hostsPerUnit, $0.pods) = (true, 4, 6, 4)
    ($0.spines, $0.cores) = (4, 4)
  },
  HostedCase("one port split over planes", rails: 1, planes: 4, design: "multi-plane") {
    ($0.rails, $0.planes, $0.ports, $0.unitsPerPod, $0.hostsPerUnit) = (1, 4, .legs, 5, 8)
  },
  HostedCase("one port split over planes with pods", rails: 1, planes: 4, design: "multi-plane") {
    ($0.rails, $0.planes, $0.ports, $0.unitsPerPod, $0.hostsPerUnit) = (1, 4, .legs, 4, 8)
    ($0.pods, $0.cores, $0.spines) = (4, 4, 4)
  },
  HostedCase("twin planes of four rails", rails: 4, planes: 2, design: "multi-plane") {
    ($0.planes, $0.unitsPerPod, $0.hostsPerUnit) = (2, 4, 8)
  },
  HostedCase("twin planes of four rails, legs", rails: 4, planes: 2, design: "multi-plane") {
    ($0.planes, $0.unitsPerPod, $0.hostsPerUnit, $0.ports) = (2, 4, 8, .legs)
  },
]

@Suite struct HostWiringTests {
  @Test("rails, planes and units are read back", arguments: hostedCases)
  func healthy(_ entry: HostedCase) throws {
    let topology = Topology(try entry.plan.draft.fabric())
    let structure = topology.structure
    #expect(structure.design == entry.design)
    #expect(structure.rails == entry.rails)
    #expect(structure.planes == entry.planes)
    #expect(structure.confidence == 1)
    #expect(structure.components == 1)
    #expect(structure.parameters["units"] == entry.plan.pods * entry.plan.unitsPerPod)
    #expect(structure.parameters["hostsPerUnit"] == entry.plan.hostsPerUnit)
    #expect(structure.pods == entry.plan.pods)
    #expect(topology.hosts.acts == [])
    #expect(topology.acts == [])
    #expect(topology.hosts.violations.planeCrossings == [])
    #expect(topology.hosts.violations.sameSwitch == [])
  }

  @Test(
    "with 1 to 2 % of the cables wrong, in any order and under any names, it is the same",
    arguments: hostedCases, [1, 2])
  func miswired(_ entry: HostedCase, percent: Int) throws {
    let healthy = Topology(try entry.plan.draft.fabric()).structure
    for seed in 0..<6 as Range<UInt64> {
      let draft = entry.plan.draft.miswired(percent: percent, seed: seed).shuffled(seed: seed)
        .endsExchanged(seed: seed).renamed(seed: seed).plan
      let structure = Topology(try draft.fabric()).structure
      #expect(structure.design == healthy.design, "seed \(seed)")
      #expect(structure.parameters == healthy.parameters, "seed \(seed)")
      #expect(structure.rails == healthy.rails, "seed \(seed)")
      #expect(structure.planes == healthy.planes, "seed \(seed)")
      #expect(structure.pods == healthy.pods, "seed \(seed)")
      #expect(structure.tiers == healthy.tiers, "seed \(seed)")
    }
  }

  @Test("every leaf has the rail and the plane of its name", arguments: hostedCases)
  func railsByName(_ entry: HostedCase) throws {
    let fabric = try entry.plan.draft.miswired(percent: 1, seed: 5).shuffled(seed: 9).fabric()
    let topology = Topology(fabric)
    for vertex in 0..<Int32(topology.graph.vertexCount) where topology.tier[Int(vertex)] == 1 {
      let parts = fabric.name(of: topology.graph.devices[Int(vertex)]).split(separator: "-")
      let (rail, plane) = (Int(parts[2].dropFirst())!, Int(parts[3].dropFirst())!)
      #expect(topology.rail(of: vertex) == (entry.rails > 1 ? rail : nil))
      let isApart = entry.plan.areRailsApart
      #expect(topology.plane(of: vertex) == (entry.planes > 1 ? isApart ? rail : plane : nil))
    }
  }

  @Test("without port numbers, rails are counted and not numbered", arguments: hostedCases)
  func withoutNumbers(_ entry: HostedCase) throws {
    guard entry.plan.ports != .legs else { return }
    var plan = entry.plan
    plan.ports = .nothing
    var draft = plan.draft
    // Ports without a name are one port; adapters in the host tell links apart no better.
    for index in draft.links.indices where draft.devices[draft.links[index].a.device].kind == .host
    { draft.links[index].a.port = .printed("x\(index)") }
    let topology = Topology(try draft.fabric())
    #expect(topology.structure.rails == entry.rails)
    #expect(topology.structure.planes == entry.planes)
    #expect(!topology.hosts.areRailsNumbered)
    #expect((0..<Int32(topology.graph.vertexCount)).allSatisfy { topology.rail(of: $0) == nil })
    #expect(topology.hosts.acts == [])
  }

  @Test(
    "an exchange of two cables of hosts is one swap", arguments: hostedCases,
    0..<8 as Range<UInt64>)
  func oneSwap(_ entry: HostedCase, seed: UInt64) throws {
    var random = SplitMix64(seed: seed)
    var draft = entry.plan.draft
    let cables = draft.links.indices.filter {
      draft.devices[draft.links[$0].a.device].kind == .host
    }
    let x = random.pick(cables)
    var y = x
    while draft.links[y].b!.device == draft.links[x].b!.device { y = random.pick(cables) }
    (draft.links[x].b, draft.links[y].b) = (draft.links[y].b, draft.links[x].b)
    let fabric = try draft.fabric()
    let topology = Topology(fabric)
    let links = topology.graph.hostLink
    guard topology.hosts.acts.count == 1, case .swap(let a, let b) = topology.hosts.acts[0] else {
      Issue.record("\(topology.hosts.acts)")
      return
    }
    #expect(Set([links[a].index, links[b].index]) == Set([x, y]))
  }
}
