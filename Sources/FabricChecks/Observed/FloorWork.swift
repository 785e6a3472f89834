internal import FabricComparison
internal import FabricMetrics
internal import FabricModel
internal import FabricTopology

/// What hands do to undo an act.
package struct FloorWork {
  /// Plugs that move one after the other. The last one of a ring waits outside until the first port
  /// is free: it is unplugged before the others.
  struct Ring {
    /// `ports[i]` goes into `ports[i + 1]`.
    var ports: [Int32]
    /// Whether the last plug goes into the first port; else the last port is free.
    var isClosed: Bool
  }

  var rings: [Ring] = []
  var removed: [WiringComponent.Ends] = []
  var added: [WiringComponent.Ends] = []
  /// Planned links of what is added, in the same order.
  var addedLinks: [LinkID] = []
  /// The device at which most of it is done.
  var standing: Int32?

  /// Plugs that sit in a wrong port, with the port that they belong into.
  var moves: [(from: Int32, to: Int32)] {
    rings.flatMap { ring in
      let next = ring.ports.dropFirst() + (ring.isClosed ? ring.ports.prefix(1) : [])
      return zip(ring.ports, next).map { ($0, $1) }
    }
  }
}

/// Which ports hold a plug while acts are undone one after the other.
struct PlugReplay {
  private let alignment: Alignment
  private var changed: [Int32: Bool] = [:]

  init(_ alignment: Alignment) { self.alignment = alignment }

  private func isPlugged(_ port: Int32) -> Bool {
    changed[port] ?? (alignment.currentMate[Int(port)] >= 0)
  }

  /// The work of one act; the next one finds the ports as this one leaves them.
  ///
  /// - Complexity: O(ports of the act).
  mutating func work(undoing act: Explanation) -> FloorWork {
    var work = FloorWork()
    for rewiring in act.undo {
      for ends in rewiring.removed {
        work.removed.append(ends)
        (changed[ends.a], changed[ends.b]) = (false, false)
      }
      move(rewiring.moves, eitherEnd: Self.turns.contains(act.kind.name), &work)
      for ends in rewiring.added {
        work.added.append(ends)
        work.addedLinks.append(LinkID(rawValue: alignment.desiredLink[Int(ends.a)]))
        (changed[ends.a], changed[ends.b]) = (true, true)
      }
    }
    work.standing = standing(work)
    return work
  }

  private mutating func move(
    _ moves: [Rewiring.Move], eitherEnd: Bool, _ work: inout FloorWork
  ) {
    var target: [Int32: Int32] = [:]
    var entered: Set<Int32> = []
    for move in moves where isPlugged(move.from) {
      target[move.from] = move.to
      entered.insert(move.to)
    }
    let starts = moves.map(\.from).filter { target[$0] != nil }
    // Chains first: what is left over then are rings.
    for start in starts where !entered.contains(start) {
      var ports = [start]
      while let next = target.removeValue(forKey: ports[ports.count - 1]) { ports.append(next) }
      work.rings.append(FloorWork.Ring(ports: ports, isClosed: false))
      changed[start] = false
      for port in ports.dropFirst() { changed[port] = true }
    }
    for start in starts where target[start] != nil {
      var ports = [start]
      while let next = target.removeValue(forKey: ports[ports.count - 1]), next != start {
        ports.append(next)
      }
      work.rings.append(FloorWork.Ring(ports: eitherEnd ? easier(ports) : ports, isClosed: true))
    }
  }

  /// Kinds of acts whose cables may be put right at either of their ends.
  private static let turns: Set = ["swap", "cycle"]

  /// The same ring at the other ends of its cables where their labels then agree, or those ends stand in
  /// fewer racks, or are switches and these are not: a label tells which end was moved, then the walk
  /// decides, and nobody opens a host for what a switch can do.
  private func easier(_ ports: [Int32]) -> [Int32] {
    let mates = ports.map { alignment.currentMate[Int($0)] }
    guard mates.allSatisfy({ $0 >= 0 && changed[$0] == nil }),
      ports.allSatisfy({ changed[$0] == nil }), effort(mates.reversed()) < effort(ports)
    else { return ports }
    return mates.reversed()
  }

  private func effort(_ ports: [Int32]) -> (misfits: Int, racks: Int, hosts: Int) {
    let (fabric, devices) = (alignment.desired, alignment.devices)
    var places: Set<Int> = []
    var hosts = 0
    for port in ports {
      let row = alignment.ports.device[Int(port)]
      let device = devices.desired[Int(row)]
      if device.isNone || fabric.devices.rack[device.index].isNone {
        // Without a rack every device is a walk of its own.
        places.insert(-1 - Int(row))
      } else {
        places.insert(fabric.devices.rack[device.index].index)
      }
      if !device.isNone && fabric.kind(of: device) == .host { hosts += 1 }
    }
    let next = ports.dropFirst() + ports.prefix(1)
    return (zip(ports, next).count { isMisfit($0, at: $1) }, places.count, hosts)
  }

  /// Whether the cable in a port has another label than the one that is planned where it goes.
  private func isMisfit(_ from: Int32, at target: Int32) -> Bool {
    let link = LinkID(rawValue: alignment.currentLink[Int(from)])
    let wanted = LinkID(rawValue: alignment.desiredLink[Int(target)])
    guard !link.isNone && !wanted.isNone else { return false }
    let labels = (
      alignment.current.entry(of: link).label, alignment.desired.entry(of: wanted).label
    )
    return !labels.0.isEmpty && !labels.1.isEmpty && labels.0 != labels.1
  }

