internal import FabricModel

/// Which height units of which rack are taken, a bit each.
///
/// One pass over the devices and one word for each rack: in nearly every plan no two devices meet,
/// and then nothing else is looked at.
struct RackSpace {
  /// Height units that a word holds; what stands higher is compared by `stacked` alone.
  private static let bits = 64

  /// Devices with rack and unit that stand in a rack where two of them meet.
  private(set) var crowdedRacks: Set<RackID> = []

  /// - Complexity: O(devices).
  init(_ fabric: Fabric) {
    var taken = [UInt64](repeating: 0, count: fabric.racks.count)
    for device in 0..<fabric.devices.count {
      let (rack, unit) = (fabric.devices.rack[device], Int(fabric.devices.unit[device]))
      guard !rack.isNone, unit > 0 else { continue }
      let mask = Self.mask(unit, RackSpace.height(of: DeviceID(device), fabric))
      if taken[rack.index] & mask != 0 { crowdedRacks.insert(rack) }
      taken[rack.index] |= mask
    }
  }

  private static func mask(_ unit: Int, _ height: Int) -> UInt64 {
    guard unit <= bits else { return 1 << 63 }
    let ones = height >= bits ? UInt64.max : (1 << UInt64(height)) - 1
    return ones << UInt64(unit - 1)
  }

  /// Height units that a device fills: one where the plan does not say.
  static func height(of device: DeviceID, _ fabric: Fabric) -> Int {
    max(1, fabric.devices.height[device].map { Int($0) } ?? 1)
  }

  /// Devices of these racks that share a height unit with one another, group by group, in order of
  /// rack, unit and name.
  static func overlaps(in racks: Set<RackID>, _ fabric: Fabric) -> [[DeviceID]] {
    var devices: [RackID: [DeviceID]] = [:]
    for row in 0..<fabric.devices.count where fabric.devices.unit[row] > 0 {
      let rack = fabric.devices.rack[row]
      if racks.contains(rack) { devices[rack, default: []].append(DeviceID(row)) }
    }
    return racks.sorted().flatMap { groups(devices[$0] ?? [], fabric) }
  }

  private static func groups(_ devices: [DeviceID], _ fabric: Fabric) -> [[DeviceID]] {
    let unit = { (device: DeviceID) in Int(fabric.devices.unit[device.index]) }
    let sorted = devices.sorted { a, b in
      unit(a) != unit(b)
        ? unit(a) < unit(b)
        : fabric.names.precedes(fabric.devices.name[a.index], fabric.devices.name[b.index])
    }
    var groups: [[DeviceID]] = []
    var top = 0
    for device in sorted {
      if unit(device) <= top {
        groups[groups.count - 1].append(device)
      } else {
        groups.append([device])
      }
      top = max(top, unit(device) + height(of: device, fabric) - 1)
    }
    return groups.filter { $0.count > 1 }
  }
}
