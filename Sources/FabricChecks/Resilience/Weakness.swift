internal import FabricMetrics
internal import FabricModel
internal import FabricTopology

/// Switches and cables that the same hosts hang on, one behind the other.
struct Weakness {
  /// From the outermost one that holds all others.
  private var parts: [HostParts.Part] = []
  /// Switches that several of the parts hang on.
  private var hubs: Set<Int32> = []

  var hosts: Int { outermost.reduce(0) { $0 + $1.hosts } }

  /// One for each cause: all that hangs on one switch, and a chain of cables and switches.
  static func groups(_ parts: [HostParts.Part], _ context: CheckContext) -> [Weakness] {
    let isChassis = { (vertex: Int32) in context.fabric.kind(of: context.device(vertex)) == .chassis
    }
    // A switch that is not there yet has no name to report.
    let known = parts.filter { Int($0.vertex) < context.topology.graph.vertexCount }
    var parts = known.filter { $0.bridge >= 0 || !isChassis($0.vertex) }
    // Of two halves with one cable between them, a switch at its end belongs to its own half.
    let both = Dictionary(grouping: parts, by: \.vertex).filter { _, pair in
      pair.count == 2 && pair.count { $0.bridge >= 0 } == 1
    }
    parts.removeAll { $0.bridge < 0 && both[$0.vertex] != nil }
    var partsOf: [Int32: Int] = [:]
    for part in parts where !isChassis(part.vertex) { partsOf[part.vertex, default: 0] += 1 }
    var groups: [Weakness] = []
    var groupOfHub: [Int32: Int] = [:]
    // The parts that hold the next one, with their groups.
    var open: [(part: HostParts.Part, group: Int)] = []
    for part in parts {
      while let last = open.last, last.part.range.upperBound <= part.range.lowerBound {
        open.removeLast()
      }
      let isHub = partsOf[part.vertex, default: 0] > 1
      var group = isHub ? groupOfHub[part.vertex] : nil
      if group == nil, let last = open.last, isChain(last.part, part) { group = last.group }
      if group == nil { groups.append(Weakness()) }
      let index = group ?? groups.count - 1
      groups[index].parts.append(part)
      if isHub {
        groups[index].hubs.insert(part.vertex)
        groupOfHub[part.vertex] = index
      }
      open.append((part, index))
    }
    return groups
  }

  /// Whether the same hosts hang on both, or the inner one on the switch behind the outer one's cable.
  private static func isChain(_ outer: HostParts.Part, _ inner: HostParts.Part) -> Bool {
    outer.hosts == inner.hosts || (outer.bridge >= 0 && outer.switches[0] == inner.vertex)
  }

  /// The parts that no other one holds.
  private var outermost: [HostParts.Part] {
    parts.filter { part in
      !parts.contains { $0.range != part.range && $0.range.contains(part.range.lowerBound) }
    }
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
    var points: [String] = []
    for part in parts {
      var point = [context.name(part.vertex)]
      if part.bridge >= 0 && !(hubs.contains(part.vertex) && isLast(part)) {
        let cable = link(part, context).map { context.cables.name(of: $0, context.fabric) }
        let text = cable ?? "one cable to \(context.name(part.vertex))"
        if hubs.contains(part.vertex) { point.append(text) } else { point = [text] }
      }
      points += point.filter { !points.contains($0) }
    }
    return points
  }

  func cables(_ context: CheckContext) -> [String] {
    parts.filter { !hubs.contains($0.vertex) || !isLast($0) }.compactMap { link($0, context) }
      .map { context.cables.name(of: $0, context.fabric) }
  }

  /// Whether nothing else hangs on the switch behind a part's cable: one leaf of many.
  private func isLast(_ part: HostParts.Part) -> Bool {
    !parts.contains { $0.vertex == part.switches[0] }
  }

  /// What it hangs on first, then what hangs there.
  func devices(_ context: CheckContext) -> [DeviceID] {
    var vertices: [Int32] = []
    for vertex in parts.map(\.vertex) + withHosts(context) where !vertices.contains(vertex) {
      vertices.append(vertex)
    }
    return vertices.map { context.device($0) }
  }

  func remedy(_ context: CheckContext) -> String {
    let above = context.name(parts[0].vertex)
    if hubs.contains(parts[0].vertex) {
      return "add a switch beside \(above), with cables to all that hangs on it"
    }
    let low = withHosts(context)[0]
    return "add a cable from \(context.located(context.device(low))) to another switch than "
      + "\(above)"
  }

  /// The switches with hosts among those that are cut off, in natural order of their names.
  private func withHosts(_ context: CheckContext) -> [Int32] {
    let all = outermost.flatMap(\.switches)
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
