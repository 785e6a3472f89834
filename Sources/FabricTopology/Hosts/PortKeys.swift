internal import FabricModel

/// Which port of its host each host link takes: the rank of its cage, and the leg of it.
///
/// Cages are ranked over all hosts by number, or by the names of their cards and ports where they
/// have no number; a number that few hosts use is a slip of the pen and has no rank.
package struct PortKeys: Sendable {
  /// The rank of the cage, from 0; -1 where it has none. One entry for each host link.
  package private(set) var cage: [Int16] = []
  /// From 1; 0 for whole ports. One entry for each host link.
  package private(set) var leg: [UInt8] = []
  /// The number of ranks.
  package private(set) var cageCount = 0
  /// The highest leg.
  package private(set) var legCount = 0

  /// A cage that is used less than this share of what the commonest is has no rank.
  private static let commonShare = 0.05
  private static let mostCages = 1024

  private struct Cage: Hashable {
    var adapter: NameID
    var number: Int32
    var printed: NameID
  }

  /// - Complexity: O(host links).
  init(_ graph: SwitchGraph, _ rows: HostRows, _ fabric: Fabric) {
    guard !rows.isEmpty else { return }
    var cages: [Cage] = []
    var counts: [Int] = []
    var known: [Cage: Int16] = [:]
    cage = [Int16](repeating: -1, count: graph.hostLink.count)
    leg = [UInt8](repeating: 0, count: graph.hostLink.count)
    for index in graph.hostLink.indices {
      let port = Self.hostPort(of: graph.hostLink[index], graph, fabric)
      leg[index] = UInt8(fabric.ports.leg(of: port))
      legCount = max(legCount, Int(leg[index]))
      let key = Self.cage(of: port, fabric)
      guard key.number >= 0 || !key.printed.isNone else { continue }
      // Ports of a host follow each other, so the next cage is likely the one after the last.
      if let place = known[key] {
        cage[index] = place
        counts[Int(place)] += 1
      } else if cages.count < Self.mostCages {
        known[key] = Int16(cages.count)
        cage[index] = Int16(cages.count)
        cages.append(key)
        counts.append(1)
      }
    }
    rank(cages, counts, fabric)
  }

  private mutating func rank(_ cages: [Cage], _ counts: [Int], _ fabric: Fabric) {
    let least = Self.commonShare * Double(counts.max() ?? 0)
    let texts = cages.map { Self.text($0, fabric) }
    let common = cages.indices.filter { Double(counts[$0]) >= least }.sorted { a, b in
      texts[a] != texts[b] ? NaturalOrder.precedes(texts[a], texts[b]) : a < b
    }
    var ranks = [Int16](repeating: -1, count: cages.count)
    for (rank, place) in common.enumerated() { ranks[place] = Int16(rank) }
    for index in cage.indices where cage[index] >= 0 { cage[index] = ranks[Int(cage[index])] }
    cageCount = common.count
  }

  private static func cage(of port: PortID, _ fabric: Fabric) -> Cage {
    let adapter = fabric.ports.adapter.isEmpty ? nil : fabric.ports.adapter[port]
    let number = fabric.ports.number[port.index]
    return Cage(
      adapter: adapter.map { fabric.adapters.name[$0.index] } ?? .none, number: number,
      printed: number >= 0 ? .none : fabric.ports.printed[port.index])
  }

  private static func text(_ cage: Cage, _ fabric: Fabric) -> String {
    let adapter = cage.adapter.isNone ? "" : fabric.names[cage.adapter]
    let port = cage.number >= 0 ? String(cage.number) : fabric.names[cage.printed]
    return adapter + ":" + port
  }

  /// The end of a host link that is no switch.
  static func hostPort(of link: LinkID, _ graph: SwitchGraph, _ fabric: Fabric) -> PortID {
    let (a, b) = fabric.ends(link)
    return graph.vertexOf[fabric.device(of: a).index] < 0 ? a : b
  }
}
