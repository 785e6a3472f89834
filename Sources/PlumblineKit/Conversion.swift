internal import ByteSources
internal import FabricFormats
internal import FabricModel

/// Writes a plan in another dialect: files → fabric → file. What the dialect cannot say is named.
public enum Conversion {
  public struct Request: Sendable, Hashable {
    /// Files, folders, or `-` for standard input; together they are one plan.
    public var plans: [String]
    /// The dialect of every input; nil to recognise each by its content.
    public var from: String?
    /// The dialect to write.
    public var dialect: String
    /// Nil or `-` for standard output.
    public var output: String?
    /// Whether an existing file is replaced.
    public var force = false

    public init(plans: [String], dialect: String) {
      self.plans = plans
      self.dialect = dialect
    }
  }

  /// What was written, and what was not.
  public struct Outcome: Sendable, Hashable {
    public var devices: Int
    public var links: Int
    public var losses: [Loss]
    /// How many things in the inputs could not be read as they stand.
    public var oddities: Int

    public init(devices: Int, links: Int, losses: [Loss], oddities: Int) {
      self.devices = devices
      self.links = links
      self.losses = losses
      self.oddities = oddities
    }
  }

  /// A kind of thing that the plan says and the dialect cannot.
  public struct Loss: Sendable, Hashable {
    /// `places and heights of devices`
    public var what: String
    public var count: Int

    public init(what: String, count: Int) {
      self.what = what
      self.count = count
    }
  }

  /// Reads the plan and writes it, whole or not at all.
  public static func run(_ request: Request) throws(Failure) -> Outcome {
    try Failure.mapping {
      let dialect = try Generation.writable(request.dialect)
      let reading = try PlanLoader.load(request.plans, dialect: request.from)
      guard reading.fabric.links.count > 0 else {
        throw Failure.noCable(in: request.plans)
      }
      let output = try Output.open(request.output, force: request.force)
      let losses = try write(reading.fabric, in: dialect, to: output)
      try output.finish()
      try output.close()
      return Outcome(
        devices: reading.fabric.devices.count, links: reading.fabric.links.statedCount,
        losses: losses.map { Loss(what: $0.what, count: $0.count) },
        oddities: reading.anomalies.count + reading.omittedAnomalies)
    }
  }

  private static func write<Target: WritableDialect>(
    _ fabric: Fabric, in dialect: Target.Type, to output: OpenOutput
  ) throws -> [ConversionLoss] {
    let conversion = DialectConversion(fabric, to: dialect)
    try conversion.write { try output.sink.write($0) }
    return conversion.losses
  }
}
