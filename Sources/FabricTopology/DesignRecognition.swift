internal import FabricModel

/// Recognises fat tree and leaf-spine by what most of the wiring agrees on, alone or with hosts on
/// several rails or planes.
///
/// Every block of two adjacent tiers is expected to be complete, with the commonest number of links
/// between two switches. The design is recognised when at most a fifth of the links disagree; the
/// links that disagree are what the checks report. Switches that no host can reach take no part:
/// a spare without cables does not hide the design of the others.
struct DesignRecognition {
  private(set) var structure = Structure()
  private(set) var violations: WiringViolations?
  private(set) var expectations: [MeshExpectation] = []
  /// By tier and block; nil where trunks are even or the ports show no order.
  private(set) var dealings: [[PortDealing?]] = []
  private(set) var pod: [Int32]

  private let hosts: HostWiring
  /// Fabrics of switches that hosts span, those of every site counted.
  private let fabrics: Int

  /// The share of links that may disagree. Structure was found right at this share of miswired
  /// cables on every fat tree tried; beyond it, calling something a design helps nobody.
  private static let tolerance = 0.2

  init(_ graph: SwitchGraph, _ shape: FabricShape, _ hosts: HostWiring, _ fabric: Fabric) {
    self.hosts = hosts
    fabrics = hosts.planes > 1 ? max(1, hosts.spineFabricCount) : 1
    pod = [Int32](repeating: -1, count: graph.vertexCount)
    structure.rails = graph.hostVertex.isEmpty ? 0 : hosts.rails
    structure.planes = graph.hostVertex.isEmpty ? 0 : hosts.planes
    guard shape.tierCount >= 2, graph.edgeCount > 0 else {
      recogniseOneTier(graph, shape)
      return
    }
    // Peer links come in pairs of leaves; a ring or mesh within the tiers is another kind of fabric,
    // whatever else stands above a few of its switches.
    let peers = graph.edgeA.indices.count { edge in
      shape.tier[Int(graph.edgeA[edge])] == shape.tier[Int(graph.edgeB[edge])]
    }
    guard 2 * peers <= graph.edgeCount else { return }
    let members = shape.blocks.map { BlockMembers($0) }
    let expectations = zip(shape.blocks, members).map { MeshExpectation(graph, $0, $1) }
    let dealings = zip(expectations, members).map { expected, members -> [PortDealing?] in
      expected.isEven
        ? Array(repeating: nil, count: members.lower.count)
        : PortDealing.all(graph, fabric, members, uplinks: expected.uplinks)
    }
    let violations = WiringViolations(
      graph, tier: shape.tier, blocks: shape.blocks, members: members,
      expectations: expectations, dealings: dealings)
    let wrong = max(violations.surplus.count, violations.absent.count)
    // One mistake is one mistake in the smallest fabric as well.
    guard Double(wrong) <= max(1, Self.tolerance * Double(graph.edgeCount)) else { return }
    self.violations = violations
    self.expectations = expectations
    self.dealings = dealings
    structure.confidence =
      1 - Double(violations.surplus.count) / Double(graph.edgeCount)
    describe(graph, shape, members)
    describeHosts(graph)
  }

  /// Whether every pair of switches is as the design has it, and no port had to be asked.
  var isHealthy: Bool {
    guard let violations else { return false }
    return violations.surplus.isEmpty && violations.absent.isEmpty && violations.uneven.isEmpty
      && expectations.allSatisfy(\.isEven)
  }

  /// All hosts on one switch, or on one switch of each rail: leaves without spines.
  private mutating func recogniseOneTier(_ graph: SwitchGraph, _ shape: FabricShape) {
    let leaves = graph.hostCount.count { $0 > 0 }
    guard graph.edgeCount == 0, leaves == 1 || (leaves == hosts.planes && hosts.unitCount == 1)
    else { return }
    structure.design = "leaf-spine"
    structure.parameters = ["leaves": 1, "spines": 0, "hostsPerLeaf": shape.hostsPerLeaf]
    structure.confidence = 1
    structure.pods = 1
    describeHosts(graph)
  }

