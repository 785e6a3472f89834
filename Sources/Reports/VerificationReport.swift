package import FabricChecks

/// A form in which the result of `verify` is told.
///
/// Only renders: it neither counts twice, nor sorts, nor decides. One file or folder for each, and
/// one line in `ReportCatalog.all`.
package protocol VerificationReport: SendableMetatype {
  /// What `--format` calls it.
  static var name: String { get }
  /// The extension that such a file usually has.
  static var fileKind: String { get }
  /// One line for the help text.
  static var summary: String { get }

  /// The whole report. The same bytes for the same result and options.
  static func render(_ result: VerificationResult, _ options: ReportOptions) -> [UInt8]
}

/// A form that can also tell the result of `capacity`, which has numbers and no list of faults.
package protocol CapacityReport: VerificationReport {
  static func renderCapacity(_ result: VerificationResult, _ options: ReportOptions) -> [UInt8]
}

/// How a report is wanted. Nothing here changes what was found.
package struct ReportOptions: Sendable, Hashable {
  /// Rows that text prints, 0 for all. JSON always has all.
  package var rows = ReportOptions.usualRows
  /// Whether text may use the terminal's sixteen colours.
  package var isColored = false
  /// Whether marks keep to ASCII, for terminals that show nothing else.
  package var isASCII = false

  /// About two screens of findings with their remedies.
  package static let usualRows = 20

  package init() {}
}

/// Who speaks. The only place where the version stands.
package enum Tool {
  package static let name = "plumbline"
  package static let version = "0.1.0"
}
