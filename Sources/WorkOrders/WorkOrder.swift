package import FabricComparison
package import FabricModel
internal import Findings

/// What turns the current fabric into the desired one, step by step, with the fewest touches.
///
/// Made by `WorkOrder.make`, which plays every order on the current fabric before it lets it out.
package struct WorkOrder: Sendable {
  package let alignment: Alignment
  package internal(set) var steps: [WorkStep] = []
  package internal(set) var cables: [WorkCable] = []
  package internal(set) var notes: [WorkNote] = []
  /// What is said before the steps, or in their place.
  package internal(set) var problems: [WorkProblem] = []
  package internal(set) var spares: [Spare] = []
  /// Ends that a hand moves; a plug that is held in the hand counts once.
  package internal(set) var touches = 0
  package internal(set) var cablesToAdd = 0
  package internal(set) var cablesToRemove = 0
  package internal(set) var cablesToMove = 0
  package internal(set) var devicesToRename = 0
  package internal(set) var simulation = Simulation()

  /// Planned links that the order does not bring about, for reasons that the notes tell; rows of the
  /// desired fabric.
  package internal(set) var leftOut: [LinkID] = []
  /// Observed links that stay although they are not planned; rows of the current fabric.
  package internal(set) var kept: [LinkID] = []
  /// By how many cables the wiring differs from the plan in the end, as a person counts them.
  package internal(set) var cablesApart = 0
  /// Devices with the wrong name, and the ones whose names they get.
  package internal(set) var renamed: [Renamed] = []
  /// As in the task.
  package let tiers: [Int8]
  package let floor: Ratio
  /// Ports of renamed devices that the plan does not have under the new name, with the device whose name
  /// they carry after it.
  package internal(set) var strays: [Int32: Int32] = [:]

  package struct Renamed: Hashable, Sendable {
    package var device: Int32
    package var name: Int32
  }

  /// What came out when the order was played on the current fabric.
  package struct Simulation: Hashable, Sendable {
    /// False where anything is left out, or stays although it is not planned.
    package var reachesDesired = false
    /// The lowest share of its planned uplinks that a device has while one is taken from it; 1 where
    /// none is.
    package var lowestUplinkShare = 1.0
  }

  init(_ task: WorkTask) {
    alignment = task.alignment
    tiers = task.tiers
    floor = task.floor
    problems = task.problems
  }

  /// Whether there are no steps because something has to be settled before anybody touches a cable.
  package var isRefused: Bool { problems.contains(where: \.isFinal) }

  /// Plans the work, and plays it on the current fabric. With a problem that is final there are no steps,
  /// and nothing is said to be reached.
  ///
  /// - Complexity: O(ports), and O(n log n) for n ports that differ.
  package static func make(for task: WorkTask) throws(WorkOrderError) -> WorkOrder {
    guard !task.problems.contains(where: \.isFinal) else { return WorkOrder(task) }
    var order = WorkOrderPlanner(task).order()
    order.simulation = try Replay.play(order)
    return order
  }

  /// Plays an order on the current fabric.
  ///
  /// - Returns: what came out, where it is the desired wiring.
  package static func replay(_ order: WorkOrder) throws(WorkOrderError) -> Simulation {
    try Replay.play(order)
  }

  /// The same order with other steps: what a replay has to find out about.
  package func withSteps(_ steps: [WorkStep]) -> WorkOrder {
    var copy = self
    copy.steps = steps
    return copy
  }
}

extension WorkOrder {
  /// The device that a port belongs to by name, once devices are renamed.
  package func device(ofPort port: Int32) -> Int32 {
    strays.isEmpty
      ? alignment.ports.device[Int(port)] : strays[port] ?? alignment.ports.device[Int(port)]
  }

  package func deviceName(ofPort port: Int32) -> String {
    alignment.name(ofDevice: device(ofPort: port))
  }

  package func name(ofDevice row: Int32) -> String { alignment.name(ofDevice: row) }

  /// What stands on the faceplate.
  package func text(ofPort port: Int32) -> String { alignment.text(ofPort: port) }

