package import FabricModel

/// What a plan may say about cabling. Each dialect lists the words that it has.
package enum Vocabulary: String, Sendable, CaseIterable {
  case ports, printedNames, legs, adapters
  case speed, portSpeeds, label, length, medium, part, network
  case place, floor, role, model, radix, serial, guid, details
  case rails, optics, panels
  case intent, planName

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
    case .network: "cables of other networks, which read as cables of the fabric"
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
    case .printedNames: return stated(ports.printed)
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

/// A fabric on its way into another dialect.
package struct Conversion<Target: WritableDialect> {
  private let fabric: Fabric

  package init(_ fabric: Fabric, to target: Target.Type) { self.fabric = fabric }

  /// What the target cannot say, in the order of the vocabulary; nothing that the fabric does not
  /// say either.
  package var losses: [ConversionLoss] {
    let missing = Vocabulary.allCases.filter { !Target.vocabulary.contains($0) }
    let words = missing.map { ConversionLoss($0.lossText, $0.count(in: fabric)) }
    return (words + Target.losses(in: fabric)).filter { $0.count > 0 }
  }

  /// Writes the fabric piece by piece.
  ///
  /// Where the target has no panels, links through them are told from device to device, and a cable
  /// that ends in a panel keeps its other end.
  package func write(_ write: @escaping ([UInt8]) throws -> Void) throws {
    var writer = Target.makeWriter(write)
    if Target.vocabulary.contains(.panels) || !fabric.devices.kind.contains(.panel) {
      try fabric.send(to: &writer)
    } else {
      try FabricWithoutPanels(fabric).send(to: &writer)
    }
  }
}

/// A fabric as it is where nobody knows of panels.
private struct FabricWithoutPanels: FabricSequence {
  private let fabric: Fabric
  /// The new ordinals of the devices, -1 for panels.
  private let ordinals: [Int]

  init(_ fabric: Fabric) {
    self.fabric = fabric
    var next = 0
    ordinals = fabric.devices.kind.map { kind in
      if kind == .panel { return -1 }
      next += 1
      return next - 1
    }
  }

  func send(to sink: inout some FabricSink) throws {
    try sink.begin(fabric.header)
    let cards = fabric.adapterRows
    for index in ordinals.indices where ordinals[index] >= 0 {
      try sink.device(fabric.entry(of: DeviceID(index), cards: cards[DeviceID(index)] ?? []))
    }
    let followed = Set(fabric.links.segments.values.joined())
    var previous = CableID.none
    for index in 0..<fabric.links.count where !followed.contains(LinkID(index)) {
      guard var link = entry(of: LinkID(index)) else { continue }
      let cable = fabric.links.cable[index]
      link.sharesCable = link.sharesCable && cable == previous
      previous = cable
      try sink.link(link)
    }
    try sink.finish()
  }

  /// A link without its ends at panels; nil where none is left.
  private func entry(of link: LinkID) -> LinkEntry? {
    var entry = fabric.entry(of: link)
    if let first = fabric.links.segments[link]?.first {
      // What the first cable is, is all that can be said of several.
      let cable = fabric.entry(of: first)
      (entry.label, entry.medium, entry.part) = (cable.label, cable.medium, cable.part)
    }
    let ends = [entry.a, entry.b].compactMap { end -> EndEntry? in
      guard var end, ordinals[end.device] >= 0 else { return nil }
      end.device = ordinals[end.device]
      return end
    }
    guard let a = ends.first else { return nil }
    entry.a = a
    entry.b = ends.count > 1 ? ends[1] : nil
    return entry
  }
}
