internal import FabricChecks
internal import FabricComparison
internal import FabricModel

/// The report for a terminal: verdict, counts, capacity before and after, how much changes in which
/// pod and rack, then the cables, by hall, row and rack.
package enum DiffText: DiffReport {
  package static let name = "text"
  package static let fileKind = "txt"
  package static let summary = "verdict, capacity before and after, then what changes, by rack"

  package static func render(_ result: DiffResult, _ options: ReportOptions) -> [UInt8] {
    let ink = Ink(options)
    let verdict = DiffVerdict(result)
    let changes = result.changes
    var lines = Layout.wrap(verdict.sentence, first: "", indent: 2)
      .map { ink($0, result.isSame ? .green : .bold) }
    for warning in verdict.warnings {
      lines += Layout.wrap(warning, first: "  ", indent: 2)
    }
    lines += [""] + counts(changes)
    guard !changes.problems.contains(where: \.isFinal) else { return ink.bytes(lines) }
    if let impact = result.impact, !changes.isEmpty {
      lines += [""] + ImpactTable(impact, result.new.intent, ink).lines
    }
    let devices = DeviceLines(result, ink).lines
    if !devices.isEmpty { lines += [""] + devices }
    if !changes.cables.isEmpty { lines += cables(result, ink) }
    return ink.bytes(lines)
  }

  /// `4 added, 1 removed, 376 unchanged: 381 cables before, 384 after`
  private static func counts(_ changes: RevisionChanges) -> [String] {
    let kinds =
      CableChangeKind.allCases.map { (changes.count($0), $0.name) }
      .filter { $0.0 > 0 } + [(changes.unchanged, "unchanged")]
    let list = kinds.map { "\(Amounts.count($0.0)) \($0.1)" }.joined(separator: ", ")
    let text =
      "\(list): \(Amounts.count(changes.oldCount, "cable")) before, "
      + "\(Amounts.count(changes.newCount)) after"
    return Layout.wrap(text, first: "  ", indent: 4)
  }

  private static func cables(_ result: DiffResult, _ ink: Ink) -> [String] {
    let places = ChangePlaces(result)
    let ordered = places.ordered()
    let rows = DiffRows(ordered, places)
    let limit = ink.options.rows == 0 ? rows.rows.count : min(ink.options.rows, rows.rows.count)
    var lines = [""] + DiffStat(ordered, places, ink).lines
    var heading: String?
    for row in rows.rows.prefix(limit) {
      let title = title(row.place)
      if title != heading { lines += ["", ink(VisibleText.label(title), .bold)] }
      heading = title
      lines += line(row, rows, ink)
    }
    if limit < rows.rows.count {
      let rest = rows.rows[limit...]
      let count = rest.reduce(0) { $0 + $1.count }
      lines += [
        "",
        "... \(Amounts.count(rest.count, "more line")) with \(Amounts.count(count, "cable")): "
          + "--max 0 prints all",
      ]
    }
    return lines
  }

  /// `hall-01/row-02/rack-03`
  static func title(_ place: Place) -> String {
    var place = place
    place.unit = 0
    let text = PlaceText.text(place)
    return text.isEmpty ? "no place" : text
  }

  /// Mark, ports, the number of cables where there are several, what they are.
  private static func line(_ row: DiffRows.Row, _ rows: DiffRows, _ ink: Ink) -> [String] {
    let kind = row.first.change.kind
    let ends = [true, false].map { isHome in
      let (first, last) = (end(row.first, isHome), end(row.last, isHome))
      let now = rows.text(first, last)
      guard kind == .moved, let before = row.first.old(isHome: isHome),
        let lastBefore = row.last.old(isHome: isHome)
      else { return now }
      let old = rows.text(
        RevisionPort(isNew: false, port: before), RevisionPort(isNew: false, port: lastBefore))
      return rows.hasMoved(row.first, isHome: isHome) ? "\(old) -> \(now)" : now
    }
    let count = row.count > 1 ? Amounts.count(row.count, "cable") : rows.labels(row)
    let remarks = [count, rows.remark(row.first)].filter { !$0.isEmpty }.joined(separator: ", ")
    let ports = Layout.pad(ends[0], 30) + Layout.pad(ends[1], 26)
    return Layout.wrap(remarks, first: ink(kind.mark, kind.color) + " " + ports, indent: 6)
  }

  private static func end(_ change: PlacedChange, _ isHome: Bool) -> RevisionPort {
    isHome ? change.home : change.far
  }
}

