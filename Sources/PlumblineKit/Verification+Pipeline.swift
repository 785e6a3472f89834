internal import FabricChecks
internal import FabricFormats
internal import FabricMetrics
internal import FabricModel
internal import Findings
internal import ParallelLoops
internal import Reports

// files ─FabricFormats→ Fabric ─FabricTopology→ Topology ─FabricMetrics→ Metrics ─FabricChecks→
// Findings: the order of the stages is that of `PlanVerification.run`.

extension Verification {
  /// Everything that is checked, for `explain` and `--select`.
  static var rules: [Rule] { CheckCatalog.rules }

  /// What `--from` takes.
  static var dialectNames: [String] { DialectCatalog.all.map { $0.name } }

  /// Reads the inputs, recognises the structure, computes the capacity, runs the checks.
  static func verify(_ request: Request) throws -> Outcome {
    let reading = try FabricLoading.plan(
      request.plans, dialect: request.dialect, threads: request.threads)
    var options = PlanVerification.Options()
    options.effort = FabricMetrics.Effort(rawValue: request.effort.rawValue) ?? .normal
    options.pieces = request.threads ?? Parallel.coreCount
    options.checksWiring = request.parts == .everything
    options.select = request.select
    options.ignore = request.ignore
    var result = try run(reading, options, request)
    guard result.inventory.hostLinks + result.inventory.switchLinks > 0 else {
      throw noFabric(request, reading.fabric)
    }
    result.isPartial = !request.select.isEmpty || !request.ignore.isEmpty
    let materials = request.countsMaterials ? BillOfMaterials.csv(of: reading.fabric) : []
    return Outcome(result, parts: request.parts, materials: materials)
  }

  /// The checks, with the observation where there is one.
  private static func run(
    _ reading: PlanReading, _ options: PlanVerification.Options, _ request: Request
  ) throws -> VerificationResult {
    guard !request.observed.isEmpty else { return PlanVerification.run(reading, options) }
    let observed = try FabricLoading.observation(request.observed, threads: request.threads)
    try FabricLoading.checkSides(plan: reading.fabric, observed: observed.fabric)
    var side = ObservedSide(observed, names: try FabricLoading.names(request.names))
    if let coverage = request.coverage { side.wantedCoverage = coverage }
    do {
      return try PlanVerification.run(reading, observed: side, options)
    } catch {
      throw Failure(error, plans: request.plans, observed: request.observed)
    }
  }

  /// A plan of which nothing can be checked is never all good.
  private static func noFabric(_ request: Request, _ fabric: Fabric) -> Failure {
    let isOtherNetwork = fabric.links.network.allSatisfy { $0 != .fabric }
    return Failure(
      message: "\(request.plans.joined(separator: ", ")): there is no cable of the fabric in the "
        + "plan — "
        + (isOtherNetwork
          ? "all of them belong to other networks"
          : "none has two known devices at its ends of which one is a switch"),
      nextStep: isOtherNetwork
        ? "check the network of the cables: fabric, or none at all, is what is verified"
        : "check the device names at the cables, and that the plan declares its switches")
  }
}
