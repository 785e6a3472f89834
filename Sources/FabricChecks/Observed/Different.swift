internal import FabricComparison
internal import FabricFormats
internal import FabricMetrics
internal import FabricModel
internal import FabricTopology
package import Findings

/// A cable that is where it belongs and not as it should be.
package enum Different: ActCheck {
  package static let rule = Rule(
    code: "MW105", name: "different", severity: .warning,
    summary:
      "A cable is where it belongs, but not as planned: speed, length, medium, label or part.",
    rationale: "A link that came up slow or narrow carries less than the plan counts on, and every "
      + "path through it waits for it. The link is up, so nothing else reports it.",
    example: """
      planned   leaf-1:7 -- spine-2:3  400 Gb/s     observed  the same ports, 100 Gb/s
      """,
    remedy:
      "Clean and seat the cable and look at the settings of both ports; if it stays, exchange "
      + "the cable. Where the floor is right, change the plan.",
    limits:
      "A slow link is an error, all else a warning. What one of the two sides does not say is "
      + "no difference. Ports of one link that do not agree (MTU, state) are told here, but are no "
      + "difference from the plan.",
    needsObservation: true)

  package static let kinds: Set = ["slow", "different"]

  package static func findings(_ floor: ObservedFloor) -> [Finding] {
    acts(floor) + PortConditions(floor).findings(rule)
  }

  package static func tell(_ act: FloorAct, _ floor: ObservedFloor) -> Telling {
    let explanation = act.explanation
    guard let planned = explanation.planned.first, let seen = explanation.observed.first else {
      return Telling("no cable")
    }
    let attributes = explanation.attributes
    let facts = LinkAttributes.all.filter { attributes.contains($0.attribute) }.map {
      (
        name: $0.name, planned: floor.fact($0.attribute, of: planned, in: floor.plan),
        observed: floor.fact($0.attribute, of: seen, in: floor.observed)
      )
    }
    let isOne = explanation.planned.count == 1
    let observed = facts.map { $0.observed.isEmpty ? "no \($0.name)" : $0.observed }
    let wanted = facts.map { $0.planned.isEmpty ? "no \($0.name)" : $0.planned }
    let what = attributes.names.joined(separator: ", ")
    // Of many cables only the speed is the same for all of them.
    let said =
      isOne || attributes == .speed
      ? "\(observed.joined(separator: ", ")) — \(wanted.joined(separator: ", ")) planned"
      : "another \(what) — as planned expected"
    var telling = Telling("\(subject(explanation, floor)) \(isOne ? "has" : "have") \(said)")
    telling.remedy = remedy(attributes, isSlow: explanation.kind.name == "slow", explanation, floor)
    telling.expected = wanted.joined(separator: ", ")
    telling.actual = observed.joined(separator: ", ")
    if explanation.kind.name == "slow" { telling.severity = .error }
    if !isOne {
      telling.subject =
        (explanation.devices.isEmpty
          ? "all cables"
          : explanation.devices.map { floor.name(device: $0) }.joined(separator: " "))
        + " \(what)"
    }
    return telling
  }

  private static func subject(_ explanation: Explanation, _ floor: ObservedFloor) -> String {
    let count = explanation.planned.count
    guard count > 1 else { return floor.called(planned: explanation.planned[0]) }
    return explanation.devices.isEmpty
      ? "\(Grouped.text(count)) cables, most of all,"
      : "all \(Grouped.text(count)) cables of \(floor.name(device: explanation.devices[0]))"
  }

  private static func remedy(
    _ attributes: LinkAttributes, isSlow: Bool, _ explanation: Explanation, _ floor: ObservedFloor
  ) -> String {
    let ends = explanation.planned.count == 1 ? floor.ends(planned: explanation.planned[0]) : []
    let place =
      ends.count == 2 ? "at \(ends[0]) and \(ends[1])" : "at the ports of these cables"
    if isSlow {
      return "\(place): seat and clean the plugs, and look at the speeds that the ports allow; "
        + "exchange a cable that stays slow"
    }
    return attributes.isSubset(of: [.label, .part])
      ? "\(place): put the planned label on the cable, or change the plan"
      : "\(place): exchange the cable for the planned one, or change the plan"
  }
}

extension ObservedFloor {
  /// `100 Gb/s`, `15 m`; empty where the fabric does not say.
  fileprivate func fact(
    _ attribute: LinkAttributes, of link: LinkID, in fabric: Fabric
  ) -> String {
    let entry = fabric.entry(of: link)
    switch attribute {
    case .speed:
      let megabits = fabric.statedMegabits(of: link)
      return megabits > 0 ? Gbps(megabits: Int(megabits)).readable : ""
    case .length: return entry.length?.description ?? ""
    case .medium: return entry.medium
    case .label: return entry.label.isEmpty ? "" : "label \(entry.label)"
    case .part: return entry.part.isEmpty ? "" : "part \(entry.part)"
    default: return ""
    }
  }
}
