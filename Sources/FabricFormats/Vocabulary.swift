package import FabricModel

/// What a plan may say about cabling. Each dialect lists the words that it has.
package enum Vocabulary: String, Sendable, CaseIterable {
  case ports, printedNames, legs, adapters
  case speed, portSpeeds, label, length, medium, part, network
  case place, floor, role, model, radix, serial, guid, details
  case rails, optics, panels
  case intent, planName

  /// `printed names`
  package var name: String {
    switch self {
    case .printedNames: "printed names"
    case .portSpeeds: "speeds of ports"
    case .guid: "GUID"
    case .planName: "name of the plan"
    default: rawValue
    }
  }

  /// What is left out of a plan that is written without this word.
  package var lossText: String {
    switch self {
    case .ports: "numbers of ports"
    case .printedNames: "names of ports"
    case .legs: "legs of breakout cables"
    case .adapters: "cards of hosts"
    case .speed: "speeds of cables"
    case .portSpeeds: "speeds of ports"
    case .label: "labels of cables"
    case .length: "lengths of cables"
    case .medium: "media of cables"
    case .part: "part numbers of cables"
    case .network: "cables of other networks, which read as the fabric's or not at all"
    case .place: "places and heights of devices"
    case .floor: "floor"
    case .role: "roles of devices"
    case .model: "models of devices"
    case .radix: "numbers of ports of devices"
    case .serial: "serial numbers of devices"
    case .guid: "GUIDs"
    case .details: "notes on devices"
    case .rails: "rails and planes of devices and ports"
    case .optics: "part numbers of transceivers"
    case .panels: "patch panels, with the links through them from device to device"
    case .intent: "intent"
    case .planName: "name of the plan"
    }
  }

  /// How often a fabric says it.
  ///
  /// - Complexity: O(fabric).
  package func count(in fabric: Fabric) -> Int {
    let (devices, ports, cables) = (fabric.devices, fabric.ports, fabric.cables)
    let stated = { (names: [NameID]) in names.count { !$0.isNone } }
    switch self {
    case .ports: return ports.number.count { $0 >= 0 }
    case .printedNames:
      // `hfi1_0/1` is a number on a card.
      return ports.printed.indices.count { row in
        let isOnCard =
          fabric.kind(of: ports.device[row]) == .host
          && fabric.names.bytes(ports.printed[row]).contains(UInt8(ascii: "/"))
        return !ports.printed[row].isNone && !isOnCard
      }
    case .legs: return ports.leg.count { $0 > 0 }
    case .adapters: return fabric.adapters.count
    case .speed: return fabric.links.speed.prefix(fabric.links.statedCount).count { $0 > 0 }
    case .portSpeeds: return ports.speed.count { $0 > 0 }
    case .label: return stated(cables.label)
    case .length: return cables.length.count { $0 > 0 }
    case .medium: return stated(cables.medium)
    case .part: return stated(cables.part)
    case .network:
      return fabric.links.network.prefix(fabric.links.statedCount).count { $0 != .fabric }
    case .place:
      return devices.rack.indices.count {
        !devices.rack[$0].isNone || devices.unit[$0] > 0 || devices.height[DeviceID($0)] != nil
      }
    case .floor: return fabric.floor == nil ? 0 : 1
    case .role: return stated(devices.role)
    case .model: return stated(devices.model)
    case .radix: return devices.radix.count { $0 > 0 }
    case .serial: return devices.serial.count
    case .guid:
      return devices.guid.count { $0 != 0 } + fabric.adapters.guid.count { $0 != 0 }
    case .details: return devices.details.count
    case .rails:
      return devices.rail.count + devices.plane.count + ports.rail.count + ports.plane.count
    case .optics: return ports.transceiver.count
    case .panels: return devices.kind.count { $0 == .panel }
    case .intent: return fabric.intent == nil ? 0 : 1
    case .planName: return fabric.names.bytes(fabric.name).isEmpty ? 0 : 1
    }
  }
}

/// Something that a fabric says and a dialect cannot.
package struct ConversionLoss: Sendable, Hashable {
  /// `places and heights of devices`
  package var what: String
  package var count: Int

  package init(_ what: String, _ count: Int) {
    self.what = what
    self.count = count
  }
}
