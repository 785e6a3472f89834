package import FabricChecks
internal import FabricMetrics
internal import FabricModel
internal import FabricTopology
internal import Findings

/// The first sentence of every report: what holds, and what does not.
package struct Verdict: Sendable, Hashable {
  /// What it is about: the plan's name.
  package let subject: String
  package let words: String
  /// Whether something was checked and nothing was found.
  package let isAsPlanned: Bool

  package var sentence: String { "\(subject): \(words)" }

  /// The verdict of `verify`.
  package static func ofVerification(_ result: VerificationResult) -> Verdict {
    let wiring = wiring(result)
    // What is there carries something else than what is planned.
    let whose = result.comparison == nil ? "" : "planned: "
    let words =
      result.inventory.links == 0
      ? [wiring] : [wiring, whose + capacity(result.capacity, result.intent)]
    return Verdict(
      subject: subject(of: result), words: words.joined(separator: "; "),
      isAsPlanned: result.inventory.links > 0 && result.findings.isEmpty && !result.isPartial
        && isCompared(result) && result.comparison?.isComplete ?? true)
  }

  /// The verdict of `capacity`.
  package static func ofCapacity(_ result: VerificationResult) -> Verdict {
    guard result.inventory.links > 0 else {
      return Verdict(subject: subject(of: result), words: nothingChecked, isAsPlanned: false)
    }
    let words = [
      capacity(result.capacity, result.intent), oversubscription(result.capacity.oversubscription),
    ]
    return Verdict(
      subject: subject(of: result), words: words.joined(separator: "; "), isAsPlanned: false)
  }

  private static let nothingChecked = "no cable in the plan, so nothing was checked"

  static func subject(of result: VerificationResult) -> String {
    let plans = result.inputs.filter { $0.role == .plan }
    guard let first = plans.first else { return "no plan" }
    let name = subject(ofPath: first.path)
    return plans.count == 1 ? name : "\(name) and \(plans.count - 1) more"
  }

  /// `colossus-96` for `plans/colossus-96.xml.gz`.
  static func subject(ofPath path: String) -> String {
    guard path != "-" else { return "standard input" }
    var name = path.split(separator: "/").last.map(String.init) ?? path
    while let dot = name.lastIndex(of: "."), dot != name.startIndex,
      fileKinds.contains(name[name.index(after: dot)...].lowercased())
    {
      name = String(name[..<dot])
    }
    return VisibleText.label(name)
  }

  private static let fileKinds: Set = ["xml", "gz", "csv", "json", "txt", "yaml", "yml", "topo"]

  private static func wiring(_ result: VerificationResult) -> String {
    if result.inventory.links == 0 { return nothingChecked }
    if let comparison = result.comparison { return floor(comparison, result) }
    let (errors, warnings, notes) = (
      result.count(of: .error), result.count(of: .warning), result.count(of: .note)
    )
    if errors + warnings + notes == 0 {
      if result.isPartial { return "nothing found by the rules asked for" }
      return isCompared(result)
        ? "as planned" : "no fault found, but the wiring fits no known design to compare it with"
    }
    let counts = [(errors, "error"), (warnings, "warning"), (notes, "note")]
      .filter { $0.0 > 0 }.map { Amounts.count($0.0, $0.1) }
    guard errors + warnings == 0 else { return counts.joined(separator: ", ") }
    return result.isPartial
      ? "no fault by the rules asked for, \(counts[0])" : "no fault, \(counts[0])"
  }

  /// Whether what was seen is what is planned, and how much of it was looked at.
  private static func floor(_ counts: ComparisonSummary, _ result: VerificationResult) -> String {
    if counts.isAnotherFabric { return "another fabric was observed" }
    let others = result.findings.count { $0.accountsFor == 0 && !$0.isAboutCoverage }
    let beside = others > 0 ? ", \(Amounts.count(others, "other finding"))" : ""
    let seen = Amounts.percent(counts.coverage)
    guard counts.differences == 0 else {
      let differences = Amounts.count(counts.differences, "difference")
      let part = counts.isComplete ? "" : ", \(seen) looked at"
      return "not wired as planned, \(differences)\(part)\(beside)"
    }
    return counts.isComplete
      ? "wired as planned\(beside)"
      : "what was seen is wired as planned, \(seen) looked at\(beside)"
  }

  /// Whether there was something to hold the wiring against: a recognised design, or one switch.
  private static func isCompared(_ result: VerificationResult) -> Bool {
    result.structure.design != "unknown" || result.inventory.switchLinks == 0
      || result.comparison != nil
  }

  private static func capacity(_ capacity: Capacity, _ intent: Intent?) -> String {
    let bisection = capacity.bisection
    guard let lower = Amounts.share(bisection.lower, of: bisection.full),
      let upper = Amounts.share(bisection.upper, of: bisection.full)
    else { return "no hosts, so no bisection" }
    if let target = intent?.bisection, target > bisection.full {
      return "\(Amounts.speed(bisection.upper)) of bisection at most, "
        + "\(Amounts.speed(target)) wanted"
    }
    if let target = intent?.bisection, target > bisection.lower {
      let wanted = Amounts.share(target, of: bisection.full) ?? Amounts.speed(target)
      if target > bisection.upper {
        return "\(upper) of full bisection at most, \(wanted) wanted"
      }
      return "between \(lower) and \(upper) of full bisection is there; "
        + "the target, \(wanted), is not decided"
    }
    if bisection.isExact {
      if bisection.upper >= bisection.full {
        return "full bisection, \(Amounts.speed(bisection.full)), exact"
      }
      if bisection.upper == .zero { return "no bisection, halves without a link" }
      let intended = intent?.bisection == nil ? "" : ", as intended"
      return "\(upper) of full bisection, exact\(intended)"
    }
    if bisection.lower == .zero { return "at most \(upper) of full bisection" }
    return "at least \(lower) of full bisection is there"
  }

  private static func oversubscription(_ value: Oversubscription) -> String {
    guard let worst = value.worst else { return "no tier has uplinks" }
    guard let ratio = worst.worstRatio else {
      return "\(VisibleText.label(worst.worstDevice)) has no uplinks"
    }
    guard ratio > .one else { return "no tier is oversubscribed" }
    let place = worst.isEven ? "" : " at \(VisibleText.label(worst.worstDevice))"
    return "\(worst.name) tier oversubscribed \(Amounts.ratio(ratio))\(place)"
  }
}

extension Oversubscription {
  /// The tier with the worst device: one without uplinks before any ratio. Nil without tiers.
  var worst: TierRow? {
    tiers.reduce(nil) { worst, row in
      guard let worst else { return row }
      guard let ratio = worst.worstRatio else { return worst }
      guard let other = row.worstRatio else { return row }
      return other > ratio ? row : worst
    }
  }
}
