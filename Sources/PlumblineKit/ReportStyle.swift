internal import ByteSources
internal import Reports

/// How a report is to look. Nothing here changes what was found.
public struct ReportStyle: Sendable, Hashable {
  /// Rows that text prints, 0 for all.
  public var rows: Int
  public var isColored = false
  /// Whether marks keep to ASCII.
  public var isASCII = false

  public init(rows: Int? = nil) { self.rows = rows ?? Self.usualRows }

  public static let usualRows = ReportOptions.usualRows

  /// When a report is coloured.
  public enum Coloring: String, Sendable, Hashable, CaseIterable {
    case auto, always, never
  }

  /// A style for where the report goes.
  ///
  /// A file is read by anybody, so it gets neither colours nor the poverty of the terminal that
  /// it was made on.
  public init(rows: Int?, coloring: Coloring, path: String?) {
    self.init(rows: rows)
    let isOnTerminal = Output.isStandard(path) && ProcessEnvironment.isTerminal(.output)
    isASCII = Output.isStandard(path) && !ProcessEnvironment.showsUnicode
    isColored =
      switch coloring {
      case .always: true
      case .never: false
      case .auto:
        isOnTerminal && ProcessEnvironment.value("NO_COLOR") == nil
          && ProcessEnvironment.value("TERM") != "dumb"
      }
  }

  var options: ReportOptions {
    var options = ReportOptions()
    options.rows = rows
    options.isColored = isColored
    options.isASCII = isASCII
    return options
  }
}
