internal import FabricMetrics
internal import FabricModel
internal import FabricTopology
package import Findings

/// Labels on more than one cable.
package enum DuplicateLabel: Check {
  package static let rule = Rule(
    code: "PF301", name: "duplicate-label", severity: .error,
    summary: "Two cables have the same label.",
    rationale:
      "Whoever is sent to move that cable has two to choose from, in racks that may be far apart.",
    example: """
      <cable label="C7" a="leaf-1" aport="7" b="spine-1" bport="3"/>
      <cable label="C7" a="leaf-4" aport="9" b="spine-2" bport="5"/>
      """,
    remedy: "Give one of the cables another label, at both of its ends.",
    limits: "A cable that is listed twice is MW104 or PF302. Where more than half of the labels "
      + "occur on several cables they are no names of cables but of kinds; that is one finding.")

  package static func run(_ context: CheckContext, _ diagnoses: inout Diagnoses) {
    let shared = context.cables.hashesOfSharedLabels
    guard !shared.isEmpty else { return }
    var (groups, labelled) = groups(of: shared, context)
    let sharing = groups.reduce(0) { $0 + $1.links.count }
    // A cable that is listed again is one cable with one label.
    for index in groups.indices {
      let isListedAgain = context.topology.census.standing
      groups[index].links.removeAll { isListedAgain[$0.index] == .repeated }
    }
    groups.removeAll { $0.links.count < 2 }
    guard !groups.isEmpty else { return }
    if groups.count > 1 && 2 * sharing > labelled {
      diagnoses.add(Diagnosis(finding: allAlike(groups, context)))
    } else {
      for group in groups { diagnoses.add(Diagnosis(finding: finding(group, context))) }
    }
  }

  private struct Group {
    var label: NameID
    var links: [LinkID]
  }

  /// The first links of the cables of each shared label, labels in natural order, and the number of
  /// cables that have any label.
  private static func groups(
    of shared: Set<UInt64>, _ context: CheckContext
  ) -> (groups: [Group], labelled: Int) {
    let fabric = context.fabric
    var links: [String: Group] = [:]
    var labelled = 0
    var last = CableID.none
    for index in 0..<fabric.links.count where fabric.links.cable[index] != last {
      last = fabric.links.cable[index]
      guard !last.isNone else { continue }
      let label = fabric.cables.label[last.index]
      guard !label.isNone else { continue }
      labelled += 1
      guard shared.contains(CableNames.hash(fabric.names.bytes(label))) else { continue }
      links[fabric.names[label], default: Group(label: label, links: [])].links
        .append(LinkID(index))
    }
    let sorted = links.filter { $0.value.links.count > 1 }
      .sorted { NaturalOrder.precedes($0.key, $1.key) }
    return (sorted.map(\.value), labelled)
  }

  private static func finding(_ group: Group, _ context: CheckContext) -> Finding {
    let fabric = context.fabric
    let label = fabric.names[group.label]
    let count = group.links.count
    var finding = context.finding(
      rule, about: group.links,
      message: "\(count == 2 ? "two" : Grouped.text(count)) cables are labelled \(label) — "
        + "each cable has a label of its own",
      harm: .plan, remedy: "")
    finding.remedy =
      count == 2
      ? "give \(finding.cables[0]) or \(finding.cables[1]) another label, at both of its ends"
      : "give all of \(Shortlist.text(finding.cables, of: count)) but one another label"
    finding.subject = "label \(label)"
    return finding
  }

  private static func allAlike(_ groups: [Group], _ context: CheckContext) -> Finding {
    let links = groups.flatMap(\.links)
    var finding = context.finding(
      rule, about: groups.map { $0.links[0] },
      message: "\(Grouped.text(links.count)) cables share \(Grouped.text(groups.count)) labels — "
        + "each cable has a label of its own",
      harm: .plan, remedy: "give every cable a label of its own, or leave labels out")
    finding.subject = "labels"
    return finding
  }
}
