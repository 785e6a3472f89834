package import FabricChecks
package import FabricComparison
package import FabricDesigns
package import FabricFormats
package import FabricMetrics
package import FabricModel
internal import FabricTopology
internal import Foundation

/// From designs and texts to results, in one call each.
package enum Plans {
  /// A design of the catalog: `Plans.design("fat-tree", ["k": "8"])`.
  package static func design(
    _ name: String, _ parameters: [String: String] = [:]
  ) throws -> any Design {
    try DesignCatalog.design(named: name, overrides: parameters)
  }

  package static func draft(
    _ name: String, _ parameters: [String: String] = [:]
  ) throws -> PlanDraft {
    try draft(design(name, parameters))
  }

  package static func draft(_ design: any Design) throws -> PlanDraft {
    func open(_ design: some Design) throws -> PlanDraft { try PlanDraft(design) }
    return try open(design)
  }

  /// A design with faults such as `swap=3,missing=3`, and the truth about them.
  package static func faulted(
    _ design: any Design, _ faults: String, seed: UInt64
  ) throws -> (draft: PlanDraft, acts: [FaultAct]) {
    let requests = try FaultRequest.parse(faults)
    func open(_ design: some Design) throws -> FaultPlan {
      try FaultPlan(requests, on: design, seed: seed)
    }
    let plan = try open(design)
    return (try PlanDraft(FaultedDesign(design, plan: plan)), plan.acts)
  }

  package static func verify(
    _ fabric: Fabric, effort: Effort = .quick
  ) -> VerificationResult {
    var options = PlanVerification.Options()
    options.effort = effort
    return PlanVerification.run(PlanReading(fabric: fabric, anomalies: []), options)
  }

  package static func verify(
    _ sequence: some FabricSequence, effort: Effort = .quick, select: [String] = [],
    ignore: [String] = []
  ) throws -> VerificationResult {
    var builder = FabricBuilder()
    try sequence.send(to: &builder)
    var options = PlanVerification.Options()
    options.effort = effort
    options.select = select
    options.ignore = ignore
    return PlanVerification.run(PlanReading(fabric: builder.build(), anomalies: []), options)
  }

  package static func verify(_ reading: PlanReading, effort: Effort = .quick) -> VerificationResult
  {
    var options = PlanVerification.Options()
    options.effort = effort
    return PlanVerification.run(reading, options)
  }

  /// Reads a text as a plan's file, so that everything between bytes and findings takes part.
  package static func read(_ text: String) throws -> PlanReading {
    let folder = FileManager.default.temporaryDirectory
      .appendingPathComponent("plumbline-test-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let file = folder.appendingPathComponent("plan.xml")
    try Data(text.utf8).write(to: file)
    return try PlanLoader.load([file.path])
  }

  package static func verify(
    xml text: String, effort: Effort = .quick
  ) throws -> VerificationResult {
    verify(try read(text), effort: effort)
  }

  package static func verify(
    file path: String, observed: [String] = [], effort: Effort = .quick
  ) throws -> VerificationResult {
    let plan = try PlanLoader.load([path])
    return observed.isEmpty
      ? verify(plan, effort: effort)
      : try verify(plan, observed: PlanLoader.load(observed), effort: effort)
  }

  /// A plan with what was seen on the floor.
  package static func verify(
    _ plan: PlanReading, observed: PlanReading, names: NameMap = .none, effort: Effort = .quick
  ) throws -> VerificationResult {
    var options = PlanVerification.Options()
    options.effort = effort
    return try PlanVerification.run(
      plan, observed: ObservedSide(observed, names: names), options)
  }

  /// The numbers of a plan without any check.
  package static func capacity(
    _ sequence: some FabricSequence, effort: Effort = .quick
  ) throws -> Capacity {
    var builder = FabricBuilder()
    try sequence.send(to: &builder)
    let fabric = builder.build()
    let topology = Topology(fabric)
    return CapacityModel(topology, LinkSpeeds(fabric, topology), fabric)
      .capacity(fabric, effort: effort, pieces: 1)
  }

  /// The switch graph of a plan with what its links carry.
  package static func model(_ sequence: some FabricSequence) throws -> CapacityModel {
    var builder = FabricBuilder()
    try sequence.send(to: &builder)
    let fabric = builder.build()
    let topology = Topology(fabric)
    return CapacityModel(topology, LinkSpeeds(fabric, topology), fabric)
  }
}
