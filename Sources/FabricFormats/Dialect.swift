package import ByteSources
package import FabricModel
package import XMLEvents

/// A file format for plans and observations. A new one is a file in `Dialects/` and a line in `DialectCatalog`.
package protocol Dialect: Sendable {
  /// What `--from` and `--dialect` call it.
  static var name: String { get }
  static var summary: String { get }
  /// What it can express.
  static var vocabulary: Set<Vocabulary> { get }
  /// What its files are about.
  static var role: DialectRole { get }
}

/// What the files of a dialect are about: where the other one is expected, somebody has mixed up two
/// files.
package enum DialectRole: String, Sendable {
  /// How the cables should be.
  case plan
  /// How they are, as programs have found them.
  case observation
  /// One or the other: only whoever gives the file knows.
  case either
}

/// A dialect in XML: a grammar, and a reader that turns its events into rows.
package protocol XMLDialect: Dialect {
  /// The names of the root elements by which a document is recognised.
  static var roots: [String] { get }
  static var grammar: XMLGrammar { get }
  associatedtype Reader: XMLDialectReader
  static func makeReader() -> Reader
}

/// A dialect in XML whose big files are lists of records without order: several cores read a piece of
/// the list each, as a document of its own.
package protocol PiecewiseXMLDialect: XMLDialect where Reader: PiecewiseXMLReader {
  /// The root and the elements in it down to the list.
  static var path: [String] { get }
  /// The element that the list is made of.
  static var record: String { get }
}

/// Reads a piece of a file into a plan of its own.
package protocol PiecewiseXMLReader: XMLDialectReader, Sendable {
  /// Takes over what the reader of the next piece has found.
  ///
  /// - Parameter lines: how many lines stand before the piece.
  mutating func absorb(
    _ piece: Self, of other: PlanUnderway, lines: Int, into plan: inout PlanUnderway)
}

/// A dialect of lines: recognised by its first lines, read line by line.
package protocol TextDialect: Dialect {
  /// Whether a text that begins like this is of this dialect; at most `PlanLoader.recognisedBytes`
  /// are given, and the last line may be cut.
  static func recognises(_ start: Span<UInt8>) -> Bool
  associatedtype Reader: TextDialectReader
  static func makeReader() -> Reader
}

/// Turns lines into rows of a fabric. One for each file.
package protocol TextDialectReader {
  /// Takes the next line, without its line end.
  mutating func consume(
    _ line: Span<UInt8>, _ place: TextPlace, into plan: inout PlanUnderway) throws(PlanError)
  /// The file has ended.
  mutating func finish(_ plan: inout PlanUnderway) throws(PlanError)
}

/// A dialect that can be written as a stream.
package protocol WritableDialect: Dialect {
  associatedtype Writer: FabricSink
  /// - Parameter write: takes the document piece by piece, in order.
  static func makeWriter(_ write: @escaping ([UInt8]) throws -> Void) -> Writer
  /// What of a fabric changes when it is written, beside the words that the dialect lacks.
  static func losses(in fabric: Fabric) -> [ConversionLoss]
}

/// Turns batches of events into rows of a fabric. One for each file.
package protocol XMLDialectReader {
  /// Takes the next events; their values lie in `bytes`. Never called again after `finish`.
  mutating func consume(
    _ events: Span<XMLEvent>, _ bytes: Span<UInt8>, into plan: inout PlanUnderway)
  /// The document has ended well.
  mutating func finish(_ plan: inout PlanUnderway)
}

/// The fabric that grows while files are read.
package struct PlanUnderway: Sendable {
  package var builder = FabricBuilder()
  package private(set) var anomalies: [PlanAnomaly] = []
  package private(set) var omittedAnomalies = 0
  /// The file that is being read.
  package var file = ""
  /// Where the floor was described.
  var floorOrigin: Origin?
  /// What observations of the same fabric have seen so far.
  var observed = ObservedWiring()

  package init() {}

  /// A plan with one mistake on every line needs no list of a million: the rest is counted.
  package static let mostAnomalies = 100_000

  package mutating func note(_ kind: PlanAnomaly.Kind, _ subject: String, line: Int) {
    note(PlanAnomaly(kind, subject: subject, origin: Origin(file: file, line: line)))
  }

  mutating func note(_ anomaly: PlanAnomaly) {
    guard anomalies.count < Self.mostAnomalies else {
      omittedAnomalies += 1
      return
    }
    anomalies.append(anomaly)
  }

  /// The fabric of all files; ports with two rails or planes are odd.
  mutating func build() -> Fabric {
    var seen = observed
    observed = ObservedWiring()
    seen.noteUndescribed(&self)
    seen = ObservedWiring()
    let fabric = builder.build()
    for conflict in builder.conflicts {
      let difference = PlanAnomaly.Difference(
        fact: conflict.fact.rawValue, first: String(conflict.first),
        second: String(conflict.second))
      note(
        PlanAnomaly(
          .conflictingRail(first: fabric.origin(of: conflict.firstLink), difference),
          subject: fabric.name(of: conflict.port),
          origin: fabric.origin(of: conflict.secondLink)))
    }
    return fabric
  }
}

/// All dialects, in the order in which people should see them.
package enum DialectCatalog {
  /// Those that can be written.
  package static var writable: [any WritableDialect.Type] {
    all.compactMap { $0 as? any WritableDialect.Type }
  }

  /// What the files of a dialect are about; nil for a name that none has.
  package static func role(of name: String) -> DialectRole? {
    all.first { $0.name == name }?.role
  }

  /// Of two text dialects that both recognise a file, the first one reads it.
  package static let all: [any Dialect.Type] = [
    PlumblineXML.self,
    FastFabricTopology.self,
    FastFabricSnapshot.self,
    IBNetDiscover.self,
    IBSimNet.self,
  ]
}
