internal import FabricComparison
internal import FabricModel
internal import FabricTopology

/// What an order does not do, and why; what has to be known beside its steps.
struct WorkNotes {
  private(set) var notes: [WorkNote] = []

  private let task: WorkTask
  private let alignment: Alignment
  private let plan: CablePlan
  private let order: WorkOrder
  private let findings: FindingTable

  init(_ task: WorkTask, _ plan: CablePlan, _ order: WorkOrder, _ findings: FindingTable) {
    self.task = task
    alignment = task.alignment
    self.plan = plan
    self.order = order
    self.findings = findings
    addLooks()
    addUnseen()
    notes += plan.doubts.notes()
    addContradictions()
    addPanels()
    addPlanFaults()
    addStatedTwice()
    addMisfits()
    addDeviations()
    notes = WorkNote.Kind.allCases.flatMap { kind in
      notes.filter { $0.kind == kind }.sorted {
        $0.subject != $1.subject
          ? NaturalOrder.precedes($0.subject, $1.subject) : $0.text < $1.text
      }
    }
  }

  private static let unseen =
    "nobody saw it: see that it runs, answers and is plugged in, then compare again"

  private mutating func addLooks() {
    for cause in task.causes where cause.cure == .look {
      let names = cause.devices.map { alignment.name(ofDevice: $0) }
      let count = max(cause.planned.count, cause.observed.count)
      var note = WorkNote(
        .verify, subject: names.joined(separator: ", "),
        text: text(cause),
        cables: count, finding: cause.finding)
      if cause.devices.count == 1 { note.device = cause.devices[0] }
      notes.append(note)
    }
  }

  private func text(_ cause: WorkCause) -> String {
    if cause.title == "unseen device" { return Self.unseen }
    let isForeign =
      cause.planned.isEmpty && cause.devices.count == 1
      && alignment.devices.desired[Int(cause.devices[0])].isNone
    return isForeign
      ? "not planned: find out what it is for; its cables stay"
      : "\(cause.title): look at it first (power, seat, card), its cables stay as they are"
  }

  /// One note for each device that nobody looked at.
  private mutating func addUnseen() {
    let rows = task.differences.wirings.unverified
    guard !rows.isEmpty else { return }
    let device = alignment.ports.device
    var counts: [Int32: Int] = [:]
    var unseen: [[Int32]] = []
    for ends in rows {
      let both = Set([device[Int(ends.a)], device[Int(ends.b)]])
        .filter { !alignment.devices.lookedAt[Int($0)] }
      for row in both { counts[row, default: 0] += 1 }
      unseen.append(Array(both))
    }
    // A cable between two such devices counts at the one that hides more.
    var owned: [Int32: Int] = [:]
    let canon = alignment.canon
    for both in unseen {
      let owner = both.max { a, b in
        let (x, y) = (counts[a] ?? 0, counts[b] ?? 0)
        return x != y ? x < y : canon.deviceComesFirst(b, a)
      }
      if let owner { owned[owner, default: 0] += 1 }
    }
    let known = Set(task.causes.filter { $0.cure == .look }.flatMap(\.devices))
    for (row, count) in owned where !known.contains(row) {
      var note = WorkNote(
        .verify, subject: alignment.name(ofDevice: row),
        text: Self.unseen,
        cables: count)
      note.device = row
      notes.append(note)
    }
  }

  private mutating func addContradictions() {
    for row in task.differences.contradicted {
      notes.append(
        WorkNote(
          .verify,
          subject: "\(alignment.name(ofPort: row.a))--\(alignment.name(ofPort: row.b))",
          text: "two observations contradict each other about it"))
    }
  }

  private mutating func addPanels() {
    for port in plan.throughPanels {
      let link = LinkID(rawValue: alignment.desiredLink[Int(port)])
      notes.append(
        WorkNote(
          .verify, subject: alignment.desired.endNames(of: link),
          text: "dark, and goes through patch panels: follow its jumpers from both ends", cables: 1,
          finding: findings.id(planned: link)))
    }
  }

  private mutating func addPlanFaults() {
    for row in task.differences.duplicates where row.isDesired && row.reason != .repeated {
      let text =
        row.reason == .onePort
        ? "both ends are one port" : "one of its ports has another cable in the plan"
      notes.append(
        WorkNote(.plan, subject: alignment.desired.endNames(of: row.link), text: text, cables: 1))
    }
  }

