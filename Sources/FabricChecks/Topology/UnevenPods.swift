internal import FabricModel
internal import FabricTopology
package import Findings

/// Pods with fewer spines than the others, and groups of cores with fewer cores.
///
/// All cables that such a pod has are in order: what is missing is a whole switch, so no pair of
/// switches shows it.
package enum UnevenPods: Check {
  package static let rule = Rule(
    code: "TP204", name: "uneven-pods", severity: .error,
    summary: "A pod has fewer spines than the others, a group fewer cores, or a unit a leaf less.",
    rationale:
      "Every leaf of that pod has less bandwidth upwards than its peers elsewhere, and all "
      + "counts inside the pod look right.",
    example: """
      the leaves of pod 8 reach 3 spines; those of all other pods reach 4
      """,
    remedy: "Plan the missing switch with all its cables.",
    limits:
      "Only where at least three pods, and most of them, agree on a number; a leaf where half "
      + "of the hosts of a unit lack the same cable. Pods with more switches than the others are not "
      + "reported. Needs a recognised design, or hosts with several ports.")

  /// The share of pods that have to agree.
  private static let usualShare = 0.6

  package static func run(_ context: CheckContext, _ diagnoses: inout Diagnoses) {
    var idle = IdleSwitches.list(context)
    MissingLeaves.report(rule, &idle, context, &diagnoses)
    guard context.topology.violations != nil else { return }
    for level in 1..<max(1, context.topology.tierCount) {
      let blocks = context.topology.blocks(above: level).filter { !$0.lower.isEmpty }
      let counts = Dictionary(grouping: blocks, by: \.upper.count).mapValues(\.count)
      guard blocks.count >= 3,
        let usual = counts.max(by: { ($0.value, $0.key) < ($1.value, $1.key) }),
        Double(usual.value) >= usualShare * Double(blocks.count)
      else { continue }
      for block in blocks where block.upper.count < usual.key {
        let found = Array(idle.prefix(usual.key - block.upper.count))
        idle.removeFirst(found.count)
        diagnoses.claim(found)
        diagnoses.add(
          diagnosis(
            block, usual: usual.key, areAlone: usual.value == blocks.count - 1, level: level,
            idle: found, context))
      }
    }
  }

  private static func diagnosis(
    _ block: Topology.Block, usual: Int, areAlone: Bool, level: Int, idle: [DeviceID],
    _ context: CheckContext
  ) -> Diagnosis {
    let topology = context.topology
    let missing = usual - block.upper.count
    let (lower, upper) = (topology.tierName(level), topology.tierName(level + 1))
    let names = block.lower.map { context.name($0) }.sorted(by: NaturalOrder.precedes)
    let others = names.count - 1
    let who = others == 0 ? names[0] : "\(names[0]) and \(others) more of tier \(lower)"
    var finding = context.finding(
      rule, about: block.lower.prefix(20).map { context.device($0) },
      message: "\(who) reach \(block.upper.count) of tier \(upper) — "
        + "\(areAlone ? "the" : "most") others reach \(usual)",
      harm: .capacity,
      remedy: idle.isEmpty
        ? "plan \(missing == 1 ? "one switch" : "\(missing) switches") more of tier \(upper) there, "
          + "with all cables"
        : "plan the cables of \(idle.map { context.located($0) }.joined(separator: ", ")), "
          + "which \(idle.count == 1 ? "has" : "have") none")
    finding.devices += idle.map { context.fabric.name(of: $0) }
    finding.subject = names[0] + " " + upper
    finding.expected = "\(usual)"
    finding.actual = "\(block.upper.count)"
    var diagnosis = Diagnosis(finding: finding)
    let above = planeWithout(block, level: level, context)
    let (down, up) = (Trunk.usual(above: level, context), Trunk.usual(above: level + 1, context))
    diagnosis.repair.switches = Array(
      repeating: MissingSwitch(
        tier: UInt8(level + 1), lower: Trunk.cables(to: block.lower, down),
        upper: Trunk.cables(to: above, up)),
      count: missing)
    return diagnosis
  }

  /// What the missing switch would link upwards: the cores that no switch of this pod reaches.
  private static func planeWithout(
    _ block: Topology.Block, level: Int, _ context: CheckContext
  ) -> [Int32] {
    let members = Set(block.upper)
    return context.topology.blocks(above: level + 1)
      .first { $0.lower.allSatisfy { !members.contains($0) } }?.upper ?? []
  }
}
