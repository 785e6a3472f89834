package import FabricChecks
internal import Findings
internal import Reports

/// Checks a cabling plan, alone or against what was seen on the floor: files → fabric → topology →
/// metrics → findings → report.
public enum Verification {
  /// What to verify, and how hard to try.
  public struct Request: Sendable, Hashable {
    /// Files, folders, or `-` for standard input; together they are one plan.
    public var plans: [String]
    /// What was seen on the floor, as files or folders; together they are one observation. Empty to
    /// check the plan alone.
    public var observed: [String] = []
    /// A file that gives names to GUIDs, serial numbers and MAC addresses.
    public var names: String?
    /// The share of planned ends, 0 to 1, that somebody should have looked at; nil for half.
    public var coverage: Double?
    public var parts = Parts.everything
    /// The dialect of every plan; nil to recognise each by its content.
    public var dialect: String?
    /// Pieces of work; nil for one for each core. The result is the same for every number.
    public var threads: Int?
    public var effort = Effort.normal
    /// Beginnings of rule codes, or rule names; empty for all.
    public var select: [String] = []
    public var ignore: [String] = []
    /// Whether the bill of materials is wanted as well.
    public var countsMaterials = false

    public init(plans: [String]) { self.plans = plans }
  }

  /// How much is checked.
  public enum Parts: Sendable, Hashable {
    case everything
    /// Capacity, and how it compares with the plan's intent.
    case capacity
  }

  /// How much time the interval of the bisection is worth.
  public enum Effort: String, Sendable, Hashable, CaseIterable {
    case quick, normal, high
  }

  /// From which findings on a run counts as failed.
  public enum Threshold: String, Sendable, Hashable, CaseIterable {
    case error, warning, note
    /// Harm to capacity, reach, rail, plane or redundancy, whatever the severity.
    case loss
    case never
  }

  /// What came out of it. Rendering is up to the caller.
  public struct Outcome: Sendable {
    package let result: VerificationResult
    private let parts: Parts
    /// Cables and transceivers by medium, length, part and place, as CSV; empty unless the request
    /// wants it.
    public let materials: [UInt8]

    package init(
      _ result: VerificationResult, parts: Parts = .everything, materials: [UInt8] = []
    ) {
      self.result = result
      self.parts = parts
      self.materials = materials
    }

    /// The first sentence of every report.
    public var verdict: String {
      switch parts {
      case .everything: Verdict.ofVerification(result).sentence
      case .capacity: Verdict.ofCapacity(result).sentence
      }
    }

    /// 1 when a finding reaches the threshold, else 0.
    public func exitStatus(failOn threshold: Threshold) -> Int32 {
      result.findings.contains { Self.reaches(threshold, $0) } ? 1 : 0
    }

    /// The report in one of `Verification.formats`.
    public func report(named name: String, _ style: ReportStyle) throws(Failure) -> [UInt8] {
      switch parts {
      case .everything:
        if let report = ReportCatalog.all.first(where: { $0.name == name }) {
          return report.render(result, style.options)
        }
      case .capacity:
        if let report = ReportCatalog.capacity.first(where: { $0.name == name }) {
          return report.renderCapacity(result, style.options)
        }
      }
      throw Failure(
        message: "\(name): there is no report of this name",
        nextStep: "use one of \(Verification.formats(parts).map(\.name).joined(separator: ", "))")
    }

    /// The rule of the first finding, for who wants to read on; nil without findings.
    public var firstRule: String? { result.findings.first?.rule.code.description }

    private static func reaches(_ threshold: Threshold, _ finding: Finding) -> Bool {
      switch threshold {
      case .error: finding.severity >= .error
      case .warning: finding.severity >= .warning
      case .note: finding.severity >= .note
      case .loss: [.capacity, .reach, .rail, .plane, .redundancy].contains(finding.harm)
      case .never: false
      }
    }
  }

  /// A form of report that can be asked for.
  public struct Format: Sendable, Hashable {
    public let name: String
    public let summary: String
  }

  /// The forms of report for these parts; the first is the default.
  public static func formats(_ parts: Parts) -> [Format] {
    let reports: [any VerificationReport.Type] =
      parts == .everything ? ReportCatalog.all : ReportCatalog.capacity
    return reports.map { Format(name: $0.name, summary: $0.summary) }
  }

  /// Reads and checks the plan, and what was seen on the floor against it.
  ///
  /// - Throws: `Failure` where an input cannot be read, or nothing of the observation belongs to the
  ///   plan; what is wrong with the fabric is part of
  ///   the outcome and never thrown.
  public static func run(_ request: Request) throws(Failure) -> Outcome {
    try Failure.mapping { try verify(request) }
  }
}
