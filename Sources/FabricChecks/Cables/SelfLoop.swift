internal import FabricModel
internal import FabricTopology
package import Findings

/// Cables with both ends on one device.
package enum SelfLoop: Check {
  package static let rule = Rule(
    code: "CB102", name: "self-loop", severity: .error,
    summary: "Both ends of a cable are on one device.",
    rationale: "The link comes up green, carries nothing to anybody, and takes two ports.",
    example: """
      <cable label="C7" a="leaf-1" aport="7" b="leaf-1" bport="8"/>
      """,
    remedy: "Take the wrong end out and plug it into the device that misses it.",
    limits: "Loopback plugs that are planned on purpose belong to another network than the fabric.")

  package static func run(_ context: CheckContext, _ diagnoses: inout Diagnoses) {
    let fabric = context.fabric
    for index in 0..<fabric.links.count
    where context.topology.census.standing[index] == .selfLoop {
      let link = LinkID(index)
      let (a, b) = context.ends(link)
      let device = fabric.device(of: a)
      let finding = context.finding(
        rule, about: [link],
        message: "cable leads from \(fabric.name(of: a)) to \(fabric.name(of: b)) — "
          + "a cable links two devices",
        harm: .none,
        remedy: "at \(context.located(device)): unplug the wrong end of "
          + "\(context.cables.name(of: link, fabric)) and take it to the device that misses it")
      diagnoses.add(Diagnosis(finding: finding, links: [link]), leavingHolesAt: [device])
    }
  }
}
