import FabricDesigns
import FabricMetrics
import FabricModel
import TestSupport
import Testing

/// Every set of switches of small fabrics, with code of its own: 2 c(dS) + |2 w(S) - W|.
@Suite struct BruteForceTests {
  @Test(
    "the bisection of 2,000 small fabrics lies between the bounds",
    arguments: 0..<20 as Range<UInt64>)
  func smallFabrics(batch: UInt64) throws {
    for seed in batch * 100..<batch * 100 + 100 {
      var random = SplitMix64(seed: seed)
      var draft = try Self.smallFabric(&random)
      let truth = Self.doubledBisection(draft)
      // Switches with one cable and no host change no minimum, but a search over all sets gives up.
      if seed.isMultiple(of: 3) { Self.addPendants(&draft, &random) }
      let bisection = try Plans.model(draft).bisection(effort: .quick, pieces: 1)
      #expect(2 * bisection.lower.megabits <= truth, "seed \(seed)")
      #expect(truth <= 2 * bisection.upper.megabits, "seed \(seed)")
      if !seed.isMultiple(of: 3) { #expect(bisection.isExact, "seed \(seed)") }
    }
  }

  /// A leaf-spine, healthy or damaged, or a random graph, of 2 to 14 switches.
  private static func smallFabric(_ random: inout SplitMix64) throws -> PlanDraft {
    guard random.below(3) > 0 else { return CableNotation.draft(randomGraph(&random)) }
    let leaves = 2 + random.below(7)
    let spines = 1 + random.below(5)
    let design = try Plans.design(
      "leaf-spine",
      [
        "leaves": "\(leaves)", "spines": "\(spines)", "hosts": "\(1 + random.below(4))",
        "trunk": "\(1 + random.below(2))", "spare": "2", "speed": "\(100 * (1 + random.below(4)))",
      ])
    var draft = try Plans.draft(design)
    for _ in 0..<random.below(5) where draft.links.count > 3 {
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
    let count = 2 + random.below(13)
    var lines = (0..<count).map { "sw-\($0)" }
    var port = 0
    for _ in 0..<random.below(3 * count) + 1 {
      port += 2
      let (a, b) = (random.below(count), random.below(count))
      let speed = 100 * (1 + random.below(4))
      // A cable back into its own switch counts for nothing.
      lines.append("sw-\(a):\(port) -- sw-\(b):\(port + 1) \(speed)")
    }
    for host in 0..<random.below(2 * count) {
      lines.append(
        "host-\(host):1 -- sw-\(random.below(count)):\(1000 + host) \(25 << random.below(3))")
    }
    return lines.joined(separator: "\n")
  }

  private static func addPendants(_ draft: inout PlanDraft, _ random: inout SplitMix64) {
    let switches = draft.devices.indices.filter { draft.devices[$0].kind == .switch }
    for index in 0..<20 {
      draft.devices.append(DeviceEntry(name: "pendant-\(index)", kind: .switch))
      var link = LinkEntry(
        a: EndEntry(device: draft.devices.count - 1, port: .number(1)),
        b: EndEntry(device: random.pick(switches), port: .number(2000 + index)))
      link.speed = Gbps(100)
      draft.links.append(link)
    }
  }

  /// Twice the least of c(dS) + |w(S) - W/2| in Mb/s, by walking all sets in Gray code.
  private static func doubledBisection(_ draft: PlanDraft) -> Int {
    let switches = draft.devices.indices.filter { draft.devices[$0].kind == .switch }
    let place = Dictionary(uniqueKeysWithValues: switches.enumerated().map { ($1, $0) })
    var capacity = [[Int]](
      repeating: Array(repeating: 0, count: switches.count), count: switches.count)
    var weight = [Int](repeating: 0, count: switches.count)
    for link in draft.links {
      let speed = link.speed!.megabits
      switch (place[link.a.device], place[link.b!.device]) {
      case (let a?, let b?) where a != b:
        capacity[a][b] += speed
        capacity[b][a] += speed
      case (nil, let leaf?), (let leaf?, nil): weight[leaf] += speed
      default: break
      }
    }
    let total = weight.reduce(0, +)
    var inside = [Bool](repeating: false, count: switches.count)
    var (cut, sum, best) = (0, 0, total)
    for step in 1..<max(2, 1 << (switches.count - 1)) {
      // The lowest set bit says which switch changes sides; the last one never has to.
      let moving = step.trailingZeroBitCount
      guard moving < switches.count else { break }
      for other in switches.indices where capacity[moving][other] > 0 {
        cut += inside[other] == inside[moving] ? capacity[moving][other] : -capacity[moving][other]
      }
      inside[moving].toggle()
      sum += inside[moving] ? weight[moving] : -weight[moving]
      best = min(best, 2 * cut + abs(2 * sum - total))
    }
    return best
  }
}
