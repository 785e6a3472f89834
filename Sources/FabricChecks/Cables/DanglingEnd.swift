internal import FabricFormats
internal import FabricModel
internal import FabricTopology
package import Findings

/// Cables with one end or none.
package enum DanglingEnd: Check {
  package static let rule = Rule(
    code: "CB101", name: "dangling-end", severity: .error,
    summary: "A cable has no second end.",
    rationale: "It carries nothing, and nobody knows where to plug the other end.",
    example: """
      <cable label="C7" a="leaf-1" aport="7"/>
      """,
    remedy: "State the device and port of the other end.",
    limits:
      "What the open end leaves behind, a hole between two switches or a host without a cable, "
      + "is part of this finding. A cable with no end at all is reported by its line.")

  package static func run(_ context: CheckContext, _ diagnoses: inout Diagnoses) {
    let fabric = context.fabric
    for index in 0..<fabric.links.count
    where context.topology.census.standing[index] == .dangling {
      let link = LinkID(index)
      let end = fabric.links.a[index]
      var finding = context.finding(
        rule, about: [link],
        message: "cable at \(fabric.name(of: end)) has no other end — expected two",
        harm: .plan,
        remedy: "state the device and port of the cable's other end")
      finding.expected = "two ends"
      finding.actual = "one end, at \(fabric.name(of: end))"
      diagnoses.add(
        Diagnosis(finding: finding, links: [link]), leavingHolesAt: [fabric.device(of: end)])
    }
    var ordinals = Ordinals()
    for anomaly in context.anomalies where anomaly.kind == .noEnds {
      var finding = Finding(
        rule, subject: ordinals.unique("\(anomaly.subject) without ends"),
        message: "\(anomaly.subject.lowercased()) has no end at all — expected two", harm: .plan,
        remedy: "state both ends, or remove the entry")
      finding.origins = [anomaly.origin]
      diagnoses.add(Diagnosis(finding: finding))
    }
  }
}
