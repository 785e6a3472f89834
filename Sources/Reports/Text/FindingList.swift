internal import FabricChecks
internal import FabricModel
internal import Findings

/// Findings by harm, then by rule, then by place, with a remedy for each that is shown.
///
/// Where not all fit, every rule keeps a line with its count, and the rows are shared out evenly:
/// three hundred faults of one kind do not push the only one of another kind off the page.
struct FindingList {
  private let clusters: [Cluster]
  private let total: [Finding]
  private let ink: Ink

  /// The findings of one harm and one rule.
  private struct Cluster {
    var findings: [Finding]
    var shown = 0

    var title: String {
      findings[0].isAboutCoverage ? "What was looked at" : findings[0].harm.title
    }
    var harm: Harm { findings[0].harm }
    var rule: Rule { findings[0].rule }
  }

  init(_ findings: [Finding], _ ink: Ink) {
    var clusters: [Cluster] = []
    for finding in findings.sorted(by: Finding.precedes) {
      // Severity can differ within a rule, so the cluster may not be the last one.
      let known = clusters.lastIndex {
        $0.harm == finding.harm && $0.rule.code == finding.rule.code
      }
      if let known {
        clusters[known].findings.append(finding)
      } else {
        clusters.append(Cluster(findings: [finding]))
      }
    }
    self.clusters = Self.shareOut(clusters, rows: ink.options.rows)
    self.total = findings
    self.ink = ink
  }

  /// Gives each cluster the same number of rows, and what the small ones leave to the large ones.
  private static func shareOut(_ clusters: [Cluster], rows: Int) -> [Cluster] {
    var clusters = clusters
    var left = rows == 0 ? Int.max : rows
    var isGrowing = true
    while left > 0 && isGrowing {
      isGrowing = false
      for index in clusters.indices where left > 0 {
        guard clusters[index].shown < clusters[index].findings.count else { continue }
        clusters[index].shown += 1
        left -= 1
        isGrowing = true
      }
    }
    return clusters
  }

  var lines: [String] {
    var lines: [String] = []
    var title = ""
    for cluster in clusters {
      if cluster.title != title {
        title = cluster.title
        lines += ["", ink(title, .bold)]
      }
      lines += block(cluster)
    }
    return lines.isEmpty ? [] : lines + [""] + totals
  }

  private func block(_ cluster: Cluster) -> [String] {
    let title = "\(cluster.rule.code) \(cluster.rule.name)"
    let counts = sizes(cluster.findings)
    // The mark is one column wide, whatever colours surround it.
    let spread = Layout.spread("  * " + title, counts) ?? "  * \(title)  \(counts)"
    var lines = [
      "  \(ink.mark(for: cluster.findings[0])) " + ink(String(spread.dropFirst(4)), .bold)
    ]
    var shown = cluster.findings.prefix(cluster.shown)
    let isByPlace = cluster.findings.count > 3 && cluster.findings.contains { !$0.place.isUnknown }
    if isByPlace {
      shown.sort { a, b in
        a.place.rackText == b.place.rackText
          ? Finding.precedes(a, b) : NaturalOrder.precedes(a.place.rackText, b.place.rackText)
      }
    }
    var rack = ""
    for finding in shown {
      if isByPlace && finding.place.rackText != rack {
        rack = finding.place.rackText
        lines.append("    " + ink(VisibleText.label(rack), .bold))
      }
      lines += FindingRow(finding, ink, indent: isByPlace ? 6 : 4).lines
    }
    let hidden = cluster.findings.count - cluster.shown
    if hidden > 0 { lines.append("    ... \(Amounts.count(hidden)) more") }
    return lines
  }

  /// `2 errors, -0.8 Tb/s`
  private func sizes(_ findings: [Finding]) -> String {
    var parts: [String] = []
    for severity in Severity.allCases.reversed() {
      let count = findings.count { $0.severity == severity }
      if count > 0 { parts.append(Amounts.count(count, severity.name)) }
    }
    let lost = findings.reduce(Gbps.zero) { $0 + $1.lostBisection }
    let differences = findings.reduce(0) { $0 + $1.accountsFor }
    if differences > findings.count { parts.append(Amounts.count(differences, "difference")) }
    if lost > .zero { parts.append("-\(Amounts.speed(lost))") }
    return parts.joined(separator: ", ")
  }

  private var totals: [String] {
    var text = "\(Amounts.count(total.count, "finding")) (\(severities))"
    let differences = total.reduce(0) { $0 + $1.accountsFor }
    if differences > 0 {
      text += total.count == 1 ? " accounts" : " account"
      text += " for \(Amounts.count(differences, "difference"))"
    }
    let hidden = clusters.reduce(0) { $0 + $1.findings.count - $1.shown }
    if hidden > 0 {
      text += "; \(Amounts.count(hidden)) more: --max 0 prints all, --format json has all"
    }
    return Layout.wrap(text, first: "", indent: 0)
  }

  private var severities: String {
    Severity.allCases.reversed()
      .map { severity in (total.count { $0.severity == severity }, severity.name) }
      .filter { $0.0 > 0 }.map { Amounts.count($0.0, $0.1) }.joined(separator: ", ")
  }
}

extension Harm {
  /// What the group of such findings is called.
  var title: String {
    switch self {
    case .capacity: "Capacity lost"
    case .reach: "Cut off"
    case .rail: "Rails crossed"
    case .plane: "Planes crossed"
    case .redundancy: "Redundancy lost"
    case .plan: "Fault of the plan itself"
    case .none: "No harm to traffic"
    }
  }
}
