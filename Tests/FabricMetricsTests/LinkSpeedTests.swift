import FabricDesigns
import FabricMetrics
import FabricModel
import FabricTopology
import TestSupport
import Testing

@Suite struct LinkSpeedTests {
  private func speeds(_ draft: PlanDraft) throws -> LinkSpeeds {
    let fabric = try draft.fabric()
    return LinkSpeeds(fabric, Topology(fabric))
  }

  private static let plan = """
    host-1:1 -- leaf-1:1
    host-2:1 -- leaf-2:1
    leaf-1:2 -- spine-1:1
    leaf-2:2 -- spine-1:2
    leaf-1:3 -- spine-2:1
    leaf-2:3 -- spine-2:2
    """

  @Test(
    "a link is as fast as the slowest of its ports and its cable",
    arguments: [
      ([400, 400, 400], 400), ([200, 400, 400], 200), ([400, 100, 400], 100),
      ([400, 400, 50], 50), ([0, 200, 400], 200), ([0, 0, 400], 400), ([100, 0, 0], 100),
    ])
  func slowest(stated: [Int], expected: Int) throws {
    var draft = CableNotation.draft(Self.plan)
    for index in draft.links.indices { draft.links[index].speed = Gbps(800) }
    let values = stated.map { $0 > 0 ? Gbps($0) : nil }
    draft.links[2].a.speed = values[0]
    draft.links[2].b?.speed = values[1]
    draft.links[2].speed = values[2]
    let speeds = try speeds(draft)
    #expect(speeds.megabits[2] == Int32(expected * 1000))
    #expect(speeds.assumed.isEmpty)
  }

  @Test("an unstated speed is the commonest between the same two tiers")
  func commonest() throws {
    var draft = CableNotation.draft(Self.plan)
    draft.links[0].speed = Gbps(25)
    for index in 2...4 { draft.links[index].speed = Gbps(index == 4 ? 400 : 100) }
    let speeds = try speeds(draft)
    #expect(speeds.megabits == [25_000, 25_000, 100_000, 100_000, 400_000, 100_000])
    #expect(Set(speeds.assumed) == [LinkID(1), LinkID(5)])
  }

  @Test("of equally common speeds the slower one is assumed")
  func slowerOfTwo() throws {
    var draft = CableNotation.draft(Self.plan)
    draft.links[2].speed = Gbps(400)
    draft.links[3].speed = Gbps(100)
    #expect(try speeds(draft).megabits[4] == 100_000)
  }

  @Test("where nobody states any speed, 1 Gb/s is assumed and counted")
  func nothingStated() throws {
    let draft = CableNotation.draft(Self.plan)
    let speeds = try speeds(draft)
    #expect(speeds.megabits == Array(repeating: 1000, count: 6))
    #expect(speeds.assumed.count == 6)
    #expect(try Plans.capacity(draft).hostBandwidth == Gbps(2))
  }

  @Test("fractions of a gigabit stay exact")
  func fractions() throws {
    var draft = CableNotation.draft(Self.plan)
    for index in draft.links.indices { draft.links[index].speed = Gbps(megabits: 12_500) }
    let capacity = try Plans.capacity(draft)
    #expect(capacity.hostBandwidth == Gbps(25))
    #expect(capacity.bisection.lower == Gbps(megabits: 12_500))
    #expect(capacity.bisection.isExact)
  }

  @Test("links that cannot stand carry nothing and are not assumed")
  func unusable() throws {
    let speeds = try speeds(
      CableNotation.draft(Self.plan + "\nleaf-1:7 --\nleaf-1:8 -- leaf-1:9"))
    #expect(speeds.megabits.suffix(2) == [0, 0])
    #expect(speeds.assumed.count == 6)
  }
}
