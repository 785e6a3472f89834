package import FabricModel
package import FabricTopology

/// What every link carries, in Mb/s per direction.
///
/// A link is as fast as the slowest of its two ports and its cable. Where nobody states a speed, the
/// commonest of the links between the same two tiers stands in, else 1 Gb/s; `assumed` counts those
/// links, because a number that rests on a guess has to say so.
package struct LinkSpeeds: Sendable {
  /// One entry for each link of the fabric; 0 for links that are not usable.
  package private(set) var megabits: [Int32]
  /// Links whose speed nobody states.
  package private(set) var assumed: [LinkID] = []
  /// The commonest stated speed between two tiers, the lower one first; hosts are tier 0.
  package private(set) var usual: [TierPair: Int32] = [:]

  package struct TierPair: Hashable, Sendable {
    package var lower: UInt8
    package var upper: UInt8

    package init(_ a: UInt8, _ b: UInt8) {
      lower = min(a, b)
      upper = max(a, b)
    }
  }

  private static let fallback: Int32 = 1000

  /// - Complexity: O(links).
  package init(_ fabric: Fabric, _ topology: Topology) {
    megabits = [Int32](repeating: 0, count: fabric.links.count)
    var unstated: [(link: LinkID, tiers: TierPair)] = []
    var tally = SpeedTally()
    let note = { (link: LinkID, tiers: TierPair, into: inout LinkSpeeds) in
      let speed = fabric.statedMegabits(of: link)
      into.megabits[link.index] = speed
      if speed > 0 { tally.add(speed, tiers) } else { unstated.append((link, tiers)) }
    }
    let graph = topology.graph
    for edge in 0..<graph.edgeCount {
      let tiers = TierPair(
        topology.tier[Int(graph.edgeA[edge])], topology.tier[Int(graph.edgeB[edge])])
      note(graph.edgeLink[edge], tiers, &self)
    }
    for index in graph.hostLink.indices {
      note(graph.hostLink[index], TierPair(0, topology.tier[Int(graph.hostVertex[index])]), &self)
    }
    usual = tally.commonest
    for (link, tiers) in unstated {
      megabits[link.index] = usual[tiers] ?? Self.fallback
      assumed.append(link)
    }
  }
}

/// Counts speeds by tier pair. Plans have two or three of either, so the last one is asked first.
private struct SpeedTally {
  private var counts: [(tiers: LinkSpeeds.TierPair, speed: Int32, count: Int)] = []
  private var last = 0

  mutating func add(_ speed: Int32, _ tiers: LinkSpeeds.TierPair) {
    if last < counts.count && counts[last].speed == speed && counts[last].tiers == tiers {
      counts[last].count += 1
    } else if let index = counts.firstIndex(where: { $0.speed == speed && $0.tiers == tiers }) {
      counts[index].count += 1
      last = index
    } else {
      last = counts.count
      counts.append((tiers, speed, 1))
    }
  }

  /// The slowest of several equally common speeds: an assumption must not promise too much.
  var commonest: [LinkSpeeds.TierPair: Int32] {
    var best: [LinkSpeeds.TierPair: (speed: Int32, count: Int)] = [:]
    for entry in counts {
      let known = best[entry.tiers]
      let isBetter =
        known.map {
          entry.count != $0.count ? entry.count > $0.count : entry.speed < $0.speed
        } ?? true
      if isBetter { best[entry.tiers] = (entry.speed, entry.count) }
    }
    return best.mapValues(\.speed)
  }
}
