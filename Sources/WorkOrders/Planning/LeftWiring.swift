internal import FabricComparison
internal import FabricModel

/// What an order does not bring about, counted as a person counts cables.
struct LeftWiring {
  /// A cable that stays in place of a planned one counts once.
  private(set) var cables = 0

  /// - Complexity: O(ports) where anything is left, else O(1).
  init(_ alignment: Alignment, _ target: TargetWiring) {
    guard !(target.leftOut.isEmpty && target.kept.isEmpty) else { return }
    let leftOut = Set(target.leftOut.map(\.rawValue))
    let kept = Set(target.kept.map(\.rawValue))
    var rest = kept
    var planned = [Int32](repeating: -1, count: alignment.ports.count)
    var observed = planned
    for port in planned.indices {
      if leftOut.contains(alignment.desiredLink[port]) {
        planned[port] = alignment.desiredMate[port]
      }
      if target.link[port] >= 0, kept.contains(target.link[port]) {
        observed[port] = target.observed[port]
        rest.remove(target.link[port])
      }
    }
    // Cables that are stated beside others at a port.
    for row in rest.sorted() {
      let (a, b) = alignment.current.ends(LinkID(rawValue: row))
      let ports = [a, b].filter { !$0.isNone }.map { alignment.row(ofCurrent: $0) }
      if ports.count == 2, ports.allSatisfy({ $0 >= 0 && observed[Int($0)] < 0 }),
        ports[0] != ports[1]
      {
        observed[Int(ports[0])] = ports[1]
        observed[Int(ports[1])] = ports[0]
      } else {
        cables += 1
      }
    }
    var isDone = [Bool](repeating: false, count: planned.count)
    for port in planned.indices
    where !isDone[port] && (planned[port] >= 0 || observed[port] >= 0) {
      let component = WiringComponent(
        at: Int32(truncatingIfNeeded: port), planned: planned, observed: observed)
      for other in component.ports { isDone[Int(other)] = true }
      cables += max(component.plannedCount, component.observedCount)
    }
  }
}
