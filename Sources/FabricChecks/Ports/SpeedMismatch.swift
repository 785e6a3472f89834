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
    let x = context.fabric.ports.speed[a.index]
    let y = context.fabric.ports.speed[b.index]
    let cable = context.fabric.links.speed[link.index]
    let most = max(x, y)
    // Nearly every cable: ports that agree or say nothing. A cable may be good for more than them.
    guard (x > 0 && y > 0 && x != y) || (cable > 0 && cable < most) else { return }
    let fabric = context.fabric
    let (first, second) = context.ends(link)
    let stated = [
      ("port \(fabric.name(of: first))", fabric.ports.speed[first.index]),
      ("port \(fabric.name(of: second))", fabric.ports.speed[second.index]),
      ("the cable", cable),
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
