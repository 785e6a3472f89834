import FabricChecks
import FabricDesigns
import FabricMetrics
import FabricModel
import FabricTopology
import Findings
import TestSupport
import Testing

@Suite struct CleanPlanTests {
  @Test("the presets, at reduced scale, raise nothing")
  func presets() throws {
    let scaled: [String: [String: String]] = [
      "colossus-220k": ["k": "12"],
      "colossus-220k-rails": ["rails": "4", "hosts": "6", "units": "2", "pods": "4"],
      "colossus-planes": ["planes": "4", "hosts": "8", "units": "6", "spines": "4"],
      "colossus-k128": ["k": "16", "pods": "7", "cores": "4"],
      "fat-tree-2to1": ["k": "12", "down": "8"],
      "leaf-spine-64x32": ["leaves": "16", "spines": "8", "hosts": "8"],
    ]
    #expect(Set(scaled.keys) == Set(DesignPresets.all.map(\.name)))
    for (name, parameters) in scaled {
      let result = try Plans.verify(Plans.draft(name, parameters))
      #expect(result.findings.map { FaultLedger.text($0) } == [], "\(name)")
      #expect(result.capacity.bisection.isExact, "\(name)")
    }
  }

  @Test("random designs raise nothing", arguments: 0..<50 as Range<UInt64>)
  func randomDesigns(seed: UInt64) throws {
    let (name, parameters, design) = try Self.randomDesign(seed: seed)
    let draft = try Plans.draft(design)
    let result = try Plans.verify(draft.shuffled(seed: seed).endsExchanged(seed: seed))
    #expect(result.findings.map { FaultLedger.text($0) } == [], "\(name) \(parameters)")
    #expect(result.structure.confidence == 1, "\(name) \(parameters)")
  }

  /// The first design that exists of those that a seed draws: not all parameters go together.
  private static func randomDesign(
    seed: UInt64
  ) throws -> (name: String, parameters: [String: String], design: any Design) {
    var random = SplitMix64(seed: seed)
    for _ in 0..<20 {
      let (name, parameters) = randomParameters(&random)
      if let design = try? Plans.design(name, parameters) { return (name, parameters, design) }
    }
    let (name, parameters) = randomParameters(&random)
    return (name, parameters, try Plans.design(name, parameters))
  }

  private static func randomParameters(
    _ random: inout SplitMix64
  ) -> (String, [String: String]) {
    let spare = "\(random.below(3))"
    switch random.below(3) {
    case 0:
      let k = 2 * (2 + random.below(5))
      return (
        "fat-tree",
        [
          "k": "\(k)", "pods": "\(2 + random.below(k - 1))", "down": "\(k / 2 + random.below(2))",
          "spare": spare,
        ]
      )
    case 1:
      let k = 2 * (3 + random.below(8))
      return (
        "fat-tree",
        ["k": "\(k)", "tiers": "2", "leaves": "\(2 + random.below(k - 1))", "spare": spare]
      )
    default:
      let spines = 2 + random.below(7)
      return (
        "leaf-spine",
        [
          "leaves": "\(3 + random.below(14))", "spines": "\(spines)",
          "hosts": "\(2 + random.below(9))", "uplinks": "\(spines + random.below(2 * spines))",
          "spare": spare,
        ]
      )
    }
  }
}
