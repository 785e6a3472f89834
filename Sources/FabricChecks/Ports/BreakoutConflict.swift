internal import FabricModel
package import Findings

/// Ports that are used whole and split.
package enum BreakoutConflict: Check {
  package static let rule = Rule(
    code: "PT201", name: "breakout-conflict", severity: .error,
    summary: "A port is used whole and by its legs.",
    rationale:
      "A cage takes one plug: a plain cable or a breakout cable. The second one ends up in "
      + "whatever port is free.",
    example: """
      <cable label="C7" a="leaf-1" aport="5" b="spine-1" bport="3"/>
      <cable label="C8" a="leaf-1" aport="5/1" b="node-1" bport="1"/>
      """,
    remedy: "Move the plain cable or the breakout cable to a free port.",
    limits: "Needs ports as numbers, legs as cage/leg. A leg with two cables is PT101.")

  package static func run(_ context: CheckContext, _ diagnoses: inout Diagnoses) {
    let cages = SplitCage.all(context.fabric).filter { $0.whole != nil }
    let links = SplitCage.links(at: cages, context.fabric)
    for (cage, links) in zip(cages, links) where !links.isEmpty {
      diagnoses.add(Diagnosis(finding: finding(cage, links, context), links: links))
    }
  }

  private static func finding(
    _ cage: SplitCage, _ links: [LinkID], _ context: CheckContext
  ) -> Finding {
    let fabric = context.fabric
    let legs = cage.legs.map { fabric.portText(PortID($0)) }
    let name = cage.name(fabric)
    let whole = links.filter { link in
      let (a, b) = fabric.ends(link)
      return a == cage.whole || b == cage.whole
    }
    let free = FreePorts.first(of: cage.device, fabric)
      .map { "\(fabric.name(of: cage.device)):\($0)" }
    var finding = context.finding(
      rule, about: links,
      message: "\(name) is used whole and by \(legs.count == 1 ? "its leg" : "its legs") "
        + "\(legs.joined(separator: ", ")) — a port takes one plug",
      harm: .plan, remedy: "")
    let names = whole.prefix(Shortlist.most).map { context.cables.name(of: $0, fabric) }
    finding.remedy =
      "at \(context.located(cage.device)): move \(Shortlist.text(names, of: whole.count)) from "
      + "\(cage.number) to \(free ?? "a free port"), or take the breakout cable out of it"
    finding.subject = name
    finding.place = fabric.place(of: cage.device)
    return finding
  }
}
