package import FabricChecks
internal import FabricMetrics
internal import FabricModel
internal import Findings

/// The report for a terminal, a mail or a printer: 100 columns, verdict first, then three numbers,
/// then what the fabric is, then what to do about each fault.
package enum TextReport: CapacityReport {
  package static let name = "text"
  package static let fileKind = "txt"
  package static let summary = "verdict, three numbers, then each fault with its remedy"

  package static func render(_ result: VerificationResult, _ options: ReportOptions) -> [UInt8] {
    let ink = Ink(options)
    var lines = headline(Verdict.ofVerification(result), ink)
    if result.inventory.links > 0 {
      lines.append("")
      lines += threeNumbers(result, ink)
      lines.append("")
      lines += StructureLine.lines(result)
    }
    lines += FindingList(result.findings, ink).lines
    return ink.bytes(lines)
  }

  package static func renderCapacity(
    _ result: VerificationResult, _ options: ReportOptions
  ) -> [UInt8] {
    let ink = Ink(options)
    var lines = headline(Verdict.ofCapacity(result), ink)
    if result.inventory.links > 0 {
      lines.append("")
      lines += StructureLine.lines(result)
      lines.append("")
      lines += CapacityTable(result, ink).lines
    }
    lines += FindingList(result.findings, ink).lines
    return ink.bytes(lines)
  }

  private static func headline(_ verdict: Verdict, _ ink: Ink) -> [String] {
    Layout.wrap(verdict.sentence, first: "", indent: 2)
      .map { ink($0, verdict.isAsPlanned ? .green : .bold) }
  }

  /// Bisection, oversubscription, wiring: each with what proves it or what it is made of.
  private static func threeNumbers(_ result: VerificationResult, _ ink: Ink) -> [String] {
    row("bisection", bisection(result.capacity.bisection), proof(result))
      + oversubscription(result, ink)
      + row("wiring", wiring(result), remarks(result))
      + (result.comparison.map { row("compared", compared($0), counts($0)) } ?? [])
  }

  private static func compared(_ counts: ComparisonSummary) -> String {
    "\(Amounts.count(counts.matched)) of \(Amounts.count(counts.planned, "cable")) as planned"
  }

  /// With `matched`, the first four add up to what is planned.
  private static func counts(_ counts: ComparisonSummary) -> [String] {
    let parts = [
      (counts.missing, "missing"), (counts.misconnected, "misconnected"),
      (counts.different, "different"), (counts.unverified, "unverified"),
      (counts.unexpected, "unexpected"), (counts.duplicate, "duplicate"),
    ]
    return parts.map { "\(Amounts.count($0.0)) \($0.1)" } + [
      "\(Amounts.percent(counts.coverage)) looked at"
    ]
  }

  private static func row(_ name: String, _ value: String, _ remarks: [String]) -> [String] {
    let start = "  " + Layout.pad(name, 18) + (remarks.isEmpty ? value : Layout.pad(value, 35))
    return remarks.isEmpty ? [start] : Layout.wrap(remarks, first: start, indent: 55)
  }

  static func bisection(_ value: Bisection) -> String {
    guard value.full > .zero else { return "none, there are no hosts" }
    let unit = SpeedUnit(largest: value.full)
    if value.isExact { return "\(unit.full(value.upper)) of \(unit.text(value.full)), exact" }
    return "\(unit.floor(value.lower)) to \(unit.full(value.upper)) of \(unit.text(value.full))"
  }

  private static func proof(_ result: VerificationResult) -> [String] {
    let value = result.capacity.bisection
    let want = result.intent?.bisection.map { "want \(Amounts.speed($0))" } ?? ""
    // One method proves both ends where every cut was tried.
    let upper = value.upperMethod == value.lowerMethod ? "" : value.upperMethod
    let methods = [value.lowerMethod, upper, want].filter { !$0.isEmpty }
    return value.isExact
      ? methods : ["gap \(Amounts.gap(value.lower, value.upper))"] + methods
  }

  private static func oversubscription(
    _ result: VerificationResult, _ ink: Ink
  ) -> [String] {
    let value = result.capacity.oversubscription
    guard let worst = value.worst else { return row("oversubscription", "no tier has uplinks", []) }
    var text = "none, worst \(Amounts.ratio(worst.worstRatio))"
    if worst.worstRatio.map({ $0 > .one }) ?? true {
      let ratio = Amounts.ratio(worst.worstRatio)
      text =
        worst.isEven
        ? "\(ratio) at every \(worst.name)"
        : "worst \(ratio) at \(VisibleText.label(worst.worstDevice))"
    }
    var remark = "fabric \(fabric(value))"
    if let target = result.intent?.oversubscription[worst.tier] { remark += ", want \(target)" }
    return row("oversubscription", text, [remark])
  }

  private static func fabric(_ value: Oversubscription) -> String {
    switch (value.fabricLower, value.fabricUpper) {
    case (let lower?, let upper?):
      lower == upper ? Amounts.ratio(upper) : "\(Amounts.ratio(lower)) to \(Amounts.ratio(upper))"
    case (let lower?, nil): "at least \(Amounts.ratio(lower))"
    default: "has no ratio, nothing crosses"
    }
  }

  private static func wiring(_ result: VerificationResult) -> String {
    let cables = Amounts.count(result.inventory.cables, "cable")
    return result.findings.isEmpty
      ? "\(cables), no finding" : "\(cables), \(Amounts.count(result.findings.count, "finding"))"
  }

  private static func remarks(_ result: VerificationResult) -> [String] {
    let differences = result.findings.reduce(0) { $0 + $1.accountsFor }
    var remarks: [String] = []
    if differences > 0 { remarks.append(Amounts.count(differences, "difference")) }
    if result.inventory.assumedSpeeds > 0 {
      remarks.append("\(Amounts.count(result.inventory.assumedSpeeds, "link")) of assumed speed")
    }
    return remarks
  }
}
