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

  /// Whether a host has ports on several switches. Theorem 1 then bounds the bisection from below
  /// only: it lets the two ports of one host fall on different sides.
  package var hasMultihomedHosts = false

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
    var switchOfHost = [Int32](repeating: -1, count: fabric.devices.count)
    for index in graph.hostLink.indices {
      let vertex = graph.hostVertex[index]
      hostMegabits[Int(vertex)] += Int(speeds.megabits[graph.hostLink[index].index])
      let host = graph.host(ofLinkAt: index, fabric).index
      if switchOfHost[host] >= 0 && switchOfHost[host] != vertex { hasMultihomedHosts = true }
      switchOfHost[host] = vertex
    }
  }

  /// The largest unit of which every capacity is a multiple, in Mb/s.
  private var unit: Int {
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
    return max(1, unit)
  }

  /// The interval of the bisection bandwidth with a witness.
  ///
  /// - Parameter pieces: parts of parallel work; the result is the same for any number.
  /// - Complexity: that of `CSRGraph.bisectionBounds`.
  package func bisection(effort: Effort, pieces: Int) -> Bisection {
    let unit = unit
    let graph = CSRGraph(
      vertexCount: tier.count, sources: edgeA, targets: edgeB,
      capacities: edgeMegabits.map { Int32(truncatingIfNeeded: Int($0) / unit) })
    let weights = hostMegabits.map { Int64($0 / unit) }
    let bounds = graph.bisectionBounds(
      weights: weights, levels: levels, effort: effort.searchEffort, pieces: pieces)
    let total = hostMegabits.reduce(0, +)
    if hasMultihomedHosts { return multihomed(bounds, total, unit) }
    let side = bounds.witness.sides.map { $0 != 0 }
    var crossing = 0
    for edge in edgeA.indices where side[Int(edgeA[edge])] != side[Int(edgeB[edge])] {
      crossing += 1
    }
    let inside = zip(hostMegabits, side).reduce(0) { $0 + ($1.1 ? $1.0 : 0) }
    return Bisection(
      // A lower bound is rounded down and an upper one up where half a unit is not whole.
      lower: Gbps(megabits: Int(bounds.doubledLower) * unit / 2),
      upper: Gbps(megabits: (Int(bounds.doubledUpper) * unit + 1) / 2),
      full: Gbps(megabits: total / 2),
      lowerMethod: lowerMethod(bounds), upperMethod: upperMethod(bounds, side),
      witness: Bisection.Witness(
        crossingLinks: crossing,
        sideHosts: [Gbps(megabits: inside), Gbps(megabits: total - inside)], side: side))
  }

  /// What is known with hosts on several switches: the flow holds for whole hosts as well, and no
  /// fabric has more than half of what its hosts send.
  private func multihomed(_ bounds: BisectionBounds, _ total: Int, _ unit: Int) -> Bisection {
    Bisection(
      lower: Gbps(megabits: Int(bounds.doubledLower) * unit / 2),
      upper: Gbps(megabits: total / 2), full: Gbps(megabits: total / 2),
      lowerMethod: lowerMethod(bounds), upperMethod: "half of the hosts, which have several ports",
      witness: Bisection.Witness(
        crossingLinks: 0, sideHosts: [.zero, Gbps(megabits: total)],
        side: [Bool](repeating: false, count: tier.count)))
  }

  /// Tiers as heights for the flow, which leaves switches outside all tiers out; without any tier
  /// the engine measures heights of its own.
  private var levels: [Int32]? {
    tier.contains { $0 > 0 } ? tier.map { Int32($0) - 1 } : nil
  }

  private func lowerMethod(_ bounds: BisectionBounds) -> String {
    guard bounds.lowerMethod == .hubFlow, let flow = bounds.hubFlow else {
      return bounds.lowerMethod.rawValue
    }
    let hubs = Set(flow.hubs.map { tier[Int($0)] })
    let name = hubs.count == 1 ? TierNames.name(Int(hubs.first!)) : "switch"
    let plural = name == "switch" ? "switches" : name + "s"
    return "hub flow through \(Grouped.text(flow.hubCount)) \(flow.hubCount == 1 ? name : plural)"
  }

  /// `48 pods | 48 pods` where the cut keeps pods whole; else how it was found.
  private func upperMethod(_ bounds: BisectionBounds, _ side: [Bool]) -> String {
    var sideOfPod: [Int32: Bool] = [:]
    for vertex in tier.indices where pod[vertex] >= 0 && tier[vertex] == 1 {
      if let known = sideOfPod[pod[vertex]], known != side[vertex] {
        return bounds.upperMethod.rawValue
      }
      sideOfPod[pod[vertex]] = side[vertex]
    }
    let inside = sideOfPod.values.count { $0 }
    let outside = sideOfPod.count - inside
    guard inside > 0 && outside > 0 else { return bounds.upperMethod.rawValue }
    let text = { (count: Int) in "\(Grouped.text(count)) \(count == 1 ? "pod" : "pods")" }
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
