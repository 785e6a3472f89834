package import Reports

/// Compares two revisions of a plan: files → two fabrics → changes → report.
public enum Comparison {
  /// What to compare, and how.
  public struct Request: Sendable, Hashable {
    /// A file, a folder, or `-` for standard input.
    public var old: String
    public var new: String
    /// The dialect of both; nil to recognise each file by its content.
    public var dialect: String?
    /// A file of names for GUIDs, serial numbers and MAC addresses.
    public var names: String?
    /// Pieces of work; nil for one for each core. The result is the same for every number.
    public var threads: Int?
    /// Whether capacity is measured before and after.
    public var measuresImpact = true

    public init(old: String, new: String) {
      self.old = old
      self.new = new
    }
  }

  /// What came out of it. Rendering is up to the caller.
  public struct Outcome: Sendable {
    package let result: DiffResult

    package init(_ result: DiffResult) { self.result = result }

    /// 1 where something differs, else 0.
    public var exitStatus: Int32 { result.isSame ? 0 : 1 }

    /// The report in one of `Comparison.formats`.
    public func report(named name: String, _ style: ReportStyle) throws(Failure) -> [UInt8] {
      guard let report = DiffCatalog.all.first(where: { $0.name == name }) else {
        throw Failure(
          message: "\(name): there is no report of this name",
          nextStep: "use one of \(Comparison.formats.map(\.name).joined(separator: ", "))")
      }
      return report.render(result, style.options)
    }
  }

  /// The forms of report; the first is the default.
  public static var formats: [Verification.Format] {
    DiffCatalog.all.map { Verification.Format(name: $0.name, summary: $0.summary) }
  }

  /// Reads and compares the two.
  ///
  /// - Throws: `Failure` where an input cannot be read or holds no cable.
  public static func run(_ request: Request) throws(Failure) -> Outcome {
    try Failure.mapping { try compare(request) }
  }
}
