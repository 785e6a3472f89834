internal import FabricComparison
internal import FabricModel

/// One end of a cable that has to be somewhere else.
struct PlugMove {
  var cable: Int32
  var end: WorkStep.End
  /// -1 for a cable that is new.
  var from: Int32
  /// -1 for a cable that goes.
  var to: Int32
}

/// Which cable becomes which, and which end of it moves.
///
/// Chains and cycles of planned and observed links are settled one by one: neighbours share a port, so
/// a cable that becomes its neighbour keeps one end. That pairs min(p, o) of them, the most that can
/// be; what is left over is new or goes. A cycle can be turned two ways: the one that takes the hand to
/// fewer racks is chosen, over all cycles in turn until nothing changes.
struct CablePlan {
  private(set) var cables: [WorkCable] = []
  private(set) var moves: [PlugMove] = []
  /// The first of four neighbours in `moves`: a cable that is replaced where it is.
  private(set) var replacements: [Int32] = []
  private(set) var target: TargetWiring
  let split: SplitCables
  /// Planned links through patch panels that are not there, by one end.
  private(set) var throughPanels: [Int32] = []
  let cages: MixedCages
  /// What gets no step because somebody has to look first.
  private(set) var doubts: Doubts

  private let alignment: Alignment
  private let task: WorkTask
  /// Chosen ways of cycles, and what is forced.
  private var racks: [Int32: Int] = [:]

  /// Rounds in which cycles are turned again. Each round that changes anything lowers the number of
  /// racks, and the first one or two do nearly all.
  private static let rounds = 6

  /// The plan of the cables without what no order of acts makes safe.
  static func make(_ task: WorkTask) -> CablePlan {
    var blocked: Set<Int32> = []
    while true {
      let plan = CablePlan(task, blocked)
      let more = CageConflicts(plan).ports.subtracting(blocked)
      if more.isEmpty { return plan }
      blocked.formUnion(more)
    }
  }

  private init(_ task: WorkTask, _ blocked: Set<Int32>) {
    self.task = task
    alignment = task.alignment
    target = TargetWiring(task)
    cages = MixedCages(task.alignment)
    doubts = Doubts(task.alignment, target.renames, blocked: blocked)
    split = SplitCables(task.alignment)
    settle()
    replaceRespecified()
  }

  private mutating func settle() {
    let count = target.planned.count
    var isDone = [Bool](repeating: false, count: count)
    var longer: [WiringComponent] = []
    for port in 0..<count where !isDone[port] && target.differs(port) {
      let row = Int32(truncatingIfNeeded: port)
      if let mate = loneMate(row) {
        isDone[Int(mate)] = true
        settleLone(row, mate)
        continue
      }
      let component = WiringComponent(
        at: row, planned: target.planned, observed: target.observed)
      for other in component.ports { isDone[Int(other)] = true }
      let isSafe =
        isInScope(component.ports)
        && !doubts.catches(component.ports, cables: component.plannedCount, target)
      if isSafe { longer.append(component) } else { target.leave(component) }
    }
    choose(longer)
  }

  /// The other end of a link that shares its ports with no other: by far the most of a first build.
  private func loneMate(_ port: Int32) -> Int32? {
    let (p, o) = (target.planned[Int(port)], target.observed[Int(port)])
    guard p < 0 || o < 0 else { return nil }
    let mate = max(p, o)
    let (back, other) =
      p < 0
      ? (target.observed[Int(mate)], target.planned[Int(mate)])
      : (target.planned[Int(mate)], target.observed[Int(mate)])
    return back == port && other < 0 ? mate : nil
  }

  private mutating func settleLone(_ port: Int32, _ mate: Int32) {
    let isPlanned = target.planned[Int(port)] >= 0
    let isDark = isPlanned && isTraced(LinkID(rawValue: alignment.desiredLink[Int(port)]))
    guard isInScope([port, mate]),
      isDark || !doubts.catches([port, mate], cables: isPlanned ? 1 : 0, target)
    else {
      target.leave(
        WiringComponent(at: port, planned: target.planned, observed: target.observed))
      return
    }
    if isPlanned { add(port, mate) } else { remove(port, mate) }
  }

  private func isInScope(_ ports: [Int32]) -> Bool {
    guard let scope = task.scope else { return true }
    return ports.contains { scope[Int(alignment.ports.device[Int($0)])] }
  }
}

