internal import FabricComparison
internal import FabricMetrics
internal import FabricModel

/// The first sentence about two revisions, and what has to be said with it.
struct DiffVerdict {
  private let result: DiffResult

  init(_ result: DiffResult) { self.result = result }

  /// `r41 -> r42: bisection rises from 42.39 to 44.24 Pb/s; 4,608 cables added, 1 device renamed`
  var sentence: String { "\(subject): \(words)" }

  private var subject: String {
    let names = [result.oldPath, result.newPath].map { Verdict.subject(ofPath: $0) }
    return names[0] == names[1]
      ? "\(VisibleText.label(result.oldPath)) -> \(VisibleText.label(result.newPath))"
      : names.joined(separator: " -> ")
  }

  private var words: String {
    if let problem = result.changes.problems.first(where: \.isFinal) { return text(problem) }
    let changes = result.changes
    if changes.isEmpty { return "no difference" }
    let counts = [Self.cables(changes), Self.devices(changes), others].filter { !$0.isEmpty }
    let what = counts.joined(separator: "; ")
    if isOnPaper { return "nothing that carries traffic changes: \(what)" }
    return [capacity, what].filter { !$0.isEmpty }.joined(separator: "; ")
  }

  /// Whether only names and labels differ.
  private var isOnPaper: Bool {
    result.changes.cables.allSatisfy { $0.kind == .relabelled }
      && result.changes.devices.allSatisfy { $0.change == .renamed }
      && others.isEmpty
  }

  private var others: String {
    [
      result.changes.hasOtherIntent ? "another intent" : "",
      result.changes.hasOtherFloor ? "other distances on the floor" : "",
    ].filter { !$0.isEmpty }.joined(separator: ", ")
  }

  /// `3 cables added, 1 removed`; empty for none.
  static func cables(_ changes: RevisionChanges) -> String {
    let counts = CableChangeKind.allCases.map { ($0.name, changes.count($0)) }
    return list(counts, "cable")
  }

  /// `1 device added, 2 renamed`; empty for none.
  static func devices(_ changes: RevisionChanges) -> String {
    list(DeviceWords.all.map { ($0.name, changes.deviceCount($0.change)) }, "device")
  }

  private static func list(_ counts: [(name: String, count: Int)], _ what: String) -> String {
    let there = counts.filter { $0.count > 0 }
    return there.enumerated().map { index, entry in
      let amount =
        index == 0 ? Amounts.count(entry.count, what) : Amounts.count(entry.count)
      return "\(amount) \(entry.name)"
    }.joined(separator: ", ")
  }

  private var capacity: String {
    guard let impact = result.impact else { return "" }
    let (before, after) = (impact.before.bisection, impact.after.bisection)
    guard after.full > .zero || before.full > .zero else { return "" }
    let unit = SpeedUnit(largest: max(before.upper, after.upper))
    let texts = [before, after].map { Self.interval($0, unit) }
    guard texts[0] != texts[1] else {
      let full = after.isExact && after.upper >= after.full ? "full bisection" : "bisection"
      return "\(full) stays \(texts[1]) \(unit.name)"
    }
    let verb =
      after.lower > before.upper
      ? "rises from" : after.upper < before.lower ? "falls from" : "goes from"
    return "bisection \(verb) \(texts[0]) to \(texts[1]) \(unit.name)"
  }

  private static func interval(_ value: Bisection, _ unit: SpeedUnit) -> String {
    let (lower, upper) = (unit.floor(value.lower), unit.text(value.upper))
    return lower == upper ? upper : "between \(lower) and \(upper)"
  }

  /// What changes the meaning of all that follows, a sentence for each.
  var warnings: [String] {
    result.changes.problems.filter { !$0.isFinal }.map(text)
  }

  func text(_ problem: RevisionProblem) -> String {
    switch problem {
    case .noDeviceInCommon(let old, let new):
      return "no device in common — \(Amounts.count(old)) and \(Amounts.count(new)) devices of "
        + "different fabrics; --names FILE tells which is which if they are the same"
    case .fewDevicesInCommon(let common, let old, let new):
      return "only \(Amounts.count(common)) of \(Amounts.count(old)) and \(Amounts.count(new)) "
        + "devices in common — plans of different fabrics; --names FILE tells which is which if "
        + "they are the same"
    case .fewCablesInCommon(let common, let old, let new):
      return "only \(Amounts.count(common)) of \(Amounts.count(old)) and \(Amounts.count(new)) "
        + "cables are in both: another fabric with the same names, or a new cabling"
    case .sharedNames(let isNew, let devices, let name):
      let side = isNew ? "new" : "old"
      return "\(Amounts.count(devices, "device")) of the \(side) revision with a name that others "
        + "have too (\(VisibleText.label(name))): nothing tells which is which, so they count as "
        + "removed or added, with their cables"
    }
  }
}

/// What happened to devices, in words.
enum DeviceWords {
  static let all: [(change: DeviceChange, name: String)] = [
    (.added, "added"), (.removed, "removed"), (.renamed, "renamed"), (.replaced, "replaced"),
    (.moved, "moved"), (.remodelled, "of another model"), (.reassigned, "of another role"),
  ]

  /// As keys of JSON and kinds of changes.
  static func key(_ change: DeviceChange) -> String {
    switch change {
    case .added: "added"
    case .removed: "removed"
    case .renamed: "renamed"
    case .replaced: "replaced"
    case .moved: "moved"
    case .remodelled: "remodelled"
    case .reassigned: "reassigned"
    }
  }
}
