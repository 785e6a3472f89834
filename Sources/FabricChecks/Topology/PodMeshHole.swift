internal import FabricModel
internal import FabricTopology
package import Findings

/// Cables that the design has and the plan has not.
package enum PodMeshHole: Check {
  package static let rule = Rule(
    code: "TP202", name: "pod-mesh-hole", severity: .error,
    summary: "A switch lacks a cable that all others of its tier have.",
    rationale: "That switch has less bandwidth upwards than its peers. Routing shares traffic out "
      + "evenly, so its remaining cables fill up first.",
    example: """
      leaf-1 reaches 47 of 48 spines; all other leaves of the pod reach 48
      """,
    remedy: "Add the cable between the two switches.",
    limits: "Needs a recognised design: at least four of five cables agree on it.")

  package static func run(_ context: CheckContext, _ diagnoses: inout Diagnoses) {
    // Several cables missing between the same two switches are one hole.
    var holes: [(pair: WiringViolations.Pair, count: Int)] = []
    for act in context.topology.acts {
      guard case .missing(let pair) = act else { continue }
      let devices = [context.device(pair.lower), context.device(pair.upper)]
      if diagnoses.fold(Repair(added: [pair]), intoLooseEndAt: devices) { continue }
      if holes.last?.pair == pair {
        holes[holes.count - 1].count += 1
      } else {
        holes.append((pair, 1))
      }
    }
    for hole in holes {
      var diagnosis = Diagnosis(finding: finding(hole.pair, count: hole.count, context))
      diagnosis.repair = Repair(added: Array(repeating: hole.pair, count: hole.count))
      diagnoses.add(diagnosis)
    }
  }

  private static func finding(
    _ pair: WiringViolations.Pair, count: Int, _ context: CheckContext
  ) -> Finding {
    let devices = [context.device(pair.lower), context.device(pair.upper)]
    let has = context.topology.edges(between: pair.lower, and: pair.upper).count
    let cables = count == 1 ? "cable" : "\(count) cables"
    let ports = context.pattern.ports(of: pair)
    let found =
      has == 0
      ? "no cable to" : "\(has) of \(has + count) cables to"
    var finding = context.finding(
      rule, about: devices,
      message: "\(context.name(pair.lower)) has \(found) \(context.name(pair.upper)) — "
        + "the others of its tier have \(count + has)",
      harm: .capacity,
      remedy: "plug \(count == 1 ? "a" : "") \(cables) at \(context.located(devices[0])) from "
        .replacing("  ", with: " ")
        + (ports.lower.map { "\(context.name(pair.lower)):\($0)" }
          ?? "a free port of \(context.name(pair.lower))") + " to "
        + (ports.upper.map { "\(context.name(pair.upper)):\($0)" }
          ?? "a free port of \(context.name(pair.upper))")
        + place(devices[1], context))
    finding.expected = context.wanted(pair)
    finding.actual = has == 0 ? "no cable" : "\(has) of \(has + count) cables"
    if let lower = ports.lower { finding.ports.append("\(context.name(pair.lower)):\(lower)") }
    if let upper = ports.upper { finding.ports.append("\(context.name(pair.upper)):\(upper)") }
    return finding
  }

  private static func place(_ device: DeviceID, _ context: CheckContext) -> String {
    let text = PlaceText.text(context.fabric.place(of: device))
    return text.isEmpty ? "" : " (\(text))"
  }
}
