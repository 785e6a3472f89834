package import FabricModel

/// A fabric's tiers, pods and design, as the wiring shows them.
///
/// Names, declared roles, intent and the order of the file are not asked: with all of them changed
/// the same structure comes out.
package struct Topology: Sendable {
  package let census: LinkCensus
  package let graph: SwitchGraph
  /// `tier[v]`: 1 for leaves, upwards; 0 for a switch without links upwards or downwards.
  package let tier: [UInt8]
  /// The number of tiers of switches.
  package let tierCount: Int
  /// `pod[v]`: leaves and spines that are linked below the cores; -1 for cores and without pods.
  package let pod: [Int32]
  package let structure: Structure
  /// Units, rails and planes, and the cables of hosts that are in the wrong place.
  package let hosts: HostWiring
  /// Nil where no design was recognised.
  package let violations: WiringViolations?
  package private(set) var acts: [WiringActs.Act] = []
  /// `component[v]`, numbered in order of the lowest vertex.
  package let component: [Int32]
  /// What the design expects between tier `t + 1` and the next; empty without a design.
  let expectations: [MeshExpectation]
  private let blocks: [BlockInference]

  /// - Complexity: O(links + devices) but for one sort of the switches' names.
  package init(_ fabric: Fabric) {
    let census = LinkCensus(fabric)
    let isSwitch = DeviceRoles.switches(fabric, census)
    var graph = SwitchGraph(fabric, census, isSwitch: isSwitch)
    var shape = FabricShape(graph)
    let rows = HostRows(graph, fabric)
    var canonical = CanonicalOrder(graph, shape, fabric, rows)
    let order = canonical.order()
    if order.indices.contains(where: { order[$0] != Int32($0) }) {
      graph.renumber(order)
      shape = shape.renumbered(order)
    }
    self.census = census
    self.graph = graph
    tier = shape.tier
    blocks = shape.blocks
    tierCount = shape.tierCount
    component = Components.labels(graph, rows)
    hosts = HostWiring(graph, shape, rows, fabric)
    let recognition = DesignRecognition(graph, shape, hosts)
    pod = recognition.pod
    violations = recognition.violations
    expectations = recognition.expectations
    var structure = recognition.structure
    structure.components = component.max().map { Int($0) + 1 } ?? 0
    structure.tiers = TierNames.rows(
      graph, shape, hosts: DeviceRoles.hostCount(fabric, census, isSwitch: isSwitch))
    self.structure = structure
    if let violations {
      let pattern = PortPattern(self, fabric)
      // Where trunks are uneven, equal ports of two switches lead to different places by design.
      let showsPorts = expectations.allSatisfy(\.isEven)
      acts =
        WiringActs(violations, tier: tier) {
          !showsPorts || pattern.isOneCable($0, movedFrom: $1)
        }.acts
    }
  }

  /// The rail of a leaf, from 0; nil for other switches, for fabrics of one rail, and where ports of
  /// hosts do not number the rails.
  package func rail(of vertex: Int32) -> Int? { hosts.rail(of: vertex) }

  /// The plane of a switch, from 0; nil in fabrics of one plane.
  package func plane(of vertex: Int32) -> Int? { hosts.plane(of: vertex) }

  /// The unit of a host with several ports, from 0; nil for other devices.
  package func unit(of host: DeviceID) -> Int? { hosts.unit(of: host) }

  package func slots(of vertex: Int) -> Range<Int> {
    Int(graph.offsets[vertex])..<Int(graph.offsets[vertex + 1])
  }

  /// The edges that lead from a switch to a higher tier.
  package func uplinks(of vertex: Int) -> [Int] {
    slots(of: vertex).filter { tier[Int(graph.neighbors[$0])] > tier[vertex] }
      .map { Int(graph.slotEdge[$0]) }
  }

  /// The switches of a pod (level 1) or a plane of cores (level 2), in order of number.
  package struct Block: Sendable {
    package var lower: [Int32]
    package var upper: [Int32]
  }

  /// All blocks between tier `level` and the next one.
  package func blocks(above level: Int) -> [Block] {
    guard level >= 1, level <= blocks.count else { return [] }
    let members = BlockMembers(blocks[level - 1])
    return zip(members.lower, members.upper).map { Block(lower: $0, upper: $1) }
  }

  /// The edges that link two switches, in order of the file.
  package func edges(between a: Int32, and b: Int32) -> [Int] {
    let (vertex, other) = graph.degree(Int(a)) <= graph.degree(Int(b)) ? (a, b) : (b, a)
    return slots(of: Int(vertex)).filter { graph.neighbors[$0] == other }
      .map { Int(graph.slotEdge[$0]) }
  }

  /// The two switches of an edge, the one of the lower tier first.
  package func pair(ofEdge edge: Int) -> WiringViolations.Pair {
    WiringViolations.pair(graph.edgeA[edge], graph.edgeB[edge], tier)
  }

  /// Whether the design links these two switches: adjacent tiers of one pod or plane.
  package func isInOneBlock(_ pair: WiringViolations.Pair) -> Bool {
    WiringViolations.isPlanned(pair, tier, blocks)
  }

  /// The pairs by which a leaf without any uplink should be linked, one for each cable; empty where
  /// the other leaves do not show in which pod it belongs.
  package func missingUplinks(of vertex: Int32) -> [WiringViolations.Pair] {
    guard tier[Int(vertex)] == 1, let expected = expectations.first, let block = blocks.first,
      block.lowerBlock[Int(vertex)] < 0
    else { return [] }
    let members = BlockMembers(block)
    let usual = Mode.of(members.lower.map(\.count)) ?? 0
    let short = members.lower.indices.filter { members.lower[$0].count < usual }
    let open = members.lower.count == 1 ? [0] : short
    guard open.count == 1 else { return [] }
    return members.upper[open[0]].flatMap { upper in
      repeatElement(WiringViolations.Pair(lower: vertex, upper: upper), count: expected.least)
    }
  }

  /// `leaf`, `spine`, `core` by tier.
  package func tierName(_ tier: Int) -> String { TierNames.name(tier) }
}

