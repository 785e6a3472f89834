internal import FabricMetrics
internal import FabricModel
internal import FabricTopology
package import Findings

/// Switches and cables whose loss cuts off hosts elsewhere.
package enum SinglePointOfFailure: Check {
  package static let rule = Rule(
    code: "RS101", name: "single-point-of-failure", severity: .error,
    summary: "The loss of one switch or cable cuts off hosts that are not cabled to it.",
    rationale:
      "Every job on those hosts ends when it fails, and so it does whenever that switch is "
      + "restarted for new software.",
    example: """
      leaf-1 -- spine-1     the only cable of leaf-1 upwards, which all of its hosts depend on
      """,
    remedy: "Add a path that shares neither the switch nor the cable.",
    limits:
      "A host's own switch and cable do not count; a host on several switches is cut off when "
      + "all of them are. A director (kind chassis) counts as redundant in itself. What a missing "
      + "cable causes is listed with that cable. A recognised design that has one switch above its "
      + "leaves, or one cable to each, has decided so: it is not reported.")

  package static func run(_ context: CheckContext, _ diagnoses: inout Diagnoses) {
    let graph = context.topology.graph
    let found = HostParts(SwitchLinks(graph), context).parts
    guard !found.isEmpty else { return }
    let isRepaired = diagnoses.all.contains { !$0.repair.isEmpty }
    let left =
      isRepaired ? HostParts(SwitchLinks(graph, after: diagnoses), context).parts : found
    own(found, left, context, &diagnoses)
    // What is left when everything is as designed, is as designed.
    guard context.topology.violations == nil else { return }
    let groups = Weakness.groups(left, context)
    if groups.count > max(4, context.topology.tier.count { $0 == 1 } / 2) {
      diagnoses.add(Diagnosis(finding: allTogether(groups, context)))
    } else {
      for group in groups { diagnoses.add(Diagnosis(finding: finding(group, context))) }
    }
  }

  /// Lists what a repair mends as a consequence of what it repairs.
  private static func own(
    _ found: [HostParts.Part], _ left: [HostParts.Part], _ context: CheckContext,
    _ diagnoses: inout Diagnoses
  ) {
    let stays = Set(left.flatMap(\.switches))
    let mended = Set(found.flatMap(\.switches)).subtracting(stays)
    guard !mended.isEmpty else { return }
    diagnoses.addConsequence(rule.code) { repair in
      repair.added.contains { mended.contains($0.lower) || mended.contains($0.upper) }
        || repair.switches.contains { missing in
          (missing.lower + missing.upper).contains { mended.contains($0) }
        }
    }
  }

  private static func finding(_ weakness: Weakness, _ context: CheckContext) -> Finding {
    let (who, verb) = weakness.dependents(context)
    let hosts = weakness.hosts == 1 ? "1 host is" : "\(Grouped.text(weakness.hosts)) hosts are"
    let points = weakness.points(context)
    var finding = context.finding(
      rule, about: weakness.devices(context),
      message: "\(who) \(verb) on \(points.joined(separator: " and on ")) alone — "
        + "\(hosts) cut off when \(points.count == 1 ? "it fails" : "one of them fails")",
      harm: .redundancy, remedy: weakness.remedy(context))
    finding.subject = points.joined(separator: " ")
    finding.cables = weakness.cables(context)
    return finding
  }

  /// Where most leaves hang on one cable, that is how the fabric is built.
  private static func allTogether(_ groups: [Weakness], _ context: CheckContext) -> Finding {
    let devices = groups.flatMap { $0.devices(context) }
    let cables = groups.flatMap { $0.cables(context) }
    let hosts = groups.reduce(0) { $0 + $1.hosts }
    var finding = context.finding(
      rule, about: devices,
      message:
        "\(Grouped.text(groups.count)) parts of the fabric hang on one switch or cable each — "
        + "\(Grouped.text(hosts)) hosts depend on them",
      harm: .redundancy, remedy: "give every leaf cables to two switches at least")
    finding.subject = "\(groups.count) parts"
    finding.cables = Array(cables.prefix(Shortlist.most))
    return finding
  }
}
