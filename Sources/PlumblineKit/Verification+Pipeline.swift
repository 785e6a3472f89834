internal import FabricChecks
internal import FabricMetrics
internal import FabricModel
internal import FabricTopology
internal import Findings

// Stands in for loading and checking until they exist: every name but `missing…` is a healthy
// two-tier fabric, and a name with `faulty` in it has a fault.

extension Verification {
  /// Everything that is checked, for `explain` and `--select`.
  static var rules: [Rule] { [crossing] }

  /// What `--from` takes; empty while nothing is known.
  static var dialectNames: [String] { [] }

  /// Reads the inputs, recognises the structure, computes the capacity, runs the checks.
  static func verify(_ request: Request) throws -> VerificationResult {
    if let path = request.plans.first(where: { $0.contains("missing") }) {
      throw Failure(message: "\(path): no such file", nextStep: "check the path")
    }
    var inventory = Inventory()
    inventory.devices = 20
    inventory.switches = 4
    inventory.hosts = 16
    inventory.hostPorts = 16
    inventory.ports = 64
    inventory.cables = 32
    inventory.links = 32
    inventory.hostLinks = 16
    inventory.switchLinks = 16
    var structure = Structure()
    structure.design = "leaf-spine"
    structure.confidence = 1
    structure.components = 1
    structure.tiers = [
      .init(tier: 0, name: "host", devices: 16), .init(tier: 1, name: "leaf", devices: 2),
      .init(tier: 2, name: "spine", devices: 2),
    ]
    let full = Gbps(3200)
    let capacity = Capacity(
      hostBandwidth: Gbps(6400),
      bisection: Bisection(
        lower: full, upper: full, full: full, lowerMethod: "hub flow", upperMethod: "leaf | leaf",
        witness: .init(crossingLinks: 8, sideHosts: [full, full], side: [])),
      oversubscription: Oversubscription(
        fabricLower: .one, fabricUpper: .one,
        tiers: [
          .init(
            tier: 1, name: "leaf", down: Gbps(6400), up: Gbps(6400), ratio: .one,
            worstDevice: "leaf-1", worstRatio: .one, isEven: true)
        ],
        groups: []))
    let inputs = request.plans.map {
      VerificationResult.Input(path: $0, role: .plan, dialect: "stub", bytes: 0, links: 32)
    }
    let isFaulty = request.plans.contains { $0.contains("faulty") }
    return VerificationResult(
      inputs: inputs, inventory: inventory, structure: structure, capacity: capacity,
      intent: nil, findings: isFaulty && request.parts == .everything ? [fault] : [])
  }

  private static let crossing = Rule(
    code: "MW201", name: "rail-crossing", severity: .error,
    summary: "A host port is cabled to a leaf of another rail.",
    rationale: "Rail-local traffic crosses the spine; the link is up, so nothing else reports it.",
    example: "node-001:hca0/1 rail=0 -- leaf-1:7 rail=1",
    remedy: "Move the leaf end to a free port on a leaf of the host port's rail.", limits: "")

  private static var fault: Finding {
    Finding(
      crossing, subject: "R01-17",
      message: "node-001:hca1/1 is a rail 1 port, but leaf-2:7 is on rail 2", harm: .redundancy,
      remedy: "move the leaf end of R01-17 from leaf-2:7 to leaf-1:7")
  }
}
