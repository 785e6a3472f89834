package import FabricModel

/// A fabric on its way into another dialect.
package struct DialectConversion<Target: WritableDialect> {
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
