package import FabricModel
internal import FabricTopology

extension CapacityModel {
  /// What comes from below and what leaves upwards, Mb/s, of every switch.
  private struct Flows {
    var down: [Int]
    var up: [Int]
  }

  /// Oversubscription of every tier, pod and of the whole.
  ///
  /// A switch's ratio is the capacity of cables and hosts below it over that of the cables above; a
  /// tier's is the ratio of the sums, with the worst switch beside it, because a sum hides a leaf
  /// with half its uplinks missing; a pod's is its hosts over all that leaves it; the fabric's is
  /// half the host capacity over the bisection bandwidth, as an interval.
  ///
  /// - Complexity: O(links + switches).
  package func oversubscription(_ bisection: Bisection, _ fabric: Fabric) -> Oversubscription {
    let flows = flows()
    let top = Int(tier.max() ?? 0)
    let rows = (1..<max(1, top)).map { row(tier: $0, flows, fabric) }
    return Oversubscription(
      fabricLower: Ratio(bisection.full, bisection.upper),
      fabricUpper: Ratio(bisection.full, bisection.lower), tiers: rows, groups: pods(fabric))
  }

  /// Capacity below and above one switch.
  package struct SwitchRatio: Sendable {
    package var down: Int
    package var up: Int

    /// Whether it is more oversubscribed than a target; without uplinks, above any.
    package func isAbove(_ target: Ratio) -> Bool {
      Ratio(down, up).map { $0 > target } ?? (down > 0)
    }
  }

  /// One entry for each switch.
  package func ratios() -> [SwitchRatio] {
    let flows = flows()
    return zip(flows.down, flows.up).map { SwitchRatio(down: $0, up: $1) }
  }

  private func flows() -> Flows {
    var flows = Flows(down: hostMegabits, up: [Int](repeating: 0, count: tier.count))
    for edge in edgeA.indices {
      let (a, b) = (Int(edgeA[edge]), Int(edgeB[edge]))
      let speed = Int(edgeMegabits[edge])
      // A link inside a tier leads neither up nor down, and one to a switch of no tier nowhere.
      if tier[a] == 0 || tier[b] == 0 { continue }
      if tier[a] < tier[b] {
        flows.up[a] += speed
        flows.down[b] += speed
      } else if tier[a] > tier[b] {
        flows.up[b] += speed
        flows.down[a] += speed
      }
    }
    return flows
  }

  private func row(tier wanted: Int, _ flows: Flows, _ fabric: Fabric) -> Oversubscription.TierRow {
    var (down, up) = (0, 0)
    var worst = -1
    var isEven = true
    for vertex in tier.indices where Int(tier[vertex]) == wanted {
      down += flows.down[vertex]
      up += flows.up[vertex]
      guard worst >= 0 else {
        worst = vertex
        continue
      }
      let order = compare(vertex, worst, flows)
      if order != 0 { isEven = false }
      // Of equals the first: vertices are numbered by wiring, and names decide nothing.
      if order > 0 { worst = vertex }
    }
    return Oversubscription.TierRow(
      tier: wanted, name: TierNames.name(wanted), down: Gbps(megabits: down),
      up: Gbps(megabits: up), ratio: Ratio(down, up),
      worstDevice: worst < 0 ? "" : fabric.name(of: devices[worst]),
      worstRatio: worst < 0 ? nil : Ratio(flows.down[worst], flows.up[worst]), isEven: isEven)
  }

  /// Whether `a` is more oversubscribed than `b` (1), as much (0), or less (-1). Nothing upwards is
  /// worst; nothing below is best.
  private func compare(_ a: Int, _ b: Int, _ flows: Flows) -> Int {
    let left = flows.down[a].multipliedFullWidth(by: flows.up[b])
    let right = flows.down[b].multipliedFullWidth(by: flows.up[a])
    if left.high != right.high { return left.high > right.high ? 1 : -1 }
    if left.low != right.low { return left.low > right.low ? 1 : -1 }
    return 0
  }

  private func pods(_ fabric: Fabric) -> [Oversubscription.GroupRow] {
    let count = Int(pod.max() ?? -1) + 1
    guard count > 1 else { return [] }
    var hosts = [Int](repeating: 0, count: count)
    var leaving = hosts
    for vertex in tier.indices where pod[vertex] >= 0 {
      hosts[Int(pod[vertex])] += hostMegabits[vertex]
    }
    for edge in edgeA.indices {
      let (a, b) = (pod[Int(edgeA[edge])], pod[Int(edgeB[edge])])
      guard a != b else { continue }
      if a >= 0 { leaving[Int(a)] += Int(edgeMegabits[edge]) }
      if b >= 0 { leaving[Int(b)] += Int(edgeMegabits[edge]) }
    }
    var members = [[DeviceID]](repeating: [], count: count)
    for vertex in tier.indices where pod[vertex] >= 0 {
      members[Int(pod[vertex])].append(devices[vertex])
    }
    let names = PodNames.names(members, fabric)
    return (0..<count).map { index in
      Oversubscription.GroupRow(
        kind: .pod, name: names[index], down: Gbps(megabits: hosts[index]),
        up: Gbps(megabits: leaving[index]), ratio: Ratio(hosts[index], leaving[index]))
    }
  }

  /// All numbers at once.
  package func capacity(_ fabric: Fabric, effort: Effort, pieces: Int) -> Capacity {
    guard hosts != nil else {
      let bisection = portBisection(effort: effort, pieces: pieces)
      return Capacity(
        hostBandwidth: hostBandwidth, bisection: bisection,
        oversubscription: oversubscription(bisection, fabric))
    }
    let measure = measure(effort: effort, pieces: pieces)
    var shares = oversubscription(measure.bisection, fabric)
    shares.groups += measure.groups
    return Capacity(
      hostBandwidth: hostBandwidth, bisection: measure.bisection, oversubscription: shares,
      crossRail: measure.ports)
  }
}
