internal import FabricComparison
internal import FabricModel

/// From a task to the steps in their order.
struct WorkOrderPlanner {
  private let task: WorkTask
  private let alignment: Alignment
  private let plan: CablePlan
  private var made: WorkOrder
  private var findings: FindingTable

  init(_ task: WorkTask) {
    self.task = task
    alignment = task.alignment
    plan = CablePlan(task)
    made = WorkOrder(task)
    findings = FindingTable(task.causes)
  }

  func order() -> WorkOrder {
    var copy = self
    copy.describe()
    copy.addSteps()
    copy.number()
    copy.adopt()
    copy.made.notes = WorkNotes(task, plan, copy.made, findings).notes
    return copy.made
  }

  /// What the steps refer to, and how much there is of it.
  private mutating func describe() {
    let names = CableNames(alignment.current)
    var cables = plan.cables
    for index in cables.indices where !cables[index].isNew {
      let link = cables[index].current
      let name = names.name(of: link, alignment.current)
      // Only new cables have names that begin so.
      cables[index].name =
        name.hasPrefix("new-") ? alignment.current.endNames(of: link) : name
    }
    made.cables = cables
    made.leftOut = plan.target.leftOut
    made.kept = plan.target.kept
    made.renamed = plan.target.renames.renamed
    made.strays = plan.target.renames.strays
    made.devicesToRename = made.renamed.count
    made.cablesToAdd = cables.count { $0.isNew }
    made.cablesToRemove = cables.count { $0.isRemoved }
    made.cablesToMove = cables.count - made.cablesToAdd - made.cablesToRemove
    made.touches = plan.moves.count
    made.spares = SpareList(alignment, cables).spares
  }

  private mutating func addSteps() {
    let stops = StopOrder(alignment, devices: devices)
    let jobs = WorkJobs(plan, portCount: alignment.ports.count) { move in
      key(plan.moves[Int(move)], stops)
    }
    let starts = (0..<Int32(jobs.count)).map { job in
      let move = plan.moves[Int(jobs.acts[Int(jobs.first[Int(job)])].move)]
      return (job: job, key: key(move, stops))
    }.sorted { $0.key < $1.key }
    var stop = [Int32](repeating: 0, count: jobs.count)
    for start in starts { stop[Int(start.job)] = Int32(start.key >> 32) }
    let schedule = WalkSchedule(
      jobs, plan, UplinkLedger(task, plan), order: starts.map(\.job), stop: stop)
    made.steps = plan.target.renames.steps
    for index in made.steps.indices { made.steps[index].batch = 1 }
    append(schedule, jobs, stops)
  }

  /// Where a hand gets to.
  private var devices: [Int32] {
    var isTouched = [Bool](repeating: false, count: alignment.devices.count)
    for move in plan.moves {
      if move.from >= 0 { isTouched[Int(made.device(ofPort: move.from))] = true }
      if move.to >= 0 { isTouched[Int(made.device(ofPort: move.to))] = true }
    }
    return isTouched.indices.filter { isTouched[$0] }.map { Int32($0) }
  }

  /// The rack above the place of the port where the hand begins.
  private func key(_ move: PlugMove, _ stops: StopOrder) -> Int64 {
    let port = move.from >= 0 ? move.from : move.to
    return stops.key(of: port, on: made.device(ofPort: port))
  }

  /// Makes steps of acts; a batch ends with the row of racks, and where draining begins or ends.
  private mutating func append(_ schedule: WalkSchedule, _ jobs: WorkJobs, _ stops: StopOrder) {
    var left = [Int32](repeating: 0, count: plan.moves.count)
    var batch = made.steps.last?.batch ?? 0
    var last: (aisle: Int32, drains: Bool)?
    made.steps.reserveCapacity(made.steps.count + jobs.acts.count)
    for job in schedule.jobs {
      let range = jobs.acts(of: job)
      let move = plan.moves[Int(jobs.acts[range.lowerBound].move)]
      let port = move.from >= 0 ? move.from : move.to
      let aisle = stops.aisle(of: made.device(ofPort: port))
      let drains = range.contains { schedule.drains[$0] }
      if last.map({ $0 != (aisle, drains) }) ?? true { batch += 1 }
      last = (aisle, drains)
      for index in range {
        let act = jobs.acts[index]
        let number = Int32(made.steps.count + 1)
        var step = step(act, number)
        step.batch = batch
        step.drain = schedule.drains[index]
        let previous = act.action == .unplug ? -1 : jobs.predecessor(of: act.move)
        if previous >= 0 { step.after = [left[Int(previous)]] }
        if step.from >= 0 { left[Int(act.move)] = number }
        made.steps.append(step)
      }
    }
  }

