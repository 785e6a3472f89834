internal import FabricMetrics
internal import FabricModel
internal import FabricTopology
package import Findings

/// Cables that lead into another plane.
package enum PlaneCrossing: Check {
  package static let rule = Rule(
    code: "MW202", name: "plane-crossing", severity: .error,
    summary: "A cable leads into another plane.",
    rationale: "A host with two ports on one plane and none on another is cut off from the other "
      + "one: the plane that should keep it running is not there when it is needed.",
    example: """
      node-001:1/1 -- p1-leaf-1:7     leg 1 belongs to plane 0, the leaf to plane 1
      node-001:1/2 -- p0-leaf-1:7     leg 2 belongs to plane 1, the leaf to plane 0
      """,
    remedy:
      "Where two cables are exchanged, swap their leaf ends; else move the wrong end to a free "
      + "port on a switch of the right plane.",
    limits:
      "A plane is a fabric that shares hosts with others and no switch. A port's plane is that "
      + "of most hosts' same port or leg; planes count from 0. Cables between switches of two planes "
      + "need a recognised design.")

  package static func run(_ context: CheckContext, _ diagnoses: inout Diagnoses) {
    for fault in context.hostFaults.misplaced where fault.kind == .planeCrossing {
      HostFinding.report(rule, fault, harm: .plane, context, &diagnoses) { wire, move in
        text(wire, context)
      }
    }
    for (index, act) in context.topology.acts.enumerated()
    where context.actKinds.kinds[index] == .planeCrossing {
      switch act {
      case .swap(let found, let wanted):
        SwappedPair.report(rule, found, wanted, harm: .plane, context, &diagnoses)
      case .move(let found, let wanted): report(found, wanted, context, &diagnoses)
      case .surplus(let found): report(found, nil, context, &diagnoses)
      case .rotation, .missing: continue
      }
    }
    StatedRails(.plane, context).report(rule, harm: .plane, context, &diagnoses)
  }

  private static func text(_ wire: HostWire, _ context: CheckContext) -> String {
    let expected = context.topology.hosts.expected(ofLinkAt: wire.index)?.plane
    let actual = context.topology.plane(of: wire.leaf)
    let port = context.fabric.name(of: wire.hostPort)
    let leafPort = context.fabric.name(of: wire.leafPort)
    let plane = expected.map { "plane \($0)" } ?? "another plane"
    return "\(port) is a port of \(plane), but \(leafPort) is on "
      + (actual.map { "plane \($0)" } ?? "none")
  }

  /// A cable between switches.
  private static func report(
    _ found: WiringViolations.Pair, _ wanted: WiringViolations.Pair?, _ context: CheckContext,
    _ diagnoses: inout Diagnoses
  ) {
    guard let wire = context.oddWire(found, &diagnoses) else { return }
    let repair = Repair(removed: [wire.edge], added: wanted.map { [$0] } ?? [])
    if diagnoses.fold(repair, intoOwnerOf: [wire.link]) { return }
    let planes = [found.lower, found.upper].compactMap { context.topology.plane(of: $0) }
    var finding = context.finding(
      rule, about: [wire.link],
      message: "\(context.fabric.name(of: wire.lowerPort)) is on plane \(planes[0]), but goes to "
        + "\(context.fabric.name(of: wire.upperPort)) on plane \(planes[1])",
      harm: .plane, remedy: MovedEnd.remedy(wire, wanted: wanted, context))
    finding.expected = wanted.map { context.wanted($0) } ?? "no cable"
    finding.actual = context.fabric.endNames(of: wire.link)
    var diagnosis = Diagnosis(finding: finding, links: [wire.link])
    diagnosis.repair = repair
    diagnoses.add(
      diagnosis,
      strayingFrom: wanted == nil ? [context.device(found.lower), context.device(found.upper)] : [])
  }
}
