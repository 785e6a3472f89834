import FabricDesigns
import FabricModel
import Testing

@Suite("Planted faults")
struct FaultPlanTests {
  static let all = [FaultKind.swap, .missing, .wrongPort, .wrongSwitch, .extra, .slow].map {
    FaultRequest($0, count: 2)
  }

  private func design(_ overrides: [String: String] = [:]) throws -> any Design {
    try DesignCatalog.design(
      named: "fat-tree",
      overrides: ["k": "8", "spare": "2"].merging(overrides) { $1 })
  }

  @Test(
    "the truth turns the healthy links into the streamed ones", arguments: 0..<50 as Range<UInt64>)
  func replay(seed: UInt64) throws {
    let sorts = [
      [:], ["pods": "3", "cores": "3"], ["down": "6"],
      ["tiers": "2", "leaves": "5", "spines": "3"],
    ]
    let design = try design(sorts[Int(seed % 4)])
    let plan = try FaultPlan(Self.all, on: design, seed: seed)
    let healthy = try RecordingSink(design)
    let faulted = try RecordingSink(FaultedDesign(design, plan: plan))
    #expect(plan.acts.map(\.kind) == Self.all.flatMap { [$0.kind, $0.kind] })
    #expect(faulted.devices == healthy.devices)
    #expect(faulted.links.count == plan.linkCount(of: design))
    var links = healthy.linkNames.reduce(into: [:]) { $0[$1, default: 0] += 1 }
    for act in plan.acts {
      for name in act.planned { links[name, default: 0] -= 1 }
      for name in act.observed { links[name, default: 0] += 1 }
      let ports = Set((act.planned + act.observed).flatMap(ends))
      #expect(act.ports == ports.sorted(by: NaturalOrder.precedes))
      #expect(Set(act.devices) == Set(act.ports.map { String($0.prefix { $0 != ":" }) }))
    }
    links = links.filter { $0.value != 0 }
    #expect(links == faulted.linkNames.reduce(into: [:]) { $0[$1, default: 0] += 1 })
    #expect(Set(faulted.links.map(\.label)).count == faulted.links.count)
    expectPortsOnce(faulted)
    for link in faulted.links {
      guard let b = link.b else { continue }
      let cable = design.cable(from: link.a.device, to: b.device)
      #expect(link.length == cable.length && link.medium == cable.medium)
    }
    expectSlow(plan, healthy: healthy, faulted: faulted)
  }

  private func ends(_ link: String) -> [String] {
    guard let gap = link.firstRange(of: "--") else { return [] }
    return [String(link[..<gap.lowerBound]), String(link[gap.upperBound...])]
  }

  private func expectPortsOnce(_ sink: RecordingSink) {
    let ends = sink.links.flatMap { [$0.a, $0.b].compactMap { $0 } }
    #expect(Set(ends.map(sink.name)).count == ends.count)
    for end in ends {
      guard case .number(let number) = end.port else { continue }
      #expect((1...sink.devices[end.device].radix).contains(number))
    }
  }

  private func expectSlow(_ plan: FaultPlan, healthy: RecordingSink, faulted: RecordingSink) {
    let slow = plan.acts.filter { $0.kind == .slow }
    let speeds = Dictionary(
      zip(faulted.linkNames, faulted.links.map(\.speed))
    ) { first, _ in first }
    for act in slow { #expect(speeds[act.planned[0]] == Gbps(200)) }
    #expect(speeds.values.count { $0 == Gbps(200) } == slow.count)
    #expect(healthy.links.allSatisfy { $0.speed == Gbps(400) })
  }

  @Test("the same seed plants the same faults, another seed others")
  func determinism() throws {
    let design = try design()
    let first = try FaultPlan(Self.all, on: design, seed: 7)
    let again = try FaultPlan(Self.all, on: design, seed: 7)
    let other = try FaultPlan(Self.all, on: design, seed: 8)
    #expect(first.acts == again.acts)
    #expect(TruthFile.text(first, of: design) == TruthFile.text(again, of: design))
    #expect(first.acts != other.acts)
  }

  @Test(
    "acts share no cable, and no switch while there are enough", arguments: 0..<10 as Range<UInt64>)
  func disjointActs(seed: UInt64) throws {
    let design = try design(["k": "16"])
    let plan = try FaultPlan(Self.all, on: design, seed: seed)
    let planned = plan.acts.flatMap(\.planned)
    #expect(Set(planned).count == planned.count)
    let devices = plan.acts.flatMap(\.devices)
    #expect(Set(devices).count == devices.count)
  }

  @Test("faults fill a plan to its last cable and then say how many fit")
  func exhaustion() throws {
    let design = try DesignCatalog.design(
      named: "leaf-spine", overrides: ["leaves": "2", "spines": "2", "hosts": "2"])
    let plan = try FaultPlan([FaultRequest(.missing, count: 8)], on: design, seed: 1)
    #expect(plan.linkCount(of: design) == 0)
    let swaps = try FaultPlan([FaultRequest(.swap, count: 4)], on: design, seed: 1)
    #expect(swaps.acts.count == 4)
    let error = #expect(throws: DesignError.self) {
      try FaultPlan([FaultRequest(.swap, count: 5)], on: design, seed: 1)
    }
    #expect(error?.kind == .tooManyFaults(fault: "swap", asked: 5, planted: 4))
    #expect(
      error?.message
        == "5 faults of kind swap are asked for, but only 4 fit beside the others")
  }

  @Test(
    "a fault that needs a free port says so where there is none",
    arguments: [FaultKind.wrongPort, .wrongSwitch, .extra])
  func noFreePort(kind: FaultKind) throws {
    let design = try design(["spare": "0"])
    let error = #expect(throws: DesignError.self) {
      try FaultPlan([FaultRequest(kind, count: 1)], on: design, seed: 1)
    }
    #expect(
      error?.message
        == "\(kind.name) needs a free port, but the design leaves no switch port free")
    #expect(error?.nextStep == "give every switch free ports, for example spare=2")
  }

  @Test("free ports of cores alone serve wrong ports and extra cables")
  func freeCorePorts() throws {
    let design = try design(["spare": "0", "pods": "3"])
    let plan = try FaultPlan(
      [FaultRequest(.wrongPort, count: 2), FaultRequest(.extra, count: 2)], on: design, seed: 3)
    #expect(plan.acts[0].devices.contains { $0.hasPrefix("core-") })
    #expect(plan.acts[2].devices.allSatisfy { $0.hasPrefix("core-") })
  }

  @Test("the truth file is the contract's JSON, byte for byte")
  func truthFile() throws {
    let design = try DesignCatalog.design(
      named: "leaf-spine", overrides: ["leaves": "2", "spines": "1", "hosts": "1"])
    let plan = try FaultPlan([FaultRequest(.missing, count: 1)], on: design, seed: 5)
    let link = plan.acts[0].planned[0]
    let ports = plan.acts[0].ports.map { "\"\($0)\"" }.joined(separator: ", ")
    let devices = plan.acts[0].devices.map { "\"\($0)\"" }.joined(separator: ", ")
    let text = """
      {
        "schema": "plumbline/truth/1",
        "design": "leaf-spine",
        "parameters": {"hosts": 1, "leaves": 2, "spare": 0, "speed": 400, "spines": 1, "trunk": 1, \
      "uplink-speed": 400},
        "seed": 5,
        "acts": [
          {"kind": "missing", "devices": [\(devices)], "ports": [\(ports)], \
      "links": {"planned": ["\(link)"], "observed": []}, "visibleInPlan": true}
        ]
      }

      """
    #expect(TruthFile.text(plan, of: design) == text)
  }
}
