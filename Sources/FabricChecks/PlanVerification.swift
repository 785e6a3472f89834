package import FabricComparison
package import FabricFormats
package import FabricMetrics
internal import FabricModel
package import FabricTopology
internal import Findings

/// Runs all stages on a plan: structure, capacity, checks.
package enum PlanVerification {
  package struct Options: Sendable {
    package var effort = Effort.normal
    package var pieces = 1
    /// Whether to run all checks, or those of capacity alone.
    package var checksWiring = true
    /// Beginnings of codes, or names of rules, to report; empty for all.
    package var select: [String] = []
    /// The same, not to report.
    package var ignore: [String] = []

    package init() {}
  }

  /// - Complexity: O(links) but for the search of a cut; see `CapacityModel.bisection`.
  package static func run(_ reading: PlanReading, _ options: Options) -> VerificationResult {
    run(reading, options, Topology(reading.fabric), nil).result
  }

  /// The same, with what was seen on the floor held against the plan.
  ///
  /// - Throws: `NothingCompared` where no part of the observation belongs to the plan.
  /// - Complexity: that of the plan alone, and that of `ComparedFabrics`.
  package static func run(
    _ reading: PlanReading, observed: ObservedSide, _ options: Options
  ) throws(NothingCompared) -> VerificationResult {
    let topology = Topology(reading.fabric)
    let compared = try comparison(reading, observed, topology)
    return run(reading, options, topology, (observed, compared)).result
  }

  /// The comparison alone, with the id of the finding that tells of each of its explanations.
  ///
  /// - Throws: as `run`.
  /// - Complexity: that of `run`: which finding tells of an act depends on all the others.
  package static func causes(
    _ reading: PlanReading, observed: ObservedSide, pieces: Int
  ) throws(NothingCompared) -> (compared: ComparedFabrics, topology: Topology, findings: [String]) {
    let topology = Topology(reading.fabric)
    let compared = try comparison(reading, observed, topology)
    var options = Options()
    options.effort = .quick
    options.pieces = pieces
    return (compared, topology, run(reading, options, topology, (observed, compared)).acts)
  }

  private static func comparison(
    _ reading: PlanReading, _ observed: ObservedSide, _ topology: Topology
  ) throws(NothingCompared) -> ComparedFabrics {
    let compared = ComparedFabrics(
      current: observed.reading.fabric, desired: reading.fabric, names: observed.names,
      topology: topology)
    for problem in compared.problems {
      switch problem {
      case .nothingObserved, .noDeviceInCommon: throw NothingCompared(problem: problem)
      default: break
      }
    }
    return compared
  }

  private typealias Floor = (side: ObservedSide, compared: ComparedFabrics)

  /// The result, and the ids of the findings that tell of each act on the floor.
  private static func run(
    _ reading: PlanReading, _ options: Options, _ topology: Topology, _ observed: Floor?
  ) -> (result: VerificationResult, acts: [String]) {
    let fabric = reading.fabric
    let speeds = LinkSpeeds(fabric, topology)
    let model = CapacityModel(topology, speeds, fabric)
    let capacity = model.capacity(fabric, effort: options.effort, pieces: options.pieces)
    let context = CheckContext(
      reading, topology, speeds, model, capacity, effort: options.effort, pieces: options.pieces)
    var diagnoses = Diagnoses { isWanted($0, options) }
    for check in CheckCatalog.all { check.run(context, &diagnoses) }
    var acts: [String] = []
    if let observed {
      let floor = ObservedFloor(observed.compared, observed.side, context)
      acts = FloorReport(floor).add(to: &diagnoses)
    }
    let findings = diagnoses.findings { context.gain(of: $0) }
    var result = VerificationResult(
      inputs: inputs(fabric, .plan), inventory: Inventory(fabric, topology, speeds),
      structure: topology.structure, capacity: capacity, intent: fabric.intent, findings: findings)
    if let observed {
      result.inputs += inputs(observed.side.reading.fabric, .observed)
      result.comparison = ComparisonSummary(observed.compared)
    }
    return (result, acts)
  }

  private static func inputs(
    _ fabric: Fabric, _ role: VerificationResult.Input.Role
  ) -> [VerificationResult.Input] {
    fabric.sources.map { source in
      VerificationResult.Input(
        path: source.path, role: role, dialect: source.dialect, bytes: source.bytes,
        links: source.links)
    }
  }

  private static func isWanted(_ rule: Rule, _ options: Options) -> Bool {
    let matches = { (entry: String) in
      rule.code.description.hasPrefix(entry.uppercased()) || rule.name == entry.lowercased()
    }
    if !options.checksWiring && !rule.code.description.hasPrefix("BW") { return false }
    if options.ignore.contains(where: matches) { return false }
    return options.select.isEmpty || options.select.contains(where: matches)
  }
}

extension Inventory {
  init(_ fabric: Fabric, _ topology: Topology, _ speeds: LinkSpeeds) {
    self.init()
    devices = fabric.devices.count
    switches = topology.graph.vertexCount
    hosts = topology.structure.tiers.first?.devices ?? 0
    hostPorts = topology.graph.hostLink.count
    ports = fabric.ports.count
    cables = fabric.cables.count - topology.census.repeats.count
    links =
      fabric.links.count - topology.census.repeats.count
      - fabric.links.segments.values.reduce(0) { $0 + $1.count }
    hostLinks = topology.graph.hostLink.count
    switchLinks = topology.graph.edgeCount
    assumedSpeeds = speeds.assumed.count
  }
}
