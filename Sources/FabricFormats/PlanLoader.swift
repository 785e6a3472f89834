internal import ByteSources
internal import FabricModel
internal import ParallelLoops
internal import XMLEvents

/// Loads the files of a plan into one fabric.
package enum PlanLoader {
  package struct Options: Sendable {
    /// How many pieces of a big file may be read at the same time; the result is the same for all.
    package var pieces = Parallel.coreCount
    /// Bytes below which a piece is not worth its overhead.
    package var smallestPiece = 16 * 1024 * 1024

    package init() {}
  }

  /// Reads every file of every input, in order, once, however often and by whatever path it is
  /// given.
  ///
  /// - Parameter inputs: files, folders, or `-` for standard input.
  /// - Parameter dialect: the name of the dialect to read them in; nil lets the content decide.
  /// - Parameter options: how many cores may read.
  /// - Returns: one fabric of all, with what was odd about the files.
  /// - Throws: `PlanError` for the first file that cannot be read; nothing of it is kept.
  /// - Complexity: O(bytes + ports); memory of the fabric and one buffer.
  package static func load(
    _ inputs: [String], dialect: String? = nil, options: Options
  ) throws(PlanError) -> PlanReading {
    if let dialect, !DialectCatalog.all.contains(where: { $0.name == dialect }) {
      throw PlanError(
        origin: Origin(file: inputs.first ?? "", line: 0),
        detail: "no dialect is called \(dialect)",
        nextStep: "choose one of "
          + DialectCatalog.all.map { $0.name }.joined(separator: ", "))
    }
    var plan = PlanUnderway()
    var seen: Set<FileIdentity> = []
    do {
      for input in inputs {
        for file in try Inputs.files(input) {
          if let identity = FileIdentity(path: file), !seen.insert(identity).inserted { continue }
          try load(ByteSource(path: file), dialect: dialect, options, into: &plan)
        }
      }
    } catch let error as ByteSourceError {
      throw PlanError(
        origin: Origin(file: error.path, line: 0), detail: error.detail,
        nextStep: error.nextStep)
    } catch let error as XMLFailure {
      throw explained(
        PlanError(
          origin: Origin(file: error.file, line: error.line), detail: error.detail,
          nextStep: error.nextStep), inputs)
    } catch let error as TextFailure {
      throw explained(
        PlanError(
          origin: Origin(file: error.file, line: error.line), detail: error.detail,
          nextStep: error.nextStep), inputs)
    } catch let error as PlanError {
      throw explained(error, inputs)
    } catch {
      preconditionFailure("sources and parsers throw their own errors only")
    }
    let fabric = plan.build()
    return PlanReading(
      fabric: fabric, anomalies: plan.anomalies, omittedAnomalies: plan.omittedAnomalies)
  }

  /// Nobody named the file of a folder: it may be no part of the plan.
  private static func explained(_ error: PlanError, _ inputs: [String]) -> PlanError {
    let file = error.origin.file
    guard file != "standard input" && !inputs.contains(file) else { return error }
    var error = error
    error.nextStep += "; if it is no part of the plan, take it out of the folder"
    return error
  }

  /// The same on all cores.
  package static func load(
    _ inputs: [String], dialect: String? = nil
  ) throws(PlanError) -> PlanReading {
    try load(inputs, dialect: dialect, options: Options())
  }

  /// How much of a file is looked at to find its dialect: logs have lines before the listing.
  package static let recognisedBytes = 16 * 1024

  private static func load(
    _ source: ByteSource, dialect: String?, _ options: Options, into plan: inout PlanUnderway
  ) throws {
    let candidates = DialectCatalog.all.filter { dialect == nil || $0.name == dialect }
    if let found = try textDialect(of: source, among: candidates, isForced: dialect != nil) {
      try read(found, source, into: &plan)
    } else {
      let dialects = candidates.compactMap { $0 as? any XMLDialect.Type }
      if readPieces(source, dialects, options, into: &plan) { return }
      try readXML(source, dialects, into: &plan)
    }
  }

  /// The dialect of a text by how it begins; nil for all else, which is XML or nothing.
  private static func textDialect(
    of source: ByteSource, among candidates: [any Dialect.Type], isForced: Bool
  ) throws -> (any TextDialect.Type)? {
    let dialects = candidates.compactMap { $0 as? any TextDialect.Type }
    if isForced || dialects.isEmpty { return dialects.first }
    let start = try source.peek(recognisedBytes)
    let first = start.first { $0 > 0x20 && ![0xEF, 0xBB, 0xBF].contains($0) }
    return first == UInt8(ascii: "<") ? nil : dialects.first { $0.recognises(start.span) }
  }

  private static func read<Found: TextDialect>(
    _ dialect: Found.Type, _ source: ByteSource, into plan: inout PlanUnderway
  ) throws {
    plan.file = source.name
    var entry = Fabric.Source(path: source.name, dialect: dialect.name)
    entry.firstDevice = plan.builder.fabric.devices.count
    entry.firstLink = plan.builder.linkCount
    plan.builder.fabric.sources.append(entry)
    var reader = dialect.makeReader()
    try TextLines.read(source) { line, place in
      try reader.consume(line, place, into: &plan)
    }
    try reader.finish(&plan)
    entry.bytes = source.position
    entry.links = plan.builder.linkCount - entry.firstLink
    plan.builder.fabric.sources[plan.builder.fabric.sources.count - 1] = entry
  }

  private static func readXML(
    _ source: ByteSource, _ candidates: [any XMLDialect.Type], into plan: inout PlanUnderway
  ) throws {
    let reading = FileReading(plan: plan, candidates: candidates, source: source)
    plan = PlanUnderway()
    reading.plan.file = source.name
    var entry = Fabric.Source(path: source.name, dialect: "")
    entry.firstDevice = reading.plan.builder.fabric.devices.count
    entry.firstLink = reading.plan.builder.linkCount
    reading.plan.builder.fabric.sources.append(entry)
    let summary = try XMLEventParser.parse(
      source, expectedRoots: candidates.flatMap { $0.roots }, receive: reading.receive)
    reading.finish(summary)
    entry.dialect = reading.dialect
    entry.bytes = source.position
    entry.links = reading.plan.builder.linkCount - entry.firstLink
    let last = reading.plan.builder.fabric.sources.count - 1
    reading.plan.builder.fabric.sources[last] = entry
    plan = reading.plan
  }
}

