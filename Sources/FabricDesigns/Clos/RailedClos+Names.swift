extension RailedClos {
  /// A device by what it is and where it belongs, all counted from 0.
  enum Position: Hashable {
    /// `unit` counts through all pods.
    case host(unit: Int, slot: Int)
    /// `leaf` counts the leaves of the unit in this fabric.
    case leaf(fabric: Int, unit: Int, leaf: Int)
    case spine(fabric: Int, pod: Int, spine: Int)
    case core(fabric: Int, column: Int, core: Int)
  }

  func position(of device: Int) -> Position {
    if device < firstLeaf {
      let (unit, slot) = device.quotientAndRemainder(dividingBy: unitHosts)
      return .host(unit: unit, slot: slot)
    }
    if device < firstSpine {
      let (copy, leaf) = (device - firstLeaf).quotientAndRemainder(dividingBy: fabric.leafCount)
      let (unit, leafInUnit) = leaf.quotientAndRemainder(dividingBy: classes)
      return .leaf(fabric: copy, unit: unit, leaf: leafInUnit)
    }
    if device < firstCore {
      let (copy, spine) = (device - firstSpine)
        .quotientAndRemainder(dividingBy: fabric.spineCount)
      let (pod, spineInPod) = spine.quotientAndRemainder(dividingBy: fabric.spines)
      return .spine(fabric: copy, pod: pod, spine: spineInPod)
    }
    let (copy, core) = (device - firstCore).quotientAndRemainder(dividingBy: fabric.coreCount)
    let (column, coreInColumn) = core.quotientAndRemainder(dividingBy: fabric.cores)
    return .core(fabric: copy, column: column, core: coreInColumn)
  }

  func membership(of device: Int) -> Membership {
    switch position(of: device) {
    case .host(let unit, _): Membership(tier: 0, pod: pod(ofUnit: unit), unit: unit)
    case .leaf(let copy, let unit, let leaf):
      Membership(
        tier: 1, pod: pod(ofUnit: unit), unit: unit, rail: rail(ofFabric: copy, leaf: leaf),
        plane: plane(copy))
    case .spine(let copy, let pod, _):
      Membership(tier: 2, pod: hasCores ? pod : nil, plane: plane(copy))
    case .core(let copy, _, _): Membership(tier: 3, plane: plane(copy))
    }
  }

  private func pod(ofUnit unit: Int) -> Int? { hasCores ? unit / unitsInPod : nil }

  private func plane(_ copy: Int) -> Int? { fabrics > 1 ? copy : nil }

  private func rail(ofFabric copy: Int, leaf: Int) -> Int? {
    rails > 1 ? port(ofFabric: copy, leaf: leaf) / legs : nil
  }

  /// `p07-u3-h-23`, `p07-r2-leaf-03`, `p07-spine-12`, `core-05-09` (column, then number in it).
  ///
  /// Pods, units and all that is numbered behind a word count from 1, so that port 3 of a spine with
  /// one cable a leaf leads to leaf 3; leaves are numbered unit by unit, so that leaf 3 of rail 2 is
  /// that of unit 3. Rails (`r2`) and planes (`pl3`) count from 0. Two leaves for the two legs of
  /// one port are `leaf-03a` and `leaf-03b`. What a fabric has only one of stands in no name.
  func name(of device: Int) -> String {
    switch position(of: device) {
    case .host(let unit, let slot):
      let (pod, unitInPod) = unit.quotientAndRemainder(dividingBy: unitsInPod)
      guard degree > 1 else {
        return podPrefix(pod) + "h-"
          + number(unitInPod * unitHosts + slot, of: unitsInPod * unitHosts)
      }
      let width = String(unitsInPod).utf8.count
      return podPrefix(pod) + "u" + Padded.text(unitInPod + 1, width: width) + "-h-"
        + number(slot, of: unitHosts)
    case .leaf(let copy, let unit, let leaf):
      let (pod, unitInPod) = unit.quotientAndRemainder(dividingBy: unitsInPod)
      return planePrefix(copy) + podPrefix(pod) + leafPrefix(copy, leaf) + "leaf-"
        + number(unitInPod, of: unitsInPod) + side(ofLeaf: leaf)
    case .spine(let copy, let pod, let spine):
      return planePrefix(copy) + podPrefix(pod) + fabricRailPrefix(copy) + "spine-"
        + number(spine, of: fabric.spines)
    case .core(let copy, let column, let core):
      return planePrefix(copy) + fabricRailPrefix(copy) + "core-"
        + number(column, of: fabric.spines) + "-" + number(core, of: fabric.cores)
    }
  }

  private func podPrefix(_ pod: Int) -> String {
    hasCores ? "p" + number(pod, of: fabric.pods) + "-" : ""
  }

  private func planePrefix(_ copy: Int) -> String {
    meeting == .byLeg ? "pl" + ordinal(copy, of: fabrics) + "-" : ""
  }

  private func leafPrefix(_ copy: Int, _ leaf: Int) -> String {
    rail(ofFabric: copy, leaf: leaf).map { "r" + ordinal($0, of: rails) + "-" } ?? ""
  }

  /// The rail of switches that serve one rail alone.
  private func fabricRailPrefix(_ copy: Int) -> String {
    meeting == .never && rails > 1 ? "r" + ordinal(copy, of: rails) + "-" : ""
  }

  private func side(ofLeaf leaf: Int) -> String {
    guard meeting != .byLeg, legs > 1 else { return "" }
    return leaf % legs == 0 ? "a" : "b"
  }

  private func number(_ index: Int, of count: Int) -> String {
    Padded.text(index + 1, width: Padded.width(upTo: count))
  }

  /// A number from 0, as wide as the largest.
  private func ordinal(_ index: Int, of count: Int) -> String {
    Padded.text(index, width: String(count - 1).utf8.count)
  }
}