  /// `leaf-2:7`
  package func name(ofPort port: Int32) -> String {
    deviceName(ofPort: port) + ":" + text(ofPort: port)
  }

  /// Where the device of a port stands.
  package func place(ofPort port: Int32) -> Place {
    alignment.place(ofDevice: device(ofPort: port))
  }

  package func place(ofDevice row: Int32) -> Place { alignment.place(ofDevice: row) }

  /// The port where the hand begins.
  package func port(of step: WorkStep) -> Int32 { step.from >= 0 ? step.from : step.to }

  /// Label, medium and length of the cable that a step handles: as planned for one that is new, else
  /// those that it has, as far as anybody knows.
  package func entry(of cable: WorkCable) -> LinkEntry {
    guard !cable.isNew else { return alignment.desired.entry(of: cable.desired) }
    var entry = alignment.current.entry(of: cable.current)
    guard !cable.isRemoved else { return entry }
    let planned = alignment.desired.entry(of: cable.desired)
    if entry.medium.isEmpty { entry.medium = planned.medium }
    if entry.length == nil { entry.length = planned.length }
    return entry
  }

  /// Twelve hexadecimal digits that name a row over all runs: of the planned cable, or of the one that
  /// goes, of the act and of the end.
  package func id(of step: WorkStep) -> String {
    let end = step.end?.rawValue ?? ""
    guard step.cable >= 0 else {
      return Finding.id(
        of: step.action.rawValue, about: "\(end)\u{0}\(step.oldName)\u{0}\(step.newName)")
    }
    let cable = cables[Int(step.cable)]
    let ends =
      cable.desired.isNone
      ? "-" + alignment.current.endNames(of: cable.current)
      : alignment.desired.endNames(of: cable.desired)
    return Finding.id(of: step.action.rawValue, about: "\(end)\u{0}\(ends)")
  }

  /// Whether two hands are needed, because a cable has to be brought from one rack to another.
  package func needsTwo(_ step: WorkStep) -> Bool {
    guard step.cable >= 0 else { return false }
    let cable = cables[Int(step.cable)]
    let ports: (Int32, Int32)
    if step.action == .move {
      ports = (step.from, step.to)
    } else if cable.isNew || cable.isRemoved {
      ports = (port(of: step), step.partner > 0 ? port(of: steps[Int(step.partner) - 1]) : -1)
    } else {
      return false
    }
    guard ports.0 >= 0, ports.1 >= 0 else { return false }
    let (x, y) = (place(ofPort: ports.0), place(ofPort: ports.1))
    return x.hall != y.hall || x.row != y.row || x.rack != y.rack
  }

  /// What to see when a step is done; lower case, no full stop.
  package func check(of step: WorkStep) -> String {
    switch step.action {
    case .move: return sees(step)
    case .plug where step.stays >= 0: return sees(step)
    case .plug:
      return "no light on \(name(ofPort: step.to)) yet, the other end is step \(step.partner)"
    case .unplug where cables[Int(step.cable)].isRemoved:
      return step.stays >= 0 ? "light on \(name(ofPort: step.from)) is off" : "the cable is out"
    case .unplug:
      return
        "light on \(name(ofPort: step.from)) is off; keep the plug, it goes in at step \(step.partner)"
    case .rename: return "the prompt shows \(step.newName), and its neighbours see that name"
    case .adopt: return "the plan says what is there"
    }
  }

  private func sees(_ step: WorkStep) -> String {
    "light on \(name(ofPort: step.to)) is green, neighbour \(name(ofPort: step.stays))"
  }
}

extension Alignment {
  /// As planned; where only the current fabric knows the device, as that says.
  func place(ofDevice row: Int32) -> Place {
    let (new, old) = (devices.desired[Int(row)], devices.current[Int(row)])
    if !new.isNone {
      let place = desired.place(of: new)
      if place != Place() || old.isNone { return place }
    }
    return old.isNone ? Place() : current.place(of: old)
  }
}
