/// Where things stand.
///
/// A leaf stands above hosts of its own in the middle one of their racks: sixteen hosts of 2 U to
/// a rack of 42 U (units 1 to 32), the leaf at 35. The spines of a pod fill racks of their own in
/// the middle of it, sixteen of 2 U each; so do the cores. A pod fills whole rows of 48 racks, a
/// hall takes the pods that fit into 32 rows, and where that needs several halls, the cores have
/// one in the middle.
extension FoldedClos {
  private static let devicesPerRack = 16
  private static let leafUnit = 35
  private static let racksPerRow = 48
  private static let rowsPerHall = 32

  private var racksPerLeaf: Int { FoldedClos.ceiling(down, FoldedClos.devicesPerRack) }
  private var spineRacks: Int { FoldedClos.ceiling(spines, FoldedClos.devicesPerRack) }
  private var rowsPerPod: Int {
    FoldedClos.ceiling(leaves * racksPerLeaf + spineRacks, FoldedClos.racksPerRow)
  }
  private var podsPerHall: Int { max(1, FoldedClos.rowsPerHall / rowsPerPod) }

  func spot(of device: Int) -> Spot {
    switch position(of: device) {
    case .host(let pod, let leaf, let slot):
      let (rack, shelf) = slot.quotientAndRemainder(dividingBy: FoldedClos.devicesPerRack)
      return spot(pod: pod, rack: firstRack(ofLeaf: leaf) + rack, unit: 2 * shelf + 1)
    case .leaf(let pod, let leaf):
      let rack = firstRack(ofLeaf: leaf) + racksPerLeaf / 2
      return spot(pod: pod, rack: rack, unit: FoldedClos.leafUnit)
    case .spine(let pod, let spine):
      let (rack, shelf) = spine.quotientAndRemainder(dividingBy: FoldedClos.devicesPerRack)
      let first = leaves / 2 * racksPerLeaf
      return spot(pod: pod, rack: first + rack, unit: 2 * shelf + 1)
    case .core(let plane, let core):
      let (rack, shelf) = (plane * cores + core)
        .quotientAndRemainder(dividingBy: FoldedClos.devicesPerRack)
      return coreSpot(rack: rack, unit: 2 * shelf + 1)
    }
  }

  /// The racks of the spines stand between the two halves of the leaves.
  private func firstRack(ofLeaf leaf: Int) -> Int {
    leaf * racksPerLeaf + (leaf >= leaves / 2 ? spineRacks : 0)
  }

  private func spot(pod: Int, rack: Int, unit: Int) -> Spot {
    let (hall, podInHall) = pod.quotientAndRemainder(dividingBy: podsPerHall)
    let (row, rackInRow) = rack.quotientAndRemainder(dividingBy: FoldedClos.racksPerRow)
    let behindCores = hallsOfPods > 1 && hall >= hallsOfPods / 2
    return Spot(
      hall: behindCores ? hall + 1 : hall, row: podInHall * rowsPerPod + row, rack: rackInRow,
      unit: unit)
  }

  private func coreSpot(rack: Int, unit: Int) -> Spot {
    let (row, rackInRow) = rack.quotientAndRemainder(dividingBy: FoldedClos.racksPerRow)
    if hallsOfPods > 1 {
      return Spot(hall: hallsOfPods / 2, row: row, rack: rackInRow, unit: unit)
    }
    return Spot(hall: 0, row: pods * rowsPerPod + row, rack: rackInRow, unit: unit)
  }

  private var hallsOfPods: Int { FoldedClos.ceiling(pods, podsPerHall) }
}
