/// What a device is.
package enum DeviceKind: UInt8, Sendable, CaseIterable {
  /// The plan does not say; the wiring decides.
  case unknown
  case `switch`
  case host
  /// Passive: front and rear ports through which a link is traced.
  case panel
  /// A director: switches behind one name.
  case chassis

  package var name: String {
    switch self {
    case .unknown: "unknown"
    case .switch: "switch"
    case .host: "host"
    case .panel: "panel"
    case .chassis: "chassis"
    }
  }

  package init?(name: some StringProtocol) {
    guard let kind = Self.allCases.first(where: { $0.name == name }) else { return nil }
    self = kind
  }
}

/// Devices as columns, one entry each per device, in the order of the input.
package struct DeviceTable: Sendable {
  package var name: [NameID] = []
  package var kind: [DeviceKind] = []
  /// What the plan calls it: `leaf`, `spine`, `core`, `compute`; `.none` where it says nothing.
  package var role: [NameID] = []
  package var model: [NameID] = []
  /// The number of ports, 0 where the plan does not say.
  package var radix: [Int32] = []
  package var rack: [RackID] = []
  /// The lowest height unit that it fills, 0 where the plan does not say.
  package var unit: [Int16] = []
  /// The line where it is declared, or first mentioned.
  package var line: [Int32] = []
  /// Whether the plan has an entry for it, beside its cables.
  package var isDeclared: [Bool] = []
  /// 0 where there is none; empty while no device has one.
  package var guid: [UInt64] = []
  /// Few plans have these, so they are kept apart from the columns.
  package var serial: [DeviceID: NameID] = [:]
  package var details: [DeviceID: NameID] = [:]
  /// Height units that a device fills.
  package var height: [DeviceID: Int16] = [:]
  /// Rail and plane, from 0, of devices that the plan assigns to one: leaves, mostly.
  package var rail: [DeviceID: Int32] = [:]
  package var plane: [DeviceID: Int32] = [:]
  /// The number of the source that declares a device which an earlier one mentions.
  package var declaredIn: [DeviceID: Int32] = [:]

  package init() {}

  package var count: Int { name.count }

  package mutating func append(name: NameID, line: Int) -> DeviceID {
    self.name.append(name)
    kind.append(.unknown)
    role.append(.none)
    model.append(.none)
    radix.append(0)
    rack.append(.none)
    unit.append(0)
    self.line.append(Int32(clamping: line))
    isDeclared.append(false)
    if !guid.isEmpty { guid.append(0) }
    return DeviceID(count - 1)
  }

  package mutating func setGUID(_ value: UInt64, of device: DeviceID) {
    if guid.isEmpty { guid = [UInt64](repeating: 0, count: count) }
    guid[device.index] = value
  }

  package func guid(of device: DeviceID) -> UInt64 { guid.isEmpty ? 0 : guid[device.index] }
}

/// Cards of hosts. A host with one unnamed adapter has no row here.
package struct AdapterTable: Sendable {
  package var host: [DeviceID] = []
  package var name: [NameID] = []
  package var guid: [UInt64] = []

  package init() {}

  package var count: Int { host.count }

  package mutating func append(host: DeviceID, name: NameID, guid: UInt64) -> AdapterID {
    self.host.append(host)
    self.name.append(name)
    self.guid.append(guid)
    return AdapterID(count - 1)
  }
}

/// Racks as columns: hall, row and rack together name one.
package struct RackTable: Sendable {
  package var hall: [NameID] = []
  package var row: [NameID] = []
  package var rack: [NameID] = []
  private var known: [Key: RackID] = [:]

  private struct Key: Hashable { let hall, row, rack: NameID }

  package init() {}

  package var count: Int { rack.count }

  /// The row of a place, the same one for the same three names.
  package mutating func intern(hall: NameID, row: NameID, rack: NameID) -> RackID {
    let key = Key(hall: hall, row: row, rack: rack)
    if let id = known[key] { return id }
    self.hall.append(hall)
    self.row.append(row)
    self.rack.append(rack)
    let id = RackID(count - 1)
    known[key] = id
    return id
  }
}
