internal import FabricModel

/// The net file of `ibsim`, the simulator of InfiniBand fabrics: a listing as of `ibnetdiscover`,
/// or a short one whose nodes have words instead of GUIDs.
///
/// What is written here is the long form, so that names and speeds go through the simulator and the
/// real clients on it.
package enum IBSimNet: TextDialect, WritableDialect {
  package static let name = "ibsim"
  package static let summary = "net file of the InfiniBand simulator ibsim"
  package static let vocabulary: Set<Vocabulary> = [.ports, .adapters, .speed, .guid]
  /// It simulates a fabric that is planned, or one that was observed.
  package static let role = DialectRole.either

  /// How a file begins that is written here: it is no listing of a fabric that exists.
  static let heading = Array("# Net file of ibsim".utf8)

  package static func recognises(_ start: Span<UInt8>) -> Bool {
    if ListingLine.begins(start, with: heading) { return true }
    return !IBNetDiscover.hasHeads(start) && ListingLine.any(of: start) { NodeLine($0) != nil }
  }

  package static func makeReader() -> IBNetDiscoverReader { IBNetDiscoverReader() }

  package static func makeWriter(
    _ write: @escaping ([UInt8]) throws -> Void
  ) -> IBSimNetWriter {
    IBSimNetWriter(write: write)
  }

  package static func losses(in fabric: Fabric) -> [ConversionLoss] {
    let devices = fabric.devices
    let stated = 0..<fabric.links.statedCount
    return [
      ConversionLoss(
        "chassis, which are written as switches", devices.kind.count { $0 == .chassis }),
      ConversionLoss(
        "devices of no kind, which are written as switches",
        devices.kind.count { $0 == .unknown }),
      ConversionLoss(
        "open ends of cables, which are left out", stated.count { fabric.links.b[$0].isNone }),
      ConversionLoss(
        "speeds that InfiniBand does not have",
        stated.count { row in
          let speed = Int(fabric.links.speed[row])
          return speed > 0 && InfiniBandRate.text(megabits: speed) == nil
        }),
    ]
  }
}
