import FabricChecks
import FabricMetrics
import FabricModel
import FabricTopology
import Findings
import Reports

/// Results made by hand, with numbers of a real fabric: a fat tree of 96-port switches.
enum Samples {
  /// 221,184 hosts at 400 Gb/s, everything right.
  static var healthy: VerificationResult {
    VerificationResult(
      inputs: [
        .init(
          path: "plans/colossus-96.xml.gz", role: .plan, dialect: "plumbline", bytes: 84_000_000,
          links: 663_552)
      ],
      inventory: inventory, structure: structure, capacity: capacity(lower: full, upper: full),
      intent: nil, findings: [])
  }

  /// One spine lost half of its uplinks; the bisection is only known within bounds.
  static var interval: VerificationResult {
    var result = healthy
    result.capacity = capacity(
      lower: Gbps(44_110_000), upper: Gbps(44_130_000), worst: Ratio(2, 1)!)
    var intent = Intent()
    intent.oversubscription[2] = .one
    result.intent = intent
    result.findings = [trunk]
    return result
  }

  /// A fault of every harm, and twelve alike.
  static var faulty: VerificationResult {
    var result = interval
    result.findings = [trunk] + crossings + [cutOff, label, renamed]
    result.findings.sort(by: Finding.precedes)
    return result
  }

  /// A file that was read and says nothing.
  static var empty: VerificationResult {
    VerificationResult(
      inputs: [.init(path: "-", role: .plan, dialect: "plumbline", bytes: 80, links: 0)],
      inventory: Inventory(), structure: Structure(),
      capacity: Capacity(
        hostBandwidth: .zero,
        bisection: Bisection(
          lower: .zero, upper: .zero, full: .zero, lowerMethod: "", upperMethod: "",
          witness: .init(crossingLinks: 0, sideHosts: [.zero, .zero], side: [])),
        oversubscription: Oversubscription(
          fabricLower: nil, fabricUpper: nil, tiers: [], groups: [])),
      intent: nil, findings: [])
  }

  static let full = Gbps(44_236_800)

  private static var inventory: Inventory {
    var inventory = Inventory()
    inventory.devices = 232_704
    inventory.switches = 11_520
    inventory.hosts = 221_184
    inventory.hostPorts = 221_184
    inventory.ports = 1_327_104
    inventory.cables = 663_552
    inventory.links = 663_552
    inventory.hostLinks = 221_184
    inventory.switchLinks = 442_368
    return inventory
  }

  private static var structure: Structure {
    var structure = Structure()
    structure.design = "fat-tree"
    structure.parameters = ["k": 96, "tiers": 3]
    structure.confidence = 1
    structure.components = 1
    structure.pods = 96
    structure.tiers = [
      .init(tier: 0, name: "host", devices: 221_184), .init(tier: 1, name: "leaf", devices: 4608),
      .init(tier: 2, name: "spine", devices: 4608), .init(tier: 3, name: "core", devices: 2304),
    ]
    return structure
  }

  static func capacity(lower: Gbps, upper: Gbps, worst: Ratio = .one) -> Capacity {
    let hosts = Gbps(88_473_600)
    func tier(_ tier: Int, _ name: String, _ device: String, _ worst: Ratio)
      -> Oversubscription.TierRow
    {
      .init(
        tier: tier, name: name, down: hosts, up: worst == .one ? hosts : hosts - Gbps(9600),
        ratio: Ratio(hosts, worst == .one ? hosts : hosts - Gbps(9600)), worstDevice: device,
        worstRatio: worst, isEven: worst == .one)
    }
    return Capacity(
      hostBandwidth: hosts,
      bisection: Bisection(
        lower: lower, upper: upper, full: full, lowerMethod: "hub flow through 2,304 cores",
        upperMethod: "48 pods | 48 pods",
        witness: .init(crossingLinks: 110_592, sideHosts: [full, full], side: [])),
      oversubscription: Oversubscription(
        fabricLower: Ratio(full, upper), fabricUpper: Ratio(full, lower),
        tiers: [tier(1, "leaf", "p01-leaf-01", .one), tier(2, "spine", "p63-spine-40", worst)],
        groups: (1...96).map {
          .init(kind: .pod, name: "p\($0)", down: Gbps(921_600), up: Gbps(921_600), ratio: .one)
        }))
  }
}

