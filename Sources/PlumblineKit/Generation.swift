internal import ByteSources

/// Makes a plan from a design: parameters → devices and links → file, with planted faults and the
/// truth about them on demand.
public enum Generation {
  /// What to generate, and where to.
  public struct Request: Sendable, Hashable {
    /// The name of a design, or the path of a design file.
    public var design: String
    public var overrides: [Assignment] = []
    public var seed: UInt64 = 0
    public var faults: [Fault] = []
    /// Where the list of planted faults goes; nil for nowhere.
    public var truth: String?
    /// The dialect to write; nil for Plumbline's own.
    public var dialect: String?
    /// Nil or `-` for standard output.
    public var output: String?
    /// Whether existing files are replaced.
    public var force = false

    public init(design: String) { self.design = design }
  }

  /// `name=value`
  public struct Assignment: Sendable, Hashable {
    public let name: String
    public let value: String

    /// Nil where the text has no name or no equals sign.
    public init?(_ text: String) {
      guard let equals = text.firstIndex(of: "="), equals != text.startIndex else { return nil }
      name = String(text[..<equals])
      value = String(text[text.index(after: equals)...])
    }
  }

  /// How many faults of a kind to plant.
  public struct Fault: Sendable, Hashable {
    public let kind: String
    public let count: Int

    public init(kind: String, count: Int) {
      self.kind = kind
      self.count = count
    }

    /// `swap=5,missing=5`; nil where that is not what the text looks like.
    public static func list(_ text: String) -> [Fault]? {
      var faults: [Fault] = []
      for part in text.split(separator: ",", omittingEmptySubsequences: false) {
        guard let pair = Assignment(String(part)), let count = Int(pair.value), count >= 0 else {
          return nil
        }
        faults.append(Fault(kind: pair.name, count: count))
      }
      return faults
    }
  }

  /// What was written.
  public struct Outcome: Sendable, Hashable {
    public var name: String
    public var devices: Int
    public var links: Int
    public var faults: Int

    public init(name: String, devices: Int, links: Int, faults: Int) {
      self.name = name
      self.devices = devices
      self.links = links
      self.faults = faults
    }

    public var summary: String {
      let planted = faults == 0 ? "" : ", \(faults) faults planted"
      return "\(name): \(devices) devices, \(links) links\(planted)"
    }
  }

  /// Whether a design is the path of a file and not a name: whatever looks like one.
  public static func isFile(_ design: String) -> Bool {
    design.contains("/") || design.hasSuffix(".yaml") || design.hasSuffix(".yml")
  }

  /// Writes the plan, and the truth where it is wanted: both or neither.
  public static func run(_ request: Request) throws(Failure) -> Outcome {
    try Failure.mapping {
      let plan = try Output.open(request.output, force: request.force)
      let truth = try request.truth.map { try Output.open($0, force: request.force) }
      let outcome = try generate(request, plan: plan.sink, truth: truth?.sink)
      // All that can go wrong goes wrong before either has its name.
      try truth?.finish()
      try plan.finish()
      try truth?.close()
      try plan.close()
      return outcome
    }
  }
}