/// Words for tiers.
package enum TierNames {
  package static func name(_ tier: Int) -> String {
    switch tier {
    case 0: "host"
    case 1: "leaf"
    case 2: "spine"
    case 3: "core"
    default: "tier \(tier)"
    }
  }

  static func rows(_ graph: SwitchGraph, _ shape: FabricShape, hosts: Int) -> [Structure.Tier] {
    var counts = [Int](repeating: 0, count: shape.tierCount + 1)
    for tier in shape.tier where tier > 0 { counts[Int(tier)] += 1 }
    counts[0] = hosts
    return counts.enumerated().map { Structure.Tier(tier: $0, name: name($0), devices: $1) }
  }
}

/// Which devices forward and which do not.
enum DeviceRoles {
  /// Per device: whether it is a switch. A device of unknown kind is one when it has more than two
  /// linked ports: a host with more says what it is in every plan that was seen.
  static func switches(_ fabric: Fabric, _ census: LinkCensus) -> [Bool] {
    (0..<fabric.devices.count).map { index in
      switch fabric.devices.kind[index] {
      // A misspelt name is no switch of its own.
      case .switch, .chassis: census.isKnown[index]
      case .host, .panel: false
      case .unknown:
        census.isKnown[index] && fabric.ports.ports(of: DeviceID(index)).count > 2
      }
    }
  }

  static func hostCount(_ fabric: Fabric, _ census: LinkCensus, isSwitch: [Bool]) -> Int {
    (0..<fabric.devices.count).count { index in
      let kind = fabric.devices.kind[index]
      return census.isKnown[index] && !isSwitch[index] && (kind == .host || kind == .unknown)
    }
  }
}

/// Connected components of the switches; a host with several ports joins the switches that it is on.
enum Components {
  static func labels(_ graph: SwitchGraph, _ rows: HostRows) -> [Int32] {
    var label = labels(graph)
    guard !rows.isEmpty, let highest = label.max(), highest > 0 else { return label }
    var sets = DisjointSets(Int(highest) + 1)
    for row in rows.hosts.indices {
      let entries = rows.entries(of: row)
      let first = graph.hostVertex[Int(rows.links[entries.lowerBound])]
      for entry in entries.dropFirst() {
        let other = graph.hostVertex[Int(rows.links[entry])]
        sets.join(Int(label[Int(first)]), Int(label[Int(other)]))
      }
    }
    var number = [Int32](repeating: -1, count: Int(highest) + 1)
    var next: Int32 = 0
    for vertex in label.indices {
      let part = sets.root(Int(label[vertex]))
      if number[part] < 0 {
        number[part] = next
        next += 1
      }
      label[vertex] = number[part]
    }
    return label
  }

  private static func labels(_ graph: SwitchGraph) -> [Int32] {
    var label = [Int32](repeating: -1, count: graph.vertexCount)
    var queue: [Int32] = []
    queue.reserveCapacity(graph.vertexCount)
    var next: Int32 = 0
    for start in 0..<graph.vertexCount where label[start] < 0 {
      label[start] = next
      queue.append(Int32(start))
      while let vertex = queue.popLast() {
        for slot in graph.offsets[Int(vertex)]..<graph.offsets[Int(vertex) + 1] {
          let neighbor = graph.neighbors[Int(slot)]
          guard label[Int(neighbor)] < 0 else { continue }
          label[Int(neighbor)] = next
          queue.append(neighbor)
        }
      }
      next += 1
    }
    return label
  }
}
