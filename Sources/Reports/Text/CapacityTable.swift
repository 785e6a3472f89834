internal import FabricChecks
internal import FabricMetrics
internal import FabricModel
internal import FabricTopology

/// Capacity by tier, by group, and the two ends of the bisection's interval.
struct CapacityTable {
  private let result: VerificationResult
  private let ink: Ink

  init(_ result: VerificationResult, _ ink: Ink) {
    self.result = result
    self.ink = ink
  }

  var lines: [String] { tiers + [""] + bisection + groups + crossRail }

  private var capacity: Capacity { result.capacity }

  /// From the leaves upwards. The top tier leads nowhere, so it has a count and no numbers.
  private var tiers: [String] {
    let rows = capacity.oversubscription.tiers
    let unit = SpeedUnit(largest: rows.map { max($0.down, $0.up) }.max() ?? .zero)
    let head =
      "  " + Layout.pad("tier", 14) + Layout.right("devices", 9)
      + Layout.right("down \(unit.name)", 14) + Layout.right("up \(unit.name)", 12)
      + "    " + Layout.pad("ratio", 13) + "worst device"
    var lines = [ink(head, .dim)]
    for tier in result.structure.tiers where tier.tier > 0 {
      let start =
        "  " + Layout.pad("\(tier.tier) \(tier.name)", 14)
        + Layout.right(Amounts.count(tier.devices), 9)
      guard let row = rows.first(where: { $0.tier == tier.tier }) else {
        lines.append(start + Layout.right("-", 14) + Layout.right("-", 12) + "    -")
        continue
      }
      let isWorse = row.worstRatio.map { $0 > .one } ?? true
      let worst =
        row.isEven
        ? "all equal"
        : "\(VisibleText.label(row.worstDevice)), \(Amounts.ratio(row.worstRatio))"
      lines.append(
        start + Layout.right(unit.text(row.down), 14) + Layout.right(unit.text(row.up), 12)
          + "    " + Layout.pad(Amounts.ratio(row.ratio), 13)
          + ink(worst, isWorse && !row.isEven ? .red : .plain))
    }
    return lines
  }

  private var bisection: [String] {
    let value = capacity.bisection
    let unit = SpeedUnit(largest: value.full)
    guard value.full > .zero else { return row("bisection", "none, there are no hosts", "") }
    let sides = value.witness.sideHosts
    // All hosts on one side: no cut was found that holds less than the half of the hosts can send.
    let isTrivial = value.witness.crossingLinks == 0 && sides.contains(.zero)
    var cut = isTrivial ? "" : "\(Amounts.count(value.witness.crossingLinks, "link")) cross"
    if Set(sides).count > 1 && !isTrivial {
      let halves = sides.map { unit.text($0) }.joined(separator: " | ")
      cut += " between hosts of \(halves) \(unit.name)"
    }
    var lines = row(
      "bisection", "at least \(unit.floor(value.lower)) \(unit.name)", value.lowerMethod)
    if value.isExact {
      lines = row("bisection", "exactly \(unit.full(value.upper))", value.lowerMethod)
      lines += row("", "", [value.upperMethod, cut].filter { !$0.isEmpty }.joined(separator: ": "))
    } else {
      lines += row(
        "", "at most  \(unit.full(value.upper))",
        [value.upperMethod, cut].filter { !$0.isEmpty }.joined(separator: ": "))
      lines += row("", "gap      \(Amounts.gap(value.lower, value.upper))", "")
    }
    var full = "half of what the host ports can send"
    if value.lower < value.full, let share = Amounts.share(value.lower, of: value.full) {
      full += "; \(share) of it is proven"
    }
    return lines + row("full", "         " + unit.full(value.full), full)
  }

  /// One line for each kind where all are equal, else the worst ones.
  private var groups: [String] {
    let groups = capacity.oversubscription.groups
    var lines: [String] = []
    for kind in [Oversubscription.GroupRow.Kind.pod, .rail, .plane] {
      let rows = groups.filter { $0.kind == kind }
      guard let first = rows.first else { continue }
      if rows.allSatisfy({ $0.down == first.down && $0.up == first.up }) {
        let nothing = kind == .pod ? "nothing leaves them" : "nothing is proven to cross them"
        let each = first.ratio.map { "\(Amounts.ratio($0)) each" } ?? nothing
        lines += row("\(kind.rawValue)s", "\(Amounts.count(rows.count)), \(each)", "")
      } else {
        lines += uneven(kind, rows)
      }
    }
    return lines
  }

  /// What free ports could send to each other from rail to rail: never part of the bisection, which
  /// counts whole hosts.
  private var crossRail: [String] {
    let structure = result.structure
    guard let value = capacity.crossRail, structure.rails > 1 || structure.planes > 1 else {
      return []
    }
    let name = structure.rails > 1 ? "rail" : "plane"
    let unit = SpeedUnit(largest: value.full)
    guard value.upper > .zero else {
      return row("cross-\(name)", "none", "\(name)s share no switch; only hosts join them")
    }
    let amount =
      value.isExact
      ? "exactly \(unit.full(value.upper))" : "at least \(unit.floor(value.lower)) \(unit.name)"
    return row("cross-\(name)", amount, "between any halves of the host ports")
  }

  private func uneven(
    _ kind: Oversubscription.GroupRow.Kind, _ rows: [Oversubscription.GroupRow]
  ) -> [String] {
    let unit = SpeedUnit(largest: rows.map { max($0.down, $0.up) }.max() ?? .zero)
    let worstFirst = rows.sorted {
      switch ($0.ratio, $1.ratio) {
      case (nil, .some): true
      case (let a?, let b?) where a != b: a > b
      case (.some, nil): false
      default: NaturalOrder.precedes($0.name, $1.name)
      }
    }
    let limit = ink.options.rows == 0 ? rows.count : min(rows.count, ink.options.rows)
    var lines: [String] = []
    for (index, group) in worstFirst.prefix(limit).enumerated() {
      lines += row(
        index == 0 ? "\(kind.rawValue)s" : "",
        "\(VisibleText.label(group.name)) "
          + (group.ratio == nil && kind != .pod ? "not proven" : Amounts.ratio(group.ratio)),
        "\(unit.text(group.down)) over \(unit.full(group.up))")
    }
    if limit < rows.count {
      let rest = Amounts.count(rows.count - limit)
      lines += row("", "... \(rest) more: --max 0 prints all", "")
    }
    return lines
  }

  private func row(_ name: String, _ value: String, _ remark: String) -> [String] {
    let start = "  " + Layout.pad(name, 16) + (remark.isEmpty ? value : Layout.pad(value, 26))
    return remark.isEmpty ? [start] : Layout.wrap(remark, first: start, indent: 44)
  }
}
