internal import Reports
package import WorkOrders

/// Makes a work order: what turns the current fabric into the planned one, step by step, with the
/// fewest touches. Every order is played on the current fabric before it is let out.
public enum Ordering {
  public struct Request: Sendable, Hashable {
    /// What has to be there in the end: files, folders, or `-` for standard input; together one plan.
    public var desired: [String]
    public var current: Current
    /// A file that maps GUIDs, serial numbers and MAC addresses to names; nil for none.
    public var names: String?
    /// The dialect of the plans; nil to recognise each by its content.
    public var dialect: String?
    /// The part of the site to work on; nil for all of it.
    public var scope: Scope?
    /// Pieces of work; nil for one for each core. The order is the same for every number.
    public var threads: Int?

    public init(desired: [String], current: Current) {
      self.desired = desired
      self.current = current
    }
  }

  /// `rack=H2/17/R20`: a hall, a row, a rack or a device by its name, with or without what stands above.
  public struct Scope: Sendable, Hashable {
    package let scope: WorkScope

    /// Nil where the text is nothing of the kind.
    public init?(_ text: String) {
      guard let assignment = Generation.Assignment(text), !assignment.value.isEmpty,
        let kind = WorkScope.Kind(rawValue: assignment.name)
      else { return nil }
      scope = WorkScope(kind, assignment.value)
    }

    public static var kinds: [String] { WorkScope.Kind.allCases.map(\.rawValue) }
  }

  /// What is there before the work.
  public enum Current: Sendable, Hashable {
    /// What the fabric told of itself: what nobody looked at gets no steps.
    case observed([String])
    /// Another revision of the plan.
    case revision([String])
    /// Nothing: the first build.
    case nothing

    var paths: [String] {
      switch self {
      case .observed(let paths), .revision(let paths): paths
      case .nothing: []
      }
    }
  }

  /// What came out of it. Rendering is up to the caller.
  public struct Outcome: Sendable {
    package let order: WorkOrder
    private let subject: String
    /// How many things in the inputs could not be read as they stand.
    public let oddities: Int
    /// The inputs that have them.
    public internal(set) var oddFiles: [String] = []

    package init(_ order: WorkOrder, subject: String, oddities: Int) {
      self.order = order
      self.subject = subject
      self.oddities = oddities
    }

    /// Why there are no steps, or what to know before the first one.
    public var problems: [String] { order.problems.map(\.text) }

    /// 1 where a problem forbids to print steps, else 0: also where there is nothing to do.
    public var exitStatus: Int32 { order.isRefused ? 1 : 0 }

    /// Whether a hand has something to do.
    public var hasSteps: Bool { !order.steps.isEmpty }

    /// The order in one of `Ordering.formats`.
    public func report(named name: String, _ style: ReportStyle) throws(Failure) -> [UInt8] {
      if let report = WorkOrderCatalog.all.first(where: { $0.name == name }) {
        return report.render(order, subject: subject, style.options)
      }
      throw Failure(
        message: "\(name): there is no form of a work order of this name",
        nextStep: "use one of \(Ordering.formats.map(\.name).joined(separator: ", "))")
    }
  }

  /// Steps that text lists unless more are wanted: a day's work, and no first build.
  public static let usualRows = 200

  /// The forms of a work order; the first is the default.
  public static var formats: [Verification.Format] {
    WorkOrderCatalog.all.map { Verification.Format(name: $0.name, summary: $0.summary) }
  }

  /// Reads both sides, compares them and orders the work.
  ///
  /// - Throws: `Failure` where an input cannot be read, where no planned device is in the observation,
  ///   and where the order, played on the current fabric, does not end in the planned one.
  public static func run(_ request: Request) throws(Failure) -> Outcome {
    try Failure.mapping { try order(request) }
  }
}
