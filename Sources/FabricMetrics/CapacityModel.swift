package import FabricModel
package import FabricTopology
internal import GraphEngine

/// The switch graph with capacities: all that a capacity question needs of a fabric.
///
/// Hosts are weights at their switches (Theorem 1), parallel links still stand apart.
package struct CapacityModel: Sendable {
  /// `tier[v]`, 1 for leaves; 0 for a switch outside all tiers.
  package var tier: [UInt8]
  /// Ends and Mb/s of every link between switches.
  package var edgeA: [Int32]
  package var edgeB: [Int32]
  package var edgeMegabits: [Int32]
  /// Mb/s of the hosts cabled to each switch.
  package var hostMegabits: [Int]
  /// Pod of each switch, -1 for none.
  package var pod: [Int32]
  /// Names of the switches, for what names the worst one.
  package var devices: [DeviceID]
  /// The links of every host, where some hosts are on several switches; nil where none is. Then a
  /// host is a weight at its switch, and Theorem 1 is all there is to it.
  package var hosts: MultihomedHosts?
  /// Rails and planes that are measured apart, and blocks that a cut had better not divide.
  package var divisions = FabricDivisions()

  package var hostBandwidth: Gbps { Gbps(megabits: hostMegabits.reduce(0, +)) }

  package init(_ topology: Topology, _ speeds: LinkSpeeds, _ fabric: Fabric) {
    let graph = topology.graph
    tier = topology.tier
    pod = topology.pod
    devices = graph.devices
    edgeA = graph.edgeA
    edgeB = graph.edgeB
    edgeMegabits = graph.edgeLink.map { speeds.megabits[$0.index] }
    hostMegabits = [Int](repeating: 0, count: graph.vertexCount)
    for index in graph.hostLink.indices {
      hostMegabits[Int(graph.hostVertex[index])] +=
        Int(speeds.megabits[graph.hostLink[index].index])
    }
    guard !topology.hosts.rows.isEmpty else { return }
    hosts = MultihomedHosts(topology, speeds)
    divisions = FabricDivisions(topology)
  }

  init(like model: CapacityModel, devices: [DeviceID], tier: [UInt8]) {
    (self.devices, self.tier) = (devices, tier)
    (edgeA, edgeB, edgeMegabits) = ([], [], [])
    hostMegabits = [Int](repeating: 0, count: devices.count)
    pod = [Int32](repeating: -1, count: devices.count)
  }

  /// The largest unit of which every capacity is a multiple, in Mb/s.
  var unit: Int {
    var unit = 0
    var last: Int32 = 0
    for speed in edgeMegabits where speed != last {
      unit = Ratio.greatestCommonDivisor(unit, Int(speed))
      last = speed
    }
    var lastHost = 0
    for speed in hostMegabits where speed != lastHost {
      unit = Ratio.greatestCommonDivisor(unit, speed)
      lastHost = speed
    }
    // The ports of one host may be on two sides.
    for speed in hosts?.megabits ?? [] where speed != last {
      unit = Ratio.greatestCommonDivisor(unit, Int(speed))
      last = speed
    }
    return max(1, unit)
  }

  /// The interval of the bisection bandwidth with a witness.
  ///
  /// - Parameter pieces: parts of parallel work; the result is the same for any number.
  /// - Complexity: that of `CSRGraph.bisectionBounds`.
  package func bisection(effort: Effort, pieces: Int) -> Bisection {
    guard hosts != nil else { return portBisection(effort: effort, pieces: pieces) }
    return measure(effort: effort, pieces: pieces).bisection
  }

  /// Links between switches in units of `unit` Mb/s.
  func graph(unit: Int) -> CSRGraph {
    CSRGraph(
      vertexCount: tier.count, sources: edgeA, targets: edgeB,
      capacities: edgeMegabits.map { Int32(truncatingIfNeeded: Int($0) / unit) })
  }

  /// The bisection if every port of a host could go to either half on its own: that of the fabric
  /// where hosts have one port, and else the capacity between halves of the ports.
  func portBisection(effort: Effort, pieces: Int) -> Bisection {
    let unit = unit
    let graph = graph(unit: unit)
    let weights = hostMegabits.map { Int64($0 / unit) }
    let bounds = graph.bisectionBounds(
      weights: weights, levels: levels, effort: effort.searchEffort, pieces: pieces)
    let total = hostMegabits.reduce(0, +)
    let side = bounds.witness.sides.map { $0 != 0 }
    let inside = zip(hostMegabits, side).reduce(0) { $0 + ($1.1 ? $1.0 : 0) }
    return Bisection(
      // A lower bound is rounded down and an upper one up where half a unit is not whole.
      lower: Gbps(megabits: Int(bounds.doubledLower) * unit / 2),
      upper: Gbps(megabits: (Int(bounds.doubledUpper) * unit + 1) / 2),
      full: Gbps(megabits: total / 2),
      lowerMethod: lowerMethod(bounds.lowerMethod, bounds.hubFlow),
      upperMethod: upperMethod(bounds.upperMethod, side),
      witness: Bisection.Witness(
        crossingLinks: crossingLinks(side),
        sideHosts: [Gbps(megabits: inside), Gbps(megabits: total - inside)], side: side))
  }

  /// Links between switches on different sides.
  func crossingLinks(_ side: [Bool]) -> Int {
    edgeA.indices.count { side[Int(edgeA[$0])] != side[Int(edgeB[$0])] }
  }

  /// Tiers as heights for the flow, which leaves switches outside all tiers out; without any tier
  /// the engine measures heights of its own.
  var levels: [Int32]? {
    tier.contains { $0 > 0 } ? tier.map { Int32($0) - 1 } : nil
  }

  func lowerMethod(_ method: BoundMethod, _ flow: HubFlowBound?) -> String {
    guard method == .hubFlow, let flow else { return method.rawValue }
    let hubs = Set(flow.hubs.map { Int($0) < tier.count ? tier[Int($0)] : 0 })
    let name = hubs.count == 1 ? TierNames.name(Int(hubs.first!)) : "switch"
    let plural = name == "switch" ? "switches" : name + "s"
    return "hub flow through \(Grouped.text(flow.hubCount)) \(flow.hubCount == 1 ? name : plural)"
  }

  /// `48 pods | 48 pods` where the cut keeps pods whole; else how it was found.
  func upperMethod(_ method: CutMethod, _ side: [Bool]) -> String {
    wholeBlocks(pod, "pod", side) ?? wholeBlocks(divisions.unit, "unit", side) ?? method.rawValue
  }

  private func wholeBlocks(_ blocks: [Int32], _ name: String, _ side: [Bool]) -> String? {
    var sideOfBlock: [Int32: Bool] = [:]
    for vertex in blocks.indices where blocks[vertex] >= 0 && tier[vertex] == 1 {
      if let known = sideOfBlock[blocks[vertex]], known != side[vertex] { return nil }
      sideOfBlock[blocks[vertex]] = side[vertex]
    }
    let inside = sideOfBlock.values.count { $0 }
    let outside = sideOfBlock.count - inside
    guard inside > 0 && outside > 0 else { return nil }
    let text = { (count: Int) in "\(Grouped.text(count)) \(count == 1 ? name : name + "s")" }
    return "\(text(min(inside, outside))) | \(text(max(inside, outside)))"
  }
}

/// How much work goes into bounds that do not meet at once.
package enum Effort: String, Sendable, CaseIterable {
  case quick, normal, high

  var searchEffort: SearchEffort {
    switch self {
    case .quick: .quick
    case .normal: .normal
    case .high: .high
    }
  }
}

/// Numbers with a comma every three digits.
package enum Grouped {
  package static func text(_ number: Int) -> String {
    let digits = String(abs(number))
    var text = ""
    for (index, digit) in digits.enumerated() {
      if index > 0 && (digits.count - index) % 3 == 0 { text.append(",") }
      text.append(digit)
    }
    return (number < 0 ? "-" : "") + text
  }
}
