import FabricComparison
import FabricModel
import TestSupport
import Testing
import WorkOrders

/// Ports that may hold a plug which no step takes out: nothing is put into them.
@Suite struct DoubtTests {
  private func order(
    _ current: PlanDraft, _ desired: PlanDraft, _ standing: Alignment.Standing = .observation
  ) throws -> WorkOrder {
    let alignment = Alignment(
      current: try current.fabric(), desired: try desired.fabric(), standing: standing)
    return try WorkOrder.make(for: WorkTask(alignment, Differences(alignment)))
  }

  private let planned = """
    host-1:1 -- leaf-1:1
    leaf-1:3 -- leaf-2:3
    """
  private let statedTwice = """
    host-1:1 -- leaf-1:1
    leaf-1:1 -- leaf-2:3
    """

  @Test(
    "no cable goes into a port where another one is stated beside those that are compared",
    arguments: [Alignment.Standing.observation, .revision])
  func crowded(standing: Alignment.Standing) throws {
    let order = try order(
      CableNotation.draft(statedTwice), CableNotation.draft(planned), standing)
    #expect(order.steps.isEmpty)
    #expect(order.leftOut.count == 1)
    #expect(order.kept.count == 1)
    // The cable that is there in place of the planned one is the same for a person.
    #expect(order.cablesApart == 1)
    #expect(!order.simulation.reachesDesired)
    let note = try #require(order.notes.first { $0.subject == "leaf-2:3" })
    #expect(note.kind == .verify && note.cables == 1 && note.text.contains("look first"))
  }

  @Test("a plug that waits for a crowded port stays, and all others move")
  func crowdedChain() throws {
    let other = "\nleaf-3:1 -- leaf-4:1\nleaf-3:2 -- leaf-4:2"
    let moved = "\nleaf-3:1 -- leaf-4:7\nleaf-3:2 -- leaf-1:3"
    let order = try order(
      CableNotation.draft(statedTwice + moved), CableNotation.draft(planned + other))
    #expect(OrderText.short(order) == ["move leaf-4:7 leaf-4:1"])
    #expect(order.leftOut.count == 2)
    #expect(!order.simulation.reachesDesired)
  }

  @Test("a cable with one end that is stated fills its port")
  func openEnd() throws {
    let order = try order(
      CableNotation.draft("host-1:1 -- leaf-1:1\nleaf-2:3 --\nleaf-1"),
      CableNotation.draft(planned))
    #expect(order.steps.isEmpty)
    #expect(order.leftOut.count == 1)
  }

  @Test("a replay knows all cables that are stated, and not only those that are compared")
  func replay() throws {
    let other = "\nleaf-3:1 -- leaf-4:1"
    let good = try order(
      CableNotation.draft(statedTwice + "\nleaf-3:2 -- leaf-4:1"),
      CableNotation.draft(planned + other))
    #expect(OrderText.short(good) == ["move leaf-3:2 leaf-3:1"])
    let port = try #require(
      (0..<Int32(good.alignment.ports.count)).first { good.name(ofPort: $0) == "leaf-2:3" })
    var steps = good.steps
    steps[0].to = port
    let error = #expect(throws: WorkOrderError.self) {
      try WorkOrder.replay(good.withSteps(steps))
    }
    #expect(error?.description.contains("another cable") == true)
  }

  /// Two leaves of which only `leaf-1` told of itself.
  private func partly(_ text: String, silent: [String]) -> PlanDraft {
    var draft = CableNotation.draft(text)
    for index in draft.devices.indices where silent.contains(draft.devices[index].name) {
      draft.devices[index].isDeclared = false
    }
    return draft
  }

  @Test("no cable goes into a port of a device that nobody looked at")
  func unseen() throws {
    // What `leaf-1` sees in its port 2 is known; what is in port 2 of `leaf-2` is not.
    let planned = CableNotation.draft(
      """
      leaf-1:1 -- spine-1:1
      leaf-1:2 -- spine-2:2
      leaf-1:3 -- spine-2:3
      """)
    let observed = """
      leaf-1:1 -- spine-1:1
      leaf-1:2 -- spine-1:5
      leaf-1:4 -- spine-2:3
      """
    let part = try order(partly(observed, silent: ["spine-1", "spine-2"]), planned)
    // The end at the device that was looked at moves, the other one does not.
    #expect(OrderText.short(part) == ["move leaf-1:4 leaf-1:3"])
    #expect(part.leftOut.count == 1 && part.kept.count == 1 && part.cablesApart == 1)
    let note = try #require(part.notes.first)
    #expect(note.subject == "spine-2" && note.text.contains("nobody looked at port 2"))
    #expect(note.cables == 1)
    #expect(!part.simulation.reachesDesired)

    let whole = try order(CableNotation.draft(observed), planned)
    #expect(whole.simulation.reachesDesired)
    #expect(whole.steps.count == 3 || whole.steps.count == 2)
    // A replay finds out by itself.
    let port = try #require(
      (0..<Int32(part.alignment.ports.count)).first { part.name(ofPort: $0) == "spine-2:2" })
    var steps = part.steps
    steps[0].to = port
    let error = #expect(throws: WorkOrderError.self) {
      try WorkOrder.replay(part.withSteps(steps))
    }
    #expect(error?.description.contains("nobody knows") == true)
  }

  @Test("a port that a step frees is filled also where nobody looked at the device")
  func freed() throws {
    let planned = CableNotation.draft(
      """
      leaf-1:1 -- spine-1:1
      leaf-1:2 -- spine-1:2
      """)
    let observed = "leaf-1:1 -- spine-1:2\nleaf-1:2 -- spine-1:1"
    let order = try order(partly(observed, silent: ["spine-1"]), planned)
    #expect(order.touches == 2)
    #expect(order.simulation.reachesDesired)
  }
}
