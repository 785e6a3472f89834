internal import FabricMetrics
internal import FabricModel
internal import FabricTopology
package import Findings

/// Cables whose two ports run at different speeds.
package enum SpeedMismatch: Check {
  package static let rule = Rule(
    code: "PT202", name: "speed-mismatch", severity: .error,
    summary: "The two ends of a cable have different speeds.",
    rationale: "The link runs at the slower speed or does not come up at all.",
    example: """
      <cable a="leaf-1" aport="7" aspeed="400" b="spine-1" bport="3" bspeed="200"/>
      """,
    remedy: "Plan both ports and the cable for one speed.",
    limits: "Needs the speed of both ports, or of a port and the cable. A cable that is good for "
      + "more than its ports is in order.")

  package static func run(_ context: CheckContext, _ diagnoses: inout Diagnoses) {
    let graph = context.topology.graph
    for edge in 0..<graph.edgeCount { check(graph.edgeLink[edge], edge, context, &diagnoses) }
    for link in graph.hostLink { check(link, nil, context, &diagnoses) }
  }

  private static func check(
    _ link: LinkID, _ edge: Int?, _ context: CheckContext, _ diagnoses: inout Diagnoses
  ) {
    let (a, b) = (context.fabric.links.a[link.index], context.fabric.links.b[link.index])
    let speeds = (
      context.fabric.ports.speed[a.index], context.fabric.ports.speed[b.index],
      context.fabric.links.speed[link.index]
    )
    // A cable may be good for more than its ports.
    let most = max(speeds.0, speeds.1)
    let isMismatch =
      (speeds.0 > 0 && speeds.1 > 0 && speeds.0 != speeds.1)
      || (speeds.2 > 0 && speeds.2 < most)
    guard isMismatch else { return }
    report(link, edge, most, context, &diagnoses)
  }

  private static func report(
    _ link: LinkID, _ edge: Int?, _ most: Int32, _ context: CheckContext,
    _ diagnoses: inout Diagnoses
  ) {
    let fabric = context.fabric
    let (a, b) = context.ends(link)
    let stated = [
      ("port \(fabric.name(of: a))", fabric.ports.speed[a.index]),
      ("port \(fabric.name(of: b))", fabric.ports.speed[b.index]),
      ("the cable", fabric.links.speed[link.index]),
    ].filter { $0.1 > 0 }
    let texts = stated.map { "\($0.0) \(Gbps(megabits: Int($0.1))) Gb/s" }
    var finding = context.finding(
      rule, about: [link],
      message: "speeds differ — \(texts.joined(separator: ", "))", harm: .capacity,
      remedy: "plan both ports and the cable for \(Gbps(megabits: Int(most))) Gb/s")
    finding.expected = "\(Gbps(megabits: Int(most))) Gb/s"
    finding.actual = "\(Gbps(megabits: Int(context.speeds.megabits[link.index]))) Gb/s"
    var diagnosis = Diagnosis(finding: finding, links: [link])
    diagnosis.repair = context.raise(link, edge: edge, to: most)
    diagnoses.add(diagnosis)
  }
}
