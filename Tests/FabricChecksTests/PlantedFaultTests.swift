import FabricChecks
import FabricDesigns
import FabricModel
import Findings
import TestSupport
import Testing

/// Faults of the generator, all kinds together: one finding for each act, and nothing else.
@Suite struct PlantedFaultTests {
  struct Setup: CustomTestStringConvertible, Sendable {
    var design: String
    var parameters: [String: String]
    var faults: String
    var seeds: Range<UInt64>

    var testDescription: String { "\(design) \(parameters) \(faults)" }
  }

  private static let all = "swap=3,missing=3,wrong-port=3,wrong-switch=3,extra=3,slow=3"

  private static let setups = [
    Setup(
      design: "fat-tree", parameters: ["k": "16", "spare": "2"], faults: "swap=5,missing=5",
      seeds: 0..<50),
    Setup(design: "fat-tree", parameters: ["k": "16", "spare": "2"], faults: all, seeds: 50..<62),
    Setup(
      design: "fat-tree", parameters: ["k": "12", "down": "8", "spare": "2"], faults: all,
      seeds: 0..<12),
    Setup(
      design: "fat-tree", parameters: ["k": "16", "pods": "6", "spare": "2"], faults: all,
      seeds: 0..<12),
    Setup(
      design: "fat-tree", parameters: ["k": "24", "tiers": "2", "spare": "2"], faults: all,
      seeds: 0..<20),
    Setup(
      design: "leaf-spine",
      parameters: ["leaves": "32", "spines": "16", "hosts": "16", "spare": "2"],
      faults: all, seeds: 0..<20),
    Setup(
      design: "leaf-spine",
      parameters: ["leaves": "24", "spines": "12", "hosts": "16", "trunk": "2", "spare": "2"],
      faults: "swap=1,missing=1,wrong-port=1,wrong-switch=1,extra=1,slow=1", seeds: 0..<20),
  ]

  @Test("each visible act is one finding at its place, nothing else is found", arguments: setups)
  private func oneFindingEach(_ setup: Setup) throws {
    let design = try Plans.design(setup.design, setup.parameters)
    for seed in setup.seeds {
      let (draft, acts) = try Plans.faulted(design, setup.faults, seed: seed)
      let findings = try Plans.verify(draft).findings
      #expect(FaultLedger.complaints(findings, acts) == [], "seed \(seed)")
    }
  }

  @Test(
    "where trunks are uneven by design, one fault at a time is one finding",
    arguments: ["swap", "missing", "wrong-switch", "extra", "slow"],
    [
      ["leaves": "12", "spines": "5", "hosts": "6", "uplinks": "12", "spare": "2"],
      ["leaves": "16", "spines": "16", "hosts": "8", "uplinks": "17", "spare": "2"],
      ["leaves": "15", "spines": "4", "hosts": "8", "uplinks": "7", "spare": "2"],
    ])
  func unevenTrunks(_ kind: String, _ parameters: [String: String]) throws {
    let design = try Plans.design("leaf-spine", parameters)
    for seed in 0..<16 as Range<UInt64> {
      let (draft, acts) = try Plans.faulted(design, "\(kind)=1", seed: seed)
      let findings = try Plans.verify(draft).findings
      #expect(FaultLedger.complaints(findings, acts, at: .devices) == [], "seed \(seed)")
    }
  }
}
