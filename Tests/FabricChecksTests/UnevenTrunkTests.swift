import FabricChecks
import FabricDesigns
import FabricModel
import Findings
import TestSupport
import Testing

/// Where cables do not divide evenly: the ports tell which cable is wrong, and without them nothing
/// is said that does not hold.
@Suite struct UnevenTrunkTests {
  private static let designs: [(String, [String: String])] = [
    (
      "leaf-spine",
      ["leaves": "24", "spines": "5", "hosts": "7", "uplinks": "13", "spare": "2"]
    ),
    (
      "leaf-spine",
      ["leaves": "16", "spines": "16", "hosts": "8", "uplinks": "17", "spare": "2"]
    ),
    (
      "leaf-spine",
      ["leaves": "15", "spines": "4", "hosts": "8", "uplinks": "7", "spare": "2"]
    ),
    ("fat-tree", ["k": "12", "down": "7", "cores": "5", "spare": "2"]),
  ]

  @Test("each visible act is one finding at its place, and no message lies", arguments: designs)
  private func oneFindingEach(_ name: String, _ parameters: [String: String]) throws {
    let design = try Plans.design(name, parameters)
    let healthy = try Plans.draft(design)
    let faults = [
      "swap=1", "wrong-switch=1,missing=1", "swap=1,missing=1,wrong-switch=1,extra=1,slow=1",
    ]
    for seed in 0..<60 as Range<UInt64> {
      let (draft, acts) = try Plans.faulted(design, faults[Int(seed % 3)], seed: seed)
      let findings = try Plans.verify(draft).findings
      #expect(FaultLedger.complaints(findings, acts) == [], "seed \(seed)")
      #expect(StatementCheck(draft, healthy, design).lies(findings) == [], "seed \(seed)")
    }
  }

  @Test("where ports tell nothing, no cable is accused and no message lies", arguments: designs)
  private func scrambled(_ name: String, _ parameters: [String: String]) throws {
    guard name == "leaf-spine" else { return }
    let design = try Plans.design(name, parameters)
    for seed in 0..<50 as Range<UInt64> {
      var planter = try Planter(name, parameters, seed: seed)
      planter.draft = planter.draft.portsScrambled(seed: seed, of: design)
      // A length would tell: a cable that reaches one place is too short for another.
      for index in planter.draft.links.indices { planter.draft.links[index].length = nil }
      let healthy = planter.draft
      let (first, second) = (planter.switchLink(), planter.switchLink())
      if seed.isMultiple(of: 2) {
        _ = try planter.swap(first, second)
      } else {
        planter.draft.links.remove(at: first)
      }
      let findings = try Plans.verify(planter.draft).findings
      let texts = findings.map { FaultLedger.text($0) }
      #expect(findings.allSatisfy { $0.rule.code == "TP201" && $0.cables.isEmpty }, "\(texts)")
      #expect(findings.count <= 1, "seed \(seed) \(texts)")
      #expect(StatementCheck(planter.draft, healthy, design).lies(findings) == [])
      if seed.isMultiple(of: 2) { continue }
      let leaf = planter.name(healthy.links[first].a.device)
      #expect(findings.first?.devices.contains(leaf) == true, "seed \(seed)")
    }
  }

  @Test("numbers in messages hold in plans with even trunks and many faults")
  func evenTrunks() throws {
    for text in [["k": "8", "spare": "2"], ["k": "12", "down": "8", "spare": "2"]] {
      let design = try Plans.design("fat-tree", text)
      let healthy = try Plans.draft(design)
      for seed in 0..<25 as Range<UInt64> {
        let faults = "swap=2,missing=3,wrong-switch=2,extra=2"
        let draft = try Plans.faulted(design, faults, seed: seed).draft
        let findings = try Plans.verify(draft).findings
        #expect(StatementCheck(draft, healthy, design).lies(findings) == [], "seed \(seed)")
      }
    }
  }

  @Test("hosts on wrong leaves own the capacity that they cost, however many leaves that concerns")
  func strangeHosts() throws {
    let design = try Plans.design(
      "fat-tree", ["k": "16", "tiers": "2", "leaves": "6", "spare": "2"])
    var hosts = 0
    for seed in [268_329_981] + Array(0..<50 as Range<UInt64>) {
      let (draft, acts) = try Plans.faulted(design, "wrong-switch=3", seed: seed)
      let findings = try Plans.verify(draft).findings
      #expect(FaultLedger.complaints(findings, acts) == [], "seed \(seed)")
      hosts += findings.count { $0.rule.code == "TP203" }
    }
    #expect(hosts > 20)
  }
}
