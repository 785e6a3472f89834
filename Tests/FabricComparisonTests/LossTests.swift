import FabricComparison
import FabricDesigns
import FabricModel
import FabricTopology
import TestSupport
import Testing

/// What traffic loses by an act.
@Suite struct LossTests {
  private let plan: PlanDraft

  init() throws { plan = try Plans.draft("fat-tree", ["k": "4", "spare": "2"]) }

  private func losses(_ change: (inout PlanDraft) -> Void) throws -> [Loss] {
    var floor = plan
    change(&floor)
    let desired = try plan.fabric()
    return ComparedFabrics(
      current: try floor.fabric(), desired: desired, topology: Topology(desired)
    ).explanations.map(\.loss)
  }

  private func link(_ a: String, _ b: String) -> Int {
    plan.links.firstIndex { link in
      plan.devices[link.a.device].name.contains(a) && plan.devices[link.b!.device].name.contains(b)
    }!
  }

  @Test("any exchange of plugs on one device costs nothing")
  func oneDevice() throws {
    let first = link("leaf", "spine")
    #expect(
      try losses { floor in
        (floor.links[first].a.port, floor.links[first + 1].a.port) = (
          floor.links[first + 1].a.port, floor.links[first].a.port
        )
      } == [.none])
    #expect(try losses { $0.links[first].b?.port = .number(6) } == [.none])
  }

  @Test("a cable that is missing or slow costs capacity, an unexpected one nothing")
  func missing() throws {
    let first = link("leaf", "spine")
    #expect(try losses { $0.links.remove(at: first) } == [.capacity])
    #expect(try losses { $0.links[first].speed = Gbps(100) } == [.capacity])
    #expect(
      try losses { floor in
        var extra = floor.links[first]
        extra.a.port = .number(5)
        extra.b?.port = .number(5)
        floor.links.append(extra)
      } == [.none])
  }

  @Test("an uplink to another spine of the pod costs redundancy")
  func redundancy() throws {
    let first = link("leaf", "spine")
    let other = plan.links[first + 1].b!.device
    #expect(
      try losses {
        $0.links[first].b = EndEntry(device: other, port: .number(5))
      } == [.redundancy])
  }

  @Test("exchanged names cost nothing")
  func names() throws {
    let leaves = plan.devices.indices.filter { plan.devices[$0].role == "leaf" }
    #expect(
      try losses { floor in
        (floor.devices[leaves[0]].name, floor.devices[leaves[1]].name) = (
          floor.devices[leaves[1]].name, floor.devices[leaves[0]].name
        )
      } == [.none])
  }

  @Test("a host port on a leaf of another rail costs the rail")
  func rails() throws {
    var plan = CableNotation.draft(
      """
      host-1:1 -- leaf-1:1
      host-1:2 -- leaf-2:1
      """)
    for (index, rail) in [(0, 0), (1, 1)] {
      plan.links[index].a.rail = rail
      plan.links[index].b!.rail = rail
    }
    var floor = plan
    (floor.links[0].b, floor.links[1].b) = (floor.links[1].b, floor.links[0].b)
    let compared = try Comparisons.compare(current: floor, desired: plan)
    #expect(compared.explanations.map(\.loss) == [.rail])
  }
}
