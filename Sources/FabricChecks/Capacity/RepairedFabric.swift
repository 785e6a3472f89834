internal import FabricMetrics
internal import FabricModel
internal import FabricTopology
internal import Findings

extension FabricDivisions {
  /// A switch more, of which nobody knows the rail, the plane or the unit.
  fileprivate mutating func addVertex() {
    if !rail.isEmpty { rail.append(-1) }
    if !plane.isEmpty { plane.append(-1) }
    if !unit.isEmpty { unit.append(-1) }
    if !site.isEmpty { site.append(-1) }
  }
}

/// The capacity that is there once everything found so far is put right.
///
/// A shortfall that goes away with it has an owner; one that stays is a finding of its own.
final class RepairedFabric {
  private var known: Capacity??

  /// - Returns: nil where no repair touches the switch graph. Computed once, at the first call: the
  ///   checks of capacity come last and repair nothing.
  func capacity(_ context: CheckContext, _ diagnoses: Diagnoses) -> Capacity? {
    if let known { return known }
    let capacity = Self.measure(context, diagnoses)
    known = capacity
    return capacity
  }

  /// A switch more, with one cable of the usual speed to each neighbour.
  private static func add(
    _ missing: MissingSwitch, to model: inout CapacityModel, _ context: CheckContext
  ) {
    let vertex = Int32(model.tier.count)
    model.tier.append(missing.tier)
    model.pod.append(-1)
    model.hostMegabits.append(0)
    model.divisions.addVertex()
    // It has no name yet; a repaired switch is never the worst one.
    model.devices.append(context.device((missing.lower + missing.upper)[0]))
    for neighbor in missing.lower + missing.upper {
      model.edgeA.append(vertex)
      model.edgeB.append(neighbor)
      model.edgeMegabits.append(
        context.usualMegabits(tiers: context.topology.tier[Int(neighbor)], missing.tier))
    }
    let speed = context.usualMegabits(tiers: 0, missing.tier)
    for host in missing.hosts { model.addHostLink(of: host, at: vertex, megabits: speed) }
  }

  private static func apply(_ move: HostMove, to model: inout CapacityModel) {
    // Where it belongs is not known: it stays where it is.
    if move.from != nil && move.to == nil { return }
    if let from = move.from {
      model.removeHostLink(of: move.host, at: from, megabits: move.megabits)
    }
    if let to = move.to { model.addHostLink(of: move.host, at: to, megabits: move.megabits) }
  }

  private static func measure(_ context: CheckContext, _ diagnoses: Diagnoses) -> Capacity? {
    var model = context.model
    var removed: Set<Int> = []
    var isTouched = false
    let owners = diagnoses.owners
    for diagnosis in owners where !diagnosis.repair.isEmpty {
      isTouched = true
      removed.formUnion(diagnosis.repair.removed)
      for raise in diagnosis.repair.raised { model.edgeMegabits[raise.edge] = raise.megabits }
    }
    guard isTouched else { return nil }
    let kept = model.edgeA.indices.filter { !removed.contains($0) }
    model.edgeA = kept.map { model.edgeA[$0] }
    model.edgeB = kept.map { model.edgeB[$0] }
    model.edgeMegabits = kept.map { model.edgeMegabits[$0] }
    for diagnosis in owners {
      for missing in diagnosis.repair.switches { add(missing, to: &model, context) }
      for move in diagnosis.repair.hostMoves { apply(move, to: &model) }
      for vertex in diagnosis.repair.hosts {
        model.hostMegabits[Int(vertex)] += Int(context.usualHostMegabits(at: vertex))
      }
      for slow in diagnosis.repair.slowHosts {
        model.removeHostLink(of: slow.host, at: slow.vertex, megabits: slow.megabits)
        model.addHostLink(
          of: slow.host, at: slow.vertex, megabits: slow.megabits + slow.missing)
      }
      for vertex in diagnosis.repair.removedHosts {
        model.hostMegabits[Int(vertex)] -= Int(context.usualHostMegabits(at: vertex))
      }
      for pair in diagnosis.repair.added {
        model.edgeA.append(pair.lower)
        model.edgeB.append(pair.upper)
        model.edgeMegabits.append(context.usualMegabits(pair))
      }
    }
    return model.capacity(context.fabric, effort: context.effort, pieces: context.pieces)
  }
}
