internal import FabricMetrics
internal import FabricModel
internal import FabricTopology
package import Findings

/// Cables whose transceivers do not work with each other, or not with the cable.
package enum OpticsMismatch: Check {
  package static let rule = Rule(
    code: "CB302", name: "optics-mismatch", severity: .error,
    summary: "The optics at the two ends of a cable do not match.",
    rationale:
      "Light of another kind arrives than the far end expects: the link stays dark, though "
      + "every part of it works.",
    example: """
      <cable a="node-1" aport="1" aoptic="400G-SR4" b="leaf-1" bport="7" boptic="400G-DR4"/>
      """,
    remedy: "Plan the same kind of optics at both ends, on the fibre that it needs.",
    limits: "The last word of a part says its kind: SR, DR, FR or LR with the number of lanes, or "
      + "DAC, AEC, AOC. Parts that end otherwise are not checked; one end alone is held against the "
      + "medium of the cable. More than twenty of one kind are one finding.")

  package static func run(_ context: CheckContext, _ diagnoses: inout Diagnoses) {
    let (fabric, graph) = (context.fabric, context.topology.graph)
    guard !fabric.ports.transceiver.isEmpty else { return }
    var optics = PortOptics(fabric)
    var media = CableMedia(fabric)
    var odd: [[Medium?]: [LinkID]] = [:]
    for link in graph.edgeLink + graph.hostLink where !diagnoses.isOwned(link) {
      let (a, b) = fabric.ends(link)
      guard fabric.ports.transceiver[a] != nil || fabric.ports.transceiver[b] != nil else {
        continue
      }
      // Which end a file calls `a` means nothing.
      let ends = [optics.medium(at: a), optics.medium(at: b)].sorted {
        ($0?.name ?? "") < ($1?.name ?? "")
      }
      // The fibre of a link through panels is that of its jumpers.
      let cable = media.medium(of: fabric.links.cable[fabric.firstSegment(of: link).index])
      let kinds = ends + [cable]
      let stated = kinds.compactMap { $0 }
      if stated.contains(where: { $0 != stated[0] }) { odd[kinds, default: []].append(link) }
    }
    for (kinds, links) in odd.sorted(by: { $0.value[0] < $1.value[0] }) {
      let groups = links.count > Shortlist.most ? [links] : links.map { [$0] }
      for group in groups {
        let finding =
          group.count == 1
          ? single(group[0], kinds, context) : together(group, kinds, context)
        diagnoses.add(Diagnosis(finding: finding, links: group))
      }
    }
  }

  private static func single(
    _ link: LinkID, _ kinds: [Medium?], _ context: CheckContext
  ) -> Finding {
    let fabric = context.fabric
    let (a, b) = context.ends(link)
    let texts = [a, b].compactMap { port in
      fabric.ports.transceiver[port].map { "\(fabric.name(of: port)) has \(fabric.names[$0])" }
    }
    var parts = texts
    if let cable = kinds[2] { parts.append("the cable is \(cable.name)") }
    let name = context.cables.name(of: link, fabric)
    var finding = context.finding(
      rule, about: [link],
      message: "optics differ — \(parts.joined(separator: ", "))", harm: .capacity,
      remedy: "plan \(name) with the same kind of optics at both ends"
        + (kinds[2].map { ", for \($0.name)" } ?? ""))
    finding.actual = parts.joined(separator: ", ")
    return finding
  }

  private static func together(
    _ links: [LinkID], _ kinds: [Medium?], _ context: CheckContext
  ) -> Finding {
    let ends = kinds.prefix(2).map { $0?.name ?? "nothing" }.joined(separator: " and ")
    let cable = kinds[2].map { ", the cable is \($0.name)" } ?? ""
    var finding = context.finding(
      rule, about: links,
      message:
        "optics of \(Grouped.text(links.count)) cables differ — \(ends) at their ends\(cable)",
      harm: .capacity, remedy: "plan the same kind of optics at both ends of them")
    finding.subject = "optics \(ends)\(cable)"
    return finding
  }
}

/// What the transceiver in a port is made for.
private struct PortOptics {
  private let fabric: Fabric
  private var known: [NameID: Medium?] = [:]

  init(_ fabric: Fabric) { self.fabric = fabric }

  mutating func medium(at port: PortID) -> Medium? {
    guard let part = fabric.ports.transceiver[port] else { return nil }
    if let medium = known[part] { return medium }
    let medium = Medium(transceiver: fabric.names[part])
    known[part] = medium
    return medium
  }
}
