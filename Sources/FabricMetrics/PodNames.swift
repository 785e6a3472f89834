internal import FabricModel

/// What people call a pod: what the names of its switches have in common.
enum PodNames {
  /// One name for each pod: `p07` for `p07-leaf-01`, `p07-spine-03` …; `pod of leaf-17` where names
  /// share nothing that tells pods apart.
  ///
  /// - Parameter members: the switches of each pod, those of the lowest tier first.
  /// - Complexity: O(bytes of the names).
  static func names(_ members: [[DeviceID]], _ fabric: Fabric) -> [String] {
    let shared = members.map { common($0, fabric) }
    let isTelling = Set(shared).count == shared.count && !shared.contains("")
    guard !isTelling else { return shared }
    return members.map { devices in
      let first = devices.min {
        fabric.names.precedes(fabric.devices.name[$0.index], fabric.devices.name[$1.index])
      }
      return "pod of \(first.map { fabric.name(of: $0) } ?? "no switch")"
    }
  }

  /// The longest beginning that all names share, cut back to a whole part of a name.
  private static func common(_ devices: [DeviceID], _ fabric: Fabric) -> String {
    guard let first = devices.first else { return "" }
    let model = fabric.names.bytes(fabric.devices.name[first.index])
    var shared = model.count
    for device in devices.dropFirst() {
      let name = fabric.names.bytes(fabric.devices.name[device.index])
      shared = min(shared, zip(model, name).prefix { $0 == $1 }.count)
    }
    let separators: Set<UInt8> = [0x20, 0x2D, 0x2E, 0x2F, 0x3A, 0x5F]
    var beginning = model.prefix(shared)
    if devices.count > 1 {
      while let last = beginning.last, !separators.contains(last) { beginning.removeLast() }
    }
    while let last = beginning.last, separators.contains(last) { beginning.removeLast() }
    return String(decoding: beginning, as: UTF8.self)
  }
}
