import FabricDesigns
import FabricModel
import Foundation
import Testing

/// Every kind of fault alone and together with all others, on designs of every sort.
@Suite("Kinds of faults")
struct FaultKindTests {
  /// Small designs with free ports.
  static let designs: [SmallDesign] = [
    SmallDesign("fat-tree", ["k": "4", "spare": "2"]),
    SmallDesign("fat-tree", ["k": "6", "spare": "2", "pods": "3"]),
    SmallDesign("fat-tree", ["k": "8", "spare": "3", "down": "5", "pods": "2"]),
    SmallDesign("leaf-spine", ["leaves": "6", "spines": "4", "hosts": "18", "spare": "2"]),
    SmallDesign(
      "leaf-spine", ["leaves": "5", "spines": "3", "hosts": "7", "uplinks": "8", "spare": "2"]),
    SmallDesign("rail-optimized", ["rails": "4", "hosts": "8", "units": "3", "spare": "2"]),
    SmallDesign(
      "rail-optimized",
      ["rails": "4", "hosts": "4", "units": "3", "meet": "apart", "spare": "2", "optics": "yes"]),
    SmallDesign(
      "rail-optimized", ["rails": "1", "hosts": "8", "units": "4", "tors": "2", "spare": "2"]),
    SmallDesign(
      "rail-optimized",
      [
        "rails": "2", "hosts": "24", "units": "3", "breakout": "4", "spare": "2", "optics": "yes",
      ]),
    SmallDesign(
      "rail-optimized",
      ["tiers": "3", "rails": "2", "hosts": "4", "units": "2", "pods": "3", "spare": "2"]),
    SmallDesign(
      "multi-plane",
      [
        "planes": "4", "hosts": "18", "units": "4", "speed": "100", "spare": "2", "optics": "yes",
      ]),
    SmallDesign(
      "multi-plane", ["planes": "2", "rails": "4", "hosts": "4", "units": "4", "spare": "2"]),
  ]

  struct SmallDesign: CustomTestStringConvertible, Sendable {
    var name: String
    var parameters: [String: String]

    init(_ name: String, _ parameters: [String: String]) {
      self.name = name
      self.parameters = parameters
    }

    var design: any Design {
      get throws { try DesignCatalog.design(named: name, overrides: parameters) }
    }

    var testDescription: String { "\(name) \(parameters.sorted { $0.key < $1.key })" }
  }

  @Test("an act does what its truth says, and nothing else", arguments: FaultKind.allCases, designs)
  func everyKind(_ kind: FaultKind, _ small: SmallDesign) throws {
    let design = try small.design
    let healthy = try FaultyWiring.Healthy(design)
    for seed in 0..<30 as Range<UInt64> {
      guard let plan = try planted(kind, on: design, seed: seed) else { return }
      let faulted = try RecordingSink(FaultedDesign(design, plan: plan))
      expectTruth(plan, of: design, healthy, faulted)
    }
  }

  @Test(
    "all kinds together keep clear of one another", arguments: 0..<4 as Range<UInt64>,
    [
      SmallDesign("fat-tree", ["k": "16", "spare": "3"]),
      SmallDesign("leaf-spine", ["leaves": "24", "spines": "16", "hosts": "32", "spare": "3"]),
      SmallDesign("rail-optimized", ["hosts": "24", "units": "6", "spare": "3"]),
      SmallDesign(
        "multi-plane",
        ["planes": "4", "rails": "2", "hosts": "24", "units": "12", "speed": "100", "spare": "3"]),
    ])
  func allKinds(_ seed: UInt64, _ small: SmallDesign) throws {
    let design = try small.design
    let kinds = try FaultKind.allCases.filter { try planted($0, on: design, seed: 0) != nil }
    let requests = kinds.reversed().map { FaultRequest($0, count: 1) }
    let plan = try FaultPlan(requests, on: design, seed: seed)
    let healthy = try FaultyWiring.Healthy(design)
    expectTruth(plan, of: design, healthy, try RecordingSink(FaultedDesign(design, plan: plan)))
    let planned = plan.acts.flatMap(\.planned)
    #expect(Set(planned).count == planned.count)
    let ports = plan.acts.flatMap(\.ports)
    #expect(Set(ports).count == ports.count)
    expectSealed(plan.acts)
  }

  /// Devices that are exchanged or dead belong to that act alone.
  private func expectSealed(_ acts: [FaultAct]) {
    for (index, act) in acts.enumerated() {
      var own = Set(act.exchanged.joined())
      if act.kind == .deadDevice {
        own = act.planned.map { Set(FaultyWiring.devices(ofLink: $0)) }
          .reduce(Set(act.devices)) { $0.intersection($1) }
        #expect(own.count == 1)
      }
      for (other, second) in acts.enumerated() where other != index {
        #expect(own.isDisjoint(with: second.devices), "\(act.kind.name), \(second.kind.name)")
      }
    }
  }

