import FabricDesigns
import FabricModel
import Testing

/// Visibility in fabrics whose hosts have several links, against brute force.
@Suite("Visibility of faults at hosts with several links")
struct RailVisibilityTests {
  typealias Small = FaultKindTests.SmallDesign

  /// At most six leaves, so that all ways to name them can be tried.
  static let tiny = [
    Small("rail-optimized", ["rails": "2", "hosts": "3", "units": "2", "spines": "3"]),
    Small("rail-optimized", ["rails": "3", "hosts": "1", "units": "2", "uplinks": "2"]),
    Small("rail-optimized", ["rails": "3", "hosts": "2", "units": "2", "uplinks": "2"]),
    Small("rail-optimized", ["rails": "2", "hosts": "4", "units": "3", "meet": "apart"]),
    Small("rail-optimized", ["rails": "1", "hosts": "3", "units": "3", "tors": "2"]),
    Small("rail-optimized", ["rails": "2", "hosts": "4", "units": "2", "breakout": "2"]),
    Small("multi-plane", ["planes": "3", "hosts": "3", "units": "2"]),
    Small("multi-plane", ["planes": "2", "rails": "1", "hosts": "2", "units": "2"]),
    Small("multi-plane", ["planes": "3", "rails": "2", "hosts": "3", "units": "1"]),
  ]

  static let kinds: [FaultKind] = [
    .swap, .cycle, .legRotation, .railCrossing, .planeCrossing, .sameSwitch, .wrongSwitch,
    .wrongPort, .shift, .reversedBundle, .oddEvenExchange, .exchangedDevices, .exchangedRacks,
  ]

  @Test("what is said to show, no renaming of devices explains", arguments: tiny, kinds)
  func sound(_ small: Small, _ kind: FaultKind) throws {
    let parameters = small.parameters.merging(["spare": "2"]) { $1 }
    let design = try DesignCatalog.design(named: small.name, overrides: parameters)
    let healthy = HostWiring(try RecordingSink(design), tiers: design.tiers)
    for seed in 0..<30 as Range<UInt64> {
      // Some designs are too small for some kinds.
      guard let plan = try? FaultPlan([FaultRequest(kind, count: 1)], on: design, seed: seed)
      else { return }
      guard plan.acts[0].isVisibleInPlan else { continue }
      let faulty = HostWiring(
        try RecordingSink(FaultedDesign(design, plan: plan)), tiers: design.tiers)
      let isExchange = !plan.acts[0].exchanged.isEmpty
      #expect(!healthy.isSame(as: faulty, keepingRails: isExchange), "\(plan.acts[0])")
    }
  }

  @Test(
    "crossings show where three hosts of a unit tell the rail or the plane of a leaf",
    arguments: [
      (
        Small("rail-optimized", ["rails": "4", "hosts": "3", "units": "2"]), FaultKind.railCrossing
      ),
      (
        Small("rail-optimized", ["rails": "4", "hosts": "4", "units": "2", "meet": "apart"]),
        .planeCrossing
      ),
      (Small("multi-plane", ["planes": "4", "hosts": "3", "units": "2"]), .planeCrossing),
      (Small("multi-plane", ["planes": "4", "hosts": "3", "units": "2"]), .legRotation),
      (
        Small("multi-plane", ["planes": "2", "rails": "3", "hosts": "3", "units": "2"]),
        .railCrossing
      ),
    ])
  func crossings(_ small: Small, _ kind: FaultKind) throws {
    let design = try small.design
    for seed in 0..<30 as Range<UInt64> {
      let plan = try FaultPlan([FaultRequest(kind, count: 1)], on: design, seed: seed)
      #expect(plan.acts[0].isVisibleInPlan)
    }
  }

  @Test("with two hosts a crossing shows, but not which of them is right")
  func twoHosts() throws {
    let design = try DesignCatalog.design(
      named: "rail-optimized", overrides: ["rails": "4", "hosts": "2", "units": "2"])
    let plan = try FaultPlan([FaultRequest(.railCrossing, count: 1)], on: design, seed: 1)
    #expect(!plan.acts[0].isVisibleInPlan)
  }

  @Test("the two leaves of a port without planes are like one another")
  func dualLeaves() throws {
    let design = try DesignCatalog.design(
      named: "rail-optimized",
      overrides: ["rails": "1", "hosts": "8", "units": "4", "tors": "2", "spare": "2"])
    for seed in 0..<30 as Range<UInt64> {
      let rotation = try FaultPlan([FaultRequest(.legRotation, count: 1)], on: design, seed: seed)
      #expect(!rotation.acts[0].isVisibleInPlan)
      let same = try FaultPlan([FaultRequest(.sameSwitch, count: 1)], on: design, seed: seed)
      #expect(same.acts[0].isVisibleInPlan)
    }
  }
}

/// Which leaves hosts are on by which of their ports, and what spines have below.
private struct HostWiring {
  /// For each leaf and each spine the rail and plane that the plan states, -1 for none.
  private var labels: [[Int]]
  private var spineLabels: [[Int]]
  /// A row for each spine: cables to each leaf.
  private var spines: [[Int]]
  /// What hosts there are, by port and leaf; how many of each does not count.
  private var hosts: Set<[String: [Int]]>

  init(_ sink: RecordingSink, tiers: [Range<Int>]) {
    let (leaves, upper) = (tiers[1], tiers[2])
    labels = leaves.map { [sink.devices[$0].rail ?? -1, sink.devices[$0].plane ?? -1] }
    spineLabels = upper.map { [sink.devices[$0].rail ?? -1, sink.devices[$0].plane ?? -1] }
    spines = upper.map { _ in leaves.map { _ in 0 } }
    var ports = tiers[0].map { _ in [String: [Int]]() }
    for link in sink.links {
      guard let b = link.b else { continue }
      if upper.contains(b.device) {
        spines[b.device - upper.lowerBound][link.a.device - leaves.lowerBound] += 1
      } else {
        ports[link.a.device][link.a.port.text, default: []].append(b.device - leaves.lowerBound)
      }
    }
    hosts = Set(ports)
  }

  /// Whether some naming of leaves and spines makes the other out of this one.
  func isSame(as other: HostWiring, keepingRails: Bool) -> Bool {
    var order = Array(labels.indices)
    return search(&order, from: 0) { order in
      if keepingRails && order.map({ labels[$0] }) != other.labels { return false }
      let same = Array(order.indices)
      guard
        rows(of: order, withLabels: keepingRails)
          == other.rows(of: same, withLabels: keepingRails)
      else { return false }
      var place = order
      for (new, old) in order.enumerated() { place[old] = new }
      return Set(hosts.map { $0.mapValues { $0.map { place[$0] } } }) == other.hosts
    }
  }

  /// What each spine has below, leaves in some order, spines in any.
  private func rows(of order: [Int], withLabels: Bool) -> [[Int]] {
    zip(spines, spineLabels)
      .map { row, label in order.map { row[$0] } + (withLabels ? label : []) }
      .sorted { $0.lexicographicallyPrecedes($1) }
  }

  private func search(
    _ order: inout [Int], from start: Int, _ isFound: ([Int]) -> Bool
  ) -> Bool {
    if start == order.count { return isFound(order) }
    for index in start..<order.count {
      order.swapAt(start, index)
      if search(&order, from: start + 1, isFound) { return true }
      order.swapAt(start, index)
    }
    return false
  }
}
