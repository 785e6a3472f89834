internal import FabricModel

/// Where things stand.
///
/// Sixteen hosts of one port, 2 U high, or eight of several ports, 4 U high, fill units 1 to 32 of a
/// rack of 42 U. Up to four leaves of a unit stand above hosts in the middle one of its racks, from
/// unit 35; more have racks of their own there, sixteen of 2 U in each. So have the spines of a pod,
/// in the middle of it, and the cores. A pod fills whole rows of 48 racks, a hall takes the pods
/// that fit into 32 rows, and where that needs several halls, the cores have one in the middle.
extension RailedClos {
  /// Racks and rows, counted once.
  struct Layout: Sendable {
    let hostHeight: Int
    let hostsPerRack: Int
    /// Racks of a unit with hosts, and with leaves alone.
    let hostRacks: Int
    let leafRacks: Int
    let spineRacks: Int
    let rowsPerPod: Int
    let podsPerHall: Int
    let hallsOfPods: Int

    static let switchesPerRack = 16
    static let leafUnit = 35
    static let racksPerRow = 48
    static let rowsPerHall = 32

    init(_ fabric: FoldedClos, _ links: HostLinks, unitHosts: Int) {
      hostHeight = links.rails > 1 ? 4 : 2
      hostsPerRack = 32 / hostHeight
      hostRacks = FoldedClos.ceiling(unitHosts, hostsPerRack)
      leafRacks =
        links.degree <= 4 ? 0 : FoldedClos.ceiling(links.degree, Layout.switchesPerRack)
      spineRacks = FoldedClos.ceiling(links.fabrics * fabric.spines, Layout.switchesPerRack)
      let unitRacks = fabric.leaves / links.classes * (hostRacks + leafRacks)
      rowsPerPod = FoldedClos.ceiling(unitRacks + spineRacks, Layout.racksPerRow)
      podsPerHall = max(1, Layout.rowsPerHall / rowsPerPod)
      hallsOfPods = FoldedClos.ceiling(fabric.pods, podsPerHall)
    }

    var racksPerUnit: Int { hostRacks + leafRacks }
  }

  /// In height units.
  func height(of device: Int) -> Int { device < firstLeaf ? layout.hostHeight : 2 }

  func spot(of device: Int) -> FloorSpot {
    switch position(of: device) {
    case .host(let unit, let slot):
      let (rack, shelf) = slot.quotientAndRemainder(dividingBy: layout.hostsPerRack)
      let behindLeaves = rack >= layout.hostRacks / 2 ? layout.leafRacks : 0
      return spot(unit: unit, rack: rack + behindLeaves, height: layout.hostHeight * shelf + 1)
    case .leaf(let copy, let unit, let leaf):
      let ordinal = port(ofFabric: copy, leaf: leaf)
      guard layout.leafRacks > 0 else {
        return spot(unit: unit, rack: layout.hostRacks / 2, height: Layout.leafUnit + 2 * ordinal)
      }
      let (rack, shelf) = shelf(ordinal)
      return spot(unit: unit, rack: layout.hostRacks / 2 + rack, height: shelf)
    case .spine(let copy, let pod, let spine):
      let (rack, shelf) = shelf(copy * fabric.spines + spine)
      return spot(pod: pod, rack: unitsInPod / 2 * layout.racksPerUnit + rack, height: shelf)
    case .core(let copy, let column, let core):
      let (rack, shelf) = shelf(copy * fabric.coreCount + column * fabric.cores + core)
      return coreSpot(rack: rack, height: shelf)
    }
  }

  /// The rack and the height unit of a switch among those that fill racks of their own.
  private func shelf(_ ordinal: Int) -> (rack: Int, height: Int) {
    let (rack, shelf) = ordinal.quotientAndRemainder(dividingBy: Layout.switchesPerRack)
    return (rack, 2 * shelf + 1)
  }

  /// The racks of the spines stand between the two halves of the units.
  private func spot(unit: Int, rack: Int, height: Int) -> FloorSpot {
    let (pod, unitInPod) = unit.quotientAndRemainder(dividingBy: unitsInPod)
    let behindSpines = unitInPod >= unitsInPod / 2 ? layout.spineRacks : 0
    return spot(
      pod: pod, rack: unitInPod * layout.racksPerUnit + behindSpines + rack, height: height)
  }

  private func spot(pod: Int, rack: Int, height: Int) -> FloorSpot {
    let (hall, podInHall) = pod.quotientAndRemainder(dividingBy: layout.podsPerHall)
    let (row, rackInRow) = rack.quotientAndRemainder(dividingBy: Layout.racksPerRow)
    let behindCores = layout.hallsOfPods > 1 && hall >= layout.hallsOfPods / 2
    return FloorSpot(
      hall: behindCores ? hall + 1 : hall, row: podInHall * layout.rowsPerPod + row,
      rack: rackInRow, unit: height)
  }

  private func coreSpot(rack: Int, height: Int) -> FloorSpot {
    let (row, rackInRow) = rack.quotientAndRemainder(dividingBy: Layout.racksPerRow)
    if layout.hallsOfPods > 1 {
      return FloorSpot(hall: layout.hallsOfPods / 2, row: row, rack: rackInRow, unit: height)
    }
    return FloorSpot(
      hall: 0, row: fabric.pods * layout.rowsPerPod + row, rack: rackInRow, unit: height)
  }
}
