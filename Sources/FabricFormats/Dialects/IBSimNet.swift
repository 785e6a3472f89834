package import FabricModel

/// The net file of `ibsim`, the simulator of InfiniBand fabrics: a listing as of `ibnetdiscover`,
/// or a short one whose nodes have words instead of GUIDs.
///
/// What is written here is the long form, so that names and speeds go through the simulator and the
/// real clients on it.
package enum IBSimNet: TextDialect, WritableDialect {
  package static let name = "ibsim"
  package static let summary = "net file of the InfiniBand simulator ibsim"
  package static let vocabulary: Set<Vocabulary> = [.ports, .speed, .guid]
  /// It simulates a fabric that is planned, or one that was observed.
  package static let role = DialectRole.either

  package static func recognises(_ start: Span<UInt8>) -> Bool {
    ListingLine.any(of: start) { NodeLine($0) != nil }
  }

  package static func makeReader() -> IBNetDiscoverReader { IBNetDiscoverReader() }

  package static func makeWriter(
    _ write: @escaping ([UInt8]) throws -> Void
  ) -> IBSimNetWriter {
    IBSimNetWriter(write: write)
  }
  package static func losses(in fabric: Fabric) -> [ConversionLoss] {
    [
      ConversionLoss(
        "cables with one end, which are left out",
        (0..<fabric.links.statedCount).count { fabric.links.b[$0].isNone })
    ]
  }
}