extension Samples {
  static func rule(_ code: RuleCode, _ name: String, _ severity: Severity) -> Rule {
    Rule(
      code: code, name: name, severity: severity, summary: "Summary of \(name).",
      rationale: "Why \(name) matters.", example: "leaf-1:7 -- spine-2:3", remedy: "Swap them.",
      limits: "")
  }

  static var trunk: Finding {
    var finding = Finding(
      rule("TP201", "uneven-uplinks", .error), subject: "p63-spine-40",
      message: "p63-spine-40 has 24 uplinks — its peers have 48", harm: .capacity,
      remedy: "plug the 24 cables of trunk T-63-40 into p63-spine-40:25 to :48")
    finding.consequences = [Consequence(code: "BW201", amount: Gbps(9600))]
    finding.devices = ["p63-spine-40"]
    finding.place = Place(hall: "H2", row: "17", rack: "R20", unit: 14)
    finding.origins = [Origin(file: "colossus-96.xml", line: 81_215)]
    return finding
  }

  static var crossings: [Finding] {
    (1...12).map { number in
      let host = "node-\(number)"
      var finding = Finding(
        rule("MW201", "rail-crossing", .error), subject: "\(host):hca1/1",
        message: "\(host):hca1/1 is a rail 1 port, but leaf-2:\(number) is on rail 2",
        harm: .redundancy,
        remedy: "move the leaf end of R01-\(number) from leaf-2:\(number) to leaf-1:\(number)")
      finding.ports = ["\(host):hca1/1", "leaf-2:\(number)"]
      finding.cables = ["R01-\(number)"]
      finding.accountsFor = 2
      finding.place = Place(hall: "H1", row: "3", rack: number % 2 == 0 ? "R9" : "R10")
      finding.origins = [Origin(file: "colossus-96.xml", line: 100 + number)]
      return finding
    }
  }

  static var cutOff: Finding {
    var finding = Finding(
      rule("TP101", "partitioned", .error), subject: "p01-h001",
      message: "p01-h001 reaches no other host", harm: .reach,
      remedy: "plug a cable from p01-h001:1 to p01-leaf-01:49")
    finding.devices = ["p01-h001"]
    return finding
  }

  /// A label by somebody who wanted to hide the line.
  static var label: Finding {
    var finding = Finding(
      rule("PF301", "duplicate-label", .warning), subject: "label",
      message: "label A\u{1B}[2K\u{202E}1 is on 9 cables", harm: .plan, remedy: "print new labels")
    finding.cables = (1...9).map { "p01-leaf-01:\($0)--p01-spine-0\($0):1" }
    finding.origins = [
      Origin(file: "colossus-96.xml", line: 12), Origin(file: "colossus-96.xml", line: 13),
    ]
    return finding
  }

  static var renamed: Finding {
    Finding(
      rule("PF101", "unknown-attribute", .note), subject: "colour",
      message: "cable 7 has an attribute colour — nobody reads it", harm: .none,
      remedy: "remove it, or correct its name")
  }
}

extension VerificationReport {
  static func text(_ result: VerificationResult, _ change: (inout ReportOptions) -> Void = { _ in })
    -> String
  {
    var options = ReportOptions()
    change(&options)
    return String(decoding: render(result, options), as: UTF8.self)
  }
}

extension CapacityReport {
  static func capacityText(_ result: VerificationResult) -> String {
    String(decoding: renderCapacity(result, ReportOptions()), as: UTF8.self)
  }
}
