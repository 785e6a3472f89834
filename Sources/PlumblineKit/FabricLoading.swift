internal import ByteSources
internal import FabricChecks
internal import FabricComparison
internal import FabricFormats
internal import FabricMetrics
internal import FabricModel
internal import ParallelLoops

/// Reads the sides of a comparison: each is one fabric, from as many files as it takes.
enum FabricLoading {
  /// Reads a plan.
  ///
  /// - Parameter dialect: nil to recognise each file by its content.
  /// - Parameter threads: nil for one piece for each core; the result is the same for all.
  /// - Throws: `Failure` where no file has a cable, an `ExplainedError` for a file that cannot be read.
  static func plan(
    _ paths: [String], dialect: String? = nil, threads: Int? = nil
  ) throws -> PlanReading {
    let reading = try load(paths, dialect: dialect, threads: threads)
    guard reading.fabric.links.count > 0 else { throw Failure.noCable(in: paths) }
    return reading
  }

  /// Reads what was seen on the floor: several observations are parts of one fabric.
  ///
  /// Which plan it belongs to is up to the comparison. Files are recognised by their content, because
  /// the dialect that a plan is forced to is hardly ever that of an observation.
  static func observation(_ paths: [String], threads: Int? = nil) throws -> PlanReading {
    let reading = try load(paths, dialect: nil, threads: threads)
    guard reading.fabric.links.count > 0 else {
      throw Failure(
        message: "\(paths.joined(separator: ", ")): there is no cable in the observation",
        nextStep: "collect it again, and check that the ports were up: a fabric that nobody saw is "
          + "never all good")
    }
    return reading
  }

  /// Reads a file that maps GUIDs, serial numbers and MAC addresses to names.
  ///
  /// - Parameter path: nil for none.
  static func names(_ path: String?) throws -> NameMap {
    guard let path else { return .none }
    let text = try SmallFile.text(path)
    do {
      return try NameMap(reading: text)
    } catch {
      let detail =
        switch error.reason {
        case .noName:
          "a key without a name — GUID, serial number or MAC address, then a name, expected"
        case .otherName: "a second name for the same key — one name for each key expected"
        }
      throw Failure(
        message: "\(path):\(error.line): \(detail)", nextStep: "mend the line, or take it out")
    }
  }

  /// A plan where the observation belongs, and the other way round, would turn every remedy around.
  ///
  /// Only what no plan can be is taken for an observation, and the other way round: dialects that are
  /// used for both decide nothing.
  static func checkSides(plan: Fabric, observed: Fabric) throws(Failure) {
    let roles = [plan, observed].map { fabric in
      Set(fabric.sources.compactMap { DialectCatalog.role(of: $0.dialect) })
    }
    guard roles == [[.observation], [.plan]] else { return }
    let names = [plan, observed].map { $0.sources.map(\.path).joined(separator: ", ") }
    throw Failure(
      message:
        "\(names[0]) is an observation and \(names[1]) a plan — the other way round expected",
      nextStep: "exchange the two: the plan stands alone, the observation behind --observed")
  }

  private static func load(
    _ paths: [String], dialect: String?, threads: Int?
  ) throws -> PlanReading {
    var reader = PlanLoader.Options()
    reader.pieces = threads ?? Parallel.coreCount
    return try PlanLoader.load(paths, dialect: dialect, options: reader)
  }
}

extension Failure {
  /// Two fabrics of which no comparison can say anything.
  init(_ nothing: NothingCompared, plans: [String], observed: [String]) {
    let (plan, floor) = (plans.joined(separator: ", "), observed.joined(separator: ", "))
    switch nothing.problem {
    case .noDeviceInCommon(let desired, let current):
      self.init(
        message: "\(floor): none of the \(Grouped.text(desired)) devices of \(plan) is among the "
          + "\(Grouped.text(current)) that were seen, by name, GUID or serial number",
        nextStep:
          "check that plan and observation are of the same fabric; where they only call the "
          + "devices otherwise, give --names FILE with GUID and name in each line")
    default:
      self.init(
        message: "\(floor): there is no cable in the observation",
        nextStep: "collect it again: a fabric that nobody saw is never all good")
    }
  }
}
