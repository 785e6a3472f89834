internal import FabricChecks
internal import FabricFormats
internal import FabricMetrics
internal import FabricModel
internal import Findings
internal import ParallelLoops

// files ─FabricFormats→ Fabric ─FabricTopology→ Topology ─FabricMetrics→ Metrics ─FabricChecks→
// Findings: the order of the stages is that of `PlanVerification.run`.

extension Verification {
  /// Everything that is checked, for `explain` and `--select`.
  static var rules: [Rule] { CheckCatalog.rules }

  /// What `--from` takes.
  static var dialectNames: [String] { DialectCatalog.all.map { $0.name } }

  /// Reads the inputs, recognises the structure, computes the capacity, runs the checks.
  static func verify(_ request: Request) throws -> VerificationResult {
    let reading = try PlanLoader.load(request.plans, dialect: request.dialect)
    guard reading.fabric.links.count > 0 else {
      throw Failure(
        message: "\(request.plans.joined(separator: ", ")): there is no cable in the plan",
        nextStep: "check that this is the right file: a plan without a cable is never all good")
    }
    var options = PlanVerification.Options()
    options.effort = FabricMetrics.Effort(rawValue: request.effort.rawValue) ?? .normal
    options.pieces = request.threads ?? Parallel.coreCount
    options.checksWiring = request.parts == .everything
    options.select = request.select
    options.ignore = request.ignore
    return PlanVerification.run(reading, options)
  }
}
