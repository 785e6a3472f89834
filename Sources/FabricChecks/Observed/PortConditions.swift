internal import FabricComparison
internal import FabricFormats
internal import FabricMetrics
internal import FabricModel
internal import Findings

/// What observations say of links beside their ends: ports that are not in use, ends that differ.
///
/// Nothing of this is a difference from the plan, which does not say how ports are set.
struct PortConditions {
  private let floor: ObservedFloor
  /// Ports of links that are slower than planned: that their ends differ follows from it.
  private let slow: Set<String>

  /// More findings of one kind than these have one cause, and are one finding.
  private static let mostAlike = 100

  init(_ floor: ObservedFloor) {
    self.floor = floor
    var slow: Set<String> = []
    for act in floor.acts where act.explanation.kind.name == "slow" {
      for port in act.explanation.ports { slow.insert(floor.name(port: port)) }
    }
    self.slow = slow
  }

  func findings(_ rule: Rule) -> [Finding] {
    var found: [String: [Finding]] = [:]
    for anomaly in floor.side.reading.anomalies {
      guard let (kind, finding) = finding(rule, anomaly) else { continue }
      found[kind, default: []].append(finding)
    }
    return found.sorted { $0.key < $1.key }.flatMap { kind, findings -> [Finding] in
      guard findings.count > Self.mostAlike else { return findings }
      return [Self.joined(kind, findings)]
    }
  }

  private func finding(_ rule: Rule, _ anomaly: PlanAnomaly) -> (kind: String, Finding)? {
    switch anomaly.kind {
    case .notActive(let state):
      var finding = finding(
        rule, anomaly, "state", "\(anomaly.subject) is in state \(state) — Active expected",
        remedy: "at \(anomaly.subject): find out why the subnet manager has not brought it up")
      finding.harm = .capacity
      finding.severity = .error
      finding.expected = "Active"
      finding.actual = state
      return ("state \(state)", finding)
    case .endsDiffer(let difference):
      let ends = anomaly.subject
      if difference.fact == "speed", isSlow(ends) { return nil }
      var finding = finding(
        rule, anomaly, difference.fact,
        "\(ends) has \(difference.fact) \(difference.first) at one end and \(difference.second) at "
          + "the other — the same expected",
        remedy: "give both ports the same \(difference.fact)")
      finding.expected = "the same \(difference.fact) at both ends"
      finding.actual = "\(difference.first) and \(difference.second)"
      return (difference.fact, finding)
    default: return nil
    }
  }

  private func isSlow(_ ends: String) -> Bool {
    let ports = Self.ports(ends)
    return ports.count == 2 && ports.allSatisfy { slow.contains($0) }
  }

  private static func ports(_ subject: String) -> [String] {
    subject.split(separator: "--", omittingEmptySubsequences: false).map(String.init)
  }

  private func finding(
    _ rule: Rule, _ anomaly: PlanAnomaly, _ fact: String, _ message: String, remedy: String
  ) -> Finding {
    var finding = Finding(
      rule, subject: "\(anomaly.subject) \(fact)", message: message, harm: .none, remedy: remedy)
    finding.ports = Self.ports(anomaly.subject)
    if finding.ports.count == 2 { finding.cables = [anomaly.subject] }
    finding.devices = finding.ports.compactMap { $0.split(separator: ":").first.map(String.init) }
    finding.origins = [anomaly.origin]
    return finding
  }

  private static func joined(_ kind: String, _ findings: [Finding]) -> Finding {
    let listed = Shortlist.first(of: findings) { NaturalOrder.precedes($0.subject, $1.subject) }
    var finding = listed[0]
    finding.subject = "observation \(kind)"
    finding.message += ", and \(Grouped.text(findings.count - 1)) more of this kind"
    finding.ports = Array(listed.flatMap(\.ports).prefix(Shortlist.most))
    finding.devices = Array(listed.flatMap(\.devices).prefix(Shortlist.most))
    finding.cables = Array(listed.flatMap(\.cables).prefix(Shortlist.most))
    finding.origins = listed.flatMap(\.origins)
    return finding
  }
}
