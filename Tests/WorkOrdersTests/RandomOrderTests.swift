import FabricComparison
import FabricModel
import Foundation
import TestSupport
import Testing
import WorkOrders

/// Orders for random small differences, against oracles that know nothing of how they are made.
@Suite struct RandomOrderTests {
  /// All of them take most of a minute in a debug build: every fifth one, unless PLUMBLINE_ALL_ORDERS
  /// is set.
  private static let step =
    ProcessInfo.processInfo.environment["PLUMBLINE_ALL_ORDERS"] == nil ? 5 : 1

  @Test("orders lead from what is there to what is planned, 10,000 in a full run")
  func reach() throws {
    for seed in stride(from: 0 as UInt64, to: 10_000, by: Self.step) {
      let difference = SmallDifference(
        seed: seed, devices: 3 + Int(seed % 4), ports: 4, cables: 4 + Int(seed % 7))
      let task = try difference.task(seed.isMultiple(of: 2) ? .observation : .revision)
      let order = try WorkOrder.make(for: task)
      #expect(order.simulation.reachesDesired)
      var hand = Hand(task.alignment.current)
      hand.play(order)
      #expect(hand.fault == nil, "seed \(seed)")
      #expect(hand.links == Hand.links(task.alignment.desired), "seed \(seed)")
      #expect(hand.touches == order.touches, "seed \(seed)")
    }
  }

  @Test("touches are the fewest that any choice of cables takes, for 5,000 in a full run")
  func fewest() throws {
    for seed in stride(from: 20_000 as UInt64, to: 25_000, by: Self.step) {
      let difference = SmallDifference(
        seed: seed, devices: 2 + Int(seed % 4), ports: 3 + Int(seed % 3), cables: 6)
      let order = try WorkOrder.make(for: difference.task())
      #expect(order.touches == difference.fewestTouches, "seed \(seed)")
      #expect(order.touches >= order.cablesToMove)
    }
  }

  @Test("the way back takes as many touches")
  func symmetry() throws {
    for seed in 30_000..<31_000 as Range<UInt64> {
      var difference = SmallDifference(seed: seed, devices: 5, ports: 6, cables: 12)
      let there = try WorkOrder.make(for: difference.task()).touches
      swap(&difference.current, &difference.desired)
      #expect(try WorkOrder.make(for: difference.task()).touches == there, "seed \(seed)")
    }
  }

  @Test("a replay refuses every order that does not lead there: a step gone, doubled, exchanged")
  func mutations() throws {
    var dice = Dice(seed: 7)
    var (mutated, refused) = (0, 0)
    var seed: UInt64 = 40_000
    while mutated < 1_500 {
      seed += 1
      let difference = SmallDifference(seed: seed, devices: 4, ports: 5, cables: 8)
      let task = try difference.task()
      let order = try WorkOrder.make(for: task)
      guard order.steps.count > 1 else { continue }
      var steps = order.steps
      let (i, j) = (dice.roll(steps.count), dice.roll(steps.count))
      switch dice.roll(4) {
      case 0: steps.remove(at: i)
      case 1: steps.insert(steps[i], at: i)
      case 2: steps.insert(steps[i], at: steps.count)
      default: steps.swapAt(i, j)
      }
      let other = order.withSteps(steps)
      let desired = Hand.links(task.alignment.desired)
      mutated += 1
      if Hand.reaches(other, from: task.alignment.current, desired) { continue }
      refused += 1
      #expect(throws: WorkOrderError.self, "seed \(seed)") { try WorkOrder.replay(other) }
    }
    #expect(refused >= 1_000)
  }

  @Test("neither the order of devices and cables nor the side of an end decides anything")
  func invariance() throws {
    for seed in 50_000..<50_300 as Range<UInt64> {
      let difference = SmallDifference(seed: seed, devices: 5, ports: 5, cables: 10)
      var other = difference
      other.current = difference.current.shuffled(seed: seed)
      other.desired = difference.desired.shuffled(seed: seed + 1)
      let task = try difference.task()
      var shuffled = try other.task()
      shuffled.tiers = shuffled.alignment.devices.desired.map { device in
        difference.tiers[difference.desired.device(named: other.desired.devices[device.index].name)]
      }
      #expect(
        try OrderText.lines(WorkOrder.make(for: task))
          == OrderText.lines(WorkOrder.make(for: shuffled)), "seed \(seed)")
    }
  }

  @Test("the lowest share of uplinks and the marks for draining are those of a recount")
  func uplinks() throws {
    var drained = 0
    for seed in 60_000..<60_500 as Range<UInt64> {
      let difference = SmallDifference(seed: seed, devices: 5, ports: 6, cables: 14)
      let order = try WorkOrder.make(for: difference.task())
      drained += order.steps.count { $0.drain }
      guard let marked = order.steps.firstIndex(where: \.drain) else { continue }
      var steps = order.steps
      steps[marked].drain = false
      #expect(throws: WorkOrderError.self) { try WorkOrder.replay(order.withSteps(steps)) }
    }
    #expect(drained > 100)
  }
}

/// An order as texts without row numbers of any table.
enum OrderText {
  static func lines(_ order: WorkOrder) -> [String] {
    order.steps.map { step in
      let cable = step.cable >= 0 ? order.cables[Int(step.cable)].name : ""
      let from = step.from >= 0 ? order.name(ofPort: step.from) : "-"
      let to = step.to >= 0 ? order.name(ofPort: step.to) : "-"
      let names = step.action == .rename ? " \(step.oldName) \(step.newName)" : ""
      return "\(step.number) \(step.batch) \(step.action.rawValue) \(cable) \(from) \(to)\(names)"
        + " after \(step.after) \(step.drain ? "drain" : "")"
    }
  }

  /// `move leaf-1:1 spine-1:2` for each step.
  static func short(_ order: WorkOrder) -> [String] {
    order.steps.map { step in
      var words = [step.action.rawValue]
      if step.action == .rename { words += [step.oldName, step.newName] }
      if step.from >= 0 { words.append(order.name(ofPort: step.from)) }
      if step.to >= 0 { words.append(order.name(ofPort: step.to)) }
      return words.joined(separator: " ")
    }
  }
}
