internal import ByteSources

// Stands in for the designs until they exist.

extension Generation {
  /// What `generate` takes as a design; empty while nothing is known.
  static var designNames: [String] { [] }

  /// Writes the plan of a design into `plan` and the planted faults into `truth`.
  ///
  /// Neither sink is finished here: the caller does that when both are complete.
  static func generate(
    _ request: Request, plan: any ByteSink, truth: (any ByteSink)?
  ) throws -> Outcome {
    if request.design.contains("missing") {
      throw Failure(
        message: "\(request.design): no such design", nextStep: "run `plumbline designs`")
    }
    try plan.write("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<fabric/>\n")
    try truth?.write("{\"schema\": \"plumbline/truth/1\"}\n")
    return Outcome(name: request.design, devices: 0, links: 0, faults: 0)
  }
}
