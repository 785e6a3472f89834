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
    plan = CablePlan.make(task)
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
    made.cablesApart = LeftWiring(alignment, plan.target).cables
    made.renamed = plan.target.renames.renamed
    made.strays = plan.target.renames.strays
    made.devicesToRename = made.renamed.count
    made.cablesToAdd = count { $0.isNew }
    made.cablesToRemove = count { $0.isRemoved }
    made.cablesToMove = count { !$0.isNew && !$0.isRemoved }
    made.spares = SpareList(alignment, cables).spares
  }

  /// The number of cables, legs of one cable counted once.
  private func count(where isCounted: (WorkCable) -> Bool) -> Int {
    guard !plan.split.isEmpty else { return plan.cables.count(where: isCounted) }
    var seen: Set<CableID> = []
    return plan.cables.count { cable in
      guard isCounted(cable) else { return false }
      let shared =
        cable.isRemoved ? plan.split.current(cable.current) : plan.split.planned(cable.desired)
      return shared.map { seen.insert($0).inserted } ?? true
    }
  }

  private mutating func addSteps() {
    let stops = StopOrder(alignment, devices: devices)
    let jobs = WorkJobs(plan, portCount: alignment.ports.count) { move in
      key(plan.moves[Int(move)], stops)
    }
    made.touches = jobs.groups.others.values.reduce(plan.moves.count) { $0 - $1.count }
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
        var step = step(act, number, jobs.groups)
        step.batch = batch
        step.drain = schedule.drains[index]
        let previous = act.action == .unplug ? -1 : jobs.predecessor(of: act.move)
        if previous >= 0 { step.after = [left[Int(previous)]] }
        if step.from >= 0 { left[Int(act.move)] = number }
        made.steps.append(step)
      }
    }
  }

  private func step(
    _ act: WorkJobs.Act, _ number: Int32, _ groups: PlugGroups
  ) -> WorkStep {
    let move = plan.moves[Int(act.move)]
    var step = WorkStep(number, act.action)
    step.cable = move.cable
    step.end = move.end
    step.from = act.action == .plug ? -1 : move.from
    step.to = act.action == .unplug ? -1 : move.to
    step.finding = findings.id(made.cables[Int(move.cable)])
    guard !plan.split.isEmpty else { return step }
    step.legs = (groups.others[act.move] ?? []).map { index in
      let leg = plan.moves[Int(index)]
      return WorkStep.Leg(
        cable: leg.cable, from: act.action == .plug ? -1 : leg.from,
        to: act.action == .unplug ? -1 : leg.to)
    }
    step.remark = SplitRemark.text(step, made.cables[Int(move.cable)], plan)
    return step
  }

  /// Names new cables in the order in which they come, and ties the steps of a cable together.
  private mutating func number() {
    var namer = NewCableNames(plan.split)
    var latest = [Int32](repeating: -1, count: made.cables.count)
    for index in made.steps.indices where made.steps[index].cable >= 0 {
      let cable = made.steps[index].cable
      tie(index, cable, from: made.steps[index].from, latest[Int(cable)]) { $0.stays = $1 }
      namer.name(&made.cables[Int(cable)])
      latest[Int(cable)] = Int32(index)
      for place in made.steps[index].legs.indices {
        let leg = made.steps[index].legs[place]
        tie(index, leg.cable, from: leg.from, latest[Int(leg.cable)]) {
          $0.legs[place].stays = $1
        }
        namer.name(&made.cables[Int(leg.cable)])
        latest[Int(leg.cable)] = Int32(index)
      }
    }
  }

  /// Tells a step of a cable about the one before, and where the cable's other end is afterwards.
  private mutating func tie(
    _ index: Int, _ cable: Int32, from: Int32, _ latest: Int32,
    _ set: (inout WorkStep, Int32) -> Void
  ) {
    if latest >= 0 {
      if made.steps[index].cable == cable { made.steps[index].partner = latest + 1 }
      if made.steps[Int(latest)].cable == cable {
        made.steps[Int(latest)].partner = Int32(index + 1)
      }
    }
    let before = latest >= 0 ? made.steps[Int(latest)].ports(of: cable) : (from: -1, to: -1)
    let entry = made.cables[Int(cable)]
    var stays: Int32 = -1
    if entry.isNew {
      stays = before.to
    } else if !entry.isRemoved || latest < 0 {
      let port = from >= 0 ? from : before.from
      stays = plan.target.observed[Int(port)]
    }
    set(&made.steps[index], stays)
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

extension WorkStep {
  /// Where the plug of a cable, or of one of its legs, comes from and goes to.
  fileprivate func ports(of cable: Int32) -> (from: Int32, to: Int32) {
    if self.cable == cable { return (from, to) }
    return legs.first { $0.cable == cable }.map { ($0.from, $0.to) } ?? (-1, -1)
  }
}

/// Names for new cables, one after the other; the legs of a cable have one name.
private struct NewCableNames {
  private let split: SplitCables
  private var count = 0
  private var ofCable: [CableID: String] = [:]

  init(_ split: SplitCables) { self.split = split }

  mutating func name(_ cable: inout WorkCable) {
    guard cable.isNew, cable.name.isEmpty else { return }
    let shared = split.isEmpty ? nil : split.planned(cable.desired)
    if let shared, let known = ofCable[shared] {
      cable.name = known
      return
    }
    count += 1
    cable.name = "new-\(count)"
    if let shared { ofCable[shared] = cable.name }
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
