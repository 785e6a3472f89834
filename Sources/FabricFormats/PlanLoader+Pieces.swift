internal import ByteSources
internal import FabricModel
internal import ParallelLoops
internal import XMLEvents

extension PlanLoader {
  /// Reads a big file in pieces, one for each core.
  ///
  /// Whatever is odd about a piece, an error or a slip, is left to the reader of the whole file: that
  /// one knows the right line, and what came before.
  ///
  /// - Returns: false where the file has to be read in one piece; the plan is untouched then.
  static func readPieces(
    _ source: ByteSource, _ candidates: [any XMLDialect.Type], _ options: Options,
    into plan: inout PlanUnderway
  ) -> Bool {
    guard options.pieces > 1, let size = source.size, size >= 2 * options.smallestPiece else {
      return false
    }
    let count = min(options.pieces, size / options.smallestPiece)
    for case let dialect as any PiecewiseXMLDialect.Type in candidates {
      let pieces = XMLPieces.cut(
        source.name, size: size, path: dialect.path, record: dialect.record, count: count)
      if let pieces { return read(dialect, pieces, of: source.name, size: size, into: &plan) }
    }
    return false
  }

  private static func read<Found: PiecewiseXMLDialect>(
    _ dialect: Found.Type, _ pieces: [XMLPieces.Piece], of file: String, size: Int,
    into plan: inout PlanUnderway
  ) -> Bool {
    let readings = Parallel.map(count: pieces.count) { index in
      read(dialect, pieces[index], of: file)
    }
    guard readings.allSatisfy({ $0 != nil }) else { return false }
    plan.file = file
    var entry = Fabric.Source(path: file, dialect: dialect.name, bytes: size)
    entry.firstDevice = plan.builder.fabric.devices.count
    entry.firstLink = plan.builder.linkCount
    plan.builder.fabric.sources.append(entry)
    var reader = dialect.makeReader()
    var lines = 0
    for (piece, reading) in zip(pieces, readings) {
      guard let reading else { continue }
      reader.absorb(
        reading.reader, of: reading.plan, lines: lines - piece.linesBefore, into: &plan)
      // The last line of a piece is the first one of the next.
      lines += reading.lines - piece.linesBefore - 1
    }
    reader.finish(&plan)
    entry.links = plan.builder.linkCount - entry.firstLink
    plan.builder.fabric.sources[plan.builder.fabric.sources.count - 1] = entry
    return true
  }

  private struct PieceReading<Reader: PiecewiseXMLReader>: Sendable {
    var reader: Reader
    var plan: PlanUnderway
    var lines: Int
  }

  /// What a piece tells; nil for one with anything odd in it.
  private static func read<Found: PiecewiseXMLDialect>(
    _ dialect: Found.Type, _ piece: XMLPieces.Piece, of file: String
  ) -> PieceReading<Found.Reader>? {
    let holder = PieceHolder(dialect.makeReader())
    holder.plan.file = file
    guard
      let source = try? ByteSource(
        path: file, piece: piece.range, before: piece.before, after: piece.after),
      let summary = try? XMLEventParser.parse(
        source, expectedRoots: dialect.roots,
        receive: { root in
          guard root == dialect.path[0] else { return nil }
          return XMLEventParser.Reception(grammar: dialect.grammar) { events, bytes in
            holder.reader.consume(events, bytes, into: &holder.plan)
          }
        }),
      summary.unknown.isEmpty, holder.plan.anomalies.isEmpty
    else { return nil }
    return PieceReading(reader: holder.reader, plan: holder.plan, lines: summary.lines)
  }

  /// One access for each batch of events.
  private final class PieceHolder<Reader: PiecewiseXMLReader> {
    var reader: Reader
    var plan = PlanUnderway()

    init(_ reader: Reader) { self.reader = reader }
  }
}
