internal import ByteSources
internal import FabricDesigns
internal import FabricFormats
internal import FabricModel

extension Generation {
  /// What `generate` takes as a design: designs, then presets of them.
  static var designNames: [String] {
    DesignCatalog.names + DesignPresets.all.map(\.name)
  }

  /// Designs with their parameters, presets, kinds of faults and dialects, a line for each.
  static var overview: String {
    var lines: [String] = []
    for design in DesignCatalog.all {
      lines.append("\(design.name): \(design.summary)")
      for parameter in design.parameters {
        lines.append("  \(parameter.name)=\(parameter.defaultText)  \(parameter.summary)")
      }
    }
    lines.append("presets: \(DesignPresets.all.map(\.name).joined(separator: ", "))")
    lines.append("faults: \(FaultKind.allCases.map(\.name).joined(separator: ", "))")
    let dialects = DialectCatalog.writable.map { $0.name }
    lines.append("dialects: \(dialects.joined(separator: ", "))")
    return lines.joined(separator: "\n")
  }

  /// Writes the plan of a design into `plan` and the planted faults into `truth`.
  ///
  /// Devices and links go from the design through the faults into the writer one by one: the plan
  /// is never held. Neither sink is finished here: the caller does that when both are complete.
  static func generate(
    _ request: Request, plan: any ByteSink, truth: (any ByteSink)?
  ) throws -> Outcome {
    let dialect = try writable(request.dialect ?? PlumblineXML.name)
    let design = try design(request)
    let faults = try request.faults.map { fault in
      guard let kind = FaultKind.allCases.first(where: { $0.name == fault.kind }) else {
        throw DesignError(.unknownFault(fault.kind, known: FaultKind.allCases.map(\.name)))
      }
      return FaultRequest(kind, count: fault.count)
    }
    return try write(design, FaultPlan(faults, on: design, seed: request.seed), in: dialect) {
      try plan.write($0)
    } truth: {
      try truth?.write($0)
    }
  }

  /// A dialect to write, by name.
  static func writable(_ name: String) throws(Failure) -> any WritableDialect.Type {
    if let dialect = DialectCatalog.writable.first(where: { $0.name == name }) { return dialect }
    let known = DialectCatalog.writable.map { $0.name }.joined(separator: ", ")
    throw Failure(
      message: "\(name): there is no such dialect to write", nextStep: "use one of \(known)")
  }

  private static func write<Written: WritableDialect>(
    _ design: some Design, _ faults: FaultPlan, in dialect: Written.Type,
    plan: @escaping ([UInt8]) throws -> Void, truth: (String) throws -> Void
  ) throws -> Outcome {
    var writer = dialect.makeWriter(plan)
    try FaultedDesign(design, plan: faults).send(to: &writer)
    try truth(TruthFile.text(faults, of: design))
    return Outcome(
      name: design.planName, devices: design.deviceCount, links: faults.linkCount(of: design),
      faults: faults.acts.count)
  }

  /// A design by name, or from a file: whatever looks like a path is one.
  private static func design(_ request: Request) throws -> any Design {
    var overrides: [String: String] = [:]
    for assignment in request.overrides {
      guard overrides.updateValue(assignment.value, forKey: assignment.name) == nil else {
        throw DesignError(.duplicateKey(assignment.name))
      }
    }
    guard isFile(request.design) else {
      return try DesignCatalog.design(named: request.design, overrides: overrides)
    }
    let text = try SmallFile.text(request.design)
    let recipe = try DesignFile.parse(text: text, path: request.design)
    do {
      return try DesignCatalog.design(from: recipe, overrides: overrides)
    } catch {
      // What nobody overrides, the file has to answer for.
      guard error.origin == nil && overrides.isEmpty else { throw error }
      throw DesignError(error.kind, origin: Origin(file: request.design, line: 0))
    }
  }
}

extension DesignError: ExplainedError {
  /// What a file says has a place; a parameter of the command line has none.
  package var isWrongUsage: Bool { origin == nil }
}
