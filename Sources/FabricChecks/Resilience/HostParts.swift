internal import FabricModel
internal import FabricTopology
internal import GraphEngine

/// Switches that hang on the rest by one switch or one cable, with the hosts that go with them.
///
/// A host with ports on several switches is cut off only when all of them are.
struct HostParts {
  /// One part with hosts that its loss cuts off.
  struct Part {
    /// The switch that it hangs on.
    var vertex: Int32
    /// The edge that it hangs on; -1 where there are several.
    var bridge: Int32
    /// Its switches.
    var switches: [Int32]
    /// Its place among all switches: of two parts one holds the other, or they are apart.
    var range: Range<Int>
    var hosts: Int
  }

  private(set) var parts: [Part] = []

  /// - Complexity: O(switches + edges), and O(host links) where something hangs on one switch.
  init(_ graph: SwitchLinks, _ context: CheckContext) {
    let search = HangingParts(graph.rows, weights: context.topology.graph.hostCount + graph.added)
    guard !search.parts.isEmpty else { return }
    let hosts = HostSpans(search.place, context)
    parts = zip(search.parts, hosts.counts(in: search.parts.map(\.range), search.place.count))
      .compactMap { part, hosts in
        hosts == 0
          ? nil
          : Part(
            vertex: part.vertex, bridge: part.bridge, switches: Array(search.order[part.range]),
            range: part.range, hosts: hosts)
      }
  }
}

/// The switches and their links as rows for a search.
struct SwitchLinks {
  let rows: HangingParts.Rows
  /// The weights of switches that are not there yet.
  let added: [Int32]

  /// The links of a vertex: their far ends and edges.
  func slots(of vertex: Int) -> [(neighbor: Int32, edge: Int32)] { rows.slots(of: vertex) }

  /// As the plan has them.
  init(_ graph: SwitchGraph) {
    rows = HangingParts.Rows(
      offsets: graph.offsets, neighbors: graph.neighbors, edges: graph.slotEdge)
    added = []
  }

  /// As they are when all that was found is put right. Edges of the plan keep their numbers, new ones
  /// have higher ones.
  init(_ graph: SwitchGraph, after diagnoses: Diagnoses) {
    var removed: Set<Int> = []
    var ends: [(Int32, Int32)] = []
    var count = graph.vertexCount
    for diagnosis in diagnoses.owners {
      removed.formUnion(diagnosis.repair.removed)
      ends += diagnosis.repair.added.map { ($0.lower, $0.upper) }
      for missing in diagnosis.repair.switches {
        ends += (missing.lower + missing.upper).map { ($0, Int32(count)) }
        count += 1
      }
    }
    added = [Int32](repeating: 0, count: count - graph.vertexCount)
    var neighbors = [[(Int32, Int32)]](repeating: [], count: count)
    for vertex in 0..<graph.vertexCount {
      for slot in graph.offsets[vertex]..<graph.offsets[vertex + 1] {
        let edge = graph.slotEdge[Int(slot)]
        if removed.contains(Int(edge)) { continue }
        neighbors[vertex].append((graph.neighbors[Int(slot)], edge))
      }
    }
    for (index, (a, b)) in ends.enumerated() {
      let edge = Int32(graph.edgeCount + index)
      neighbors[Int(a)].append((b, edge))
      neighbors[Int(b)].append((a, edge))
    }
    var offsets: [Int32] = [0]
    for row in neighbors { offsets.append(offsets[offsets.count - 1] + Int32(row.count)) }
    rows = HangingParts.Rows(
      offsets: offsets, neighbors: neighbors.joined().map(\.0),
      edges: neighbors.joined().map(\.1))
  }
}

/// From the first to the last switch of each host, in the order of a search.
private struct HostSpans {
  private var spans: [ClosedRange<Int32>] = []

  init(_ place: [Int32], _ context: CheckContext) {
    let (graph, fabric) = (context.topology.graph, context.fabric)
    var spanOfHost = [Int32](repeating: -1, count: fabric.devices.count)
    for index in graph.hostLink.indices {
      let host = graph.host(ofLinkAt: index, fabric).index
      let here = place[Int(graph.hostVertex[index])]
      if spanOfHost[host] < 0 {
        spanOfHost[host] = Int32(spans.count)
        spans.append(here...here)
      } else {
        let known = spans[Int(spanOfHost[host])]
        spans[Int(spanOfHost[host])] =
          min(known.lowerBound, here)...max(known.upperBound, here)
      }
    }
  }

  /// How many hosts lie wholly in each range; the ranges are nested or apart, and in order of their
  /// beginnings, the outer one first.
  ///
  /// Each host belongs to the innermost range that holds it; what a range holds is its own hosts and
  /// those of the ranges within.
  func counts(in ranges: [Range<Int>], _ placeCount: Int) -> [Int] {
    var innermost = [Int32](repeating: -1, count: placeCount)
    var outer = [Int32](repeating: -1, count: ranges.count)
    for (index, range) in ranges.enumerated() {
      outer[index] = innermost[range.lowerBound]
      for place in range { innermost[place] = Int32(index) }
    }
    var counts = [Int](repeating: 0, count: ranges.count)
    for span in spans {
      var range = innermost[Int(span.lowerBound)]
      while range >= 0, ranges[Int(range)].upperBound <= Int(span.upperBound) {
        range = outer[Int(range)]
      }
      if range >= 0 { counts[Int(range)] += 1 }
    }
    for index in ranges.indices.reversed() where outer[index] >= 0 {
      counts[Int(outer[index])] += counts[index]
    }
    return counts
  }
}
