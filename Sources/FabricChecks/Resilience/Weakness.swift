internal import FabricMetrics
internal import FabricModel
internal import FabricTopology

/// What the same hosts hang on: a switch with all that hangs on it, or a chain of cables and switches.
struct Weakness {
  private var parts: [HostParts.Part]
  private let isSwitch: Bool

  var hosts: Int {
    isSwitch ? parts.reduce(0) { $0 + $1.hosts } : parts[0].hosts
  }

  /// One for each cause: a switch with several parts is one, and so is a chain with the same hosts at
  /// its end.
  static func groups(_ parts: [HostParts.Part], _ context: CheckContext) -> [Weakness] {
    let isChassis = { (vertex: Int32) in context.fabric.kind(of: context.device(vertex)) == .chassis }
    // A switch that is not there yet has no name to report.
    let known = parts.filter { Int($0.vertex) < context.topology.graph.vertexCount }
    let parts = known.filter { $0.bridge >= 0 || !isChassis($0.vertex) }
    var partsOf: [Int32: [HostParts.Part]] = [:]
    for part in parts { partsOf[part.vertex, default: []].append(part) }
    let hubs = partsOf.filter { $0.value.count > 1 && !isChassis($0.key) }
    var groups = hubs.sorted { $0.key < $1.key }.map { Weakness(parts: $0.value, isSwitch: true) }
    // The chain that each open part belongs to, from the outermost one that holds the next.
    var open: [(part: HostParts.Part, group: Int)] = []
    for part in parts where hubs[part.vertex] == nil {
      while let last = open.last, last.part.range.upperBound <= part.range.lowerBound {
        open.removeLast()
      }
      if let last = open.last, last.part.hosts == part.hosts {
        groups[last.group].parts.append(part)
        open.append((part, last.group))
      } else {
        open.append((part, groups.count))
        groups.append(Weakness(parts: [part], isSwitch: false))
      }
    }
    return groups
  }

  /// `leaf-1` and `hangs`, or several and `hang`.
  func dependents(_ context: CheckContext) -> (who: String, verb: String) {
    let switches = withHosts(context)
    let first = context.name(switches[0])
    switch switches.count {
    case 1: return (first, "hangs")
    case 2: return ("\(first) and \(context.name(switches[1]))", "hang")
    default: return ("\(first) and \(Grouped.text(switches.count - 1)) more switches", "hang")
    }
  }

  /// What it hangs on, the end that is farther from the hosts first.
  func points(_ context: CheckContext) -> [String] {
    if isSwitch { return [context.name(parts[0].vertex)] }
    return parts.map { part in
      guard part.bridge >= 0 else { return context.name(part.vertex) }
      return link(part, context).map { "\(context.cables.name(of: $0, context.fabric))" }
        ?? "one cable to \(context.name(part.vertex))"
    }
  }

  func cables(_ context: CheckContext) -> [String] {
    isSwitch
      ? []
      : parts.compactMap { link($0, context) }.map { context.cables.name(of: $0, context.fabric) }
  }

  /// What it hangs on first, then what hangs there.
  func devices(_ context: CheckContext) -> [DeviceID] {
    let upper = isSwitch ? [parts[0].vertex] : parts.map(\.vertex)
    let below = withHosts(context).filter { !upper.contains($0) }
    return (upper + below).map { context.device($0) }
  }

  func remedy(_ context: CheckContext) -> String {
    let above = context.name(parts[0].vertex)
    if isSwitch { return "add a switch beside \(above), with cables to all that hangs on it" }
    let low = withHosts(context)[0]
    return "add a cable from \(context.located(context.device(low))) to another switch than \(above)"
  }

  /// The switches with hosts among those that are cut off, in natural order of their names.
  private func withHosts(_ context: CheckContext) -> [Int32] {
    let all = isSwitch ? parts.flatMap(\.switches) : parts[0].switches
    let graph = context.topology.graph
    let hosts = all.filter { Int($0) < graph.vertexCount && graph.hostCount[Int($0)] > 0 }
    return hosts.sorted { context.fabric.names.precedes(name($0, context), name($1, context)) }
  }

  private func name(_ vertex: Int32, _ context: CheckContext) -> NameID {
    context.fabric.devices.name[context.device(vertex).index]
  }

  /// The cable that a part hangs on; nil where several do, or one that is not there yet.
  private func link(_ part: HostParts.Part, _ context: CheckContext) -> LinkID? {
    guard part.bridge >= 0, Int(part.bridge) < context.topology.graph.edgeCount else { return nil }
    return context.link(Int(part.bridge))
  }
}
