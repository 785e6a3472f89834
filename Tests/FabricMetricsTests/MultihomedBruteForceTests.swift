import FabricDesigns
import FabricMetrics
import FabricModel
import TestSupport
import Testing

/// Every set of switches and every half of the hosts of small fabrics, with code of its own.
@Suite struct MultihomedBruteForceTests {
  @Test(
    "the bisection of 1,500 small fabrics with whole hosts lies between the bounds",
    arguments: 0..<15 as Range<UInt64>)
  func smallFabrics(batch: UInt64) throws {
    for seed in batch * 100..<batch * 100 + 100 {
      var random = SplitMix64(seed: seed)
      let draft = Self.smallFabric(&random)
      let truth = Truth(draft)
      let bisection = try Plans.model(draft).bisection(effort: .quick, pieces: 1)
      guard let doubled = truth.doubledBisection else { continue }
      #expect(2 * bisection.lower.megabits <= doubled, "seed \(seed)")
      #expect(doubled <= 2 * bisection.upper.megabits, "seed \(seed)")
    }
  }

  /// Units, rails and planes, healthy or damaged, or a random graph: at most 10 switches, 8 hosts.
  private static func smallFabric(_ random: inout SplitMix64) -> PlanDraft {
    guard random.below(4) > 0 else { return CableNotation.draft(randomGraph(&random)) }
    var plan = HostedPlan()
    let shapes: [(units: Int, rails: Int, planes: Int, isApart: Bool, spines: Int)] = [
      (2, 2, 1, false, 3), (3, 2, 1, false, 2), (2, 2, 1, true, 2), (3, 2, 1, true, 1),
      (2, 1, 2, false, 2), (2, 3, 1, false, 2), (4, 1, 2, false, 1), (2, 2, 2, false, 1),
    ]
    let shape = random.pick(shapes)
    (plan.unitsPerPod, plan.rails, plan.planes) = (shape.units, shape.rails, shape.planes)
    (plan.areRailsApart, plan.spines) = (shape.isApart, shape.spines)
    plan.hostsPerUnit = 1 + random.below(8 / shape.units)
    plan.trunk = 1 + random.below(2)
    plan.hostSpeed = Gbps(100 * (1 + random.below(3)))
    plan.speed = Gbps(100 * (1 + random.below(4)))
    var draft = plan.draft
    for _ in 0..<random.below(4) where draft.links.count > 3 {
      let index = random.below(draft.links.count)
      switch random.below(3) {
      case 0: draft.links.remove(at: index)
      case 1: draft.links[index].speed = Gbps(50)
      default:
        let other = random.below(draft.links.count)
        (draft.links[index].b, draft.links[other].b) = (draft.links[other].b, draft.links[index].b)
      }
    }
    return draft
  }

  private static func randomGraph(_ random: inout SplitMix64) -> String {
    let count = 2 + random.below(8)
    var lines = (0..<count).map { "sw-\($0)" }
    var port = 0
    for _ in 0..<random.below(3 * count) + 1 {
      port += 2
      let (a, b) = (random.below(count), random.below(count))
      lines.append("sw-\(a):\(port) -- sw-\(b):\(port + 1) \(100 * (1 + random.below(4)))")
    }
    for host in 0..<1 + random.below(8) {
      let speed = 25 << random.below(3)
      for end in 0..<1 + random.below(3) {
        lines.append(
          "host-\(host):\(end) -- sw-\(random.below(count)):\(1000 + 10 * host + end) \(speed)")
      }
    }
    return lines.joined(separator: "\n")
  }
}

/// The definition, word for word.
private struct Truth {
  private var links: [(a: Int, b: Int, speed: Int)] = []
  /// Mb/s of each host at each switch.
  private var hosts: [[Int]] = []
  private var switchCount = 0

  init(_ draft: PlanDraft) {
    let switches = draft.devices.indices.filter { draft.devices[$0].kind == .switch }
    let place = Dictionary(uniqueKeysWithValues: switches.enumerated().map { ($1, $0) })
    switchCount = switches.count
    var row: [Int: Int] = [:]
    for link in draft.links {
      let speed = link.speed!.megabits
      let (x, y) = (link.a.device, link.b!.device)
      switch (place[x], place[y]) {
      case (let a?, let b?): if a != b { links.append((a, b, speed)) }
      case (nil, let leaf?), (let leaf?, nil):
        let host = place[x] == nil ? x : y
        if row[host] == nil {
          row[host] = hosts.count
          hosts.append([Int](repeating: 0, count: switches.count))
        }
        hosts[row[host]!][leaf] += speed
      default: break
      }
    }
  }

  /// Twice the bisection. Nil where no half of the hosts is even, unless they are an odd number of
  /// equal ones: then the middle one is half on either side. Single-homed hosts of several speeds
  /// are left to the tests of Theorem 1, which rounds them.
  var doubledBisection: Int? {
    let weights = hosts.map { $0.reduce(0, +) }
    let total = weights.reduce(0, +)
    guard hosts.contains(where: { $0.count { $0 > 0 } > 1 }) else { return nil }
    let isOdd = Set(weights).count == 1 && !weights.count.isMultiple(of: 2)
    let weight = { (half: Int) in
      weights.indices.reduce(0) { half >> $1 & 1 == 1 ? $0 + weights[$1] : $0 }
    }
    let halves = (0..<1 << hosts.count).filter {
      isOdd ? $0.nonzeroBitCount == weights.count / 2 : 2 * weight($0) == total
    }
    guard !halves.isEmpty else { return nil }
    var best = Int.max
    // changes[half]: what the hosts of a half change when they go over, half by half.
    var changes = [Int](repeating: 0, count: 1 << hosts.count)
    for set in 0..<1 << max(0, switchCount - 1) {
      let cut = links.reduce(0) { (set >> $1.a ^ set >> $1.b) & 1 == 1 ? $0 + $1.speed : $0 }
      let inside = hosts.map { host in
        host.indices.reduce(0) { set >> $1 & 1 == 1 ? $0 + host[$1] : $0 }
      }
      let base = 2 * (cut + inside.reduce(0, +))
      for half in 1..<changes.count {
        let host = half.trailingZeroBitCount
        changes[half] = changes[half & (half - 1)] + weights[host] - 2 * inside[host]
      }
      for half in halves {
        guard isOdd else {
          best = min(best, base + 2 * changes[half])
          continue
        }
        for middle in inside.indices where half >> middle & 1 == 0 {
          best = min(best, base + 2 * changes[half] + weights[middle] - 2 * inside[middle])
        }
      }
    }
    return best
  }
}
