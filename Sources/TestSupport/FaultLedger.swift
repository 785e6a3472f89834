package import FabricDesigns
internal import FabricModel
package import Findings

/// Holds findings against planted faults: each visible act one finding at its place, each invisible
/// one at most one, and nothing else.
package enum FaultLedger {
  /// - Returns: one sentence for each disagreement; empty if there is none.
  package static func complaints(_ findings: [Finding], _ acts: [FaultAct]) -> [String] {
    var hits = [[Finding]](repeating: [], count: acts.count)
    var complaints: [String] = []
    for finding in findings {
      if let index = owner(of: finding, acts) {
        hits[index].append(finding)
      } else {
        complaints.append("nobody planted \(text(finding))")
      }
    }
    for (act, found) in zip(acts, hits) {
      let name = "\(act.kind.name) \(act.planned) -> \(act.observed)"
      if found.isEmpty && act.isVisibleInPlan { complaints.append("not found: \(name)") }
      // A ring that comes by one switch twice is two rings as well as one.
      if found.count > 1 && act.kind != .cycle {
        complaints.append("\(found.count) findings for \(name): \(found.map { text($0) })")
      }
      for finding in found where !isApt(finding, act.kind) {
        complaints.append("\(name) was taken for \(text(finding))")
      }
    }
    return complaints
  }

  package static func text(_ finding: Finding) -> String {
    "\(finding.rule.code) \(finding.subject): \(finding.message)"
  }

  /// The act that all ports of a finding are ports of; for a finding without ports, the act whose
  /// devices are its own.
  private static func owner(of finding: Finding, _ acts: [FaultAct]) -> Int? {
    let ports = Set(finding.ports)
    guard ports.isEmpty else {
      return acts.firstIndex { ports.isSubset(of: self.ports(of: $0)) }
    }
    let devices = Set(finding.devices)
    guard !devices.isEmpty else { return nil }
    return acts.firstIndex { devices.isSubset(of: $0.devices) }
      ?? acts.firstIndex { !devices.isDisjoint(with: $0.devices) }
  }

  /// The ports that an act names, and those at the ends of the cables that it took and made.
  private static func ports(of act: FaultAct) -> Set<String> {
    let ends = (act.planned + act.observed).flatMap { $0.components(separatedBy: "--") }
    return Set(act.ports + ends)
  }

  /// Whether a rule is a possible name of a fault.
  private static func isApt(_ finding: Finding, _ kind: FaultKind) -> Bool {
    rules[kind, default: []].contains(finding.rule.code.description)
  }

  private static let moves = ["MW103", "MW203", "MW204", "TP203", "TP201", "MW102", "TP202"]
  private static let crossings = ["MW201", "MW202", "MW205"]

  /// The rules that may name a fault; none for those that no plan shows.
  private static let rules: [FaultKind: [String]] = [
    .swap: ["MW301", "MW103", "TP202", "TP201", "MW102"] + crossings,
    .cycle: ["MW301", "MW302", "MW103", "TP202", "TP201", "MW102"] + crossings,
    .missing: ["TP202", "TP201", "TP101", "TP204"],
    .wrongSwitch: moves + crossings,
    .extra: ["MW102", "MW202", "MW203", "MW204", "TP201"],
    .slow: ["PT203"],
    .legRotation: crossings + ["MW301"],
    .railCrossing: ["MW201"],
    .planeCrossing: ["MW201", "MW202"],
    .sameSwitch: moves + crossings,
    .tierSkip: moves,
    .podCrossing: moves,
    .loopBack: ["CB102"],
    .portTwice: ["PT101", "PT201"],
    .wrongMedium: ["CB301"],
    .tooShort: ["CB201"],
    .duplicateLabel: ["PF301"],
    .exchangedDevices: crossings,
    .exchangedRacks: crossings,
    .deadDevice: ["TP101", "TP202", "TP201", "TP204"],
  ]
}

/// A finding without names of this plan: what must come out the same however a plan is written.
package struct FindingDigest: Hashable, Sendable, CustomStringConvertible {
  package var code: RuleCode
  package var severity: Severity
  package var harm: Harm
  package var consequences: [Consequence]
  package var devices: Set<String>
  package var ports: Set<String>
  package var cables: Set<String>

  package init(_ finding: Finding, oldName: [String: String] = [:]) {
    code = finding.rule.code
    severity = finding.severity
    harm = finding.harm
    consequences = finding.consequences
    let old = { (name: String) in oldName[name] ?? name }
    let oldPort = { (port: String) in
      let parts = port.split(separator: ":", maxSplits: 1).map(String.init)
      return parts.count == 2 ? "\(old(parts[0])):\(parts[1])" : old(port)
    }
    devices = Set(finding.devices.map(old))
    ports = Set(finding.ports.map(oldPort))
    cables = Set(
      finding.cables.map { cable in
        guard oldName[cable] == nil else { return old(cable) }
        return cable.components(separatedBy: "--").map(oldPort)
          .sorted(by: NaturalOrder.precedes).joined(separator: "--")
      })
  }

  package var description: String {
    "\(code) \(severity.name) \(harm.name) \(devices.sorted()) \(ports.sorted()) "
      + "\(cables.sorted()) \(consequences.map { "\($0.code) \($0.amount)" })"
  }

  /// Digests of all findings in one order for every plan.
  package static func list(
    _ findings: [Finding], oldName: [String: String] = [:]
  ) -> [FindingDigest] {
    findings.map { FindingDigest($0, oldName: oldName) }
      .sorted { $0.description < $1.description }
  }
}

extension String {
  fileprivate func components(separatedBy separator: String) -> [String] {
    split(separator: separator, omittingEmptySubsequences: false).map(String.init)
  }
}