  private func step(_ act: WorkJobs.Act, _ number: Int32) -> WorkStep {
    let move = plan.moves[Int(act.move)]
    var step = WorkStep(number, act.action)
    step.cable = move.cable
    step.end = move.end
    step.from = act.action == .plug ? -1 : move.from
    step.to = act.action == .unplug ? -1 : move.to
    let cable = made.cables[Int(move.cable)]
    step.finding = findings.id(cable)
    return step
  }

  /// Names new cables in the order in which they come, and ties the steps of a cable together.
  private mutating func number() {
    var isNamed = 0
    var latest = [Int32](repeating: -1, count: made.cables.count)
    for index in made.steps.indices where made.steps[index].cable >= 0 {
      let cable = Int(made.steps[index].cable)
      if made.cables[cable].isNew && latest[cable] < 0 {
        isNamed += 1
        made.cables[cable].name = "new-\(isNamed)"
      }
      if latest[cable] >= 0 {
        made.steps[index].partner = latest[cable] + 1
        made.steps[Int(latest[cable])].partner = Int32(index + 1)
      }
      latest[cable] = Int32(index)
      made.steps[index].stays = other(index)
    }
  }

  /// Where the other end of a step's cable is when the step is done, or -1.
  private func other(_ index: Int) -> Int32 {
    let step = made.steps[index]
    let cable = made.cables[Int(step.cable)]
    if cable.isNew {
      return step.partner > 0 && step.partner <= index ? made.steps[Int(step.partner) - 1].to : -1
    }
    if cable.isRemoved {
      return step.partner > 0 && step.partner <= index ? -1 : plan.target.observed[Int(step.from)]
    }
    let port = step.from >= 0 ? step.from : made.steps[Int(step.partner) - 1].from
    return plan.target.observed[Int(port)]
  }

  /// What the plan takes over.
  private mutating func adopt() {
    let batch = (made.steps.last?.batch ?? 0) + 1
    for adoption in Adoptions(task, plan, findings).all {
      var step = WorkStep(Int32(made.steps.count + 1), .adopt)
      step.cable = Int32(made.cables.count)
      made.cables.append(adoption.cable)
      step.batch = batch
      step.remark = adoption.remark
      step.finding = adoption.finding
      made.steps.append(step)
    }
  }
}

/// The findings that steps put right.
struct FindingTable {
  private var planned: [LinkID: String] = [:]
  private var observed: [LinkID: String] = [:]

  init(_ causes: [WorkCause]) {
    for cause in causes where !cause.finding.isEmpty {
      for link in cause.planned where planned[link] == nil { planned[link] = cause.finding }
      for link in cause.observed where observed[link] == nil { observed[link] = cause.finding }
    }
  }

  func id(_ cable: WorkCable) -> String {
    planned[cable.desired] ?? observed[cable.current] ?? ""
  }

  func id(planned link: LinkID) -> String { planned[link] ?? "" }
}

/// What to take along for the cables that are new.
struct SpareList {
  private(set) var spares: [Spare] = []

  private struct Kind: Hashable {
    var medium: NameID
    var length: Int32
  }

  init(_ alignment: Alignment, _ cables: [WorkCable]) {
    let table = alignment.desired.cables
    var counts: [Kind: Int] = [:]
    var seen: Set<CableID> = []
    for cable in cables where cable.isNew {
      let row = alignment.desired.links.cable[cable.desired.index]
      guard !row.isNone else {
        counts[Kind(medium: .none, length: 0), default: 0] += 1
        continue
      }
      // The legs of one cable come along with it.
      guard seen.insert(row).inserted else { continue }
      counts[Kind(medium: table.medium[row.index], length: table.length[row.index]), default: 0] +=
        1
    }
    spares = counts.map { kind, count in
      Spare(
        medium: alignment.desired.names[kind.medium],
        length: kind.length > 0 ? Meters(centimeters: Int(kind.length)) : nil, count: count)
    }.sorted { a, b in
      if a.medium != b.medium { return NaturalOrder.precedes(a.medium, b.medium) }
      return (a.length?.centimeters ?? 0) < (b.length?.centimeters ?? 0)
    }
  }
}
