internal import FabricModel

/// Devices that state the same number although it should be their own.
///
/// The numbers are sorted alone first: nearly every plan has no two alike, and then nothing else is
/// looked at.
enum SharedKeys {
  /// Devices by a GUID that more than one of them has; the GUID of an adapter is its host's.
  /// Hosts that share an adapter are not among them.
  ///
  /// - Complexity: O(n log n) for n GUIDs, nothing where there are none.
  static func guids(_ fabric: Fabric) -> [(key: UInt64, devices: [DeviceID])] {
    var entries: [(key: UInt64, device: DeviceID)] = []
    let shared = repeated(fabric.devices.guid + fabric.adapters.guid)
    guard !shared.isEmpty else { return [] }
    var ofDevices: Set<UInt64> = []
    for (row, guid) in fabric.devices.guid.enumerated() where shared.contains(guid) {
      entries.append((guid, DeviceID(row)))
      ofDevices.insert(guid)
    }
    for (row, guid) in fabric.adapters.guid.enumerated() where ofDevices.contains(guid) {
      entries.append((guid, fabric.adapters.host[row]))
    }
    return groups(entries)
  }

  /// Adapters of different hosts by the GUID that they share, which no device has.
  ///
  /// - Complexity: O(n log n) for n GUIDs of adapters, nothing where there are none.
  static func adapters(_ fabric: Fabric) -> [(key: UInt64, adapters: [AdapterID])] {
    let shared = repeated(fabric.adapters.guid)
    guard !shared.isEmpty else { return [] }
    var rows: [UInt64: [AdapterID]] = [:]
    for (row, guid) in fabric.adapters.guid.enumerated() where shared.contains(guid) {
      rows[guid, default: []].append(AdapterID(row))
    }
    for guid in fabric.devices.guid { rows[guid] = nil }
    return rows.filter { Set($0.value.map { fabric.adapters.host[$0.index] }).count > 1 }
      .sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
  }

  /// `0x0011750001000001`
  static func text(_ guid: UInt64) -> String {
    let digits = String(guid, radix: 16)
    return "0x" + String(repeating: "0", count: 16 - digits.count) + digits
  }

  /// Devices by a serial number that more than one of them has.
  ///
  /// - Complexity: O(n log n) for n serial numbers, nothing where there are none.
  static func serials(_ fabric: Fabric) -> [(key: String, devices: [DeviceID])] {
    let hashed = fabric.devices.serial.map { device, serial in
      (hash: CableNames.hash(fabric.names.bytes(serial)), device: device)
    }
    let shared = repeated(hashed.map(\.hash))
    guard !shared.isEmpty else { return [] }
    return groups(
      hashed.filter { shared.contains($0.hash) }.map { entry in
        (fabric.names[fabric.devices.serial[entry.device]!], entry.device)
      })
  }

  /// Values that occur more than once; 0 stands for none.
  private static func repeated(_ values: [UInt64]) -> Set<UInt64> {
    let sorted = values.filter { $0 != 0 }.sorted()
    return Set(zip(sorted, sorted.dropFirst()).lazy.filter { $0 == $1 }.map(\.0))
  }

  /// Keys with two devices or more, in order.
  private static func groups<Key: Comparable & Hashable>(
    _ entries: [(key: Key, device: DeviceID)]
  ) -> [(key: Key, devices: [DeviceID])] {
    var devices: [Key: Set<DeviceID>] = [:]
    for entry in entries { devices[entry.key, default: []].insert(entry.device) }
    return devices.filter { $0.value.count > 1 }.sorted { $0.key < $1.key }
      .map { ($0.key, $0.value.sorted()) }
  }
}
