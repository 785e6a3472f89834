internal import FabricComparison
internal import FabricModel

/// How many uplinks every device has while the work goes on.
///
/// An uplink is a cable to a device of a higher tier with both plugs in, right or wrong.
struct UplinkLedger {
  private let tiers: [Int8]
  private let deviceOfPort: [Int32]
  private var live: [Int32]
  /// The least number of uplinks that a device may have without being drained.
  private let least: [Int32]
  /// By cable: where its two plugs are, -1 for one that is in no port.
  private var plugs: [(Int32, Int32)]

  /// - Complexity: O(ports).
  init(_ task: WorkTask, _ plan: CablePlan) {
    tiers = task.tiers
    deviceOfPort = plan.target.deviceOfPort
    var live = [Int32](repeating: 0, count: tiers.count)
    var planned = live
    let device = deviceOfPort
    func count(_ mate: [Int32], into counts: inout [Int32]) {
      for port in mate.indices where mate[port] >= 0 {
        let (x, y) = (device[port], device[Int(mate[port])])
        if tiers[Int(x)] >= 0 && tiers[Int(y)] > tiers[Int(x)] { counts[Int(x)] += 1 }
      }
    }
    let tiers = task.tiers
    count(plan.target.observed, into: &live)
    count(task.alignment.desiredMate, into: &planned)
    self.live = live
    let floor = task.floor
    least = planned.map { uplinks in
      let product = Int(uplinks) * floor.numerator
      return Int32((product + floor.denominator - 1) / floor.denominator)
    }
    plugs = [(Int32, Int32)](repeating: (-1, -1), count: plan.cables.count)
    for move in plan.moves where move.from >= 0 {
      plugs[Int(move.cable)] = (move.from, plan.target.observed[Int(move.from)])
    }
  }

  /// The device that a cable is an uplink of, or -1.
  private func owner(_ cable: Int32) -> Int32 {
    let (a, b) = plugs[Int(cable)]
    guard a >= 0 && b >= 0 else { return -1 }
    let (x, y) = (deviceOfPort[Int(a)], deviceOfPort[Int(b)])
    let (low, high) = (tiers[Int(x)], tiers[Int(y)])
    if low < 0 || high < 0 || low == high { return -1 }
    return low < high ? x : y
  }

  private mutating func take(_ cable: Int32, from port: Int32) {
    if plugs[Int(cable)].0 == port { plugs[Int(cable)].0 = -1 } else { plugs[Int(cable)].1 = -1 }
  }

  private mutating func put(_ cable: Int32, into port: Int32) {
    if plugs[Int(cable)].0 < 0 { plugs[Int(cable)].0 = port } else { plugs[Int(cable)].1 = port }
  }

  /// Plays one act.
  ///
  /// - Returns: whether a device has fewer uplinks than it may while it lasts.
  mutating func play(_ cable: Int32, from: Int32, to: Int32) -> Bool {
    var isShort = false
    if from >= 0 {
      let device = owner(cable)
      take(cable, from: from)
      if device >= 0 {
        live[Int(device)] -= 1
        isShort = live[Int(device)] < least[Int(device)]
      }
    }
    if to >= 0 {
      put(cable, into: to)
      let device = owner(cable)
      if device >= 0 { live[Int(device)] += 1 }
    }
    return isShort
  }

  /// Takes an act back: the last one that was played of those not taken back yet.
  mutating func takeBack(_ cable: Int32, from: Int32, to: Int32) {
    if to >= 0 {
      let device = owner(cable)
      if device >= 0 { live[Int(device)] -= 1 }
      take(cable, from: to)
    }
    if from >= 0 {
      put(cable, into: from)
      let device = owner(cable)
      if device >= 0 { live[Int(device)] += 1 }
    }
  }
}
