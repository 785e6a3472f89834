internal import ByteSources
internal import FabricDesigns
internal import FabricFormats
internal import FabricModel

extension Generation {
  /// What `generate` takes as a design: designs, then presets of them.
  static var designNames: [String] {
    DesignCatalog.names + DesignPresets.all.map(\.name)
  }

  /// Writes the plan of a design into `plan` and the planted faults into `truth`.
  ///
  /// Devices and links go from the design through the faults into the writer one by one: the plan
  /// is never held. Neither sink is finished here: the caller does that when both are complete.
  static func generate(
    _ request: Request, plan: any ByteSink, truth: (any ByteSink)?
  ) throws -> Outcome {
    guard request.dialect == nil || request.dialect == PlumblineXML.name else {
      throw Failure(
        message: "\(request.dialect ?? ""): this dialect is read but not written",
        nextStep: "leave out --dialect, or use --dialect \(PlumblineXML.name)")
    }
    let design = try design(request)
    let faults = try request.faults.map { fault in
      guard let kind = FaultKind.allCases.first(where: { $0.name == fault.kind }) else {
        throw DesignError(.unknownFault(fault.kind, known: FaultKind.allCases.map(\.name)))
      }
      return FaultRequest(kind, count: fault.count)
    }
    return try write(design, faults, seed: request.seed, plan: plan, truth: truth)
  }

  private static func write(
    _ design: some Design, _ faults: [FaultRequest], seed: UInt64, plan: any ByteSink,
    truth: (any ByteSink)?
  ) throws -> Outcome {
    let faultPlan = try FaultPlan(faults, on: design, seed: seed)
    var writer = PlumblineXMLWriter { try plan.write($0) }
    try FaultedDesign(design, plan: faultPlan).send(to: &writer)
    try truth?.write(TruthFile.text(faultPlan, of: design))
    return Outcome(
      name: design.planName, devices: design.deviceCount, links: faultPlan.linkCount(of: design),
      faults: faultPlan.acts.count)
  }

  /// A design by name, or from a file: whatever looks like a path is one.
  private static func design(_ request: Request) throws -> any Design {
    var overrides: [String: String] = [:]
    for assignment in request.overrides { overrides[assignment.name] = assignment.value }
    let isPath =
      request.design.contains("/") || request.design.hasSuffix(".yaml")
      || request.design.hasSuffix(".yml")
    guard isPath else {
      return try DesignCatalog.design(named: request.design, overrides: overrides)
    }
    let text = try SmallFile.text(request.design)
    let recipe = try DesignFile.parse(text: text, path: request.design)
    return try DesignCatalog.design(from: recipe, overrides: overrides)
  }
}

extension DesignError: ExplainedError {}
