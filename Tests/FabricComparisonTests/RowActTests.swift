import FabricComparison
import FabricDesigns
import FabricModel
import TestSupport
import Testing

/// Acts on neighbouring ports: a run that was plugged in too far, in reverse, pair by pair.
@Suite struct RowActTests {
  /// A plan, and its floor with the plugs of some ports of one device moved to others.
  private struct Floor {
    let plan: PlanDraft
    var floor: PlanDraft

    init(_ plan: PlanDraft) {
      self.plan = plan
      floor = plan
    }

    func number(_ end: EndEntry) -> Int {
      if case .number(let number) = end.port { number } else { -1 }
    }

    func used(_ device: Int) -> Set<Int> {
      Set(
        plan.links(of: device).flatMap { [plan.links[$0].a, plan.links[$0].b!] }
          .filter { $0.device == device }.map { number($0) })
    }

    /// Every plug of `device` in a port `p` goes to port `target(p)` of device `other`.
    mutating func move(_ device: Int, to other: Int? = nil, _ target: (Int) -> Int?) {
      for link in plan.links(of: device) {
        for isA in [true, false] {
          let end = isA ? plan.links[link].a : plan.links[link].b!
          guard end.device == device, let port = target(number(end)) else { continue }
          let moved = EndEntry(device: other ?? device, port: .number(port))
          if isA { floor.links[link].a = moved } else { floor.links[link].b = moved }
        }
      }
    }
  }

  static let kinds = ["shift", "rotation", "reversed-bundle", "odd-even", "bundle-crossing"]

  /// Does such an act to a switch that the dice choose; nil where it does not fit there.
  private func act(_ kind: String, _ plan: PlanDraft, _ dice: inout Dice) -> PlanDraft? {
    var floor = Floor(plan)
    let device = dice.roll(plan.devices.count)
    guard plan.devices[device].kind == .switch else { return nil }
    let used = floor.used(device)
    let top = used.max() ?? 0
    switch kind {
    case "shift":
      let (length, step) = (3 + dice.roll(3), 1 + dice.roll(2))
      guard (top - length + 1...top).allSatisfy(used.contains) else { return nil }
      floor.move(device) { $0 > top - length ? $0 + step : nil }
    case "rotation":
      let (length, step) = ([5, 7][dice.roll(2)], 1 + dice.roll(2))
      let low = 1 + dice.roll(max(1, top - length))
      guard (low..<low + length).allSatisfy(used.contains) else { return nil }
      floor.move(device) { port in
        (low..<low + length).contains(port) ? low + (port - low + step) % length : nil
      }
    case "reversed-bundle":
      let length = 4 + dice.roll(4)
      let low = 1 + dice.roll(max(1, top - length))
      guard (low..<low + length).allSatisfy(used.contains) else { return nil }
      floor.move(device) { (low..<low + length).contains($0) ? 2 * low + length - 1 - $0 : nil }
    case "odd-even":
      let pairs = 2 + dice.roll(2)
      let low = 1 + 2 * dice.roll(max(1, (top - 2 * pairs) / 2))
      guard (low..<low + 2 * pairs).allSatisfy(used.contains) else { return nil }
      floor.move(device) {
        (low..<low + 2 * pairs).contains($0) ? (($0 - 1) ^ 1) + 1 : nil
      }
    default:
      let other = dice.roll(plan.devices.count)
      let (low, length) = (1 + dice.roll(5), 3)
      let run = Set(low..<low + length)
      guard other != device, plan.devices[other].role == plan.devices[device].role,
        plan.links(between: device, other).isEmpty, run.isSubset(of: used),
        run.isSubset(of: floor.used(other))
      else { return nil }
      floor.move(device, to: other) { run.contains($0) ? $0 : nil }
      floor.move(other, to: device) { run.contains($0) ? $0 : nil }
    }
    return floor.floor
  }

  @Test("one act on neighbouring ports is one finding of its kind", arguments: kinds)
  func single(_ kind: String) throws {
    let plan = try Plans.draft("fat-tree", ["k": "8", "spare": "3"])
    var (named, all) = (0, 0)
    for seed in 0..<2000 where all < 50 {
      var dice = Dice(seed: UInt64(seed))
      guard let floor = act(kind, plan, &dice) else { continue }
      all += 1
      let compared = try Comparisons.compare(current: floor, desired: plan)
      Comparisons.expectSums(compared, "seed \(seed)")
      let found = compared.explanations.map(\.kind.name)
      #expect(found.count == 1, "\(kind), seed \(seed): \(found)")
      if found == [kind] { named += 1 }
    }
    // Some permutations have two names: the whole uplink side of two leaves is their names exchanged.
    #expect(all == 50)
    #expect(named >= 47)
  }

  @Test("cables that overhung the end of a row and found no port belong to the shift")
  func lost() throws {
    let plan = CableNotation.draft(
      (1...6).map { "leaf-1:\($0) -- spine-\($0):1" }.joined(separator: "\n"))
    let floor = CableNotation.draft(
      ((1...4).map { "leaf-1:\($0 + 2) -- spine-\($0):1" } + ["spine-5", "spine-6"])
        .joined(separator: "\n"))
    let compared = try Comparisons.compare(current: floor, desired: plan)
    #expect(compared.explanations.map { "\($0.kind.name) \($0.accountsFor)" } == ["shift 6"])
    Comparisons.expectSums(compared)
  }

  @Test("legs of one breakout cable in each other's ports are one finding")
  func legs() throws {
    var plan = CableNotation.draft(
      (1...4).map { "host-\($0):1 -- leaf-1:9" }.joined(separator: "\n"))
    var floor = plan
    for leg in 0..<4 {
      plan.links[leg].b!.port = .leg(cage: 5, leg: leg + 1)
      floor.links[leg].b!.port = .leg(cage: 5, leg: [2, 1, 4, 3][leg])
    }
    let compared = try Comparisons.compare(current: floor, desired: plan)
    #expect(
      compared.explanations.map { "\($0.kind.name) \($0.accountsFor)" } == ["exchanged-legs 4"])
    Comparisons.expectSums(compared)
  }
}