  /// Cables that the old revision states at ports which another one has: what is there, only a look
  /// tells.
  private mutating func addStatedTwice() {
    for row in task.differences.duplicates where !row.isDesired && row.reason != .repeated {
      notes.append(
        WorkNote(
          .verify, subject: alignment.current.endNames(of: row.link),
          text: "one of its ports is stated with another cable: see what is there, it gets no step",
          cables: 1))
    }
  }

  /// Cables that stay and have another label, are too short or of another medium than is planned in
  /// their place.
  private mutating func addMisfits() {
    for cable in order.cables where !cable.isNew && !cable.isRemoved {
      let old = alignment.current.entry(of: cable.current)
      let new = alignment.desired.entry(of: cable.desired)
      if !old.label.isEmpty, !new.label.isEmpty, old.label != new.label {
        relabel(cable.name, new.label, cable.desired)
      }
      if let length = old.length, let wanted = new.length, length < wanted {
        notes.append(
          WorkNote(
            .fit, subject: cable.name, text: "\(length) long, \(wanted) is planned where it goes"))
      }
      if !old.medium.isEmpty, !new.medium.isEmpty, old.medium != new.medium {
        notes.append(
          WorkNote(
            .fit, subject: cable.name, text: "\(old.medium), \(new.medium) is planned where it goes"
          ))
      }
    }
  }

  private mutating func relabel(_ cable: String, _ label: String, _ planned: LinkID) {
    notes.append(
      WorkNote(
        .relabel, subject: cable, text: "gets the label \(label) at both ends",
        finding: findings.id(planned: planned)))
  }

  /// What a link that is in the right ports has wrong, where no cable has to be touched for it.
  private mutating func addDeviations() {
    for row in task.differences.different {
      let old = alignment.current.entry(of: row.observed)
      let new = alignment.desired.entry(of: row.planned)
      let name = alignment.desired.endNames(of: row.planned)
      if row.attributes.contains(.label), !new.label.isEmpty {
        relabel(old.label.isEmpty ? name : old.label, new.label, row.planned)
      }
      if row.attributes.contains(.speed) {
        notes.append(
          WorkNote(
            .setting, subject: name,
            text: "\(words(row.observed, alignment.current)),"
              + " \(words(row.planned, alignment.desired)) is planned",
            finding: findings.id(planned: row.planned)))
      }
    }
  }

  private func words(_ link: LinkID, _ fabric: Fabric) -> String {
    let megabits = fabric.statedMegabits(of: link)
    return megabits > 0 ? Gbps(megabits: Int(megabits)).readable : "no speed"
  }
}

/// Where the plan is changed instead of the cables.
struct Adoptions {
  struct Row {
    var cable: WorkCable
    var remark: String
    var finding: String
  }

  private(set) var all: [Row] = []

  init(_ task: WorkTask, _ plan: CablePlan, _ findings: FindingTable) {
    let alignment = task.alignment
    let names = CableNames(alignment.current)
    for cause in plan.target.adopted {
      for link in cause.observed.sorted() {
        all.append(
          Row(
            cable: WorkCable(name: names.name(of: link, alignment.current), current: link),
            remark: "\(cause.title): is at \(alignment.current.endNames(of: link))",
            finding: cause.finding))
      }
    }
    // In another revision such a cable is replaced.
    guard alignment.standing == .observation else { return }
    for row in task.differences.different {
      let texts = Self.texts(row, alignment)
      guard !texts.isEmpty else { continue }
      all.append(
        Row(
          cable: WorkCable(
            name: names.name(of: row.observed, alignment.current), current: row.observed,
            desired: row.planned),
          remark: texts.joined(separator: "; "), finding: findings.id(planned: row.planned)))
    }
  }

  private static func texts(_ row: Differences.Deviation, _ alignment: Alignment) -> [String] {
    let old = alignment.current.entry(of: row.observed)
    let new = alignment.desired.entry(of: row.planned)
    var texts: [String] = []
    if row.attributes.contains(.length), let length = old.length, let planned = new.length {
      texts.append("\(length) where \(planned) is planned")
    }
    if row.attributes.contains(.medium) {
      texts.append("\(old.medium) where \(new.medium) is planned")
    }
    if row.attributes.contains(.part) { texts.append("\(old.part) where \(new.part) is planned") }
    return texts
  }
}
