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
    try ToldFabric(fabric, withPanels: Target.vocabulary.contains(.panels)).send(to: &writer)
  }
}

/// A fabric kind by kind, with its panels or as it is where nobody knows of them.
///
/// Some dialects list their devices in the order of their cables; what is said of many is said once
/// where they stand together.
private struct ToldFabric: FabricSequence {
  private let fabric: Fabric
  /// Devices in the order in which they are told.
  private let order: [Int]
  /// The places of the devices in that order, -1 for those that are left out.
  private let ordinals: [Int]
  private let hasPanels: Bool

  init(_ fabric: Fabric, withPanels: Bool) {
    self.fabric = fabric
    hasPanels = withPanels || !fabric.devices.kind.contains(.panel)
    let kinds = fabric.devices.kind
    var order: [Int] = []
    var told: Set<DeviceKind> = withPanels ? [] : [.panel]
    for kind in kinds where told.insert(kind).inserted {
      order += kinds.indices.filter { kinds[$0] == kind }
    }
    var ordinals = [Int](repeating: -1, count: kinds.count)
    for (ordinal, device) in order.enumerated() { ordinals[device] = ordinal }
    (self.order, self.ordinals) = (order, ordinals)
  }

  func send(to sink: inout some FabricSink) throws {
    try sink.begin(fabric.header)
    let cards = fabric.adapterRows
    for index in order {
      try sink.device(fabric.entry(of: DeviceID(index), cards: cards[DeviceID(index)] ?? []))
    }
    for through in fabric.throughs where ordinals[through.panel.index] >= 0 {
      try sink.through(
        ThroughEntry(
          panel: ordinals[through.panel.index], front: fabric.names[through.front],
          rear: fabric.names[through.rear]))
    }
    try sendLinks(to: &sink)
    try sink.finish()
  }

  /// Without panels, a link through them takes the place of its pieces.
  private func sendLinks(to sink: inout some FabricSink) throws {
    let pieces = hasPanels ? [] : Set(fabric.links.segments.values.joined())
    var previous = CableID.none
    for index in 0..<(hasPanels ? fabric.links.statedCount : fabric.links.count) {
      guard !pieces.contains(LinkID(index)), var link = entry(of: LinkID(index)) else { continue }
      let cable = fabric.links.cable[index]
      link.sharesCable = link.sharesCable && cable == previous
      previous = cable
      try sink.link(link)
    }
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