extension CablePlan {
  /// Settles longer chains: the forced ones first, then cycles by the racks that they lead to.
  private mutating func choose(_ components: [WiringComponent]) {
    guard !components.isEmpty else { return }
    var devices: Set<Int32> = []
    for component in components {
      for port in component.ports { devices.insert(alignment.ports.device[Int(port)]) }
    }
    let order = PortOrder(alignment, devices: Array(devices))
    let stops = StopOrder(alignment, devices: Array(devices))
    let normal = components.map { $0.normalised(by: order) }
      .map { (key: $0.ports.map { order.key($0) }.min() ?? 0, component: $0) }
      .sorted { $0.key < $1.key }.map(\.component)
    var cycles: [(ways: [Way], choice: Int)] = []
    for component in normal {
      let pairs: [Way.Pair] = component.pairs(order, device: alignment.ports.device)
        .map { ($0.planned, $0.observed) }
      let first = Way(component, pairs, self, stops)
      guard component.isCycle else {
        for stop in first.stops { racks[stop, default: 0] += 1 }
        apply(first)
        continue
      }
      let count = pairs.count
      let turn = pairs.first.map { $0.planned == $0.observed } ?? true ? count - 1 : 0
      let turned: [Way.Pair] = (0..<count).map { ($0, ($0 + turn) % count) }
      cycles.append(([first, Way(component, turned, self, stops)], -1))
    }
    for _ in 0..<Self.rounds {
      var isChanged = false
      for index in cycles.indices { isChanged = decide(&cycles[index]) || isChanged }
      if !isChanged { break }
    }
    for cycle in cycles { apply(cycle.ways[cycle.choice]) }
  }

  /// - Returns: whether the cycle is turned another way than before.
  private mutating func decide(_ cycle: inout (ways: [Way], choice: Int)) -> Bool {
    if cycle.choice >= 0 {
      for stop in cycle.ways[cycle.choice].stops { racks[stop, default: 0] -= 1 }
    }
    let costs = cycle.ways.map { way in
      (
        way.legs, way.misfits, way.stops.count { racks[$0, default: 0] == 0 }, way.crossings,
        way.hostEnds
      )
    }
    // Equal ways stay as they are.
    let best = costs[1] < costs[0] ? 1 : 0
    for stop in cycle.ways[best].stops { racks[stop, default: 0] += 1 }
    let isChanged = best != cycle.choice
    cycle.choice = best
    return isChanged
  }

  private mutating func apply(_ way: Way) {
    for (a, b) in way.removed { remove(a, b) }
    for move in way.moves {
      let cable = WorkCable(
        current: LinkID(rawValue: target.link[Int(move.from)]),
        desired: LinkID(rawValue: alignment.desiredLink[Int(move.to)]))
      cables.append(cable)
      moves.append(
        PlugMove(
          cable: Int32(cables.count - 1), end: target.end(at: move.from), from: move.from,
          to: move.to))
    }
    for (a, b) in way.added { add(a, b) }
  }

  private mutating func add(_ a: Int32, _ b: Int32) {
    let link = LinkID(rawValue: alignment.desiredLink[Int(a)])
    if isTraced(link) {
      throughPanels.append(a)
      target.leaveOut(a)
      return
    }
    cables.append(WorkCable(desired: link))
    let end = target.plannedEnd(at: a, mate: b)
    let cable = Int32(cables.count - 1)
    moves.append(PlugMove(cable: cable, end: end, from: -1, to: a))
    moves.append(PlugMove(cable: cable, end: end.other, from: -1, to: b))
  }

  /// Whether a planned link goes through panels: which jumper of the path is missing, or in a wrong
  /// port, nobody can tell from its ends.
  private func isTraced(_ link: LinkID) -> Bool {
    alignment.standing == .observation && alignment.desired.links.segments[link] != nil
  }

  private mutating func remove(_ a: Int32, _ b: Int32) {
    cables.append(WorkCable(current: LinkID(rawValue: target.link[Int(a)])))
    let end = target.end(at: a)
    let cable = Int32(cables.count - 1)
    moves.append(PlugMove(cable: cable, end: end, from: a, to: -1))
    moves.append(PlugMove(cable: cable, end: end.other, from: b, to: -1))
  }

  /// In another revision a link with another medium, length or part is another cable.
  private mutating func replaceRespecified() {
    guard alignment.standing == .revision else { return }
    let hardware: LinkAttributes = [.medium, .length, .part]
    var isReplaced = Set<LinkID>()
    for row in task.differences.different where !row.attributes.isDisjoint(with: hardware) {
      isReplaced.insert(row.planned)
    }
    guard !isReplaced.isEmpty else { return }
    for port in target.planned.indices {
      let mate = target.planned[port]
      let row = Int32(truncatingIfNeeded: port)
      guard mate > row, mate == target.observed[port],
        isReplaced.contains(LinkID(rawValue: alignment.desiredLink[port])), isInScope([row, mate]),
        !doubts.catches([row, mate], cables: 1, target)
      else { continue }
      let start = moves.count
      // The legs of a cable go and come together.
      let hasLegs =
        split.planned(LinkID(rawValue: alignment.desiredLink[port])) != nil
        || split.current(LinkID(rawValue: target.link[port])) != nil
      if !hasLegs { replacements.append(Int32(start)) }
      remove(row, mate)
      add(row, mate)
      // One end after the other: out and in.
      moves.swapAt(start + 1, start + 2)
    }
  }

