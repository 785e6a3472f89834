internal import FabricModel
internal import GraphEngine
internal import ParallelLoops

/// Capacity where hosts have several ports: that of whole hosts, that of each rail and each plane,
/// and that between free halves of all ports.
extension CapacityModel {
  /// All that is measured together, because one bound proves another.
  struct HostedMeasure {
    var bisection: Bisection
    /// Between halves of the ports, wherever they are: what crosses from rail to rail.
    var ports: Bisection
    /// No uneven split of whole hosts has less than this together with what is uneven.
    var unevenLower: Gbps
    var groups: [Oversubscription.GroupRow]
  }

  /// Whole hosts can do no better than free ports, and no worse than the planes together: both are
  /// lower bounds, next to the flow of whole hosts.
  func measure(effort: Effort, pieces: Int) -> HostedMeasure {
    guard let hosts else { preconditionFailure("hosts with one port need no more than their port") }
    let ports = portBisection(effort: effort, pieces: pieces)
    let groups = groupBisections(effort: effort, pieces: pieces)
    let unit = unit
    let classes = HostClasses(self, hosts, unit: unit)
    var (known, method) = (ports.lower, ports.lowerMethod)
    let planes = planeSum(groups, classes, unit)
    if planes > known {
      (known, method) = (planes, "sum of \(Grouped.text(divisions.planes)) planes")
    }
    let bounds = graph(unit: unit).terminalBounds(
      classes.terminals, levels: levels ?? tier.map { _ in 0 },
      known: Int64(2 * known.megabits / unit), partitions: partitions,
      effort: effort.searchEffort, pieces: pieces)
    let whole = bisection(bounds, classes, hosts, unit, given: method)
    return HostedMeasure(
      bisection: whole, ports: ports,
      // Equal hosts pay no more than their weight to change sides; of unequal ones the even splits
      // may all be dear.
      unevenLower: classes.terminals.isEqual ? whole.lower : ports.lower,
      groups: groups.map { row($0) })
  }

  /// Blocks from which cuts are put together, the largest first.
  private var partitions: [[Int32]] { [divisions.site, divisions.unit].filter { !$0.isEmpty } }

  private func bisection(
    _ bounds: TerminalBounds, _ classes: HostClasses, _ hosts: MultihomedHosts, _ unit: Int,
    given: String
  ) -> Bisection {
    let total = Int(classes.terminals.totalWeight) * unit
    let side = bounds.witness.sides.map { $0 != 0 }
    let inside = Int(bounds.witness.insideWeight) * unit
    var witness = Bisection.Witness(
      crossingLinks: crossingLinks(side),
      sideHosts: [Gbps(megabits: inside), Gbps(megabits: total - inside)], side: side)
    witness.hosts = Bisection.HostSides(inside: [])
    for (index, members) in classes.members.enumerated() {
      let whole = Int(bounds.witness.halvesInside[index] / 2)
      let devices = members.map { hosts.devices[Int($0)] }
      witness.hosts?.inside += devices.prefix(whole)
      if !bounds.witness.halvesInside[index].isMultiple(of: 2), whole < devices.count {
        witness.hosts?.divided = devices[whole]
      }
      for (place, host) in members.enumerated() {
        let isInside = place < whole
        for link in hosts.links(of: Int(host)) where side[Int(link.vertex)] != isInside {
          witness.crossingHostLinks += 1
        }
      }
    }
    witness.hosts?.inside.sort()
    return Bisection(
      lower: Gbps(megabits: Int(bounds.doubledLower) * unit / 2),
      upper: Gbps(megabits: (Int(bounds.doubledUpper) * unit + 1) / 2),
      full: Gbps(megabits: total / 2),
      lowerMethod: bounds.lowerMethod.map { lowerMethod($0, bounds.hubFlow) } ?? given,
      upperMethod: upperMethod(bounds.upperMethod, side), witness: witness)
  }
}

/// Rails and planes, each as a fabric of its own.
extension CapacityModel {
  struct GroupBisection: Sendable {
    var kind: Oversubscription.GroupRow.Kind
    var index: Int
    var bisection: Bisection
    /// See `HostedMeasure.unevenLower`.
    var unevenLower: Gbps
  }

  /// A plane is its own switches; a rail its own leaves and all switches above them, which it has to
  /// itself.
  private func groupBisections(effort: Effort, pieces: Int) -> [GroupBisection] {
    var wanted: [(kind: Oversubscription.GroupRow.Kind, index: Int)] = []
    if !divisions.rail.isEmpty && divisions.rails > 1 {
      wanted += (0..<divisions.rails).map { (.rail, $0) }
    }
    // Rails that stay apart are the planes.
    if !divisions.plane.isEmpty && !divisions.areRailsApart {
      wanted += (0..<divisions.planes).map { (.plane, $0) }
    }
    let ranges = Parallel.ranges(of: wanted.count, pieces: pieces)
    let (model, all) = (self, wanted)
    return Parallel.map(count: ranges.count) { piece in
      ranges[piece].map { place in
        let (kind, index) = all[place]
        let part = model.part(kind, index)
        guard part.hosts != nil else {
          let bisection = part.portBisection(effort: effort, pieces: 1)
          return GroupBisection(
            kind: kind, index: index, bisection: bisection, unevenLower: bisection.lower)
        }
        let measure = part.measure(effort: effort, pieces: 1)
        return GroupBisection(
          kind: kind, index: index, bisection: measure.bisection, unevenLower: measure.unevenLower)
      }
    }.flatMap { $0 }
  }

