import FabricChecks
import FabricDesigns
import FabricMetrics
import FabricModel
import FabricTopology
import Findings
import TestSupport
import Testing

/// Names, order of elements, order of ends and intent decide nothing.
@Suite struct InvarianceTests {
  private static let designs: [DesignCase] = [
    "fat-tree k=8 spare=2", "fat-tree k=8 down=5 spine-down=5 spare=2",
    "fat-tree k=8 pods=5 spare=2", "leaf-spine leaves=12 spines=4 hosts=6 trunk=2 spare=2",
    "leaf-spine leaves=12 spines=5 hosts=6 uplinks=12 spare=2", "fat-tree k=16 tiers=2 spare=2",
    "rail-optimized rails=4 hosts=8 units=4 spare=2",
    "rail-optimized rails=4 hosts=6 units=4 meet=apart spare=2",
    "rail-optimized tiers=3 rails=2 hosts=6 units=2 pods=4 spare=2",
    "rail-optimized rails=1 hosts=8 units=4 tors=2 spare=2",
    "multi-plane planes=4 hosts=8 units=5 spare=2",
  ].map { DesignCase($0) }

  /// What may not differ, line by line and without names of devices.
  private static func numbers(_ result: VerificationResult) -> [String] {
    let structure = result.structure
    let bisection = result.capacity.bisection
    let parameters = structure.parameters.sorted { $0.key < $1.key }
    return [
      "\(structure.design) \(parameters.map { "\($0.key)=\($0.value)" })",
      "pods \(structure.pods), rails \(structure.rails), planes \(structure.planes)",
      "parts \(structure.components), across \(result.capacity.crossRail?.upper ?? .zero)",
      "tiers \(structure.tiers.map(\.devices)), fits \(structure.confidence ?? -1)",
      "\(result.inventory)", "hosts \(result.capacity.hostBandwidth)",
      "bisection \(bisection.lower) ... \(bisection.upper) of \(bisection.full)",
      "by \(bisection.lowerMethod)",
    ]
      + result.capacity.oversubscription.tiers.map {
        "\($0.tier) \($0.down) \($0.up) \($0.worstRatio.map { "\($0)" } ?? "none") \($0.isEven)"
      }
      + result.capacity.oversubscription.groups.map { "\($0.kind) \($0.down) \($0.up)" }.sorted()
  }

  /// Hosts without a cable differ in nothing but names: any of them may get the next free leaf.
  private static func withoutTwins(_ digests: [FindingDigest]) -> [FindingDigest] {
    digests.map { digest in
      var digest = digest
      if digest.code == "TP101" { digest.devices = [] }
      return digest
    }
  }

  private static func expectEqual(
    _ first: VerificationResult, _ second: VerificationResult, oldName: [String: String] = [:],
    _ comment: String
  ) {
    let (a, b) = (numbers(first), numbers(second))
    #expect(Set(a).subtracting(b) == Set(b).subtracting(a), "\(comment)")
    let x = withoutTwins(FindingDigest.list(first.findings))
    let y = withoutTwins(FindingDigest.list(second.findings, oldName: oldName))
    #expect(Set(x).subtracting(y) == Set(y).subtracting(x), "\(comment)")
    #expect(x.count == y.count, "\(comment)")
  }

  @Test(
    "structure, numbers and findings do not depend on how a plan is written", arguments: designs)
  private func sameForAnyWriting(_ entry: DesignCase) throws {
    let design = try entry.design
    for seed in 0..<24 as Range<UInt64> {
      // Where trunks are uneven, faults side by side can be told apart in more ways than one.
      let some =
        entry.parameters["uplinks"] == nil
        ? "swap=1,missing=1,wrong-switch=1,extra=1,slow=1" : "missing=1,slow=1"
      let faults = seed.isMultiple(of: 3) ? "swap=0" : some
      let draft = try Plans.faulted(design, faults, seed: seed).draft.withoutPlaces()
      for plan in [draft, draft.withoutIntent()] {
        let (renamed, oldName) = plan.shuffled(seed: seed).endsExchanged(seed: seed)
          .renamed(seed: seed)
        Self.expectEqual(
          try Plans.verify(plan), try Plans.verify(renamed), oldName: oldName, "seed \(seed)")
      }
    }
  }

  @Test(
    "names decide nothing in heavily damaged plans either, nor where trunks are uneven",
    arguments: [
      ("fat-tree k=8 spare=2", "swap=15,missing=5,extra=3,wrong-switch=13", 0),
      ("fat-tree k=4 spare=2", "swap=2,extra=1,wrong-switch=1", 0),
      ("leaf-spine leaves=3 spines=2 hosts=3 spare=2", "wrong-switch=10", 505_436),
      ("leaf-spine leaves=12 spines=4 hosts=8 uplinks=10 spare=2", "swap=0", 0),
      (
        "leaf-spine leaves=12 spines=5 hosts=6 uplinks=12 spare=2",
        "swap=2,missing=1,extra=1,wrong-switch=2", 0
      ),
      ("fat-tree k=12 down=7 cores=5 spare=2", "swap=8,missing=6,extra=6,wrong-switch=10", 0),
    ])
  private func damaged(_ text: String, _ faults: String, _ first: UInt64) throws {
    let design = try DesignCase(text).design
    for seed in first..<first + 10 {
      guard let plan = try? Plans.faulted(design, faults, seed: seed) else { continue }
      let draft = plan.draft.withoutPlaces()
      let plain = try Plans.verify(draft)
      for names in 0..<3 as Range<UInt64> {
        let (renamed, oldName) = draft.shuffled(seed: names).endsExchanged(seed: names)
          .renamed(seed: names)
        let result = try Plans.verify(renamed)
        Self.expectEqual(plain, result, oldName: oldName, "seed \(seed)")
        #expect(
          plain.capacity.bisection.upperMethod == result.capacity.bisection.upperMethod,
          "seed \(seed)")
      }
    }
  }

  @Test("an intent, true or false, changes no number", arguments: designs)
  private func intentChangesNothing(_ entry: DesignCase) throws {
    let design = try entry.design
    for seed in 0..<8 as Range<UInt64> {
      let draft = try Plans.faulted(design, "swap=1,missing=1,slow=1", seed: seed).draft
      let silent = try Plans.verify(draft.withoutIntent())
      // A false intent that demands nothing adds no finding either.
      Self.expectEqual(silent, try Plans.verify(draft.withFalseIntent()), "seed \(seed)")
      #expect(Self.numbers(silent) == Self.numbers(try Plans.verify(draft)))
    }
  }

  @Test(
    "bounds that do not meet are the same under any names",
    arguments: [
      "fat-tree k=8 down=6 pods=5", "fat-tree k=12 down=8 pods=7", "fat-tree k=8 pods=3 cores=3",
    ])
  func healthyButInexact(_ text: String) throws {
    let draft = try Plans.draft(DesignCase(text).design)
    let plain = try Plans.verify(draft)
    for seed in 0..<12 as Range<UInt64> {
      let (renamed, oldName) = draft.shuffled(seed: seed).endsExchanged(seed: seed)
        .renamed(seed: seed)
      Self.expectEqual(plain, try Plans.verify(renamed), oldName: oldName, "seed \(seed)")
    }
  }
}
