internal import FabricModel

/// Where things stand.
///
/// Sixteen hosts of one port, 2 U high, or eight of several ports, 4 U high, fill units 1 to 32 of a
/// rack of 42 U. Up to four leaves of a unit stand above hosts in the middle one of its racks, from
/// unit 35; more have racks of their own there, sixteen of 2 U in each. So have the spines of a pod,
/// in the middle of it, and the cores. A pod fills whole rows of 48 racks, a hall takes the pods
/// that fit into 32 rows, and where that needs several halls, the cores have one in the middle.
extension RailedClos {
  private static let switchesPerRack = 16
  private static let leafUnit = 35
  private static let racksPerRow = 48
  private static let rowsPerHall = 32

  private var hostHeight: Int { rails > 1 ? 4 : 2 }
  private var hostsPerRack: Int { 32 / hostHeight }
  private var hostRacks: Int { FoldedClos.ceiling(unitHosts, hostsPerRack) }
  private var leafRacks: Int {
    degree <= 4 ? 0 : FoldedClos.ceiling(degree, RailedClos.switchesPerRack)
  }
  private var racksPerUnit: Int { hostRacks + leafRacks }
  private var spineRacks: Int {
    FoldedClos.ceiling(fabrics * fabric.spines, RailedClos.switchesPerRack)
  }
  private var rowsPerPod: Int {
    FoldedClos.ceiling(unitsInPod * racksPerUnit + spineRacks, RailedClos.racksPerRow)
  }
  private var podsPerHall: Int { max(1, RailedClos.rowsPerHall / rowsPerPod) }
  private var hallsOfPods: Int { FoldedClos.ceiling(fabric.pods, podsPerHall) }

  /// In height units.
  func height(of device: Int) -> Int { device < firstLeaf ? hostHeight : 2 }

  func spot(of device: Int) -> FloorSpot {
    switch position(of: device) {
    case .host(let unit, let slot):
      let (rack, shelf) = slot.quotientAndRemainder(dividingBy: hostsPerRack)
      let behindLeaves = rack >= hostRacks / 2 ? leafRacks : 0
      return spot(unit: unit, rack: rack + behindLeaves, height: hostHeight * shelf + 1)
    case .leaf(let copy, let unit, let leaf):
      let ordinal = port(ofFabric: copy, leaf: leaf)
      guard leafRacks > 0 else {
        return spot(unit: unit, rack: hostRacks / 2, height: RailedClos.leafUnit + 2 * ordinal)
      }
      let (rack, shelf) = shelf(ordinal)
      return spot(unit: unit, rack: hostRacks / 2 + rack, height: shelf)
    case .spine(let copy, let pod, let spine):
      let (rack, shelf) = shelf(copy * fabric.spines + spine)
      return spot(pod: pod, rack: unitsInPod / 2 * racksPerUnit + rack, height: shelf)
    case .core(let copy, let column, let core):
      let (rack, shelf) = shelf(copy * fabric.coreCount + column * fabric.cores + core)
      return coreSpot(rack: rack, height: shelf)
    }
  }

  /// The rack and the height unit of a switch among those that fill racks of their own.
  private func shelf(_ ordinal: Int) -> (rack: Int, height: Int) {
    let (rack, shelf) = ordinal.quotientAndRemainder(dividingBy: RailedClos.switchesPerRack)
    return (rack, 2 * shelf + 1)
  }

  /// The racks of the spines stand between the two halves of the units.
  private func spot(unit: Int, rack: Int, height: Int) -> FloorSpot {
    let (pod, unitInPod) = unit.quotientAndRemainder(dividingBy: unitsInPod)
    let behindSpines = unitInPod >= unitsInPod / 2 ? spineRacks : 0
    return spot(pod: pod, rack: unitInPod * racksPerUnit + behindSpines + rack, height: height)
  }

  private func spot(pod: Int, rack: Int, height: Int) -> FloorSpot {
    let (hall, podInHall) = pod.quotientAndRemainder(dividingBy: podsPerHall)
    let (row, rackInRow) = rack.quotientAndRemainder(dividingBy: RailedClos.racksPerRow)
    let behindCores = hallsOfPods > 1 && hall >= hallsOfPods / 2
    return FloorSpot(
      hall: behindCores ? hall + 1 : hall, row: podInHall * rowsPerPod + row, rack: rackInRow,
      unit: height)
  }

  private func coreSpot(rack: Int, height: Int) -> FloorSpot {
    let (row, rackInRow) = rack.quotientAndRemainder(dividingBy: RailedClos.racksPerRow)
    if hallsOfPods > 1 {
      return FloorSpot(hall: hallsOfPods / 2, row: row, rack: rackInRow, unit: height)
    }
    return FloorSpot(hall: 0, row: fabric.pods * rowsPerPod + row, rack: rackInRow, unit: height)
  }
}
