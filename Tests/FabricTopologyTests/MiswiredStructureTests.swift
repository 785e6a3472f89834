import FabricDesigns
import FabricModel
import FabricTopology
import TestSupport
import Testing

@Suite struct MiswiredStructureTests {
  private struct NamedPair: Hashable {
    var low, high: String

    init(_ a: String, _ b: String) { (low, high) = a < b ? (a, b) : (b, a) }
  }

  @Test(
    "with swapped cables the structure is the same and exactly the swaps stand out",
    arguments: [1, 3, 5], [1, 2, 3, 4] as [UInt64])
  func swaps(percent: Int, seed: UInt64) throws {
    let design = try Plans.design("fat-tree", ["k": "16"])
    let healthy = try Plans.draft(design)
    var draft = healthy
    var random = SplitMix64(seed: seed)
    let groups = design.linkGroups.dropFirst().map(\.links)
    let cables = groups.reduce(0) { $0 + $1.count }
    for _ in 0..<cables * percent / 200 {
      let group = random.pick(Array(groups))
      let (x, y) = (
        group.lowerBound + random.below(group.count), group.lowerBound + random.below(group.count)
      )
      (draft.links[x].b, draft.links[y].b) = (draft.links[y].b, draft.links[x].b)
    }
    let fabric = try draft.fabric()
    let topology = Topology(fabric)
    let expected = Topology(try healthy.fabric()).structure
    #expect(topology.structure.design == "fat-tree")
    #expect(topology.structure.parameters == expected.parameters)
    #expect(topology.structure.tiers == expected.tiers)
    #expect(topology.structure.pods == 16)
    let change = Self.change(from: healthy, to: draft)
    let name = { (vertex: Int32) in fabric.name(of: topology.graph.devices[Int(vertex)]) }
    let violations = try #require(topology.violations)
    for (found, sign) in [(violations.surplus, 1), (violations.absent, -1)] {
      var counts: [NamedPair: Int] = [:]
      for pair in found { counts[NamedPair(name(pair.lower), name(pair.upper)), default: 0] += 1 }
      let wanted = change.compactMapValues { $0 * sign > 0 ? $0 * sign : nil }
      #expect(counts == wanted)
    }
  }

  /// Links gained (positive) and lost (negative) by every pair of switches.
  private static func change(from old: PlanDraft, to new: PlanDraft) -> [NamedPair: Int] {
    var change: [NamedPair: Int] = [:]
    for (draft, sign) in [(old, -1), (new, 1)] {
      for link in draft.links {
        let pair = NamedPair(
          draft.devices[link.a.device].name, draft.devices[link.b!.device].name)
        change[pair, default: 0] += sign
      }
    }
    return change.filter { $0.value != 0 }
  }
}
