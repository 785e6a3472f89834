import FabricChecks
import FabricFormats
import Findings
import Foundation
import TestSupport
import Testing

/// A plan, an observation of it with planted faults, and the truth about them, as a generator that
/// knows nothing of this package has written them.
struct GeneratedObservation {
  var plan: PlanReading
  var observed: PlanReading
  var acts: [Act]

  /// One planted fault.
  struct Act: CustomStringConvertible {
    var kind: String
    /// Every port that it names, in every form in which a report may name it.
    var ports: Set<String> = []
    /// The device that it is about; empty for one about cables.
    var device: Set<String> = []

    var description: String { "\(kind) \(device.sorted()) \(ports.sorted().prefix(4))" }
  }

  static let isPossible =
    OutsideTools.program("python3") != nil
    && OutsideTools.shared("tools/gen_fastfabric.py") != nil
    && OutsideTools.shared("tools/gen_ib.py") != nil

  /// The rules that may name a fault. A host whose only cable is missing is in no observation.
  static let rules: [String: Set<String>] = [
    "swap": ["MW301"], "swap_same": ["MW301"], "local_swap": ["MW301"],
    "missing": ["MW101", "MW106"], "moved": ["MW330"], "wrong_port": ["MW330"],
    "moved_switch": ["MW103"], "wrong_system": ["MW103"], "extra": ["MW102"],
    "rate": ["MW105"], "mtu": ["MW105"], "notactive": ["MW105"], "speed": ["MW105"],
    "width": ["MW105"], "wrong_guid": ["MW312"], "guid_changed": ["MW312"],
    "wrong_name": ["MW311", "MW312"], "missing_host": ["MW106"], "dead_host": ["MW106"],
    "dead_switch": ["MW106"], "extra_host": ["MW313"],
  ]

  /// Runs a generator into a folder and reads what it has written.
  private static func generate(
    _ tool: String, _ arguments: (String) -> [String], plan: String, observed: String,
    act: ([String: Any]) -> Act?
  ) throws -> GeneratedObservation {
    let folder = try TemporaryFolder()
    let script = try #require(OutsideTools.shared("tools/\(tool)"))
    let run = try OutsideTools.run(
      #require(OutsideTools.program("python3")), [script] + arguments(folder.url.path))
    try #require(run.status == 0, "\(run.output)")
    let truth = try JSONSerialization.jsonObject(
      with: Data(contentsOf: URL(fileURLWithPath: folder.path("faults.json"))))
    let faults = try #require((truth as? [String: Any])?["faults"] as? [[String: Any]])
    return GeneratedObservation(
      plan: try PlanLoader.load([folder.path(plan)]),
      observed: try PlanLoader.load([folder.path(observed)]), acts: faults.compactMap(act))
  }
}

extension GeneratedObservation {
  static let mixedFastFabric =
    "swap=6,swap_same=5,missing=5,moved=5,moved_switch=5,extra=5,rate=5,mtu=5,notactive=5,"
    + "wrong_guid=4,wrong_name=4,missing_host=3,extra_host=3"

  /// A FastFabric topology and a snapshot.
  ///
  /// - Parameter identity: what the plan's links know their nodes by: `guid`, `desc` or `both`.
  static func fastFabric(
    k: Int, _ faults: String, seed: Int, identity: String, listsDarkPorts: Bool
  ) throws -> GeneratedObservation {
    try generate(
      "gen_fastfabric.py",
      { folder in
        ["\(k)", folder, "--faults", faults, "--seed", "\(seed)", "--ident", identity]
          + (listsDarkPorts ? ["--down-ports"] : [])
      }, plan: "plan.xml", observed: "snapshot.xml",
      act: { fault in
        let act = self.act(fault)
        // Without GUIDs nobody can tell that a node of the same name is another one.
        return act.kind == "wrong_guid" && identity == "desc" ? nil : act
      })
  }

  private static func act(_ fault: [String: Any]) -> Act {
    var act = Act(kind: fault["fault"] as? String ?? "")
    for side in ["planned", "observed"] {
      for link in fault[side] as? [[[String: Any]]] ?? [] {
        for (index, end) in link.enumerated() {
          let name = String((end["node"] as? String ?? "").prefix { $0 != " " })
          let port = end["port"] as? Int ?? 0
          act.ports.formUnion(["\(name):\(port)", "\(name):hfi1_0/\(port)"])
          let isAboutNode = act.kind.hasSuffix("_host") || act.kind.hasPrefix("wrong_")
          if isAboutNode && index == 0 { act.device.insert(name) }
        }
      }
    }
    return act
  }

  static let mixedInfiniBand = [
    "swap=8", "local_swap=7", "missing=8", "wrong_port=8", "wrong_system=8", "extra=6", "speed=5",
    "width=5", "guid_changed=5",
  ]

  /// Two listings of ibnetdiscover, or one and a net file of ibsim, which knows names alone.
  static func infiniBand(
    k: Int, _ faults: [String], seed: Int, isNet: Bool = false
  ) throws -> GeneratedObservation {
    var known: Set<String> = []
    return try generate(
      "gen_ib.py",
      { folder in
        ["-k", "\(k)", "-o", folder, "--seed", "\(seed)", "--formats", "ibnd,net,guids"]
          + faults.flatMap { ["--fault", $0] }
      }, plan: "plan.ibnd", observed: isNet ? "obs.net" : "obs.ibnd",
      act: { fault in
        var act = Act(kind: fault["kind"] as? String ?? "")
        if let node = fault["node"] as? String {
          act.device = [node]
          // The generator may change one number twice.
          guard known.insert(act.kind + node).inserted else { return nil }
        }
        if isNet && ["speed", "width", "guid_changed"].contains(act.kind) { return nil }
        for side in ["planned", "observed"] {
          for link in fault[side] as? [String] ?? [] {
            for end in link.components(separatedBy: " - ") {
              let parts = end.components(separatedBy: "/P")
              act.ports.formUnion(["\(parts[0]):\(parts[1])", "\(parts[0]):mlx5_0/\(parts[1])"])
            }
          }
        }
        return act
      })
  }
}

extension GeneratedObservation {
  /// Holds what is found against what was planted: one finding for each act, and no other.
  ///
  /// - Returns: one sentence for each disagreement.
  func complaints() throws -> [String] {
    let result = try Plans.verify(plan, observed: observed)
    var complaints: [String] = []
    var hits = [[Finding]](repeating: [], count: acts.count)
    for finding in result.findings {
      if let index = acts.firstIndex(where: { owns($0, finding) }) {
        hits[index].append(finding)
      } else {
        complaints.append("nobody planted \(FaultLedger.text(finding))")
      }
    }
    for (act, found) in zip(acts, hits) where found.count != 1 {
      complaints.append("\(found.count) findings for \(act): \(found.map { FaultLedger.text($0) })")
    }
    let counts = try #require(result.comparison)
    let accounted = result.findings.reduce(0) { $0 + $1.accountsFor }
    if accounted != counts.differences {
      complaints.append("\(accounted) of \(counts.differences) differences are accounted for")
    }
    if counts.planned != result.inventory.hostLinks + result.inventory.switchLinks {
      complaints.append("the counts do not add up to the planned links: \(counts)")
    }
    return complaints
  }

  private func owns(_ act: Act, _ finding: Finding) -> Bool {
    guard Self.rules[act.kind, default: []].contains(finding.rule.code.description) else {
      return false
    }
    return act.device.isEmpty
      ? !finding.ports.isEmpty && act.ports.isSuperset(of: finding.ports)
      : !act.device.isDisjoint(with: finding.devices)
  }
}
