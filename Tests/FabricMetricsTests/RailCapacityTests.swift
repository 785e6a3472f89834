import FabricDesigns
import FabricMetrics
import FabricModel
import TestSupport
import Testing

/// Capacity where hosts have several ports.
@Suite struct RailCapacityTests {
  /// Healthy designs with even trunks, balanced and oversubscribed.
  private static let designs: [(name: String, parameters: [String: String])] = [
    ("rail-optimized", ["rails": "4", "hosts": "8", "units": "4"]),
    ("rail-optimized", ["rails": "4", "hosts": "8", "units": "3"]),
    ("rail-optimized", ["rails": "4", "hosts": "8", "units": "4", "uplinks": "4", "spines": "4"]),
    ("rail-optimized", ["rails": "4", "hosts": "8", "units": "4", "meet": "apart"]),
    ("rail-optimized", ["rails": "4", "hosts": "8", "units": "3", "meet": "apart"]),
    (
      "rail-optimized",
      ["rails": "4", "hosts": "8", "units": "4", "meet": "apart", "uplinks": "2", "spines": "2"]
    ),
    ("rail-optimized", ["rails": "1", "hosts": "8", "units": "4", "tors": "2"]),
    ("rail-optimized", ["rails": "2", "hosts": "8", "units": "4", "tors": "2", "uplinks": "4"]),
    ("rail-optimized", ["tiers": "3", "rails": "2", "hosts": "4", "units": "2", "pods": "4"]),
    (
      "rail-optimized",
      [
        "tiers": "3", "rails": "2", "hosts": "8", "units": "2", "pods": "4", "uplinks": "4",
        "spines": "4", "cores": "4",
      ]
    ),
    ("rail-optimized", ["tiers": "3", "rails": "2", "meet": "apart", "hosts": "4", "units": "3"]),
    ("multi-plane", ["planes": "4", "hosts": "8", "units": "4", "speed": "100"]),
    ("multi-plane", ["planes": "4", "hosts": "8", "units": "5", "speed": "100"]),
    ("multi-plane", ["planes": "2", "rails": "4", "hosts": "8", "units": "4", "uplinks": "4"]),
    ("multi-plane", ["planes": "2", "tiers": "3", "rails": "2", "hosts": "4", "units": "2"]),
  ]

  @Test("healthy designs are exact and hold what their arithmetic says", arguments: 0..<15)
  func exact(index: Int) throws {
    let (name, parameters) = Self.designs[index]
    let design = try Plans.design(name, parameters)
    let capacity = try Plans.capacity(Plans.draft(design).withoutIntent())
    #expect(capacity.bisection.isExact)
    #expect(design.intent.bisection != nil)
    #expect(capacity.bisection.lower == design.intent.bisection)
    #expect(capacity.bisection.witness.hosts != nil)
  }

  @Test("every rail and every plane has a line of its own, as a fabric of its own")
  func lines() throws {
    let meeting = try Plans.capacity(
      Plans.draft("rail-optimized", ["rails": "4", "hosts": "8", "units": "4"]))
    let rails = meeting.oversubscription.groups
    #expect(rails.map(\.name) == ["rail 0", "rail 1", "rail 2", "rail 3"])
    #expect(rails.allSatisfy { $0.ratio == .one && $0.bisection?.isExact == true })
    #expect(meeting.crossRail?.lower == meeting.bisection.full)

    let apart = try Plans.capacity(
      Plans.draft(
        "rail-optimized",
        ["rails": "4", "hosts": "8", "units": "4", "meet": "apart", "uplinks": "2", "spines": "2"]))
    #expect(apart.oversubscription.groups.map(\.kind) == [.rail, .rail, .rail, .rail])
    #expect(apart.oversubscription.groups.allSatisfy { $0.ratio == Ratio(4, 1) })
    #expect(apart.crossRail?.upper == .zero)
    #expect(apart.oversubscription.fabricUpper == Ratio(4, 1))

    let planes = try Plans.capacity(
      Plans.draft("multi-plane", ["planes": "2", "rails": "4", "hosts": "8", "units": "4"]))
    #expect(planes.oversubscription.groups.count { $0.kind == .rail } == 4)
    #expect(planes.oversubscription.groups.count { $0.kind == .plane } == 2)
    #expect(planes.crossRail?.upper == .zero)
  }

  @Test("a cable missing in one rail shows in that rail's line alone")
  func damagedRail() throws {
    let design = try Plans.design(
      "rail-optimized", ["rails": "4", "hosts": "8", "units": "4", "meet": "apart"])
    var draft = try Plans.draft(design)
    let removed = design.linkGroups[1].links.lowerBound
    draft.links.remove(at: removed)
    let capacity = try Plans.capacity(draft)
    let short = capacity.oversubscription.groups.filter { $0.ratio != .one }
    #expect(short.map(\.name) == ["rail 0"])
    #expect(capacity.bisection.isExact)
    #expect(capacity.bisection.lower + Gbps(400) == capacity.bisection.full)
  }

  @Test("the witness is a cut of just that value, with every host on one side", arguments: 0..<12)
  func witness(seed: Int) throws {
    let (name, parameters) = Self.designs[seed]
    let draft = try Plans.draft(name, parameters).miswired(percent: 2, seed: UInt64(seed))
    let model = try Plans.model(draft)
    let bisection = model.bisection(effort: .quick, pieces: 1)
    let hosts = try #require(model.hosts)
    let (side, inside) = (
      bisection.witness.side, Set(bisection.witness.hosts?.inside ?? [])
    )
    var (cut, crossing, weight) = (0, 0, 0)
    for edge in model.edgeA.indices
    where side[Int(model.edgeA[edge])] != side[Int(model.edgeB[edge])] {
      cut += Int(model.edgeMegabits[edge])
    }
    for host in hosts.devices.indices {
      let isInside = inside.contains(hosts.devices[host])
      for place in Int(hosts.offsets[host])..<Int(hosts.offsets[host + 1]) {
        if isInside { weight += Int(hosts.megabits[place]) }
        guard side[Int(hosts.vertex[place])] != isInside else { continue }
        cut += Int(hosts.megabits[place])
        crossing += 1
      }
    }
    #expect(bisection.witness.hosts?.divided == nil)
    #expect(cut == bisection.upper.megabits)
    #expect(crossing == bisection.witness.crossingHostLinks)
    #expect(Gbps(megabits: weight) == bisection.witness.sideHosts[0])
    #expect(bisection.witness.sideHosts[0] == bisection.witness.sideHosts[1])
    #expect(bisection.lower <= bisection.upper && bisection.upper <= bisection.full)
  }

  @Test("bounds are the same for 1, 2, 3 and 8 pieces", arguments: 0..<15)
  func pieces(index: Int) throws {
    let (name, parameters) = Self.designs[index]
    let draft = try Plans.draft(name, parameters).miswired(percent: 2, seed: 3)
    let fabric = try draft.fabric()
    let model = try Plans.model(draft)
    let all = [1, 2, 3, 8].map { model.capacity(fabric, effort: .quick, pieces: $0) }
    #expect(Set(all).count == 1)
  }
}
