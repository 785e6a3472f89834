import FabricChecks
import FabricDesigns
import FabricModel
import Findings
import TestSupport
import Testing

@Suite struct RuleTests {
  private static let planted =
    PlantedRule.file + PlantedRule.wiring + PlantedRule.portsAndTopology + PlantedRule.capacity
    + PlantedRule.breakoutsAndLabels + PlantedRule.placesAndResilience + PlantedRule.cables
    + PlantedRule.rails

  @Test("a fault at a random place raises its rule there and no other", arguments: planted)
  private func onlyThisRule(_ planted: PlantedRule) throws {
    for seed in 0..<50 as Range<UInt64> {
      var planter = try Planter.tree(seed: seed)
      let (result, place) = try planted.plant(&planter)
      let texts = result.findings.map { FaultLedger.text($0) }
      #expect(texts.count == 1, "seed \(seed) \(place): \(texts)")
      for finding in result.findings {
        #expect(finding.rule.code.description == planted.code, "seed \(seed): \(texts)")
        let ports =
          finding.ports
          + finding.ports.indices.dropFirst().map { index in
            [finding.ports[index - 1], finding.ports[index]].sorted(by: NaturalOrder.precedes)
              .joined(separator: "--")
          }
        let names =
          finding.devices + ports + finding.cables + [finding.subject]
          + finding.origins.map { "line \($0.line)" }
        #expect(Set(place).subtracting(names) == [], "seed \(seed): \(names)")
      }
    }
  }

  @Test("every rule of the catalog is planted")
  func allRules() {
    let alone = CheckCatalog.all.map { $0.rule.code.description }
    #expect(Set(Self.planted.map(\.code)) == Set(alone))
  }
}