  private mutating func describe(
    _ graph: SwitchGraph, _ shape: FabricShape, _ members: [BlockMembers]
  ) {
    // A leaf-spine in each plane is no pod of a tree that has lost its cores.
    if shape.tierCount == 2 && members[0].lower.count == fabrics {
      structure.design = "leaf-spine"
      structure.parameters = [
        "leaves": usual(members[0].lower), "spines": usual(members[0].upper),
        "hostsPerLeaf": shape.hostsPerLeaf, "uplinks": expectations[0].uplinks,
        "trunk": expectations[0].least,
      ]
      structure.pods = 1
      return
    }
    structure.design = "fat-tree"
    structure.pods = members[0].lower.count / fabrics
    for vertex in pod.indices where shape.tier[vertex] <= 2 {
      let isLeaf = shape.tier[vertex] == 1
      pod[vertex] = isLeaf ? shape.blocks[0].lowerBlock[vertex] : shape.blocks[0].upperBlock[vertex]
    }
    var parameters = [
      "tiers": shape.tierCount, "pods": structure.pods,
      "leavesPerPod": usual(members[0].lower), "spinesPerPod": usual(members[0].upper),
      "hostsPerLeaf": shape.hostsPerLeaf, "leafSpineTrunk": expectations[0].least,
    ]
    if shape.tierCount >= 3 {
      parameters["corePlanes"] = members[1].upper.count / fabrics
      parameters["coresPerPlane"] = usual(members[1].upper)
      parameters["spineCoreTrunk"] = expectations[1].least
    }
    if let radix = canonicalRadix(parameters) { parameters["k"] = radix }
    structure.parameters = parameters
  }

  private func usual(_ lists: [[Int32]]) -> Int {
    Mode.of(lists.map(\.count)) ?? 0
  }

  /// k of the classic three-tier tree: k pods of k/2 leaves and k/2 spines, all halves.
  private func canonicalRadix(_ parameters: [String: Int]) -> Int? {
    guard let half = parameters["hostsPerLeaf"], parameters["tiers"] == 3 else { return nil }
    let halves = ["leavesPerPod", "spinesPerPod", "coresPerPlane", "corePlanes"]
    let trunks = ["leafSpineTrunk", "spineCoreTrunk"]
    let isClassic =
      halves.allSatisfy { parameters[$0] == half } && trunks.allSatisfy { parameters[$0] == 1 }
      && parameters["pods"] == 2 * half
    return isClassic ? 2 * half : nil
  }
}

/// What hosts with several ports add to the description.
extension DesignRecognition {
  /// Rails name the design, and planes do where each port of a host is split over all of them.
  private mutating func describeHosts(_ graph: SwitchGraph) {
    guard hosts.isMultihomed else { return }
    structure.parameters["rails"] = hosts.rails
    structure.parameters["planes"] = hosts.planes
    if hosts.unitCount > 0 { describeUnits(graph) }
    if hosts.planes > 1 && !hosts.areRailsApart {
      structure.design = "multi-plane"
    } else if hosts.rails > 1 {
      structure.design = "rail-optimized"
    }
    guard hosts.rails > 1 else { return }
    // Rails that stay apart have their pods for themselves.
    let sharing = hosts.areRailsApart ? 1 : hosts.rails
    for name in ["leavesPerPod", "leaves"] {
      if let leaves = structure.parameters[name], leaves.isMultiple(of: sharing) {
        structure.parameters["leavesPerRail"] = leaves / sharing
      }
    }
  }

  private mutating func describeUnits(_ graph: SwitchGraph) {
    var sizes = [Int](repeating: 0, count: hosts.unitCount)
    for host in hosts.rows.hosts {
      if let unit = hosts.unit(of: host) { sizes[unit] += 1 }
    }
    let leaves = (0..<hosts.unitCount).map { hosts.leaves(ofUnit: $0).count }
    structure.parameters["units"] = hosts.unitCount
    structure.parameters["hostsPerUnit"] = Mode.of(sizes)
    structure.parameters["leavesPerUnit"] = Mode.of(leaves)
  }
}