/// Holds the plan while one file's events feed it: one access for each batch, not for each event.
private final class FileReading {
  var plan: PlanUnderway
  private(set) var dialect = ""
  private let candidates: [any XMLDialect.Type]
  private let source: ByteSource
  private let firstLink: Int
  private var hasReserved = false
  private var finishReader: ((inout PlanUnderway) -> Void)?

  init(plan: PlanUnderway, candidates: [any XMLDialect.Type], source: ByteSource) {
    self.plan = plan
    self.candidates = candidates
    self.source = source
    firstLink = plan.builder.linkCount
  }

  /// Chooses the dialect by the root element.
  func receive(root: String) -> XMLEventParser.Reception? {
    guard let found = candidates.first(where: { $0.roots.contains(root) }) else { return nil }
    dialect = found.name
    return open(found)
  }

  /// From here on the type of the reader is known to the compiler.
  private func open<Found: XMLDialect>(_ found: Found.Type) -> XMLEventParser.Reception {
    let holder = ReaderHolder(found.makeReader())
    finishReader = { plan in holder.reader.finish(&plan) }
    return XMLEventParser.Reception(grammar: found.grammar) { [self] events, bytes in
      holder.reader.consume(events, bytes, into: &plan)
      if !hasReserved { reserve() }
    }
  }

  /// After the first thousand links, foresees their number from the size of the file.
  private func reserve() {
    let links = plan.builder.linkCount - firstLink
    guard let size = source.size, links >= 1000 else { return }
    hasReserved = true
    // Nothing in a plan says how many links follow; a lie costs address space only.
    let expected = Double(links) * Double(size) / Double(max(1, source.position))
    plan.builder.reserve(links: firstLink + min(Int(expected * 1.1), size / 40))
  }

  func finish(_ summary: XMLSummary) {
    finishReader?(&plan)
    finishReader = nil
    for unknown in summary.unknown {
      plan.note(.unknownName(count: unknown.count), unknown.name, line: unknown.firstLine)
    }
  }
}

private final class ReaderHolder<Reader: XMLDialectReader> {
  var reader: Reader

  init(_ reader: Reader) { self.reader = reader }
}
