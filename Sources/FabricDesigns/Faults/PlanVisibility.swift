internal import FabricModel

/// Decides whether a plan alone, without a second look at the floor, can show a fault.
///
/// Names mean nothing here: whoever reads the plan sees which device is cabled to which, how
/// often, how fast and with what, where devices stand, and by which of its ports a host is cabled,
/// because that port is its rail, and the leg its plane. The ports of switches mean nothing: which
/// of them leads where is everybody's own rule. So a fault shows when no naming of the devices
/// makes the faulty plan one that the design could have given. Each act is judged on its own, as if
/// it were the only one.
///
/// What is said is safe: "shows" is said only where something contradicts that no naming removes,
/// and where the greater part of what stands beside it says what is right. The kinds tell with
/// their own rules; those that move plugs between devices use the two below.
///
/// **Cables between switches** (`showsBetweenSwitches`). Below the top tier each pod is a complete
/// graph whose trunks all have the same number of cables, or two neighbouring numbers where they
/// do not divide; so is each plane above the leaves, and each of several fabrics. However devices
/// are named, three things hold between two tiers: a pair that is cabled at all has a number of
/// cables of that range, every switch has as many as its tier can have, and two switches that have
/// a neighbour in common have all of them in common. An act shows when one of the three breaks.
///
/// **Cables of hosts** (`showsAtHosts`). One host is like another, and a plan may put more of them
/// on one leaf than on the next, so a host on another leaf of the same rail and plane does not
/// show. A host's port on a leaf of another rail or plane does, as soon as more ports of the right
/// rail are left on that leaf than wrong ones come to it; and so do two ports of one host on one
/// leaf where every host has each of its ports on another.
struct PlanVisibility<Base: Design> {
  let design: Base

  /// Whether it shows that `observed[i]` is there in the place of `planned[i]`.
  ///
  /// - Precondition: both lists have the same number of links.
  /// - Complexity: O(s d²) for the s switches touched and d links at each.
  func shows(_ proposal: FaultProposal) -> Bool {
    let moves = zip(proposal.planned, proposal.observed).map { (planned: $0, observed: $1) }
    for group in design.linkGroups {
      let part = moves.filter { group.links.contains($0.planned) }
      guard let first = part.first else { continue }
      let isOfHosts = design.tier(of: design.link(at: first.planned).a.device) == 0
      let planned = part.map(\.planned)
      let observed = part.map(\.observed)
      if isOfHosts
        ? showsAtHosts(planned, observed) : showsBetweenSwitches(planned, observed, of: group)
      {
        return true
      }
    }
    return false
  }
}

/// Cables between switches.
extension PlanVisibility {
  /// Two devices by their ordinals.
  struct Pair: Hashable {
    let lower, upper: Int

    init(_ link: LinkEntry) {
      lower = link.a.device
      upper = link.b?.device ?? -1
    }
  }

  private func showsBetweenSwitches(
    _ planned: [Int], _ observed: [LinkEntry], of group: LinkGroup
  ) -> Bool {
    let before = planned.map { design.link(at: $0) }
    let change = change(before, observed)
    guard !change.isEmpty else { return false }
    if !keepsDegrees(change, of: group) { return true }
    for (pair, amount) in change {
      let cables = cables(between: pair, in: group) + amount
      if cables != 0 && !group.trunk.contains(cables) { return true }
    }
    var mesh = Mesh(design: design, group: group, change: change)
    return change.keys.contains { !mesh.isComplete(around: $0.lower) }
  }

  /// How many cables more each pair has that has another number.
  private func change(_ before: [LinkEntry], _ after: [LinkEntry]) -> [Pair: Int] {
    var change: [Pair: Int] = [:]
    for link in before { change[Pair(link), default: 0] -= 1 }
    for link in after { change[Pair(link), default: 0] += 1 }
    return change.filter { $0.value != 0 }
  }

