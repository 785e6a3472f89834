/// What a link carries; only `fabric` counts in capacity.
package enum LinkNetwork: UInt8, Sendable, CaseIterable {
  case fabric, management, storage, power

  package var name: String {
    switch self {
    case .fabric: "fabric"
    case .management: "management"
    case .storage: "storage"
    case .power: "power"
    }
  }
}

/// Ports as columns, grouped by device and in order of number, then leg, then printed name: the legs
/// of a split cage are neighbours.
package struct PortTable: Sendable {
  package var device: [DeviceID] = []
  /// The number of the port, or of the cage that it is a leg of; -1 where only a printed name is
  /// given.
  package var number: [Int32] = []
  /// What the faceplate says where that is more than the number: `31/1`, `swp7`, `hfi1_0/1`.
  package var printed: [NameID] = []
  /// Mb/s, 0 where the plan states none for this end.
  package var speed: [Int32] = []
  /// Ports of device `d` are `first[d]..<first[d + 1]`.
  package var first: [Int32] = [0]

  /// Facts that few ports have.
  package var adapter: [PortID: AdapterID] = [:]
  package var rail: [PortID: Int32] = [:]
  package var plane: [PortID: Int32] = [:]
  package var transceiver: [PortID: NameID] = [:]
  /// Which leg of its cage a port is, from 1, or 0 for a whole port; empty while no cage is split.
  package var leg: [UInt8] = []
  /// The other side of a patch panel's port.
  package var behind: [PortID: PortID] = [:]

  package init() {}

  package var count: Int { device.count }

  /// Which leg of its cage a port is, from 1; 0 for a whole port.
  package func leg(of port: PortID) -> Int { leg.isEmpty ? 0 : Int(leg[port.index]) }

  /// The ports of a device, in order.
  package func ports(of device: DeviceID) -> Range<Int> {
    Int(first[device.index])..<Int(first[device.index + 1])
  }
}

/// Links as columns, in the order of the input.
package struct LinkTable: Sendable {
  package var a: [PortID] = []
  /// `.none` where the plan names one end only.
  package var b: [PortID] = []
  package var cable: [CableID] = []
  /// Mb/s, 0 where the plan states none for the cable.
  package var speed: [Int32] = []
  package var network: [LinkNetwork] = []
  package var line: [Int32] = []
  /// The links through patch panels, by the link that they make together: a row behind all rows that
  /// the plan states, without a cable of its own. In order from its end `a`.
  package var segments: [LinkID: [LinkID]] = [:]

  package init() {}

  package var count: Int { a.count }

  /// The number of links that the plan states: the first rows. Links through panels follow.
  package var statedCount: Int { a.count - segments.count }
}

/// Cables as columns: what a hand can hold.
package struct CableTable: Sendable {
  package var label: [NameID] = []
  package var medium: [NameID] = []
  /// Centimetres, 0 where the plan does not say.
  package var length: [Int32] = []
  package var part: [NameID] = []

  package init() {}

  package var count: Int { label.count }
}

/// A demand that several plans would satisfy: between `minimum` and `maximum` links from any of
/// the ports `from` to any of the ports `to`.
package struct Requirement: Sendable {
  package var from: [PortID]
  package var to: [PortID]
  package var minimum: Int
  package var maximum: Int
  package var line: Int

  package init(from: [PortID], to: [PortID], minimum: Int, maximum: Int, line: Int) {
    self.from = from
    self.to = to
    self.minimum = minimum
    self.maximum = maximum
    self.line = line
  }
}

/// What the plan's author wants to hold. It is compared with the numbers and never enters one.
package struct Intent: Hashable, Sendable {
  /// `fat-tree`, `leaf-spine`; empty where the plan does not say.
  package var design = ""
  package var parameters: [String: String] = [:]
  /// The highest acceptable oversubscription, by tier (1 is the leaf).
  package var oversubscription: [Int: Ratio] = [:]
  package var bisection: Gbps?
  package var line = 0

  package init() {}
}