  /// How little a cable is what is planned where it goes: 2 for another label, 1 for another medium or
  /// length. What nobody knows of it decides nothing.
  fileprivate func misfit(_ from: Int32, _ to: Int32) -> Int {
    let old = alignment.current.entry(of: LinkID(rawValue: target.link[Int(from)]))
    let new = alignment.desired.entry(of: LinkID(rawValue: alignment.desiredLink[Int(to)]))
    let differ = { (a: String, b: String) in !a.isEmpty && !b.isEmpty && a != b }
    let isOther =
      differ(old.medium, new.medium)
      || differ(
        old.length?.description ?? "", new.length?.description ?? "")
    return (differ(old.label, new.label) ? 2 : 0) + (isOther ? 1 : 0)
  }

  /// What a move is to a hand where cables have legs: 0 where all legs of a plug go along, 1 for a plug
  /// of its own, more for one leg of several, which no hand can move alone.
  fileprivate func weight(_ from: Int32, _ to: Int32) -> Int {
    guard !split.isEmpty else { return 1 }
    if split.moves(from, to: to, target) { return 0 }
    return split.isShared(to) || split.isShared(from) ? 100 : 1
  }

  /// Whether another leg of a planned cable is where it belongs.
  func hasLegInPlace(of link: LinkID) -> Bool {
    let cable = alignment.desired.links.cable
    var rows: [Int] = []
    var row = link.index - 1
    while row >= 0, cable[row] == cable[link.index] {
      rows.append(row)
      row -= 1
    }
    row = link.index + 1
    while row < cable.count, cable[row] == cable[link.index] {
      rows.append(row)
      row += 1
    }
    return rows.contains { row in
      let port = alignment.row(ofDesired: alignment.desired.links.a[row])
      return port >= 0 && target.planned[Int(port)] >= 0 && !target.differs(Int(port))
    }
  }

  func isHost(_ port: Int32) -> Bool { task.tiers[Int(alignment.ports.device[Int(port)])] == 0 }
}

extension WorkStep.End {
  var other: WorkStep.End { self == .a ? .b : .a }
}

/// One way to settle a chain or a cycle.
private struct Way {
  /// Places of a planned and an observed link that share a port; nil for what is left over.
  typealias Pair = (planned: Int?, observed: Int?)

  private(set) var moves: [(from: Int32, to: Int32)] = []
  private(set) var removed: [(Int32, Int32)] = []
  private(set) var added: [(Int32, Int32)] = []
  /// The racks that the hand gets to, each once.
  private(set) var stops: [Int32] = []
  /// What it costs where cables have legs; the same for both ways of a cycle without them.
  private(set) var legs = 0
  /// Cables that have another label than they should have then, or do not fit: the one that was moved is
  /// known by them, and goes back.
  private(set) var misfits = 0
  /// Moves from one rack to another: a cable is pulled over.
  private(set) var crossings = 0
  /// Plugs of hosts, which are in service more often than not.
  private(set) var hostEnds = 0

  init(
    _ component: WiringComponent, _ pairs: [Pair], _ plan: CablePlan,
    _ stops: StopOrder
  ) {
    let (planned, observed) = (component.planned, component.observed)
    let device = plan.target.deviceOfPort
    for pair in pairs {
      switch (pair.planned, pair.observed) {
      case (let p?, let o?):
        let move = Self.move(planned[p], observed[o])
        moves.append(move)
        let (x, y) = (stops.stop(of: device[Int(move.from)]), stops.stop(of: device[Int(move.to)]))
        self.stops += [x, y]
        if x != y { crossings += 1 }
        legs += plan.weight(move.from, move.to)
        if component.isCycle { misfits += plan.misfit(move.from, move.to) }
        if plan.isHost(move.from) { hostEnds += 1 }
      case (let p?, nil): added.append((planned[p].a, planned[p].b))
      case (nil, let o?): removed.append((observed[o].a, observed[o].b))
      case (nil, nil): break
      }
    }
    for (a, b) in added + removed {
      self.stops += [stops.stop(of: device[Int(a)]), stops.stop(of: device[Int(b)])]
    }
    self.stops = Array(Set(self.stops)).sorted()
  }

  /// The end that the two links do not share.
  private static func move(
    _ planned: WiringComponent.Ends, _ observed: WiringComponent.Ends
  ) -> (from: Int32, to: Int32) {
    if planned.a == observed.a { return (observed.b, planned.b) }
    if planned.a == observed.b { return (observed.a, planned.b) }
    return planned.b == observed.a ? (observed.b, planned.a) : (observed.a, planned.a)
  }
}
