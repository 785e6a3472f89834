internal import FabricMetrics
internal import FabricModel
package import Findings

/// Adapters that more than one host has.
package enum AdapterOnTwoHosts: Check {
  package static let rule = Rule(
    code: "PF204", name: "adapter-on-two-hosts", severity: .error,
    summary: "Two hosts have the same adapter.",
    rationale:
      "A card sits in one host. The cables of the other one end at a card that is not there, and "
      + "what is seen on the floor can be matched with neither.",
    example: """
      <Node><NodeGUID>0x11</NodeGUID><NodeDesc>node-1 mlx5_0</NodeDesc></Node>
      <Node><NodeGUID>0x11</NodeGUID><NodeDesc>node-2 mlx5_0</NodeDesc></Node>
      """,
    remedy: "Correct the GUID of the adapter at one of the hosts.",
    limits: "Adapters are told by their GUIDs. Devices that share one are PF203.")

  package static func run(_ context: CheckContext, _ diagnoses: inout Diagnoses) {
    for group in SharedKeys.adapters(context.fabric) {
      diagnoses.add(Diagnosis(finding: finding(group.key, group.adapters, context)))
    }
  }

  private static func finding(
    _ guid: UInt64, _ adapters: [AdapterID], _ context: CheckContext
  ) -> Finding {
    let fabric = context.fabric
    let rows = Shortlist.first(
      of: adapters.map { (name: name($0, fabric), host: fabric.adapters.host[$0.index]) }
    ) { NaturalOrder.precedes($0.name, $1.name) }
    let names = rows.map(\.name)
    let who = adapters.count == 2 ? "\(names[0]) and \(names[1])" : "\(adapters.count) adapters"
    var finding = context.finding(
      rule, about: rows.map(\.host),
      message: "\(who) have the GUID \(SharedKeys.text(guid)) — an adapter sits in one host",
      harm: .plan,
      remedy: adapters.count == 2
        ? "correct the GUID of \(names[0]) or of \(names[1])"
        : "correct the GUIDs of \(Shortlist.text(names, of: adapters.count))")
    finding.subject = "adapter \(names.joined(separator: " "))"
    return finding
  }

  /// `node-1 mlx5_0`
  private static func name(_ adapter: AdapterID, _ fabric: Fabric) -> String {
    fabric.name(of: fabric.adapters.host[adapter.index]) + " "
      + fabric.names[fabric.adapters.name[adapter.index]]
  }
}
