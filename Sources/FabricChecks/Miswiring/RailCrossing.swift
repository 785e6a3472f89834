internal import FabricMetrics
internal import FabricModel
internal import FabricTopology
package import Findings

/// Ports of hosts that are cabled to a leaf of another rail.
package enum RailCrossing: Check {
  package static let rule = Rule(
    code: "MW201", name: "rail-crossing", severity: .error,
    summary: "A host's port is cabled to a leaf of another rail.",
    rationale:
      "Equally ranked accelerators talk over one leaf; from this host that traffic crosses the "
      + "spines, for every job it takes part in. Every light is green, so nothing else reports it.",
    example: """
      node-001:1 -- leaf-2:7     a port of rail 0 on a leaf of rail 1
      node-001:2 -- leaf-1:7     a port of rail 1 on a leaf of rail 0
      """,
    remedy:
      "Where two cables are exchanged, swap their leaf ends; else move the leaf end to a free "
      + "port on the leaf of the port's rail.",
    limits: "A port's rail is that of most hosts' same port, a leaf's that of most of its cables; "
      + "rails count from 0. Where the plan states rails of devices and ports, what it states has to "
      + "agree with the cables as well. Hosts with one port have no rails.",
    references: ["NVIDIA DGX SuperPOD reference architecture: rail-optimized compute fabric"])

  package static func run(_ context: CheckContext, _ diagnoses: inout Diagnoses) {
    for fault in context.hostFaults.misplaced where fault.kind == .railCrossing {
      HostFinding.report(rule, fault, harm: .rail, context, &diagnoses) { wire, move in
        text(wire, context)
      }
    }
    StatedRails(.rail, context).report(rule, harm: .rail, context, &diagnoses)
  }

  /// `node-001:2 is a port of rail 1, but leaf-1:7 is on rail 0`
  private static func text(_ wire: HostWire, _ context: CheckContext) -> String {
    let expected = context.topology.hosts.expected(ofLinkAt: wire.index)?.rail
    let actual = context.topology.rail(of: wire.leaf)
    let port = context.fabric.name(of: wire.hostPort)
    let leafPort = context.fabric.name(of: wire.leafPort)
    let rail = expected.map { "rail \($0)" } ?? "another rail"
    return "\(port) is a port of \(rail), but \(leafPort) is on "
      + (actual.map { "rail \($0)" } ?? "none")
  }
}
