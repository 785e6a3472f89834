/// A form in which the result of `diff` is told. Only renders.
package protocol DiffReport: SendableMetatype {
  /// What `--format` calls it.
  static var name: String { get }
  /// The extension that such a file usually has.
  static var fileKind: String { get }
  /// One line for the help text.
  static var summary: String { get }

  /// The whole report. The same bytes for the same result and options.
  static func render(_ result: DiffResult, _ options: ReportOptions) -> [UInt8]
}
