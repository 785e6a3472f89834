internal import FabricModel

extension RailedClos {
  /// What the healthy design holds: oversubscription by tier, that of the worst switch where cables
  /// do not divide evenly, and bisection where it is proven.
  func addExpectations(to intent: inout Intent) {
    intent.oversubscription[1] = Ratio(
      mostHosts * hostSpeed.megabits, fabric.up * fabric.speed.megabits)
    if hasCores {
      intent.oversubscription[2] = Ratio(fabric.spineDegree.upperBound, fabric.spineUp)
    }
    intent.bisection = provenBisection
  }

  /// The bisection bandwidth of the healthy fabric, or nil where no closed form is proven.
  ///
  /// With W the capacity of all hosts and C the least capacity of a tier's uplinks in all fabrics,
  /// it is min(W, C) / 2. Half of the hosts is half of the links into each fabric, so it is at least
  /// the sum of what the fabrics hold for any half of these links. Each holds min(W, C) / 2 of its
  /// own, because every leaf can send the same share of min(1, C/W) to every top switch at once,
  /// which takes that all trunks of a tier are equal. It is at most W/2, and at most C/2 when
  /// the tier of C splits into two halves with whole hosts below: half of the units, or half of
  /// the pods. Where the last unit or pod is smaller, only C >= W is proven, switch by switch.
  private var provenBisection: Gbps? {
    let trunksAreEven =
      fabric.uplinkTrunk.count == 1 && (!hasCores || fabric.coreTrunk.count == 1)
    guard trunksAreEven else { return nil }
    let hosts = hostLinkCount * hostSpeed.megabits
    let leafUplinks = uplinkCount * fabric.speed.megabits
    let spineUplinks =
      hasCores ? fabrics * fabric.coreLinkCount * fabric.speed.megabits : Int.max
    if isComplete ? hosts <= min(leafUplinks, spineUplinks) : noSwitchIsOversubscribed {
      return Gbps(megabits: hosts / 2)
    }
    let least = min(leafUplinks, spineUplinks)
    let halves =
      (leafUplinks == least && unitCount.isMultiple(of: 2))
      || (spineUplinks == least && fabric.pods.isMultiple(of: 2))
    return isComplete && halves ? Gbps(megabits: least / 2) : nil
  }

  /// Hosts of the largest unit.
  private var mostHosts: Int { min(unitHosts, hostCount) }

  /// Whether all pods and all units are equal.
  private var isComplete: Bool {
    fabric.lastLeaves == fabric.leaves && hostCount == unitCount * unitHosts
  }

  private var noSwitchIsOversubscribed: Bool {
    let leafHosts = mostHosts * hostSpeed.megabits
    let podHosts = min(hostCount, unitsInPod * unitHosts) * classes * hostSpeed.megabits
    let podUplinks = fabric.spines * fabric.spineUp * fabric.speed.megabits
    return leafHosts <= fabric.up * fabric.speed.megabits
      && (!hasCores || podHosts <= podUplinks)
  }
}
