internal import FabricMetrics
internal import FabricModel
internal import FabricTopology
package import Findings

/// Legs that a cage cannot have, or cannot have together.
package enum BreakoutMode: Check {
  package static let rule = Rule(
    code: "PT205", name: "breakout-mode", severity: .error,
    summary: "The legs of a port do not fit together, or the port has no such leg.",
    rationale: "A port is split in one way: into two, four or eight equal legs. A leg beyond that "
      + "never comes up, and which leg takes its place is left to whoever plugs it.",
    example: """
      leaf-1:5/1 and leaf-1:5/2 at 400 Gb/s, leaf-1:5/3 at 400 Gb/s     a port of 800 Gb/s
      """,
    remedy: "Number the legs as the port is split, or move the cables that do not fit.",
    limits: "What a port carries is taken from the other ports of its device, where three of four "
      + "agree. A single leg that is slower than the others is PT203.")

  /// Lanes of the largest cage that is made.
  private static let mostLegs = 8

  package static func run(_ context: CheckContext, _ diagnoses: inout Diagnoses) {
    let fabric = context.fabric
    let cages = SplitCage.all(fabric)
    guard !cages.isEmpty else { return }
    let speeds = LegSpeeds(fabric)
    let modes = CageModes(cages, speeds, fabric)
    var odd: [(cage: SplitCage, fault: Fault)] = []
    for (index, cage) in cages.enumerated() {
      // Nearly all cages are split like the others, into legs of one speed.
      let ways = modes.legs(ofCageAt: index) ?? mostLegs
      if cage.highest <= min(ways, mostLegs) && speeds.common(of: cage) != nil { continue }
      if let fault = fault(cage, speeds, ways, fabric) { odd.append((cage, fault)) }
    }
    let lonely = cages.indices.filter {
      modes.legs(ofCageAt: $0) == nil && cages[$0].legs.count < cages[$0].ways
    }
    odd += cableFaults(lonely.map { cages[$0] }, fabric)
    let links = SplitCage.links(at: odd.map(\.cage), fabric)
    for (entry, links) in zip(odd, links) where !links.contains(where: { diagnoses.isOwned($0) }) {
      var diagnosis = Diagnosis(
        finding: finding(entry.cage, entry.fault, links, context), links: links)
      diagnosis.repair = repair(links, entry.fault, context)
      diagnoses.add(diagnosis)
    }
  }

  /// Legs of the slower mode come to the speed of the faster one.
  private static func repair(
    _ links: [LinkID], _ fault: Fault, _ context: CheckContext
  ) -> Repair {
    var repair = Repair()
    for link in links where context.speeds.megabits[link.index] < fault.megabits {
      let raised = context.raise(link, edge: context.edge(of: link), to: fault.megabits)
      repair.raised += raised.raised
      repair.slowHosts += raised.slowHosts
    }
    return repair
  }

  /// What is wrong with a cage, and what would be right.
  private struct Fault {
    var text: String
    var expected: String
    var actual: String
    var remedy: String
    /// What all legs should run at, where they run at two speeds.
    var megabits: Int32 = 0
  }

  private static func fault(
    _ cage: SplitCage, _ speeds: LegSpeeds, _ ways: Int, _ fabric: Fabric
  ) -> Fault? {
    let modes = speeds.modes(of: cage, fabric)
    if cage.highest <= mostLegs && modes.count > 1 {
      let texts = modes.map { "\(Gbps(megabits: Int($0))) Gb/s" }.joined(separator: " and ")
      return Fault(
        text: "has legs of \(texts) — a port is split in one way", expected: "one speed",
        actual: texts,
        remedy: "plan all legs of \(cage.name(fabric)) at one speed, or move the others to a port "
          + "of their own", megabits: modes.max()!)
    }
    let most = min(mostLegs, ways)
    guard cage.highest > most else { return nil }
    let limit = most == mostLegs ? "a port has at most" : "at this speed it has"
    return Fault(
      text: "has a leg \(cage.highest) — \(limit) \(most)", expected: "a leg up to \(most)",
      actual: "leg \(cage.highest)",
      remedy: "plan a leg up to \(most) of \(cage.name(fabric)), or another port")
  }

  /// Cages that no others are like: their own cable tells how many legs there can be.
  private static func cableFaults(
    _ cages: [SplitCage], _ fabric: Fabric
  ) -> [(cage: SplitCage, fault: Fault)] {
    zip(cages, SplitCage.links(at: cages, fabric)).compactMap { cage, links in
      let cables = Set(links.map { fabric.links.cable[$0.index] })
      guard cage.highest <= mostLegs, cables.count == 1, links.count > 1,
        cage.highest > SplitCage.ways(links.count)
      else { return nil }
      return (
        cage,
        Fault(
          text: "has a leg \(cage.highest) — its cable has \(links.count)",
          expected: "a leg up to \(links.count)", actual: "leg \(cage.highest)",
          remedy:
            "plan a leg up to \(links.count) of \(cage.name(fabric)), or name all legs of the "
            + "cable")
      )
    }
  }

  private static func finding(
    _ cage: SplitCage, _ fault: Fault, _ links: [LinkID], _ context: CheckContext
  ) -> Finding {
    let name = cage.name(context.fabric)
    var finding = context.finding(
      rule, about: links, message: "\(name) \(fault.text)", harm: .plan, remedy: fault.remedy)
    finding.subject = name
    finding.expected = fault.expected
    finding.actual = fault.actual
    finding.place = context.fabric.place(of: cage.device)
    return finding
  }
}
