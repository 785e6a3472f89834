internal import FabricModel

extension FoldedClos {
  /// A device by what it is and where it belongs, all counted from 0.
  enum Position: Hashable {
    case host(pod: Int, leaf: Int, slot: Int)
    case leaf(pod: Int, leaf: Int)
    case spine(pod: Int, spine: Int)
    case core(plane: Int, core: Int)
  }

  func position(of device: Int) -> Position {
    if device < firstLeaf {
      let (leaf, slot) = device.quotientAndRemainder(dividingBy: down)
      return .host(pod: leaf / leaves, leaf: leaf % leaves, slot: slot)
    }
    if device < firstSpine {
      let (pod, leaf) = (device - firstLeaf).quotientAndRemainder(dividingBy: leaves)
      return .leaf(pod: pod, leaf: leaf)
    }
    if device < firstCore {
      let (pod, spine) = (device - firstSpine).quotientAndRemainder(dividingBy: spines)
      return .spine(pod: pod, spine: spine)
    }
    let (plane, core) = (device - firstCore).quotientAndRemainder(dividingBy: cores)
    return .core(plane: plane, core: core)
  }

  /// `p07-h-0123`, `p07-leaf-03`, `p07-spine-12`, `core-05-09` (plane, then number in the plane);
  /// without `p07-` where there are no pods. Numbers start from 1, so that port 3 of a spine with
  /// one cable a leaf leads to leaf 3.
  func name(of device: Int) -> String {
    switch position(of: device) {
    case .host(let pod, let leaf, let slot):
      podPrefix(pod) + "h-" + number(leaf * down + slot, of: leaves * down)
    case .leaf(let pod, let leaf): podPrefix(pod) + "leaf-" + number(leaf, of: leaves)
    case .spine(let pod, let spine): podPrefix(pod) + "spine-" + number(spine, of: spines)
    case .core(let plane, let core):
      "core-" + number(plane, of: spines) + "-" + number(core, of: cores)
    }
  }

  private func podPrefix(_ pod: Int) -> String {
    hasCores ? "p" + number(pod, of: pods) + "-" : ""
  }

  private func number(_ index: Int, of count: Int) -> String {
    Padded.text(index + 1, width: Padded.width(upTo: count))
  }

  /// Every leaf with its hosts is a unit of its own.
  func membership(of device: Int) -> Membership {
    switch position(of: device) {
    case .host(let pod, let leaf, _):
      Membership(tier: 0, pod: hasCores ? pod : nil, unit: pod * leaves + leaf)
    case .leaf(let pod, let leaf):
      Membership(tier: 1, pod: hasCores ? pod : nil, unit: pod * leaves + leaf)
    case .spine(let pod, _): Membership(tier: 2, pod: hasCores ? pod : nil)
    case .core: Membership(tier: 3)
    }
  }

  func entry(of device: Int) -> DeviceEntry {
    let tier = device < firstLeaf ? 0 : device < firstSpine ? 1 : device < firstCore ? 2 : 3
    var entry = DeviceEntry(name: name(of: device), kind: tier == 0 ? .host : .switch)
    entry.role = ["compute", "leaf", "spine", "core"][tier]
    entry.radix = [1, leafRadix, spineRadix, coreRadix][tier]
    entry.place = spot(of: device).place
    return entry
  }

  func entry(ofLink index: Int, label: String) -> LinkEntry {
    let ends = ends(ofLink: index)
    var entry = LinkEntry(
      a: EndEntry(device: ends.lower, port: .number(ends.lowerPort)),
      b: EndEntry(device: ends.upper, port: .number(ends.upperPort)))
    entry.label = label
    let cable = CableStock.cable(from: spot(of: ends.lower), to: spot(of: ends.upper))
    entry.length = cable.length
    entry.medium = cable.medium
    entry.speed = ends.lower < firstLeaf ? hostSpeed : linkSpeed
    return entry
  }
}
