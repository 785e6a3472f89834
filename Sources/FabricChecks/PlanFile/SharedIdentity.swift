internal import FabricFormats
internal import FabricModel
internal import FabricTopology
package import Findings

/// Two devices with one name, or two names with one GUID.
package enum SharedIdentity: Check {
  package static let rule = Rule(
    code: "PF203", name: "shared-identity", severity: .error,
    summary: "Name and GUID of a device contradict each other.",
    rationale: "Nobody can tell which device a cable belongs to, and most tools silently take the "
      + "first.",
    example: """
      leaf-1 with GUID 0x11 at one cable, leaf-1 with GUID 0x12 at another
      """,
    remedy: "Correct the name or the GUID; both must be unique.",
    limits: "Two devices of one name are kept apart by their GUIDs; two names of one GUID likewise."
  )

  package static func run(_ context: CheckContext, _ diagnoses: inout Diagnoses) {
    var noted: Set<String> = []
    for anomaly in context.anomalies {
      switch anomaly.kind {
      case .nameShared(let first):
        var finding = Finding(
          rule, subject: anomaly.subject,
          message: "\(anomaly.subject) has two GUIDs — first used at \(first)", harm: .plan,
          remedy: "give one of the two devices another name, or correct its GUID")
        finding.origins = [first, anomaly.origin]
        finding.devices = [anomaly.subject]
        let links = strayLinks(of: anomaly.subject, context)
        diagnoses.add(
          Diagnosis(finding: finding, links: links.map(\.link)),
          leavingHolesAt: links.map(\.otherEnd))
      case .guidShared(let other):
        noted.insert(anomaly.subject)
        report(other, anomaly.subject, anomaly.origin, &diagnoses)
      default: continue
      }
    }
    for (first, second) in sharedGUIDs(context.fabric) {
      let name = context.fabric.name(of: second)
      guard !noted.contains(name) else { continue }
      report(context.fabric.name(of: first), name, context.fabric.origin(of: second), &diagnoses)
    }
  }

  private static func report(
    _ first: String, _ second: String, _ origin: Origin, _ diagnoses: inout Diagnoses
  ) {
    var finding = Finding(
      rule, subject: "\(first) \(second)",
      message: "\(second) has the GUID of \(first) — each device has its own", harm: .plan,
      remedy: "correct the GUID of \(second) or of \(first)")
    finding.origins = [origin]
    finding.devices = [first, second]
    diagnoses.add(Diagnosis(finding: finding))
  }

  /// The links that end at an undeclared namesake of a declared device, with their other ends.
  private static func strayLinks(
    of name: String, _ context: CheckContext
  ) -> [(link: LinkID, otherEnd: DeviceID)] {
    let (fabric, census) = (context.fabric, context.topology.census)
    let wanted = fabric.names.find(name)
    let namesakes = fabric.devices.name.indices.filter {
      fabric.devices.name[$0] == wanted && !census.isKnown[$0]
    }
    guard !namesakes.isEmpty else { return [] }
    return (0..<fabric.links.count).compactMap { index in
      guard census.standing[index] == .unknownDevice else { return nil }
      let (a, b) = fabric.ends(LinkID(index))
      let (x, y) = (fabric.device(of: a), fabric.device(of: b))
      if namesakes.contains(x.index) { return (LinkID(index), y) }
      return namesakes.contains(y.index) ? (LinkID(index), x) : nil
    }
  }

  /// Neighbours among the devices of one GUID, in order of the file: not every dialect's reader
  /// looks for them, and none across files.
  private static func sharedGUIDs(_ fabric: Fabric) -> [(DeviceID, DeviceID)] {
    let entries = fabric.devices.guid.indices.filter { fabric.devices.guid[$0] != 0 }
      .sorted { (fabric.devices.guid[$0], $0) < (fabric.devices.guid[$1], $1) }
    return zip(entries, entries.dropFirst())
      .filter { fabric.devices.guid[$0] == fabric.devices.guid[$1] }
      .map { (DeviceID($0), DeviceID($1)) }
  }
}
