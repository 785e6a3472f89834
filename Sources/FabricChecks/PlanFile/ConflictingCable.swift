internal import FabricModel
internal import FabricTopology
package import Findings

/// Two entries for one pair of ports that say different things.
package enum ConflictingCable: Check {
  package static let rule = Rule(
    code: "PF302", name: "conflicting-cable", severity: .error,
    summary: "Two entries for the same two ports differ.",
    rationale:
      "Only one cable fits two ports. Whoever orders or plugs it has to guess which of the two "
      + "is meant.",
    example: """
      <cable label="C7" a="leaf-1" aport="7" b="spine-1" bport="3" length="15"/>
      <cable label="C8" a="leaf-1" aport="7" b="spine-1" bport="3" length="20"/>
      """,
    remedy: "Decide which entry is right and remove the other.",
    limits: "The first entry counts in every figure. Equal entries are MW104.")

  package static func run(_ context: CheckContext, _ diagnoses: inout Diagnoses) {
    for (original, repeats) in RepeatedCable.groups(context) {
      let differences = RepeatedCable.differences([original] + repeats, context.fabric)
      guard !differences.isEmpty else { continue }
      let times = repeats.count == 1 ? "twice" : "\(repeats.count + 1) times"
      var finding = context.finding(
        rule, about: [original] + repeats,
        message:
          "\(context.fabric.endNames(of: original)) is listed \(times) with different data — "
          + differences,
        harm: .plan, remedy: "decide which of the entries is right and remove the others")
      finding.subject = context.fabric.endNames(of: original)
      diagnoses.add(Diagnosis(finding: finding, links: [original] + repeats))
    }
  }
}
