internal import FabricFormats
internal import FabricMetrics
internal import FabricModel
internal import FabricTopology
package import Findings

/// Two devices with one name, or several with one GUID or serial number.
package enum SharedIdentity: Check {
  package static let rule = Rule(
    code: "PF203", name: "shared-identity", severity: .error,
    summary: "Several devices share a GUID, a serial number or a name.",
    rationale: "Nobody can tell which device a cable belongs to, and most tools silently take the "
      + "first.",
    example: """
      leaf-1 with GUID 0x11 at one cable, leaf-1 with GUID 0x12 at another
      """,
    remedy: "Correct the name, the GUID or the serial number; each must be unique.",
    limits:
      "Two devices of one name are kept apart by their GUIDs; two names of one GUID likewise. "
      + "Hosts that share an adapter are PF204."
  )

  package static func run(_ context: CheckContext, _ diagnoses: inout Diagnoses) {
    for anomaly in context.anomalies {
      guard case .nameShared(let first) = anomaly.kind else { continue }
      var finding = Finding(
        rule, subject: anomaly.subject,
        message: "\(anomaly.subject) has two GUIDs — each device has one", harm: .plan,
        remedy: "give one of the two devices another name, or correct its GUID")
      finding.origins = [first, anomaly.origin]
      finding.devices = [anomaly.subject]
      let links = strayLinks(of: anomaly.subject, context)
      diagnoses.add(
        Diagnosis(finding: finding, links: links.map(\.link)),
        leavingHolesAt: links.map(\.otherEnd))
    }
    var findings: [Finding] = []
    for group in SharedKeys.guids(context.fabric) {
      findings.append(finding(group.devices, "GUID", SharedKeys.text(group.key), context))
    }
    for group in SharedKeys.serials(context.fabric) {
      findings.append(finding(group.devices, "serial number", group.key, context))
    }
    var ordinals = Ordinals()
    for var finding in findings {
      finding.subject = ordinals.unique(finding.subject)
      diagnoses.add(Diagnosis(finding: finding))
    }
  }

  private static func finding(
    _ devices: [DeviceID], _ what: String, _ value: String, _ context: CheckContext
  ) -> Finding {
    let fabric = context.fabric
    let listed = Shortlist.first(of: devices) {
      fabric.names.compare(fabric.devices.name[$0.index], fabric.devices.name[$1.index]) < 0
    }
    let names = listed.prefix(2).map { fabric.name(of: $0) }
    let isPair = devices.count == 2
    let who =
      isPair
      ? "\(names[0]) and \(names[1])"
      : "\(names[0]) and \(Grouped.text(devices.count - 1)) more devices"
    var finding = context.finding(
      rule, about: listed, message: "\(who) have the \(what) \(value) — each device has its own",
      harm: .plan,
      remedy: isPair
        ? "correct the \(what) of \(names[0]) or of \(names[1])"
        : "correct the \(what) of all of them but one")
    finding.subject = "\(what) \(finding.devices.joined(separator: " "))"
    return finding
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
}
