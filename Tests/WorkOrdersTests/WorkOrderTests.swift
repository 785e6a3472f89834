import FabricComparison
import FabricModel
import FabricTopology
import TestSupport
import Testing
import WorkOrders

/// Orders that are short enough to read.
@Suite struct WorkOrderTests {
  private func order(
    planned: String, observed: String, standing: Alignment.Standing = .observation,
    _ change: (inout WorkTask) -> Void = { _ in }
  ) throws -> WorkOrder {
    let compared = ComparedFabrics(
      current: try CableNotation.draft(observed).fabric(),
      desired: try CableNotation.draft(planned).fabric(), standing: standing)
    var task = WorkTask(compared)
    change(&task)
    return try WorkOrder.make(for: task)
  }

  @Test("nothing is to do where all is as planned")
  func nothing() throws {
    let order = try order(planned: "leaf-1:1 -- spine-1:1", observed: "leaf-1:1 -- spine-1:1")
    #expect(order.steps.isEmpty)
    #expect(order.notes.isEmpty)
    #expect(order.simulation.reachesDesired)
    #expect(order.simulation.lowestUplinkShare == 1)
  }

  @Test("two cables that are exchanged take two touches and one plug in the hand")
  func swapped() throws {
    let order = try order(
      planned: """
        leaf-1:1 -- spine-1:1
        leaf-2:1 -- spine-2:1
        """,
      observed: """
        leaf-1:1 -- spine-2:1
        leaf-2:1 -- spine-1:1
        """)
    #expect(
      OrderText.short(order) == [
        "unplug leaf-1:1", "move leaf-2:1 leaf-1:1", "plug leaf-2:1",
      ])
    #expect(order.touches == 2)
    #expect(order.cablesToMove == 2)
    #expect(order.steps.map(\.after) == [[], [1], [2]])
    #expect(order.steps.map { order.check(of: $0) }[0].hasSuffix("it goes in at step 3"))
    #expect(
      order.check(of: order.steps[1]) == "light on leaf-1:1 is green, neighbour spine-1:1")
  }

  @Test("cables that are one port too far move one after the other into the port that is free")
  func shifted() throws {
    let order = try order(
      planned: """
        leaf-1:1 -- spine-1:1
        leaf-1:2 -- spine-2:1
        leaf-1:3 -- spine-3:1
        """,
      observed: """
        leaf-1:2 -- spine-1:1
        leaf-1:3 -- spine-2:1
        leaf-1:4 -- spine-3:1
        """)
    #expect(
      OrderText.short(order) == [
        "move leaf-1:2 leaf-1:1", "move leaf-1:3 leaf-1:2", "move leaf-1:4 leaf-1:3",
      ])
    #expect(order.steps.map(\.after) == [[], [1], [2]])
  }

  @Test("what is in the way goes first, and what is new comes last")
  func goesAndComes() throws {
    let order = try order(
      planned: """
        leaf-1:1 -- spine-1:1
        leaf-1:2 -- spine-2:2
        """,
      observed: "leaf-1:1 -- leaf-1:2\nspine-1\nspine-2")
    // One end of the cable in the way stays, whichever it is.
    #expect(order.touches == 3)
    #expect(order.cablesToAdd == 1)
    let replaced = try self.order(
      planned: "leaf-1:1 -- spine-1:1",
      observed: """
        leaf-1:1 -- leaf-2:2
        leaf-3:3 -- spine-1:1
        """)
    #expect(replaced.touches == 3)
    #expect(replaced.cablesToRemove == 1)
    #expect(
      OrderText.short(replaced) == [
        "unplug leaf-3:3", "unplug spine-1:1", "move leaf-2:2 spine-1:1",
      ])
  }

  @Test("a missing cable is new, with the kind and the length to take along")
  func missing() throws {
    var planned = CableNotation.draft("leaf-1:1 -- spine-1:1")
    planned.links[0].medium = "SMF"
    planned.links[0].length = Meters(10)
    var empty = planned
    empty.links = []
    let alignment = Alignment(current: try empty.fabric(), desired: try planned.fabric())
    let order = try WorkOrder.make(for: WorkTask(alignment, Differences(alignment)))
    #expect(OrderText.short(order) == ["plug leaf-1:1", "plug spine-1:1"])
    #expect(order.cables.map(\.name) == ["new-1"])
    #expect(order.spares == [Spare(medium: "SMF", length: Meters(10), count: 1)])
    #expect(order.check(of: order.steps[0]).contains("the other end is step 2"))
  }

  @Test("devices that carry each other's names are renamed, and no cable is touched")
  func exchanged() throws {
    let cables = (1...4).map { "leaf-1:\($0) -- spine-\($0):1\nleaf-2:\($0) -- spine-\($0):2" }
    let planned = cables.joined(separator: "\n")
    let observed = planned.replacing("leaf-1", with: "leaf-x")
      .replacing("leaf-2", with: "leaf-1").replacing("leaf-x", with: "leaf-2")
    let order = try order(planned: planned, observed: observed)
    #expect(
      OrderText.short(order) == [
        "rename leaf-1 leaf-1-tmp", "rename leaf-2 leaf-1", "rename leaf-1-tmp leaf-2",
      ])
    #expect(order.devicesToRename == 2)
    #expect(order.touches == 0)
    #expect(order.steps.map(\.after) == [[], [1], [2]])
  }

  @Test("a cable in a wrong port of an exchanged device moves after the names are right")
  func exchangedAndMoved() throws {
    let cables = (1...4).map { "leaf-1:\($0) -- spine-\($0):1\nleaf-2:\($0) -- spine-\($0):2" }
    let planned = cables.joined(separator: "\n")
    let observed = planned.replacing("leaf-1", with: "leaf-x")
      .replacing("leaf-2", with: "leaf-1").replacing("leaf-x", with: "leaf-2")
      .replacing("leaf-2:4 ", with: "leaf-2:9 ")
    let order = try order(planned: planned, observed: observed)
    #expect(order.touches == 1)
    #expect(OrderText.short(order).last == "move leaf-1:9 leaf-1:4")
    var hand = Hand(order.alignment.current)
    hand.play(order)
    #expect(hand.links == Hand.links(order.alignment.desired))
  }

  @Test("a device in the place of one that is gone gets its name")
  func replaced() throws {
    let planned = (1...3).map { "leaf-1:\($0) -- spine-\($0):1" }.joined(separator: "\n")
    let order = try order(
      planned: planned, observed: planned.replacing("leaf-1", with: "spare-7"))
    #expect(OrderText.short(order) == ["rename spare-7 leaf-1"])
  }

  @Test("a device that nobody saw is a note, and its cables are not touched")
  func unseen() throws {
    let planned = """
      leaf-1:1 -- spine-1:1
      leaf-1:2 -- spine-2:1
      leaf-2:1 -- spine-1:2
      leaf-2:2 -- spine-2:2
      """
    let observed = """
      leaf-1:1 -- spine-1:1
      leaf-1:2 -- spine-2:1
      """
    let order = try order(planned: planned, observed: observed)
    #expect(order.steps.isEmpty)
    #expect(order.notes.map(\.kind) == [.verify])
    #expect(order.notes.map(\.subject) == ["leaf-2"])
    #expect(order.notes.map(\.cables) == [2])
    #expect(order.leftOut.count == 2)
    #expect(order.cablesApart == 2)
    #expect(!order.simulation.reachesDesired)
  }

  @Test("a device that answers and has no light at all is looked at first")
  func dead() throws {
    let planned = (1...4).map { "leaf-1:\($0) -- spine-\($0):1\nleaf-2:\($0) -- spine-\($0):2" }
      .joined(separator: "\n")
    let observed =
      (1...4).map { "leaf-1:\($0) -- spine-\($0):1" }.joined(separator: "\n") + "\nleaf-2"
    let order = try order(planned: planned, observed: observed)
    #expect(order.steps.isEmpty)
    #expect(order.notes.map(\.subject) == ["leaf-2"])
    #expect(order.leftOut.count == 4)
    #expect(!order.simulation.reachesDesired)
  }

  @Test("a device without a cable in the old revision is cabled in the new one")
  func grown() throws {
    let old = (1...4).map { "leaf-1:\($0) -- spine-\($0):1" }.joined(separator: "\n")
    let new = old + "\n" + (1...4).map { "leaf-2:\($0) -- spine-\($0):2" }.joined(separator: "\n")
    for observed in [old, old + "\nleaf-2"] {
      let order = try order(planned: new, observed: observed, standing: .revision)
      #expect(order.cablesToAdd == 4)
      #expect(order.leftOut.isEmpty && order.notes.isEmpty)
      let back = try self.order(planned: observed, observed: new, standing: .revision)
      #expect(back.cablesToRemove == 4)
      #expect(back.touches == order.touches)
    }
  }

  @Test("what a device that nobody planned is for is found out first, and its cables stay")
  func unplanned() throws {
    let planned = (1...4).map { "leaf-1:\($0) -- spine-\($0):1" }.joined(separator: "\n")
    let order = try order(
      planned: planned,
      observed: planned + "\n"
        + (1...4).map { "sw-9:\($0) -- spine-\($0):2" }
        .joined(separator: "\n"))
    #expect(order.steps.isEmpty)
    #expect(order.notes.map(\.subject) == ["sw-9"])
    #expect(order.notes.map(\.text) == ["not planned: find out what it is for; its cables stay"])
    #expect(order.kept.count == 4 && order.cablesApart == 4)
    #expect(!order.simulation.reachesDesired)
  }

  @Test("only chains that touch the scope are worked on")
  func scope() throws {
    let planned = """
      leaf-1:1 -- spine-1:1
      leaf-2:1 -- spine-1:2
      """
    let observed = """
      leaf-1:2 -- spine-1:1
      leaf-2:2 -- spine-1:2
      leaf-3:1 -- spine-1:3
      """
    let order = try order(planned: planned, observed: observed) { task in
      task.scope = (0..<task.alignment.devices.count).map {
        task.alignment.name(ofDevice: Int32($0)) == "leaf-2"
      }
    }
    #expect(OrderText.short(order) == ["move leaf-2:2 leaf-2:1"])
    #expect(order.leftOut.count == 1)
    #expect(order.kept.count == 2)
    // A cable in place of a planned one, and one that nobody planned.
    #expect(order.cablesApart == 2)
    #expect(!order.simulation.reachesDesired)
  }

  @Test("a cable of another length is adopted on the floor and replaced in a revision")
  func otherLength() throws {
    var planned = CableNotation.draft("leaf-1:1 -- spine-1:1")
    planned.links[0].length = Meters(20)
    var present = planned
    present.links[0].length = Meters(30)
    for (standing, actions) in [
      (Alignment.Standing.observation, [WorkStep.Action.adopt]),
      (.revision, [.unplug, .plug, .unplug, .plug]),
    ] {
      let alignment = Alignment(
        current: try present.fabric(), desired: try planned.fabric(), standing: standing)
      let order = try WorkOrder.make(for: WorkTask(alignment, Differences(alignment)))
      #expect(order.steps.map(\.action) == actions)
      #expect(order.touches == (standing == .observation ? 0 : 4))
    }
  }

  @Test("a host with one link is drained, a leaf with eight uplinks is not")
  func drains() throws {
    var planned = ""
    for leaf in 1...2 {
      for spine in 1...8 { planned += "leaf-\(leaf):\(spine) -- spine-\(spine):\(leaf)\n" }
      for host in 1...8 { planned += "host-\(leaf)\(host):1 -- leaf-\(leaf):\(host + 8)\n" }
    }
    let observed =
      planned
      .replacing("leaf-1:1 --", with: "leaf-x").replacing("leaf-1:2 --", with: "leaf-1:1 --")
      .replacing("leaf-x", with: "leaf-1:2 --")
      .replacing("leaf-1:9\n", with: "leaf-1:20\n")
    let order = try order(planned: planned, observed: observed) { task in
      let topology = Topology(task.alignment.desired)
      task.tiers = WorkTask(task.alignment, task.differences, topology: topology).tiers
    }
    let drained = order.steps.filter(\.drain)
    #expect(OrderText.short(order.withSteps(drained)) == ["move leaf-1:20 leaf-1:9"])
    #expect(order.steps.last?.drain == true)
    #expect(Set(order.steps.map(\.batch)).count == 2)
    #expect(order.simulation.lowestUplinkShare == 0)
  }

  @Test("a first build plugs every cable twice, rack by rack")
  func firstBuild() throws {
    let planned = try Plans.draft("fat-tree", ["k": "4"])
    var empty = planned
    empty.links = []
    empty.devices = []
    let alignment = Alignment(
      current: try empty.fabric(), desired: try planned.fabric(), standing: .revision)
    let order = try WorkOrder.make(for: WorkTask(alignment, Differences(alignment)))
    #expect(order.steps.count == 2 * planned.links.count)
    #expect(order.touches == order.steps.count)
    #expect(order.steps.allSatisfy { $0.action == .plug && $0.after.isEmpty && !$0.drain })
    let racks = order.steps.map { step in
      let place = order.place(ofPort: step.to)
      return "\(place.hall) \(place.row) \(place.rack)"
    }
    // Every rack is visited once.
    #expect(zip(racks, racks.dropFirst()).count { $0 != $1 } + 1 == Set(racks).count)
    #expect(Set(order.cables.map(\.name)).count == planned.links.count)
  }
}
