internal import FabricMetrics
internal import FabricModel
package import Findings

/// Cables that are longer than what they are made of reaches.
package enum MediumReach: Check {
  package static let rule = Rule(
    code: "CB301", name: "medium-reach", severity: .error,
    summary: "A cable is longer than its medium reaches.",
    rationale: "The link stays dark or drops now and then, and the length has to be ordered again "
      + "in another medium.",
    example: """
      <cable a="leaf-1" aport="7" b="spine-1" bport="3" medium="DAC" length="15" speed="400"/>
      """,
    remedy: "Plan a medium that reaches as far.",
    limits:
      "DAC reaches 5 m to 100 Gb/s, 3 m to 800 Gb/s and 1 m beyond; AEC 7 m, AOC and SR 100 m, "
      + "DR 500 m, FR 2 km, LR 10 km. Other names, such as SMF, are not checked. The legs of a "
      + "breakout cable count together. More than twenty of one medium are one finding.")

  private struct Entry {
    var links: Range<Int>
    var medium: Medium
    var length: Meters
    var reach: Meters
    var speed: Gbps
  }

  package static func run(_ context: CheckContext, _ diagnoses: inout Diagnoses) {
    var beyond: [Medium: [Entry]] = [:]
    forEachBeyond(context) { entry in
      if entry.links.contains(where: { diagnoses.isOwned(LinkID($0)) }) { return }
      beyond[entry.medium, default: []].append(entry)
    }
    for medium in Medium.allCases {
      guard let entries = beyond[medium] else { continue }
      let groups = entries.count > Shortlist.most ? [entries] : entries.map { [$0] }
      for group in groups {
        let finding = group.count == 1 ? single(group[0], context) : together(group, context)
        let links = group.flatMap { $0.links.map { LinkID($0) } }
        diagnoses.add(Diagnosis(finding: finding, links: links))
      }
    }
  }

  private static func forEachBeyond(_ context: CheckContext, _ body: (Entry) -> Void) {
    let fabric = context.fabric
    var media = CableMedia(fabric)
    var start = 0
    while start < fabric.links.statedCount {
      let cable = fabric.links.cable[start]
      var end = start + 1
      while end < fabric.links.statedCount && fabric.links.cable[end] == cable { end += 1 }
      defer { start = end }
      guard let medium = media.medium(of: cable) else { continue }
      let length = Meters(centimeters: Int(fabric.cables.length[cable.index]))
      let speed = Gbps(megabits: CableMedia.megabits(of: start..<end, context.speeds.megabits))
      let reach = medium.reach(at: speed)
      if length > reach {
        body(
          Entry(
            links: start..<end, medium: medium, length: length, reach: reach, speed: speed))
      }
    }
  }

  private static func single(_ entry: Entry, _ context: CheckContext) -> Finding {
    let links = entry.links.map { LinkID($0) }
    let name = context.cables.name(of: links[0], context.fabric)
    var finding = context.finding(
      rule, about: links,
      message: "\(name) is \(entry.length) of \(entry.medium.name) — that reaches \(entry.reach) "
        + "at \(entry.speed) Gb/s",
      harm: .capacity, remedy: remedy(name, entry))
    finding.subject = name
    finding.expected = "\(entry.reach) or less"
    finding.actual = "\(entry.length)"
    return finding
  }

  private static func together(_ entries: [Entry], _ context: CheckContext) -> Finding {
    let longest = entries.max { $0.length < $1.length }!
    let count = Grouped.text(entries.count)
    var finding = context.finding(
      rule, about: entries.map { LinkID($0.links.lowerBound) },
      message: "\(count) cables of \(longest.medium.name) are longer than it reaches — up to "
        + "\(longest.length), and it reaches \(longest.reach) at \(longest.speed) Gb/s",
      harm: .capacity, remedy: remedy("them", longest))
    finding.subject = longest.medium.name
    finding.expected = "\(longest.reach) or less"
    finding.actual = "\(longest.length)"
    return finding
  }

  private static func remedy(_ name: String, _ entry: Entry) -> String {
    let fitting = Medium.allCases.first { $0.reach(at: entry.speed) >= entry.length }
    guard let fitting else { return "bring the two ends of \(name) nearer to each other" }
    return "plan \(name) as \(fitting.name) or better, or correct the length"
  }
}
