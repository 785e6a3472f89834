internal import FabricModel

/// Decides whether a plan alone, without a second look at the floor, can show a fault.
///
/// Names mean nothing here: whoever reads the plan sees which device is cabled to which, how
/// often, and how fast. So a fault shows when the counts of cables between devices can no longer
/// be those of the design under any naming of its devices. Each act is judged on its own, as if
/// it were the only one.
///
/// - **missing**: shows. A switch cable leaves its lower switch with fewer uplinks than every
///   other switch of the tier; a host without its only cable still stands in the list of devices.
/// - **slow**: shows. One link has half the speed of all others between these tiers.
/// - **extra**: shows. Between tiers that are neighbours the lower switch has one uplink too
///   many; between any others there must be no cable at all.
/// - **wrong-port**: does not show. Device for device, nothing changed.
/// - **swap** and **wrong-switch** of a host's cable: do not show. One host is like another, and a
///   plan may put more hosts on one leaf than on the next.
/// - **wrong-switch** of a switch cable: shows as one switch with a cable too few and one with a
///   cable too many. Only where cables do not divide evenly may the upper end land on a switch
///   that could have had the odd cable in the first place; then counts stay within the design's
///   own spread and nothing shows.
/// - **swap** of switch cables: does not show where the pairs come out as they were, because the
///   cables join the same two switches or share one; nor where counts stay within the spread; nor
///   where it amounts to exchanging two whole switches, as when a spine with one uplink changes
///   places with another spine of its pod. Else it shows.
///
/// For fabrics whose cables divide evenly the last rule is exact. Below the top tier each pod is
/// a complete graph with equal trunks, and so is each plane above the leaves. A swap inside one
/// makes unequal trunks. A swap across two joins them into one, unless each of the two cables
/// was the only one of its switch in there, and then the two switches have changed places.
struct PlanVisibility<Base: Design> {
  let design: Base

  /// - Parameters:
  ///   - planned: the links that are taken away, from one group.
  ///   - observed: the links that are there instead.
  func shows(_ kind: FaultKind, planned: [Int], observed: [LinkEntry]) -> Bool {
    switch kind {
    case .missing, .slow, .extra: return true
    case .wrongPort: return false
    case .swap, .wrongSwitch: break
    }
    let group = design.group(of: planned[0])
    let before = planned.map { design.link(at: $0) }
    let joinsHosts = before.contains { design.tier(of: $0.a.device) == 0 }
    if joinsHosts || staysWithinSpread(before, observed, of: group) { return false }
    return kind == .swap ? !exchangesSwitches(before) : true
  }

  /// Two devices by their ordinals.
  private struct Pair: Hashable {
    let lower, upper: Int

    init(_ link: LinkEntry) {
      lower = link.a.device
      upper = link.b?.device ?? -1
    }
  }

  /// Whether every pair and every switch that is touched keeps a count that the design could give.
  private func staysWithinSpread(
    _ before: [LinkEntry], _ after: [LinkEntry], of group: LinkGroup
  ) -> Bool {
    var change: [Pair: Int] = [:]
    for link in before { change[Pair(link), default: 0] -= 1 }
    for link in after { change[Pair(link), default: 0] += 1 }
    var lower: [Int: Int] = [:]
    var upper: [Int: Int] = [:]
    for (pair, amount) in change where amount != 0 {
      let planned = cables(between: pair, in: group)
      guard planned > 0, group.trunk.contains(planned + amount) else { return false }
      lower[pair.lower, default: 0] += amount
      upper[pair.upper, default: 0] += amount
    }
    return lower.allSatisfy { group.lowerDegree.contains(degree(of: $0.key, in: group) + $0.value) }
      && upper.allSatisfy { group.upperDegree.contains(degree(of: $0.key, in: group) + $0.value) }
  }

  private func cables(between pair: Pair, in group: LinkGroup) -> Int {
    design.links(of: pair.lower).count { index in
      group.links.contains(index) && design.link(at: index).b?.device == pair.upper
    }
  }

  private func degree(of device: Int, in group: LinkGroup) -> Int {
    design.links(of: device).count { group.links.contains($0) }
  }

  /// Whether the far ends' exchange is the same as giving two switches each other's name.
  ///
  /// That holds when, apart from the two cables, the switches have the same neighbours.
  private func exchangesSwitches(_ swapped: [LinkEntry]) -> Bool {
    let lower = swapped.map(\.a.device)
    let upper = swapped.compactMap(\.b?.device)
    return haveSameNeighbours(upper[0], without: lower[0], upper[1], without: lower[1])
      || haveSameNeighbours(lower[0], without: upper[0], lower[1], without: upper[1])
  }

  private func haveSameNeighbours(
    _ one: Int, without farOfOne: Int, _ other: Int, without farOfOther: Int
  ) -> Bool {
    neighbours(of: one, without: farOfOne) == neighbours(of: other, without: farOfOther)
  }

  /// The far devices of all links, sorted, less one mention of `far`; any host counts as -1.
  private func neighbours(of device: Int, without far: Int) -> [Int] {
    var neighbours = design.links(of: device).map { index in
      let link = design.link(at: index)
      let other = link.a.device == device ? link.b?.device ?? -1 : link.a.device
      return design.tier(of: other) == 0 ? -1 : other
    }
    if let index = neighbours.firstIndex(of: far) { neighbours.remove(at: index) }
    return neighbours.sorted()
  }
}