  /// The fabric of one rail or plane.
  private func part(_ kind: Oversubscription.GroupRow.Kind, _ index: Int) -> CapacityModel {
    let isKept: (Int) -> Bool
    switch kind {
    case .rail where !divisions.areRailsApart:
      isKept = { tier[$0] > 1 || divisions.rail[$0] == Int32(index) }
    case .rail, .plane, .pod:
      isKept = { divisions.plane[$0] == Int32(index) }
    }
    let kept = tier.indices.filter { isKept($0) }
    var number = [Int32](repeating: -1, count: tier.count)
    for (new, old) in kept.enumerated() { number[old] = Int32(new) }
    var part = CapacityModel(
      like: self, devices: kept.map { devices[$0] }, tier: kept.map { tier[$0] })
    for edge in edgeA.indices {
      let (a, b) = (number[Int(edgeA[edge])], number[Int(edgeB[edge])])
      guard a >= 0 && b >= 0 else { continue }
      part.edgeA.append(a)
      part.edgeB.append(b)
      part.edgeMegabits.append(edgeMegabits[edge])
    }
    for (new, old) in kept.enumerated() {
      part.hostMegabits[new] = hostMegabits[old]
      part.pod[new] = pod[old]
    }
    if let hosts {
      let inside = MultihomedHosts(hosts, keeping: number)
      // With one port in here, a host is a weight at its leaf again.
      let isShared = inside.devices.indices.contains { host in
        let links = inside.links(of: host)
        return links.contains { $0.vertex != links[0].vertex }
      }
      if isShared { part.hosts = inside }
    }
    if !divisions.unit.isEmpty { part.divisions.unit = kept.map { divisions.unit[$0] } }
    return part
  }

  /// The planes together: a common choice of halves can only do worse than one for each plane, but
  /// for what hosts have more in one plane than their share.
  ///
  /// A half of the hosts that is even over all is uneven in plane p by at most half of
  /// Σ |w(host, p) − w(host) · W(p) / W|, and each unit of it may spare the plane a unit. So what
  /// counts of a plane is a bound that holds for uneven splits as well.
  private func planeSum(
    _ groups: [GroupBisection], _ classes: HostClasses, _ unit: Int
  ) -> Gbps {
    let kind: Oversubscription.GroupRow.Kind = divisions.areRailsApart ? .rail : .plane
    let planes = groups.filter { $0.kind == kind }
    guard divisions.planes > 1, planes.count == divisions.planes else { return .zero }
    let sum = planes.reduce(Gbps.zero) { $0 + $1.unevenLower }
    guard let loss = unevenness(classes.terminals, planes: planes.count) else { return .zero }
    return Gbps(megabits: max(0, sum.megabits - loss * unit))
  }

  /// Half of Σ |w(host, plane) − w(host) · W(plane) / W| over all hosts and planes, rounded up; nil
  /// where the numbers are too large to be exact.
  private func unevenness(_ terminals: TerminalClasses, planes: Int) -> Int? {
    let shares = terminals.classes.map { entry in
      var widths = [Int64](repeating: 0, count: planes)
      for (end, width) in zip(entry.ends, entry.widths) where divisions.plane[Int(end)] >= 0 {
        widths[Int(divisions.plane[Int(end)])] += width
      }
      return widths
    }
    var weights = [Int64](repeating: 0, count: planes)
    for (entry, widths) in zip(terminals.classes, shares) {
      for plane in widths.indices { weights[plane] += widths[plane] * entry.count }
    }
    let total = terminals.totalWeight
    // All differences are exact, so that a healthy fabric has none at all.
    guard total > 0, total < 1 << 40, terminals.classes.allSatisfy({ $0.weight < 1 << 20 }) else {
      return nil
    }
    var sum = 0.0
    for (entry, widths) in zip(terminals.classes, shares) {
      for plane in widths.indices {
        let difference = abs(widths[plane] * total - entry.weight * weights[plane])
        sum += Double(difference) * Double(entry.count)
      }
    }
    return Int((sum / (2 * Double(total)) * (1 + 1e-9)).rounded(.up))
  }

  private func row(_ group: GroupBisection) -> Oversubscription.GroupRow {
    let bisection = group.bisection
    var row = Oversubscription.GroupRow(
      kind: group.kind, name: "\(group.kind.rawValue) \(group.index)", down: bisection.full,
      up: bisection.lower, ratio: Ratio(bisection.full, bisection.lower))
    row.bisection = bisection
    return row
  }
}
