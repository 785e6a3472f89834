import FabricComparison
import FabricModel
import TestSupport
import Testing
import WorkOrders

/// `2`, `2/1` and `2/2` are one hole of a faceplate.
@Suite struct MixedCageTests {
  /// What is in the cages of a leaf: a plug of two legs, one plug, or nothing.
  private enum Content { case legs, whole }

  /// Cage `n` of `leaf-1` has what stands at `n` in the list, each with hosts of its own.
  private func plan(_ cages: [Int: Content], _ order: [Int]) -> PlanDraft {
    var plan = PlanDraft()
    plan.devices = [DeviceEntry(name: "leaf-1", kind: .switch)]
    for number in 0..<12 {
      plan.devices.append(DeviceEntry(name: "host-\(number)", kind: .host))
    }
    for (index, cage) in order.enumerated() {
      switch cages[index] {
      case .legs?:
        for leg in 1...2 {
          var link = LinkEntry(
            a: EndEntry(device: 0, port: .leg(cage: cage, leg: leg)),
            b: EndEntry(device: 1 + 2 * index + leg - 1, port: .number(1)))
          link.sharesCable = leg > 1
          link.label = "S\(index)"
          plan.links.append(link)
        }
      case .whole?:
        var link = LinkEntry(
          a: EndEntry(device: 0, port: .number(cage)),
          b: EndEntry(device: 1 + 2 * index, port: .number(1)))
        link.label = "U\(index)"
        plan.links.append(link)
      case nil: break
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

  @Test("a split plug and a whole one that are exchanged: one is held until its cage is empty")
  func exchanged() throws {
    let kinds: [Int: Content] = [0: .legs, 1: .whole]
    let order = try order(plan(kinds, [2, 1]), plan(kinds, [1, 2]))
    #expect(
      OrderText.short(order) == ["unplug leaf-1:1", "move leaf-1:2/1 leaf-1:1/1", "plug leaf-1:2"])
    #expect(order.touches == 2)
    #expect(order.simulation.reachesDesired)
    // A replay knows the cages by itself.
    var steps = order.steps
    steps.swapAt(1, 2)
    for index in steps.indices { steps[index].after = [] }
    let error = #expect(throws: WorkOrderError.self) {
      try WorkOrder.replay(order.withSteps(steps))
    }
    #expect(error?.description.contains("cage of leaf-1:2") == true)
  }

  @Test("plugs follow one another from cage to cage, split or not")
  func shifted() throws {
    let kinds: [Int: Content] = [0: .legs, 1: .whole, 2: .legs]
    let order = try order(plan(kinds, [2, 3, 4]), plan(kinds, [1, 2, 3]))
    #expect(
      OrderText.short(order) == [
        "move leaf-1:2/1 leaf-1:1/1", "move leaf-1:3 leaf-1:2", "move leaf-1:4/1 leaf-1:3/1",
      ])
    #expect(order.steps.map(\.after) == [[], [1], [2]])
  }

  @Test("a whole plug does not go where legs of several plugs are, and the note says so")
  func severalPlugs() throws {
    let kinds: [Int: Content] = [0: .legs, 1: .whole]
    var current = plan(kinds, [2, 1])
    // Nobody planned that the two legs part.
    var desired = plan(kinds, [5, 2])
    desired.links[1].a = EndEntry(device: 0, port: .number(7))
    desired.links[1].sharesCable = false
    desired.links[1].label = "T"
    current.links[1].sharesCable = false
    current.links[1].label = "T"
    let order = try order(current, desired)
    #expect(order.steps.isEmpty)
    #expect(!order.simulation.reachesDesired)
    #expect(order.leftOut.count == 3)
    #expect(order.notes.contains { $0.text.contains("cage") && $0.cables > 0 })
  }

  @Test("in no order of work a cage holds a whole plug and a leg at once")
  func random() throws {
    var (exchanged, reached) = (0, 0)
    for seed in 0..<600 as Range<UInt64> {
      var dice = Dice(seed: seed)
      var kinds: [Int: Content] = [:]
      for index in 0..<5 { kinds[index] = dice.roll(2) == 0 ? .legs : .whole }
      let spots = { (dice: inout Dice) in
        Array([1, 2, 3, 4, 5, 6].shuffled(using: &dice).prefix(5))
      }
      var current = plan(kinds, spots(&dice))
      let desired = plan(kinds, spots(&dice))
      for _ in 0..<dice.roll(3) {
        let (i, j) = (dice.roll(current.links.count), dice.roll(current.links.count))
        let end = current.links[i].b
        current.links[i].b = current.links[j].b
        current.links[j].b = end
      }
      if dice.roll(3) == 0 { current.links.removeLast() }
      let standing: Alignment.Standing = dice.roll(2) == 0 ? .observation : .revision
      for (from, to) in [(current, desired), (desired, current)] {
        let order = try order(from, to, standing)
        #expect(CageHand.fault(order, in: try from.fabric()) == nil, "seed \(seed)")
        #expect(order.simulation.reachesDesired == (order.cablesApart == 0), "seed \(seed)")
        exchanged += order.steps.isEmpty ? 0 : 1
        reached += order.simulation.reachesDesired ? 1 : 0
      }
    }
    #expect(exchanged > 600)
    #expect(reached > 400)
  }
}

/// Knows names of ports only, and that what stands before the stroke is the hole.
private enum CageHand {
  static func fault(_ order: WorkOrder, in fabric: Fabric) -> String? {
    var filled: Set<String> = []
    for index in 0..<fabric.links.count {
      let (a, b) = fabric.ends(LinkID(index))
      filled.formUnion([fabric.name(of: a), fabric.name(of: b)])
    }
    for step in order.steps {
      let legs = [(step.from, step.to)] + step.legs.map { ($0.from, $0.to) }
      for (from, _) in legs where from >= 0 { filled.remove(order.name(ofPort: from)) }
      for (_, to) in legs where to >= 0 {
        let name = order.name(ofPort: to)
        let whole = name.split(separator: "/").first.map(String.init) ?? name
        let isTaken =
          filled.contains(name)
          || (name == whole
            ? filled.contains { $0.hasPrefix(whole + "/") } : filled.contains(whole))
        if isTaken { return "step \(step.number): \(name) is taken" }
        filled.insert(name)
      }
    }
    return nil
  }
}