  @Test("a cable that is too short does not reach over the trays", arguments: designs)
  func tooShort(_ small: SmallDesign) throws {
    let design = try small.design
    for seed in 0..<10 as Range<UInt64> {
      let plan = try FaultPlan([FaultRequest(.tooShort, count: 2)], on: design, seed: seed)
      var builder = FabricBuilder()
      try FaultedDesign(design, plan: plan).send(to: &builder)
      let fabric = builder.build()
      let routes = CableRoutes(fabric, floor: try #require(fabric.floor))
      let short = Set(
        (0..<fabric.links.count).filter { row in
          let ends = fabric.ends(LinkID(row))
          let route = routes.length(
            from: fabric.device(of: ends.a), to: fabric.device(of: ends.b), in: fabric)
          let cable = fabric.links.cable[row].index
          return Int(fabric.cables.length[cable]) < (route?.centimeters ?? 0)
        }.map { fabric.links.cable[$0] })
      #expect(short.count == 2)
    }
  }

  @Test("the truth is JSON, and the same for the same seed", arguments: FaultKind.allCases)
  func truth(kind: FaultKind) throws {
    let design = try DesignCatalog.design(
      named: "fat-tree", overrides: ["k": "8", "spare": "3"])
    guard let first = try planted(kind, on: design, seed: 0) else { return }
    let text = TruthFile.text(first, of: design)
    let again = try FaultPlan([FaultRequest(kind, count: 1)], on: design, seed: 0)
    #expect(text == TruthFile.text(again, of: design))
    let json = try #require(
      try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
    let act = try #require((json["acts"] as? [[String: Any]])?.first)
    let links = try #require(act["links"] as? [String: [String]])
    #expect(act["kind"] as? String == kind.name)
    #expect(links["planned"] == first.acts[0].planned)
    #expect(links["observed"] == first.acts[0].observed)
    #expect(act["exchanged"] as? [[String]] ?? [] == first.acts[0].exchanged)
  }

  @Test("a kind that the design cannot have is an error that says what it needs")
  func notApplicable() throws {
    let design = try DesignCatalog.design(named: "leaf-spine", overrides: ["spines": "1"])
    let messages = [
      FaultKind.railCrossing, .planeCrossing, .podCrossing, .legRotation, .sameSwitch,
    ]
    .map { kind in
      let error = #expect(throws: DesignError.self) {
        try FaultPlan([FaultRequest(kind, count: 1)], on: design, seed: 1)
      }
      return error?.description ?? ""
    }
    #expect(
      messages[0]
        == "rail-crossing needs hosts with ports on two rails, and this leaf-spine has none; "
        + "take a design with rails, for example rail-optimized, or leave out rail-crossing")
    #expect(
      messages.map { $0.prefix { $0 != "," } } == [
        "rail-crossing needs hosts with ports on two rails",
        "plane-crossing needs hosts with ports on two planes", "pod-crossing needs two pods",
        "leg-rotation needs breakout cables",
        "same-switch needs devices that are cabled to two switches of one tier",
      ])
  }

  /// Nil where the design cannot have that kind at all, which has to be so for every seed.
  private func planted(
    _ kind: FaultKind, on design: some Design, seed: UInt64
  ) throws -> FaultPlan? {
    do {
      return try FaultPlan([FaultRequest(kind, count: 1)], on: design, seed: seed)
    } catch {
      guard case .faultNotApplicable(kind.name, _, _) = error.kind else { throw error }
      #expect(seed == 0, "\(error)")
      return nil
    }
  }

  private func expectTruth(
    _ plan: FaultPlan, of design: some Design, _ healthy: FaultyWiring.Healthy,
    _ faulted: RecordingSink
  ) {
    let wiring = FaultyWiring(healthy, faulted)
    #expect(faulted.devices == healthy.devices)
    #expect(faulted.links.count == plan.linkCount(of: design))
    #expect(wiring.difference(from: plan.acts) == [])
    #expect(wiring.portComplaints(allowing: plan.acts) == [])
    #expect(wiring.cableComplaints(design, allowing: plan.acts) == [])
    for act in plan.acts {
      #expect(act.planned.count >= act.observed.count || act.kind == .extra)
      #expect(Set(act.devices) == Set(act.ports.map { String($0.prefix { $0 != ":" }) }))
      #expect(!act.ports.isEmpty)
    }
  }
}
