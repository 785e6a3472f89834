import FabricComparison
import FabricDesigns
import FabricModel
import FabricTopology
import Reports
import TestSupport
import Testing
import WorkOrders

/// Orders for every kind of planted fault, carried out as their JSON tells them.
@Suite struct PlantedOrderTests {
  static let designs: [(name: String, parameters: [String: String])] = [
    ("fat-tree", ["k": "4", "spare": "2"]),
    ("leaf-spine", ["leaves": "5", "spines": "3", "hosts": "7", "uplinks": "8", "spare": "2"]),
    ("rail-optimized", ["rails": "4", "hosts": "8", "units": "3", "spare": "2"]),
    (
      "rail-optimized",
      ["rails": "2", "hosts": "24", "units": "3", "breakout": "4", "spare": "2", "optics": "yes"]
    ),
    ("multi-plane", ["planes": "4", "hosts": "18", "units": "4", "speed": "100", "spare": "2"]),
  ]

  @Test(
    "every kind of fault is put right, and the way back leads back", arguments: FaultKind.allCases)
  func everyKind(_ kind: FaultKind) throws {
    var count = 0
    for (name, parameters) in Self.designs {
      let design = try Plans.design(name, parameters)
      for seed in 0..<1 as Range<UInt64> {
        // Not every design can have every fault.
        guard let faulted = try? Plans.faulted(design, "\(kind.name)=1", seed: seed) else {
          continue
        }
        count += 1
        let (current, desired) = (
          try faulted.draft.fabric(), try Plans.draft(design).fabric()
        )
        try check(current, desired, .observation)
        try check(current, desired, .revision)
        try check(desired, current, .revision)
      }
    }
    #expect(count > 0)
  }

  private func check(
    _ current: Fabric, _ desired: Fabric, _ standing: Alignment.Standing
  ) throws {
    let topology = Topology(desired)
    let compared = ComparedFabrics(
      current: current, desired: desired, standing: standing, topology: topology)
    let order = try WorkOrder.make(for: WorkTask(compared, topology: topology))
    #expect(order.simulation.reachesDesired == (order.leftOut.isEmpty && order.kept.isEmpty))
    // Where a port is stated twice, nobody knows what is in it.
    if standing == .revision && order.alignment.setAside.isEmpty {
      #expect(order.simulation.reachesDesired)
    }
    for report in WorkOrderCatalog.all {
      let bytes = report.render(order, subject: "test", ReportOptions())
      #expect(bytes == report.render(order, subject: "test", ReportOptions()))
      #expect(bytes.count > 10)
    }
    var walker = Walker(current)
    // Rows that state a port twice are the plan's fault, and nothing that a hand can hold.
    guard order.alignment.setAside.isEmpty else { return }
    try walker.walk(WorkOrderJSON.render(order, subject: "test", ReportOptions()))
    #expect(walker.looseEnds == [])
    #expect(walker.cables == expected(order))
  }

  /// The plan without what is left out, with what stays.
  private func expected(_ order: WorkOrder) -> Set<String> {
    let (desired, current) = (order.alignment.desired, order.alignment.current)
    var rows = Set((0..<desired.links.statedCount).map { LinkID($0) })
    rows.subtract(order.leftOut)
    let planned = rows.filter { !desired.ends($0).a.isNone && !desired.ends($0).b.isNone }
    return Set(planned.map { desired.endNames(of: $0) })
      .union(order.kept.map { current.endNames(of: $0) })
  }
}