  /// The planned device that most plugs of the work are at, the first of several.
  private func standing(_ work: FloorWork) -> Int32? {
    let ports =
      work.moves.map(\.from) + (work.removed + work.added).flatMap { [$0.a, $0.b] }
    var counts: [Int32: Int] = [:]
    var order: [Int32] = []
    for port in ports {
      let device = alignment.ports.device[Int(port)]
      guard !alignment.devices.desired[Int(device)].isNone else { continue }
      if counts[device] == nil { order.append(device) }
      counts[device, default: 0] += 1
    }
    return order.max { (counts[$0] ?? 0) < (counts[$1] ?? 0) }
  }
}

extension FloorWork {
  /// More moves than these are told as a list of ports.
  private static let mostSteps = 5

  /// What to do, step by step, at which device.
  func steps(_ floor: ObservedFloor) -> String {
    var steps = Steps(floor)
    for ends in removed { steps.takeOut(ends) }
    let moves = moves
    if moves.count > Self.mostSteps {
      steps.rearrange(moves)
    } else {
      for ring in rings { steps.turn(ring) }
    }
    for (ends, link) in zip(added, addedLinks) { steps.plug(ends, link) }
    return steps.text
  }
}

/// Sentences for hands, with the device told where it changes.
private struct Steps {
  private let floor: ObservedFloor
  private var parts: [String] = []
  private var device: Int32 = -1
  /// Steps that are told; the work order has the rest.
  private static let most = 12

  init(_ floor: ObservedFloor) { self.floor = floor }

  var text: String {
    guard parts.count > Self.most else { return parts.joined(separator: "; ") }
    let more = parts.count - Self.most
    return parts.prefix(Self.most).joined(separator: "; ")
      + "; \(Grouped.text(more)) more steps: plumbline workorder lists them all"
  }

  private mutating func at(_ port: Int32, _ step: String) {
    let here = floor.device(port)
    parts.append(here == device ? step : "at \(floor.located(here)): \(step)")
    device = here
  }

  mutating func takeOut(_ ends: WiringComponent.Ends) {
    let ports = [ends.a, ends.b].sorted { floor.isAtSwitch($0) && !floor.isAtSwitch($1) }
    at(
      ports[0],
      "unplug the cable from \(floor.name(port: ports[0])) to \(floor.name(port: ports[1])) at both "
        + "ends and take it out")
  }

  mutating func plug(_ ends: WiringComponent.Ends, _ link: LinkID) {
    let ports = [ends.a, ends.b].sorted { floor.isAtSwitch($0) && !floor.isAtSwitch($1) }
    at(
      ports[0],
      "plug \(floor.described(link)) from \(floor.name(port: ports[0])) to "
        + floor.name(port: ports[1]))
  }

  /// A plug that waits outside, the others one after the other, the one outside at last.
  mutating func turn(_ ring: FloorWork.Ring) {
    var ports = ring.ports
    if ring.isClosed {
      at(ports[0], "unplug \(floor.name(port: ports[0]))")
      let first = ports[0]
      // From the far end: each enters the port that the one before has left.
      ports.append(first)
      for index in stride(from: ports.count - 2, through: 1, by: -1) {
        at(ports[index], move(ports[index], ports[index + 1]))
      }
      at(ports[1], "plug what was in \(floor.name(port: first)) into \(floor.name(port: ports[1]))")
      return
    }
    for index in stride(from: ports.count - 2, through: 0, by: -1) {
      at(ports[index], move(ports[index], ports[index + 1]))
    }
  }

  private func move(_ from: Int32, _ to: Int32) -> String {
    let target =
      floor.device(from) == floor.device(to)
      ? floor.name(port: to) : "port \(floor.text(port: to)) of \(floor.located(floor.device(to)))"
    return "move the plug of \(floor.name(port: from)) to \(target)"
  }

  /// Many plugs at once: all out, then each into its own port.
  mutating func rearrange(_ moves: [(from: Int32, to: Int32)]) {
    let devices = Set(moves.flatMap { [floor.device($0.from), floor.device($0.to)] })
    let isOne = devices.count == 1
    let name = { [floor] (port: Int32) in
      isOne ? floor.text(port: port) : floor.name(port: port)
    }
    let listed = moves.prefix(Shortlist.most).map { "\(name($0.from)) into \(name($0.to))" }
    at(
      moves[0].from,
      "unplug these and plug each into its own port: "
        + Shortlist.text(listed, of: moves.count))
  }
}

extension ObservedFloor {
  fileprivate func isAtSwitch(_ port: Int32) -> Bool {
    let device = alignment.devices.desired[Int(device(port))]
    return !device.isNone && context.topology.graph.vertexOf[device.index] >= 0
  }

  /// `C0000131 (15 m AOC)`, or `a cable` where the plan says nothing of it.
  fileprivate func described(_ link: LinkID) -> String {
    let entry = plan.entry(of: link)
    let name = cable(planned: link)
    let facts = [entry.length?.description ?? "", entry.medium].filter { !$0.isEmpty }
      .joined(separator: " ")
    if name == plan.endNames(of: link) { return facts.isEmpty ? "a cable" : "a cable (\(facts))" }
    return facts.isEmpty ? name : "\(name) (\(facts))"
  }
}
