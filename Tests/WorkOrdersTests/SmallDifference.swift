import FabricComparison
import FabricModel
import TestSupport
import WorkOrders

/// Two small fabrics with random cables, or one that grew out of the other by a few acts.
struct SmallDifference {
  var current = PlanDraft()
  var desired = PlanDraft()
  /// By device.
  var tiers: [Int8] = []

  /// - Parameter cables: the most on either side.
  init(seed: UInt64, devices: Int = 4, ports: Int = 4, cables: Int = 6) {
    var dice = Dice(seed: seed)
    for number in 1...devices {
      var entry = DeviceEntry(name: "device-\(number)", kind: .switch)
      entry.place = Place(
        hall: "H1", row: "\(dice.roll(2) + 1)", rack: "R\(dice.roll(3) + 1)", unit: number)
      desired.devices.append(entry)
      tiers.append(Int8(dice.roll(4)) - 1)
    }
    current.devices = desired.devices
    let all = (0..<devices).flatMap { device in (1...ports).map { (device: device, port: $0) } }
    var spots = all.shuffled(using: &dice)
    for _ in 0..<min(dice.roll(cables + 1), spots.count / 2) {
      desired.links.append(Self.link(spots.removeLast(), spots.removeLast()))
    }
    current.links = desired.links
    if dice.roll(2) == 0 {
      spots = all.shuffled(using: &dice)
      current.links = (0..<min(dice.roll(cables + 1), spots.count / 2)).map { _ in
        Self.link(spots.removeLast(), spots.removeLast())
      }
    } else {
      for _ in 0...dice.roll(3) { act(&dice, &spots, cables) }
    }
    if dice.roll(2) == 0 { current.links.shuffle(using: &dice) }
  }

  /// Exchanges two plugs, moves one into a free port, takes a cable away or adds one.
  private mutating func act(
    _ dice: inout Dice, _ free: inout [(device: Int, port: Int)], _ most: Int
  ) {
    let count = current.links.count
    switch dice.roll(4) {
    case 0 where count > 1:
      let (i, j) = (dice.roll(count), dice.roll(count))
      let end = current.links[i].b
      current.links[i].b = current.links[j].b
      current.links[j].b = end
    case 1 where count > 0 && !free.isEmpty:
      let spot = free.removeLast()
      current.links[dice.roll(count)].a = EndEntry(device: spot.device, port: .number(spot.port))
    case 2 where count > 0: current.links.remove(at: dice.roll(count))
    default:
      if free.count > 1 && count < most {
        current.links.append(Self.link(free.removeLast(), free.removeLast()))
      }
    }
  }

  private static func link(
    _ a: (device: Int, port: Int), _ b: (device: Int, port: Int)
  ) -> LinkEntry {
    LinkEntry(
      a: EndEntry(device: a.device, port: .number(a.port)),
      b: EndEntry(device: b.device, port: .number(b.port)))
  }

  func task(_ standing: Alignment.Standing = .observation) throws -> WorkTask {
    let alignment = Alignment(
      current: try current.fabric(), desired: try desired.fabric(), standing: standing)
    var task = WorkTask(alignment, Differences(alignment))
    task.tiers = tiers
    return task
  }

  /// The fewest touches: the best of all ways to let every cable that is there become a planned one
  /// with which it shares a port, or nothing.
  ///
  /// - Complexity: exponential in the number of cables.
  var fewestTouches: Int {
    let planned = desired.links.map { Self.ends($0, desired) }
    let present = current.links.map { Self.ends($0, current) }
    func best(_ index: Int, _ used: Int) -> Int {
      guard index < present.count else { return 2 * (planned.count - used.nonzeroBitCount) }
      var cost = 2 + best(index + 1, used)
      for (row, ends) in planned.enumerated() where used & (1 << row) == 0 {
        let shared = ends.intersection(present[index]).count
        if shared > 0 { cost = min(cost, 2 - shared + best(index + 1, used | 1 << row)) }
      }
      return cost
    }
    return best(0, 0)
  }

  private static func ends(_ link: LinkEntry, _ draft: PlanDraft) -> Set<String> {
    [draft.name(link.a), link.b.map { draft.name($0) } ?? ""]
  }
}
