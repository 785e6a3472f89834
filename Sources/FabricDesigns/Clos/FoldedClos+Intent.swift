internal import FabricModel

extension FoldedClos {
  /// What the healthy design holds: oversubscription by tier, that of the worst switch where
  /// cables do not divide evenly, and bisection where it is proven.
  func addExpectations(to intent: inout Intent) {
    let hostGbps = hostSpeed.megabits
    let linkGbps = linkSpeed.megabits
    intent.oversubscription[1] = Ratio(down * hostGbps, up * linkGbps)
    if hasCores {
      let downlinks = FoldedClos.ceiling(leaves * up, spines)
      intent.oversubscription[2] = Ratio(downlinks, spineUp)
    }
    intent.bisection = provenBisection
  }

  /// The bisection bandwidth of the healthy fabric, or nil where no closed form is proven.
  ///
  /// With W the capacity of all hosts and C the least capacity of a tier's uplinks, it is
  /// min(W, C) / 2. It is at least that, because every leaf can send the same share of
  /// min(1, C/W) to every top switch at once, which takes that all trunks of a tier are equal. It
  /// is at most W/2, and at most C/2 when the tier of C splits into two halves: half of the
  /// leaves, or half of the pods.
  private var provenBisection: Gbps? {
    let trunksAreEven = linkGroups.allSatisfy { $0.trunk.count == 1 }
    guard trunksAreEven else { return nil }
    let hosts = hostCount * hostSpeed.megabits
    let leafUplinks = uplinkCount * linkSpeed.megabits
    let spineUplinks = hasCores ? spineCount * spineUp * linkSpeed.megabits : Int.max
    let least = min(leafUplinks, spineUplinks)
    if hosts <= least { return Gbps(megabits: hosts / 2) }
    let halves =
      (leafUplinks == least && leafCount.isMultiple(of: 2))
      || (spineUplinks == least && pods.isMultiple(of: 2))
    return halves ? Gbps(megabits: least / 2) : nil
  }
}
