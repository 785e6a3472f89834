package import FabricChecks
internal import FabricMetrics
internal import FabricModel
internal import FabricTopology
internal import Findings

/// One object with the keys of the contract. Speeds are Gb/s per direction.
package enum JSONReport: CapacityReport {
  package static let name = "json"
  package static let fileKind = "json"
  package static let summary = "one JSON object with everything, for scripts"

  package static func render(_ result: VerificationResult, _ options: ReportOptions) -> [UInt8] {
    JSONWriter.document { writer in
      writer.member("schema", .string("plumbline/verify/1"))
      writer.member(
        "tool", .object(["name": .string(Tool.name), "version": .string(Tool.version)]))
      describe(result, in: &writer)
      if let comparison = result.comparison {
        writer.member("comparison", Self.comparison(comparison))
      }
      writer.member("findings", list: result.findings.lazy.map(finding))
      writer.member(
        "summary",
        .object([
          "errors": .count(result.count(of: .error)),
          "warnings": .count(result.count(of: .warning)),
          "notes": .count(result.count(of: .note)),
        ]))
    }
  }

  package static func renderCapacity(
    _ result: VerificationResult, _ options: ReportOptions
  ) -> [UInt8] {
    JSONWriter.document { writer in
      writer.member("schema", .string("plumbline/capacity/1"))
      describe(result, in: &writer)
    }
  }

  /// What both verbs say about the fabric as a whole.
  private static func describe(_ result: VerificationResult, in writer: inout JSONWriter) {
    writer.member("inputs", list: result.inputs.lazy.map(input))
    writer.member("inventory", inventory(result.inventory))
    writer.member("structure", structure(result.structure))
    writer.member("capacity", capacity(result.capacity))
  }

  private static func input(_ input: VerificationResult.Input) -> JSONValue {
    .object([
      "path": .string(input.path), "role": .string(input.role.rawValue),
      "dialect": .string(input.dialect), "bytes": .count(input.bytes),
      "links": .count(input.links),
    ])
  }

  private static func inventory(_ inventory: Inventory) -> JSONValue {
    .object([
      "devices": .count(inventory.devices), "switches": .count(inventory.switches),
      "hosts": .count(inventory.hosts), "hostPorts": .count(inventory.hostPorts),
      "ports": .count(inventory.ports), "cables": .count(inventory.cables),
      "links": .count(inventory.links), "hostLinks": .count(inventory.hostLinks),
      "switchLinks": .count(inventory.switchLinks),
      "assumedSpeeds": .count(inventory.assumedSpeeds),
    ])
  }

  private static func comparison(_ counts: ComparisonSummary) -> JSONValue {
    .object([
      "matched": .count(counts.matched), "missing": .count(counts.missing),
      "unexpected": .count(counts.unexpected), "misconnected": .count(counts.misconnected),
      "duplicate": .count(counts.duplicate), "different": .count(counts.different),
      "unverified": .count(counts.unverified), "coverage": .share(counts.coverage),
    ])
  }

  private static func structure(_ structure: Structure) -> JSONValue {
    var members: [(key: String, value: JSONValue)] = [
      ("design", .string(structure.design)),
      (
        "parameters",
        .object(
          structure.parameters.sorted { NaturalOrder.precedes($0.key, $1.key) }
            .map { ($0.key, .count($0.value)) })
      ),
      ("confidence", .share(structure.confidence)),
    ]
    if structure.confidence == nil { members.append(("reason", .string("no design recognised"))) }
    members += [
      (
        "tiers",
        .array(
          structure.tiers.map {
            .object([
              "tier": .count($0.tier), "name": .string($0.name), "devices": .count($0.devices),
            ])
          })
      ),
      ("pods", .count(structure.pods)), ("rails", .count(structure.rails)),
      ("planes", .count(structure.planes)), ("components", .count(structure.components)),
    ]
    return .object(members)
  }

  private static func finding(_ finding: Finding) -> JSONValue {
    var members: [(key: String, value: JSONValue)] = [
      ("id", .string(finding.id)), ("code", .string(finding.rule.code.description)),
      ("name", .string(finding.rule.name)), ("severity", .string(finding.severity.name)),
      ("message", .string(finding.message)),
    ]
    // The contract: it stands only where there are differences to account for.
    if finding.accountsFor > 0 { members.append(("accountsFor", .count(finding.accountsFor))) }
    members += [
      ("harm", .string(finding.harm.name)),
      (
        "consequences",
        .array(
          finding.consequences.map {
            .object(["code": .string($0.code.description), "amount": .speed($0.amount)])
          })
      ),
      ("devices", .strings(finding.devices)), ("ports", .strings(finding.ports)),
      ("cables", .strings(finding.cables)), ("expected", .string(finding.expected)),
      ("actual", .string(finding.actual)), ("remedy", .string(finding.remedy)),
      (
        "origin",
        .array(
          finding.origins.map { .object(["file": .string($0.file), "line": .count($0.line)]) })
      ),
    ]
    return .object(members)
  }
}
