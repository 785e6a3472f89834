import FabricDesigns
import FabricModel
import Testing

/// The verdicts on visibility against brute force: two switch graphs are the same plan when some
/// renaming of switches within their tiers turns one into the other.
@Suite("Visibility of faults in the plan")
struct PlanVisibilityTests {
  static let evenDesigns: [(name: String, parameters: [String: String])] = [
    ("fat-tree", ["k": "4", "pods": "2"]),
    ("fat-tree", ["k": "4", "pods": "3", "leaves": "1"]),
    ("fat-tree", ["k": "4", "pods": "2", "spine-down": "3"]),
    ("fat-tree", ["k": "4", "pods": "1"]),
    ("fat-tree", ["k": "4", "pods": "3", "down": "3"]),
    ("fat-tree", ["k": "4", "pods": "2", "down": "3", "spine-down": "3"]),
    ("fat-tree", ["k": "6", "pods": "2", "spine-down": "5", "down": "4", "leaves": "2"]),
    ("fat-tree", ["k": "4", "tiers": "2"]),
    ("leaf-spine", ["leaves": "3", "spines": "3", "hosts": "2"]),
    ("leaf-spine", ["leaves": "3", "spines": "2", "hosts": "2", "trunk": "2"]),
    ("leaf-spine", ["leaves": "3", "spines": "1", "hosts": "2"]),
  ]

  @Test("a swap shows exactly when no renaming of switches explains it", arguments: evenDesigns)
  func swaps(name: String, parameters: [String: String]) throws {
    let design = try DesignCatalog.design(named: name, overrides: parameters)
    let healthy = SwitchGraph(try RecordingSink(design), tiers: design.tiers)
    var verdicts: [String: Bool] = [:]
    for seed in 0..<300 as Range<UInt64> {
      let plan = try FaultPlan([FaultRequest(.swap, count: 1)], on: design, seed: seed)
      let act = plan.acts[0]
      let key = (act.planned + act.observed).joined(separator: " ")
      guard verdicts[key] == nil else { continue }
      verdicts[key] = act.isVisibleInPlan
      let faulty = SwitchGraph(
        try RecordingSink(FaultedDesign(design, plan: plan)), tiers: design.tiers)
      #expect(act.isVisibleInPlan == !healthy.isSame(as: faulty), "\(act)")
    }
  }

  @Test(
    "what is said to show, no renaming of switches explains", arguments: evenDesigns,
    [
      FaultKind.cycle, .wrongSwitch, .sameSwitch, .podCrossing, .wrongPort, .shift,
      .reversedBundle, .oddEvenExchange, .exchangedDevices, .exchangedRacks,
    ])
  func moves(_ small: (name: String, parameters: [String: String]), _ kind: FaultKind) throws {
    let parameters = small.parameters.merging(["spare": "2"]) { $1 }
    let design = try DesignCatalog.design(named: small.name, overrides: parameters)
    let healthy = SwitchGraph(try RecordingSink(design), tiers: design.tiers)
    for seed in 0..<100 as Range<UInt64> {
      // Some designs are too small for some kinds.
      guard let plan = try? FaultPlan([FaultRequest(kind, count: 1)], on: design, seed: seed)
      else { return }
      let faulty = SwitchGraph(
        try RecordingSink(FaultedDesign(design, plan: plan)), tiers: design.tiers)
      let isSame = healthy.isSame(as: faulty)
      #expect(!plan.acts[0].isVisibleInPlan || !isSame, "\(plan.acts[0])")
    }
  }

