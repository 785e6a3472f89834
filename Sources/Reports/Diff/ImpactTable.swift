internal import FabricMetrics
internal import FabricModel

/// Capacity before and after, a line for each number.
struct ImpactTable {
  private let impact: DiffResult.Impact
  /// What the new revision wants.
  private let intent: Intent?
  private let ink: Ink

  init(_ impact: DiffResult.Impact, _ intent: Intent?, _ ink: Ink) {
    self.impact = impact
    self.intent = intent
    self.ink = ink
  }

  var lines: [String] {
    let sides = [impact.before, impact.after]
    let head = "  " + Layout.pad("", 24) + Layout.right("before", 16) + Layout.right("after", 18)
    return [ink(head, .dim)] + bisection + worst
      + row("fabric oversubscription", sides.map { fabric($0.oversubscription) }, "")
      + row("hosts", hosts, "")
  }

  private var bisection: [String] {
    let sides = [impact.before.bisection, impact.after.bisection]
    let unit = SpeedUnit(largest: max(sides[0].full, sides[1].full))
    let texts = sides.map { value -> String in
      if value.full == .zero { return "no hosts" }
      let (lower, upper) = (unit.floor(value.lower), unit.text(value.upper))
      return lower == upper ? upper : "\(lower) to \(upper)"
    }
    let exact =
      sides.allSatisfy(\.isExact) ? "exact both times" : "proven from below, a cut from above"
    let want = intent?.bisection.map { "; want \(unit.text($0))" } ?? ""
    return row("bisection, \(unit.name)", texts, exact + want)
  }

  private var worst: [String] {
    let sides = [impact.before, impact.after].map { $0.oversubscription.worst }
    let texts = sides.map { $0.map { Amounts.ratio($0.worstRatio) } ?? "-" }
    let places = sides.map { row -> String in
      guard let row else { return "" }
      return row.isEven ? "every \(row.name)" : VisibleText.label(row.worstDevice)
    }
    let place =
      places[0] == places[1]
      ? places[1]
      : places.map { $0.isEmpty ? "-" : $0 }
        .joined(separator: " -> ")
    let tier = impact.after.oversubscription.worst?.tier
    let want = tier.flatMap { intent?.oversubscription[$0] }.map { "; want \($0)" } ?? ""
    return row("worst oversubscription", texts, place + want)
  }

  private func fabric(_ value: Oversubscription) -> String {
    switch (value.fabricLower, value.fabricUpper) {
    case (let lower?, let upper?):
      lower == upper ? Amounts.ratio(upper) : "\(Amounts.ratio(lower)) to \(Amounts.ratio(upper))"
    case (let lower?, nil): "above \(Amounts.ratio(lower))"
    default: "-"
    }
  }

  private var hosts: [String] {
    let sides = [impact.before.hostBandwidth, impact.after.hostBandwidth]
    return sides.map(\.readable)
  }

  private func row(_ name: String, _ values: [String], _ remark: String) -> [String] {
    let start =
      "  " + Layout.pad(name, 24) + Layout.right(values[0], 16) + Layout.right(values[1], 18)
    return remark.isEmpty
      ? [start] : Layout.wrap(remark, first: start + "    ", indent: 64)
  }
}
