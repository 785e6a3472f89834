package import FabricDesigns

/// What `designs` prints: what there is to generate, and what can be planted in it.
package enum DesignPage {
  package static func text(
    of designs: [any Design.Type], _ presets: [DesignRecipe], _ faults: [FaultKind],
    _ options: ReportOptions
  ) -> [UInt8] {
    let ink = Ink(options)
    var lines = [
      "\(Amounts.count(designs.count, "design")) and \(Amounts.count(presets.count, "preset")); "
        + "`plumbline generate NAME [name=value ...]` writes the plan of one"
    ]
    for design in designs {
      lines += ["", ink(design.name, .bold)]
      lines += Layout.wrap(design.summary, first: "  ", indent: 2)
      for parameter in design.parameters {
        lines += row("\(parameter.name)=\(parameter.defaultText)", meaning(of: parameter))
      }
    }
    lines += ["", ink("presets", .bold)]
    for preset in presets {
      lines += row(preset.name, ([preset.design] + settings(preset)).joined(separator: " "))
    }
    lines += ["", ink("faults", .bold) + "  for --fault KIND=N"]
    lines += Layout.wrap(faults.map(\.name).joined(separator: ", "), first: "  ", indent: 2)
    return ink.bytes(lines)
  }

  package static func json(
    of designs: [any Design.Type], _ presets: [DesignRecipe], _ faults: [FaultKind]
  ) -> [UInt8] {
    JSONWriter.document { writer in
      writer.member("schema", .string("plumbline/designs/1"))
      writer.member(
        "designs",
        list: designs.lazy.map { design in
          .object([
            "name": .string(design.name), "summary": .string(design.summary),
            "parameters": .array(design.parameters.map { json(of: $0) }),
          ])
        })
      writer.member(
        "presets",
        list: presets.lazy.map { preset in
          let parameters = preset.parameters.sorted { $0.key < $1.key }
          return .object([
            "name": .string(preset.name), "design": .string(preset.design),
            "parameters": .object(parameters.map { ($0.key, .string($0.value)) }),
          ])
        })
      writer.member("faults", .strings(faults.map(\.name)))
    }
  }

  private static func json(of parameter: DesignParameter) -> JSONValue {
    .object([
      "name": .string(parameter.name), "default": .string(parameter.defaultText),
      "unit": .string(parameter.unit), "allowed": .string(parameter.allowed),
      "summary": .string(parameter.summary),
    ])
  }

  private static func row(_ name: String, _ meaning: String) -> [String] {
    Layout.wrap(meaning, first: Layout.pad("  " + name, 24), indent: 24)
  }

  private static func meaning(of parameter: DesignParameter) -> String {
    let unit = parameter.unit.isEmpty ? "" : ", in \(parameter.unit)"
    return "\(parameter.summary)\(unit) (\(parameter.allowed))"
  }

  private static func settings(_ preset: DesignRecipe) -> [String] {
    preset.parameters.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" }
  }
}
