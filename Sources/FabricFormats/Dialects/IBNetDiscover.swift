internal import FabricModel

/// The listing that `ibnetdiscover` prints of a live InfiniBand fabric.
///
/// Each node is a block with a line for each cabled port; each link stands in the blocks of both of
/// its nodes. Real listings come with log lines around them, DOS line ends, lost tabs, neighbours
/// without a block, and several of them in one file.
package enum IBNetDiscover: TextDialect {
  package static let name = "ibnetdiscover"
  package static let summary = "what ibnetdiscover prints: nodes with their ports and neighbours"
  package static let vocabulary: Set<Vocabulary> = [.ports, .speed, .guid]
  package static let role = DialectRole.observation

  /// How the lines before a node begin.
  static let heads = ["vendid=", "devid=", "sysimgguid=", "switchguid=", "caguid=", "rtguid="]
    .map { Array($0.utf8) }
  private static let starts = heads + [Array("# Topology file:".utf8)]

  package static func recognises(_ start: Span<UInt8>) -> Bool {
    ListingLine.any(of: start) { line in
      starts.contains { ListingLine.begins(line, with: $0) }
    }
  }

  package static func makeReader() -> IBNetDiscoverReader { IBNetDiscoverReader() }
}
