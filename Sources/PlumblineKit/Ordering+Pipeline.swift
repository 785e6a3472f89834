internal import FabricChecks
internal import FabricComparison
internal import FabricFormats
internal import FabricModel
internal import FabricTopology
internal import ParallelLoops
internal import WorkOrders

extension Ordering {
  static func order(_ request: Request) throws -> Outcome {
    let desired = try FabricLoading.plan(
      request.desired, dialect: request.dialect, threads: request.threads)
    let names = try FabricLoading.names(request.names)
    let current = try current(request)
    let subject =
      desired.fabric.name.isNone
      ? request.desired.first ?? "plan" : desired.fabric.names[desired.fabric.name]
    try check(request, current.fabric, desired.fabric)
    var task = try task(request, current, desired, names)
    if let scope = request.scope?.scope, !task.keep(to: scope) {
      throw Failure(
        message: "there is no \(scope.kind.rawValue) \(scope.name) — one of the plan expected",
        nextStep: "write it as the plan does; a rack also as hall/row/rack")
    }
    let order = try WorkOrder.make(for: task)
    var outcome = Outcome(
      order, subject: subject,
      oddities: [current, desired].reduce(0) { sum, reading in
        sum + reading.anomalies.count + reading.omittedAnomalies
      })
    outcome.oddFiles = Set((current.anomalies + desired.anomalies).map(\.origin.file))
      .filter { !$0.isEmpty }.sorted()
    return outcome
  }

  private static func current(_ request: Request) throws -> PlanReading {
    switch request.current {
    case .observed(let paths):
      try FabricLoading.observation(paths, threads: request.threads)
    case .revision(let paths):
      try FabricLoading.plan(paths, dialect: request.dialect, threads: request.threads)
    case .nothing: PlanReading(fabric: Fabric(), anomalies: [])
    }
  }

  /// An input on the wrong side would turn every step around.
  private static func check(
    _ request: Request, _ current: Fabric, _ desired: Fabric
  ) throws(Failure) {
    if case .observed = request.current {
      return try FabricLoading.checkSides(plan: desired, observed: current)
    }
    for side in [current, desired] {
      guard
        let source = side.sources.first(where: { source in
          DialectCatalog.role(of: source.dialect) == .observation
        })
      else { continue }
      throw Failure(
        message: "\(source.path) is an observation — a revision of the plan expected",
        nextStep: "plumbline workorder PLAN --observed \(source.path)")
    }
  }

  private static func task(
    _ request: Request, _ current: PlanReading, _ desired: PlanReading, _ names: NameMap
  ) throws(Failure) -> WorkTask {
    guard case .observed(let paths) = request.current else {
      return revisionTask(request, current.fabric, desired.fabric, names)
    }
    do {
      let causes = try PlanVerification.causes(
        desired, observed: ObservedSide(current, names: names),
        pieces: request.threads ?? Parallel.coreCount)
      return WorkTask(causes.compared, findings: causes.findings, topology: causes.topology)
    } catch {
      throw Failure(error, plans: request.desired, observed: paths)
    }
  }

  private static func revisionTask(
    _ request: Request, _ current: Fabric, _ desired: Fabric, _ names: NameMap
  ) -> WorkTask {
    let alignment = Alignment(
      current: current, desired: desired, names: names, standing: .revision)
    let topology = Topology(desired)
    // Where nothing is there, nothing has a cause.
    if case .nothing = request.current {
      return WorkTask(alignment, Differences(alignment), topology: topology)
    }
    return WorkTask(ComparedFabrics(alignment, topology: topology), topology: topology)
  }
}