  @Test(
    "missing, extra and slow cables and cables on wrong switches show; wrong ports do not",
    arguments: 0..<60 as Range<UInt64>)
  func otherActs(seed: UInt64) throws {
    let design = try DesignCatalog.design(
      named: "fat-tree", overrides: ["k": "4", "pods": "2", "spare": "1"])
    let plan = try FaultPlan(
      FaultPlanTests.all.map { FaultRequest($0.kind, count: 1) }, on: design,
      seed: seed)
    for act in plan.acts {
      let hasHost = act.devices.contains { $0.contains("-h-") }
      switch act.kind {
      case .missing, .slow, .extra: #expect(act.isVisibleInPlan)
      case .wrongPort: #expect(!act.isVisibleInPlan)
      case .wrongSwitch: #expect(act.isVisibleInPlan == !hasHost)
      case .swap: if hasHost { #expect(!act.isVisibleInPlan) }
      default: Issue.record("\(act.kind.name) was not asked for")
      }
    }
  }

  @Test(
    "a fault that shows leaves counts that the design's spread does not have",
    arguments: 0..<80 as Range<UInt64>)
  func unevenSpread(seed: UInt64) throws {
    let design = try DesignCatalog.design(
      named: "leaf-spine",
      overrides: ["leaves": "5", "spines": "3", "hosts": "1", "uplinks": "4", "spare": "2"])
    let kind = seed % 2 == 0 ? FaultKind.swap : .wrongSwitch
    let plan = try FaultPlan([FaultRequest(kind, count: 1)], on: design, seed: seed)
    let act = plan.acts[0]
    guard !act.devices.contains(where: { $0.hasPrefix("h-") }) else {
      #expect(!act.isVisibleInPlan)
      return
    }
    let sink = try RecordingSink(FaultedDesign(design, plan: plan))
    let matrix = SwitchGraph(sink, tiers: design.tiers).up[0]
    let spines = (0..<3).map { spine in matrix.reduce(0) { $0 + $1[spine] } }
    let isWithinSpread =
      matrix.allSatisfy { $0.allSatisfy((1...2).contains) && $0.reduce(0, +) == 4 }
      && spines.allSatisfy((6...7).contains)
    #expect(act.isVisibleInPlan == !isWithinSpread, "\(act)")
  }
}

@Suite("Visibility across pods")
struct PodCrossingTests {
  @Test("a swap of leaf uplinks across pods shows, uneven trunks or not", arguments: ["3", "4"])
  func podCrossing(spines: String) throws {
    let design = try DesignCatalog.design(
      named: "fat-tree", overrides: ["k": "8", "leaves": "3", "spines": spines, "pods": "2"])
    var crossings = 0
    for seed in 0..<200 as Range<UInt64> {
      let act = try FaultPlan([FaultRequest(.swap, count: 1)], on: design, seed: seed).acts[0]
      let leaves = act.devices.filter { $0.contains("-leaf-") }
      let isCrossing = Set(act.devices.map { $0.prefix(3) }).count == 2
      let hasHost = act.devices.contains { $0.contains("-h-") }
      guard leaves.count == 2, isCrossing, !hasHost else { continue }
      crossings += 1
      #expect(act.isVisibleInPlan, "\(act)")
    }
    #expect(crossings > 10)
  }
}

/// Counts of cables between neighbouring tiers of switches.
private struct SwitchGraph {
  /// `up[0][l][s]`: cables between leaf `l` and spine `s`; `up[1][s][c]`: spine and core.
  var up: [[[Int]]]

  init(_ sink: RecordingSink, tiers: [Range<Int>]) {
    up = (1..<tiers.count - 1).map { tier in
      tiers[tier].map { _ in [Int](repeating: 0, count: tiers[tier + 1].count) }
    }
    for link in sink.links {
      guard let b = link.b, let lower = tiers.firstIndex(where: { $0.contains(link.a.device) }),
        lower > 0, lower < tiers.count - 1
      else { continue }
      up[lower - 1][link.a.device - tiers[lower].lowerBound][
        b.device - tiers[lower + 1].lowerBound] += 1
    }
  }

  /// With the spines renamed, leaves and cores are the same when their rows are, in any order.
  func isSame(as other: SwitchGraph) -> Bool {
    let spines = up[0][0].count
    let mine = rows(spines: Array(0..<spines))
    var order = Array(0..<spines)
    return other.search(&order, from: 0, target: mine)
  }

  private func rows(spines: [Int]) -> [[[Int]]] {
    var tables = [up[0].map { row in spines.map { row[$0] } }]
    if up.count > 1 {
      let cores = up[1].first?.count ?? 0
      tables.append((0..<cores).map { core in spines.map { up[1][$0][core] } })
    }
    return tables.map { $0.sorted { $0.lexicographicallyPrecedes($1) } }
  }

  private func search(_ order: inout [Int], from start: Int, target: [[[Int]]]) -> Bool {
    if start == order.count { return rows(spines: order) == target }
    for index in start..<order.count {
      order.swapAt(start, index)
      if search(&order, from: start + 1, target: target) { return true }
      order.swapAt(start, index)
    }
    return false
  }
}
