internal import FabricComparison
internal import FabricModel

/// What is there once devices are renamed, and what has to be there in the end.
///
/// The target is the plan without what nobody can judge, without what has another cause than a cable,
/// and with what is to stay.
struct TargetWiring {
  /// `planned[p]`: the port at the other end of the cable that port `p` has in the end, or -1.
  private(set) var planned: [Int32]
  private(set) var observed: [Int32]
  /// `link[p]`: the row of the current fabric whose plug is in port `p`.
  private(set) var link: [Int32]
  private(set) var leftOut: [LinkID]
  private(set) var kept: [LinkID] = []
  private(set) var renames = DeviceRenames()
  /// Causes by which the plan is changed.
  private(set) var adopted: [WorkCause] = []

  private let alignment: Alignment

  /// - Complexity: O(ports).
  init(_ task: WorkTask) {
    alignment = task.alignment
    planned = task.differences.wirings.planned
    observed = alignment.currentMate
    link = alignment.currentLink
    leftOut = task.differences.unverified
    renames = DeviceRenames(task)
    renames.rewire(&observed, &link)
    for cause in task.causes where cause.cure == .adopt { adopted.append(cause) }
    leave(task.causes.filter { $0.cure == .look || $0.cure == .adopt })
    for row in alignment.setAside where !row.isDesired {
      if row.reason == .portTaken || row.reason == .contradicted { kept.append(row.link) }
    }
  }

  /// Leaves the links of some causes as they are.
  private mutating func leave(_ causes: [WorkCause]) {
    guard !causes.isEmpty else { return }
    let planned = Set(causes.flatMap(\.planned))
    let observed = Set(causes.flatMap(\.observed))
    for port in 0..<self.planned.count {
      let row = Int32(truncatingIfNeeded: port)
      if !observed.isEmpty, self.observed[port] > row, link[port] >= 0,
        observed.contains(LinkID(rawValue: link[port]))
      {
        keep(row, self.observed[port])
      }
      if self.planned[port] > row, self.planned[port] != self.observed[port],
        planned.contains(LinkID(rawValue: alignment.desiredLink[port]))
      {
        leaveOut(row)
      }
    }
  }

  /// Takes the planned link at a port out of the target.
  mutating func leaveOut(_ port: Int32) {
    let mate = planned[Int(port)]
    guard mate >= 0 else { return }
    leftOut.append(LinkID(rawValue: alignment.desiredLink[Int(port)]))
    planned[Int(port)] = -1
    planned[Int(mate)] = -1
  }

  /// Lets an observed link stay.
  private mutating func keep(_ a: Int32, _ b: Int32) {
    guard planned[Int(a)] != b else { return }
    leaveOut(a)
    leaveOut(b)
    kept.append(LinkID(rawValue: link[Int(a)]))
    planned[Int(a)] = b
    planned[Int(b)] = a
  }

  /// Leaves a whole chain as it is.
  mutating func leave(_ component: WiringComponent) {
    for ends in component.planned { leaveOut(ends.a) }
    for ends in component.observed { keep(ends.a, ends.b) }
  }

  var deviceOfPort: [Int32] { alignment.ports.device }

  @inline(__always)
  func differs(_ port: Int) -> Bool { planned[port] != observed[port] }

  /// Which end of its cable the plug in a port is, by the row of the current fabric.
  func end(at port: Int32) -> WorkStep.End {
    let row = LinkID(rawValue: link[Int(port)])
    let (a, b) = alignment.current.ends(row)
    let here = alignment.ports.current[Int(renames.port(before: port))]
    let there = alignment.ports.current[Int(renames.port(before: observed[Int(port)]))]
    if here == a || there == b { return .a }
    if here == b || there == a { return .b }
    // An end that does not say its port.
    return !here.isNone && alignment.current.device(of: here) == alignment.current.device(of: a)
      ? .a : .b
  }

  /// Which end of the planned cable belongs into a port.
  func plannedEnd(at port: Int32, mate: Int32) -> WorkStep.End {
    let (a, b) = alignment.desired.ends(LinkID(rawValue: alignment.desiredLink[Int(port)]))
    let (here, there) = (alignment.ports.desired[Int(port)], alignment.ports.desired[Int(mate)])
    if here == a || there == b { return .a }
    if here == b || there == a { return .b }
    return port < mate ? .a : .b
  }
}