/// Devices that changed, a line for each kind and example.
struct DeviceLines {
  private let result: DiffResult
  private let ink: Ink

  init(_ result: DiffResult, _ ink: Ink) {
    self.result = result
    self.ink = ink
  }

  var lines: [String] {
    let limit = ink.options.rows == 0 ? Int.max : ink.options.rows
    let ordered = DeviceRows.ordered(result)
    var lines = ordered.prefix(limit).map(line)
    if ordered.count > limit {
      let rest = Amounts.count(ordered.count - limit, "more device")
      lines.append("... \(rest): --max 0 prints all")
    }
    return lines
  }

  private func line(_ row: DeviceIdentities.Row) -> String {
    let (old, new) = DeviceRows.devices(row, result)
    let (before, after) = (
      old.map { result.old.entry(of: $0) }, new.map { result.new.entry(of: $0) }
    )
    let name = VisibleText.label((after ?? before)?.name ?? "")
    let place = DiffText.title((after ?? before)?.place ?? Place())
    switch row.change {
    case .added: return ink("+", .blue) + " \(name) added, \(place)"
    case .removed: return ink("-", .red) + " \(name) removed, \(place)"
    case .renamed:
      return ink("=", .dim)
        + " \(VisibleText.label(before?.name ?? "")) -> \(name) renamed, \(place)"
    case .replaced: return ink("=", .dim) + " \(name) replaced by another device, \(place)"
    case .moved:
      let places = [before, after].map { VisibleText.label(PlaceText.text($0?.place ?? Place())) }
      return ink("~", .magenta) + " \(name) moved: "
        + places.map { $0.isEmpty ? "no place" : $0 }.joined(separator: " -> ")
    case .remodelled:
      return ink("x", .dim) + " \(name): "
        + changes(
          before, after,
          [
            ("model", { $0.model }), ("ports", { Self.number($0.radix) }),
            ("height", { Self.number($0.height) }),
          ])
    case .reassigned:
      return ink("x", .dim) + " \(name): "
        + changes(
          before, after,
          [
            ("role", { $0.role }), ("kind", { $0.kind.name }),
            ("rail", { $0.rail.map(String.init) ?? "" }),
            ("plane", { $0.plane.map(String.init) ?? "" }),
          ])
    }
  }

  private static func number(_ value: Int) -> String { value == 0 ? "" : String(value) }

  /// Those of several facts that differ: `model A -> B, ports 32 -> 64`.
  private func changes(
    _ before: DeviceEntry?, _ after: DeviceEntry?,
    _ facts: [(name: String, (DeviceEntry) -> String)]
  ) -> String {
    facts.compactMap { name, value -> String? in
      let texts = [before, after].map { $0.map(value) ?? "" }
      guard texts[0] != texts[1] else { return nil }
      return "\(name) "
        + texts.map { $0.isEmpty ? "none" : VisibleText.label($0) }.joined(separator: " -> ")
    }.joined(separator: ", ")
  }
}

/// Changes of devices, in order.
enum DeviceRows {
  /// By kind of change, then by name.
  static func ordered(_ result: DiffResult) -> [DeviceIdentities.Row] {
    let canon = result.changes.alignment.canon
    let kinds = DeviceWords.all.map(\.change)
    let place = { (row: DeviceIdentities.Row) in kinds.firstIndex(of: row.change) ?? 0 }
    return result.changes.devices.map { (place($0), $0) }.sorted { x, y in
      x.0 != y.0 ? x.0 < y.0 : canon.deviceComesFirst(x.1.device, y.1.device)
    }.map(\.1)
  }

  /// The device in either revision.
  static func devices(
    _ row: DeviceIdentities.Row, _ result: DiffResult
  ) -> (old: DeviceID?, new: DeviceID?) {
    let devices = result.changes.alignment.devices
    let (old, new) = (devices.current[Int(row.device)], devices.desired[Int(row.device)])
    return (old.isNone ? nil : old, new.isNone ? nil : new)
  }
}
