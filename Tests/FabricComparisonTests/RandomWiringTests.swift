import FabricComparison
import FabricModel
import TestSupport
import Testing

/// Wirings that have nothing to do with each other: whatever is said of them, the numbers add up and
/// undoing it leads to the plan.
@Suite struct RandomWiringTests {
  /// Devices with cables between random ports.
  private func wiring(_ dice: inout Dice, devices: Int, ports: Int, cables: Int) -> PlanDraft {
    var draft = PlanDraft()
    for index in 0..<devices {
      var entry = DeviceEntry(name: "switch-\(index)", kind: .switch)
      entry.radix = ports
      draft.devices.append(entry)
    }
    var free = (0..<devices).flatMap { device in
      (1...ports).map { EndEntry(device: device, port: .number($0)) }
    }
    free.shuffle(using: &dice)
    for _ in 0..<min(cables, free.count / 2) {
      draft.links.append(LinkEntry(a: free.removeLast(), b: free.removeLast()))
    }
    return draft
  }

  @Test("numbers add up and undoing everything gives the plan")
  func sums() throws {
    for seed in 0..<2000 {
      var dice = Dice(seed: UInt64(seed))
      let shape = (devices: 2 + dice.roll(6), ports: 1 + dice.roll(5))
      let plan = wiring(
        &dice, devices: shape.devices, ports: shape.ports, cables: dice.roll(12))
      var floor = wiring(
        &dice, devices: shape.devices, ports: shape.ports, cables: 1 + dice.roll(12))
      // Some cables are right.
      if dice.roll(2) == 0 {
        floor = plan
        for _ in 0..<dice.roll(6) where floor.links.count > 1 {
          let (a, b) = (dice.roll(floor.links.count), dice.roll(floor.links.count))
          let end = floor.links[a].b
          floor.links[a].b = floor.links[b].b
          floor.links[b].b = end
        }
      }
      for standing in [Alignment.Standing.observation, .revision] {
        let compared = try Comparisons.compare(
          current: floor, desired: plan, standing: standing)
        guard !compared.problems.contains(where: \.isFinal) else { continue }
        Comparisons.expectSums(compared, "seed \(seed)")
      }
    }
  }

  @Test("ports used twice and cables from a port to itself are set aside, and the numbers add up")
  func reuse() throws {
    for seed in 0..<500 {
      var dice = Dice(seed: UInt64(7000 + seed))
      var plan = wiring(&dice, devices: 4, ports: 4, cables: 6)
      var floor = plan
      for _ in 0..<3 {
        let (a, b) = (dice.pick(plan.links), dice.pick(plan.links))
        floor.links.append(LinkEntry(a: a.a, b: dice.roll(3) == 0 ? a.a : b.b))
        if dice.roll(2) == 0 { plan.links.append(dice.pick(plan.links)) }
      }
      for standing in [Alignment.Standing.observation, .revision] {
        let one = try Comparisons.compare(current: floor, desired: plan, standing: standing)
        Comparisons.expectSums(one, "seed \(seed)")
        let other = try Comparisons.compare(
          current: floor.shuffled(seed: 1), desired: plan.endsExchanged(seed: 2),
          standing: standing)
        #expect(one.differences.count == other.differences.count, "seed \(seed)")
      }
    }
  }

  @Test("nothing, a single device and devices without cables can be compared")
  func degenerate() throws {
    var one = PlanDraft()
    one.devices = [DeviceEntry(name: "switch-1", kind: .switch)]
    var two = one
    two.devices.append(DeviceEntry(name: "switch-2", kind: .switch))
    var loop = one
    loop.links = [
      LinkEntry(
        a: EndEntry(device: 0, port: .number(1)), b: EndEntry(device: 0, port: .number(2)))
    ]
    var open = one
    open.links = [LinkEntry(a: EndEntry(device: 0, port: .number(1)), b: nil)]
    var unnamed = two
    unnamed.links = [
      LinkEntry(
        a: EndEntry(device: 0, port: .unnamed), b: EndEntry(device: 1, port: .unnamed))
    ]
    let all = [PlanDraft(), one, two, loop, open, unnamed]
    for desired in all {
      for current in all {
        for standing in [Alignment.Standing.observation, .revision] {
          let compared = try Comparisons.compare(
            current: current, desired: desired, standing: standing)
          if !compared.problems.contains(where: \.isFinal) { Comparisons.expectSums(compared) }
        }
      }
    }
  }
}
