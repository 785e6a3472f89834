internal import FabricModel
internal import FabricTopology
package import Findings

/// Cables that the design has and the plan has not.
package enum PodMeshHole: Check {
  package static let rule = Rule(
    code: "TP202", name: "pod-mesh-hole", severity: .error,
    summary: "A switch or host lacks a cable that all others of its kind have.",
    rationale: "It has less bandwidth upwards than its peers. Routing shares traffic out "
      + "evenly, so its remaining cables fill up first.",
    example: """
      leaf-1 reaches 47 of 48 spines; all other leaves of the pod reach 48
      """,
    remedy: "Add the cable between the two switches.",
    limits: "Needs a recognised design: at least four of five cables agree on it. Hosts with one "
      + "port and no cable are TP101.")

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
    HostHoles.report(rule, context, &diagnoses)
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
    let found = has == 0 ? "no cable to" : "\(has) of \(has + count) cables to"
    let ports = context.pattern.freePorts(of: pair)
    let lower = ends(pair.lower, ports.lower, count, context)
    let upper = ends(pair.upper, ports.upper, count, context)
    var finding = context.finding(
      rule, about: devices,
      message: "\(context.name(pair.lower)) has \(found) \(context.name(pair.upper)) — "
        + context.peers(of: pair, have: count + has),
      harm: .capacity,
      remedy: "plug \(count == 1 ? "a cable" : "\(count) cables") at "
        + "\(context.located(devices[0])) from \(lower.text) to \(upper.text)"
        + place(devices[1], context))
    finding.expected = context.wanted(pair)
    finding.actual = has == 0 ? "no cable" : "\(has) of \(has + count) cables"
    finding.ports = lower.ports + upper.ports
    return finding
  }

  /// The ports at one end, as many as cables are missing, or words where they are not known.
  private static func ends(
    _ vertex: Int32, _ usual: [PortNumber], _ count: Int, _ context: CheckContext
  ) -> (text: String, ports: [String]) {
    guard usual.count >= count else {
      let free = count == 1 ? "a free port" : "\(count) free ports"
      return ("\(free) of \(context.name(vertex))", [])
    }
    let ports = usual.prefix(count).map { "\(context.name(vertex)):\($0)" }
    return (ports.joined(separator: ", "), Array(ports))
  }

  private static func place(_ device: DeviceID, _ context: CheckContext) -> String {
    let text = PlaceText.text(context.fabric.place(of: device))
    return text.isEmpty ? "" : " (\(text))"
  }
}