  private func keepsDegrees(_ change: [Pair: Int], of group: LinkGroup) -> Bool {
    var lower: [Int: Int] = [:]
    var upper: [Int: Int] = [:]
    for (pair, amount) in change {
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

  /// Neighbours between two tiers with an act applied.
  private struct Mesh {
    let design: Base
    let group: LinkGroup
    let change: [Pair: Int]
    private var known: [Int: Set<Int>] = [:]

    init(design: Base, group: LinkGroup, change: [Pair: Int]) {
      self.design = design
      self.group = group
      self.change = change
    }

    /// Whether all that have a neighbour in common with this lower switch have the same ones.
    mutating func isComplete(around lower: Int) -> Bool {
      let own = neighbours(of: lower)
      return own.allSatisfy { upper in
        neighbours(of: upper).allSatisfy { neighbours(of: $0) == own }
      }
    }

    private mutating func neighbours(of device: Int) -> Set<Int> {
      if let found = known[device] { return found }
      var cables: [Int: Int] = [:]
      for index in design.links(of: device) where group.links.contains(index) {
        let pair = Pair(design.link(at: index))
        cables[pair.lower == device ? pair.upper : pair.lower, default: 0] += 1
      }
      for (pair, amount) in change where pair.lower == device || pair.upper == device {
        cables[pair.lower == device ? pair.upper : pair.lower, default: 0] += amount
      }
      let found = Set(cables.filter { $0.value > 0 }.keys)
      known[device] = found
      return found
    }
  }
}

/// Cables of hosts.
extension PlanVisibility {
  private func showsAtHosts(_ planned: [Int], _ observed: [LinkEntry]) -> Bool {
    let moved = Set(planned)
    let wrong = observed.filter { isOnOtherRailOrPlane($0) }
    for (leaf, links) in Dictionary(grouping: wrong, by: { $0.b?.device ?? -1 }) {
      let right = design.links(of: leaf).count { index in
        design.tier(of: design.link(at: index).a.device) == 0 && !moved.contains(index)
      }
      if right > links.count { return true }
    }
    return observed.contains { meetsItself($0, moved, observed) }
  }

  /// Whether the design cables this port of a host to another rail or plane.
  private func isOnOtherRailOrPlane(_ link: LinkEntry) -> Bool {
    let host = link.a.device
    guard let leaf = link.b?.device,
      let index = design.links(of: host).first(where: { design.link(at: $0).a.port == link.a.port }
      ),
      let wanted = design.link(at: index).b?.device
    else { return false }
    let (planned, found) = (design.membership(of: wanted), design.membership(of: leaf))
    return planned.rail != found.rail || planned.plane != found.plane
  }

  /// Whether two ports of a host end on one leaf, and do so at no host of the design.
  ///
  /// Three hosts are a majority against one.
  private func meetsItself(_ link: LinkEntry, _ moved: Set<Int>, _ observed: [LinkEntry]) -> Bool {
    let host = link.a.device
    let links = design.links(of: host)
    let before = links.compactMap { design.link(at: $0).b?.device }
    guard Set(before).count == before.count, design.tiers[0].count > 3 else { return false }
    let after =
      links.filter { !moved.contains($0) }.map { design.link(at: $0) }
      + observed.filter { $0.a.device == host }
    return after.count { $0.b?.device == link.b?.device } > 1
  }
}

/// The exact rule for two cables that have exchanged their ends.
extension PlanVisibility {
  /// Whether a swap shows: exact where cables divide evenly.
  ///
  /// It does not where the pairs come out as they were, because the cables join the same two
  /// switches or share one; nor where counts stay within the design's own spread; nor where it
  /// amounts to exchanging two whole switches, as when a spine with one uplink changes places with
  /// another spine of its pod. Else it does: a swap inside a complete graph with equal trunks makes
  /// unequal ones. A swap across two joins them into one, unless each of the two cables was the
  /// only one of its switch in there, and then the two switches have changed places.
  func showsSwap(_ proposal: FaultProposal) -> Bool {
    let before = proposal.planned.map { design.link(at: $0) }
    if before.contains(where: { design.tier(of: $0.a.device) == 0 }) { return shows(proposal) }
    let group = design.group(of: proposal.planned[0])
    if staysWithinSpread(before, proposal.observed, of: group) { return false }
    return !exchangesSwitches(before)
  }

  /// Whether every pair and every switch that is touched keeps a count that the design could give.
  private func staysWithinSpread(
    _ before: [LinkEntry], _ after: [LinkEntry], of group: LinkGroup
  ) -> Bool {
    let change = change(before, after)
    let keepsTrunks = change.allSatisfy { pair, amount in
      let planned = cables(between: pair, in: group)
      return planned > 0 && group.trunk.contains(planned + amount)
    }
    return keepsTrunks && keepsDegrees(change, of: group)
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
