internal import FabricModel
internal import FabricTopology
package import Findings

/// The same cable twice, with equal data.
package enum DuplicateCable: Check {
  package static let rule = Rule(
    code: "MW104", name: "duplicate", severity: .warning,
    summary: "A cable is listed twice, in the plan or in an observation.",
    rationale:
      "Whoever orders by the list buys one cable too many and looks for ports that are taken.",
    example: """
      <cable label="C7" a="leaf-1" aport="7" b="spine-1" bport="3"/>
      <cable label="C7" a="spine-1" aport="3" b="leaf-1" bport="7"/>
      """,
    remedy: "Remove one of the two entries.",
    limits:
      "Equal entries are folded into one for every figure; entries that differ are PF302. Two "
      + "files of one observation may both tell of a cable.")

  package static func run(_ context: CheckContext, _ diagnoses: inout Diagnoses) {
    for (original, repeats) in RepeatedCable.groups(context) {
      guard RepeatedCable.differences([original] + repeats, context.fabric).isEmpty,
        // Entries that give a port two rails are not equal.
        !repeats.contains(where: { diagnoses.isOwned($0) })
      else { continue }
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

  /// What differs among entries, for people: `length 15 m and 20 m`; empty where nothing does.
  static func differences(_ links: [LinkID], _ fabric: Fabric) -> String {
    guard let first = links.first.map({ facts($0, fabric) }) else { return "" }
    var values = first.map { Set([$0.value]) }
    for link in links.dropFirst() {
      for (index, fact) in facts(link, fabric).enumerated() where fact.value != first[index].value {
        values[index].insert(fact.value)
      }
    }
    return zip(first, values).filter { $0.1.count > 1 }
      .map { fact, values in
        let listed = Shortlist.first(of: values, by: NaturalOrder.precedes)
        return values.count == 2
          ? "\(fact.name) \(listed[0]) and \(listed[1])"
          : "\(fact.name) \(Shortlist.text(listed, of: values.count))"
      }.joined(separator: ", ")
  }

  private struct Fact {
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
