internal import FabricModel
internal import FabricTopology
package import Findings

/// The same cable twice, with equal data.
package enum DuplicateCable: Check {
  package static let rule = Rule(
    code: "MW104", name: "duplicate", severity: .warning,
    summary: "A cable is listed twice.",
    rationale:
      "Whoever orders by the list buys one cable too many and looks for ports that are taken.",
    example: """
      <cable label="C7" a="leaf-1" aport="7" b="spine-1" bport="3"/>
      <cable label="C7" a="spine-1" aport="3" b="leaf-1" bport="7"/>
      """,
    remedy: "Remove one of the two entries.",
    limits: "Equal entries are folded into one for every figure; entries that differ are PF302.")

  package static func run(_ context: CheckContext, _ diagnoses: inout Diagnoses) {
    for (original, repeats) in RepeatedCable.groups(context) {
      guard repeats.allSatisfy({ RepeatedCable.isEqual($0, original, context.fabric) }) else {
        continue
      }
      let times = repeats.count == 1 ? "twice" : "\(repeats.count + 1) times"
      var finding = context.finding(
        rule, about: [original] + repeats,
        message: "\(context.fabric.endNames(of: original)) is listed \(times) — "
          + "it was counted once",
        harm: .plan,
        remedy: repeats.count == 1
          ? "remove one of the two entries from the plan"
          : "remove all entries but one from the plan")
      finding.subject = context.fabric.endNames(of: original)
      diagnoses.add(Diagnosis(finding: finding, links: [original] + repeats))
    }
  }
}

/// What two entries of one pair of ports say.
enum RepeatedCable {
  /// Entries for one pair of ports after the first, by the first, in order of the file.
  static func groups(_ context: CheckContext) -> [(original: LinkID, repeats: [LinkID])] {
    var repeats: [LinkID: [LinkID]] = [:]
    for (link, original) in context.topology.census.repeats {
      repeats[original, default: []].append(link)
    }
    return repeats.sorted { $0.key < $1.key }.map { ($0.key, $0.value.sorted()) }
  }

  static func isEqual(_ a: LinkID, _ b: LinkID, _ fabric: Fabric) -> Bool {
    facts(a, fabric) == facts(b, fabric)
  }

  /// What differs, for people: `length 15 m and 20 m`.
  static func differences(_ a: LinkID, _ b: LinkID, _ fabric: Fabric) -> String {
    zip(facts(a, fabric), facts(b, fabric)).filter { $0.value != $1.value }
      .map { "\($0.name) \($0.value) and \($1.value)" }.joined(separator: ", ")
  }

  private struct Fact: Equatable {
    var name: String
    var value: String
  }

  private static func facts(_ link: LinkID, _ fabric: Fabric) -> [Fact] {
    let entry = fabric.entry(of: link)
    let stated = { (text: String) in text.isEmpty ? "none" : text }
    return [
      Fact(name: "label", value: stated(entry.label)),
      Fact(name: "medium", value: stated(entry.medium)),
      Fact(name: "length", value: stated(entry.length?.description ?? "")),
      Fact(name: "part", value: stated(entry.part)),
      Fact(name: "speed", value: stated(entry.speed.map { "\($0) Gb/s" } ?? "")),
    ]
  }
}
