internal import FabricComparison
internal import FabricFormats
internal import FabricMetrics
internal import FabricModel
internal import Findings

/// What one or more files of an observation say in two ways of the same device or port.
enum ObservedContradictions {
  /// One finding for each kind of fact, with the first device or port as an example.
  static func findings(_ rule: Rule, _ floor: ObservedFloor) -> [Finding] {
    // Of two files both links are there, and the comparison has told of them.
    let isToldOfPorts = floor.compared.problems.contains {
      if case .contradiction = $0 { true } else { false }
    }
    var groups: [String: (first: PlanAnomaly, difference: PlanAnomaly.Difference, count: Int)] = [:]
    for anomaly in floor.side.reading.anomalies {
      guard case .contradiction(_, let difference) = anomaly.kind,
        !(isToldOfPorts && difference.fact == "neighbour")
      else { continue }
      if let known = groups[difference.fact] {
        groups[difference.fact]?.count += 1
        guard NaturalOrder.precedes(anomaly.subject, known.first.subject) else { continue }
        groups[difference.fact]?.first = anomaly
        groups[difference.fact]?.difference = difference
      } else {
        groups[difference.fact] = (anomaly, difference, 1)
      }
    }
    return groups.sorted { $0.key < $1.key }.map { fact, group in
      let more = group.count > 1 ? ", and \(Grouped.text(group.count - 1)) more of this kind" : ""
      var finding = Finding(
        rule, subject: "observations \(fact)",
        message: "\(group.first.subject) has \(fact) \(group.difference.first) in one place and "
          + "\(group.difference.second) in another\(more) — one expected",
        harm: .none, remedy: "collect all at one time, or leave the older observation out")
      finding.expected = "one \(fact)"
      finding.actual = "\(group.difference.first) and \(group.difference.second)"
      finding.origins = [group.first.origin]
      if case .contradiction(let first, _) = group.first.kind {
        finding.origins.insert(first, at: 0)
      }
      return finding
    }
  }
}

extension ObservedFloor {
  /// The files of the observation.
  var sources: [Origin] { observed.sources.map { Origin(file: $0.path, line: 0) } }
}

/// `97.3 %`, rounded down: not quite all is never all.
enum ShareText {
  static func percent(_ share: Double) -> String {
    let tenths = Int((share * 1000).rounded(.down))
    return tenths % 10 == 0 ? "\(tenths / 10) %" : "\(tenths / 10).\(tenths % 10) %"
  }
}
