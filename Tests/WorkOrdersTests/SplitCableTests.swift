import FabricComparison
import FabricModel
import TestSupport
import Testing
import WorkOrders

/// Cables with legs: all legs of a cage's plug move with one hand.
@Suite struct SplitCableTests {
  /// Cables of four legs from cages of a leaf to four hosts each.
  private func plan(cages: [Int], hosts: Int = 4, named: Bool = true) -> PlanDraft {
    var plan = PlanDraft()
    plan.devices = [DeviceEntry(name: "leaf-1", kind: .switch)]
    for group in cages.indices {
      for host in 1...hosts {
        let name = "host-\(group + 1)\(host)"
        plan.devices.append(DeviceEntry(name: name, kind: .host))
        var link = LinkEntry(
          a: EndEntry(device: 0, port: .leg(cage: cages[group], leg: host)),
          b: EndEntry(device: plan.devices.count - 1, port: .number(1)))
        link.sharesCable = named && host > 1
        link.label = named ? "S\(group + 1)" : ""
        plan.links.append(link)
      }
    }
    return plan
  }

  private func order(
    _ current: PlanDraft, _ desired: PlanDraft, _ standing: Alignment.Standing = .observation
  ) throws -> WorkOrder {
    let alignment = Alignment(
      current: try current.fabric(), desired: try desired.fabric(), standing: standing)
    return try WorkOrder.make(for: WorkTask(alignment, Differences(alignment)))
  }

  @Test("a plug of four legs in the wrong cage is one touch", arguments: [true, false])
  func moved(named: Bool) throws {
    let order = try order(plan(cages: [8], named: named), plan(cages: [7]))
    #expect(OrderText.short(order) == ["move leaf-1:8/1 leaf-1:7/1"])
    #expect(order.steps.first?.legs.count == 3)
    #expect(order.touches == 1)
    #expect(order.cablesToMove == 1)
  }

  @Test("two such plugs in each other's cages take two touches, and no host is touched")
  func exchanged() throws {
    let order = try order(plan(cages: [8, 7]), plan(cages: [7, 8]))
    #expect(
      OrderText.short(order) == [
        "unplug leaf-1:7/1", "move leaf-1:8/1 leaf-1:7/1", "plug leaf-1:8/1",
      ])
    #expect(order.touches == 2)
    #expect(order.steps.allSatisfy { $0.legs.count == 3 })
  }

  @Test("plugs one cage too far follow one another into the cage that is free")
  func shifted() throws {
    let order = try order(plan(cages: [2, 3, 4]), plan(cages: [1, 2, 3]))
    #expect(
      OrderText.short(order) == [
        "move leaf-1:2/1 leaf-1:1/1", "move leaf-1:3/1 leaf-1:2/1", "move leaf-1:4/1 leaf-1:3/1",
      ])
    #expect(order.touches == 3)
  }

  @Test("a new cable of four legs is five touches, one name and one to take along")
  func new() throws {
    var empty = plan(cages: [7])
    empty.links = []
    let order = try order(empty, plan(cages: [7]))
    #expect(order.steps.count == 5)
    #expect(order.touches == 5)
    #expect(order.cablesToAdd == 1)
    #expect(Set(order.cables.map(\.name)) == ["new-1"])
    #expect(order.spares.map(\.count) == [1])
    let back = try self.order(plan(cages: [7]), empty, .revision)
    #expect(back.touches == 5)
    #expect(back.cablesToRemove == 1)
  }

  @Test("a single leg that is dark has its loose plug looked for first")
  func looseLeg() throws {
    var current = plan(cages: [7])
    current.links.remove(at: 2)
    let order = try order(current, plan(cages: [7]))
    #expect(order.steps.count == 2)
    #expect(order.steps.allSatisfy { $0.remark.contains("loose leg") })
  }

  @Test("legs that change places at their hosts are moved there")
  func crossedLegs() throws {
    var current = plan(cages: [7])
    let end = current.links[0].b
    current.links[0].b = current.links[1].b
    current.links[1].b = end
    let order = try order(current, plan(cages: [7]))
    #expect(
      OrderText.short(order) == [
        "unplug host-11:1", "move host-12:1 host-11:1", "plug host-12:1",
      ])
    #expect(order.steps.allSatisfy { $0.legs.isEmpty && $0.remark.isEmpty })
  }

  @Test("a replay refuses legs that are no one plug")
  func faked() throws {
    let good = try order(plan(cages: [8, 7]), plan(cages: [7, 8]))
    var steps = good.steps
    steps[1].legs.removeLast()
    #expect(throws: WorkOrderError.self) { try WorkOrder.replay(good.withSteps(steps)) }
  }

  @Test("orders for cages in any order lead to the plan, whole plugs or single legs")
  func random() throws {
    for seed in 0..<300 as Range<UInt64> {
      var dice = Dice(seed: seed)
      let desired = plan(cages: [1, 2, 3, 4])
      var current = plan(
        cages: Array([1, 2, 3, 4, 5, 6].shuffled(using: &dice).prefix(4)),
        named: dice.roll(2) == 0)
      for _ in 0..<dice.roll(3) {
        let (i, j) = (dice.roll(current.links.count), dice.roll(current.links.count))
        let end = current.links[i].b
        current.links[i].b = current.links[j].b
        current.links[j].b = end
      }
      if dice.roll(3) == 0 { current.links.removeLast() }
      let standing: Alignment.Standing = dice.roll(2) == 0 ? .observation : .revision
      let there = try order(current, desired, standing)
      #expect(there.simulation.reachesDesired, "seed \(seed)")
      #expect(try order(desired, current, standing).simulation.reachesDesired, "seed \(seed)")
    }
  }
}
