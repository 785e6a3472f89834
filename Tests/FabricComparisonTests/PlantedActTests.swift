import FabricComparison
import FabricDesigns
import FabricModel
import TestSupport
import Testing

/// What was planted is what is found: that act, and nothing else.
@Suite struct PlantedActTests {
  static let fabrics = [
    ("fat-tree", ["k": "4", "spare": "4"]), ("fat-tree", ["k": "6", "spare": "2"]),
    ("leaf-spine", ["leaves": "6", "spines": "4", "spare": "3"]),
  ]

  private func expectActs(_ planter: ActPlanter, _ comment: Comment) throws {
    let compared = try Comparisons.compare(current: planter.observation, desired: planter.plan)
    #expect(compared.problems == [], comment)
    Comparisons.expectSums(compared, comment)
    let found = Set(Comparisons.acts(compared))
    #expect(compared.explanations.count == planter.acts.count, comment)
    for act in planter.acts where !found.contains(act) {
      Issue.record(
        "\(comment): not found: \(act)\nfound: \(found.map { "\($0)" }.sorted().joined(separator: "\n"))"
      )
    }
  }

  @Test("a single act is the only finding", arguments: ActPlanter.kinds)
  func single(_ kind: String) throws {
    for (design, parameters) in Self.fabrics {
      let plan = try Plans.draft(design, parameters)
      for seed in 0..<50 {
        var planter = ActPlanter(plan, seed: UInt64(seed))
        guard planter.plant(kind) else { continue }
        try expectActs(planter, "\(kind) in \(design) \(parameters), seed \(seed)")
      }
    }
  }

  @Test("ten acts on cables of their own are ten findings")
  func mixtures() throws {
    let plan = try Plans.draft("fat-tree", ["k": "8", "spare": "4"])
    for seed in 0..<50 {
      var planter = ActPlanter(plan, seed: UInt64(1000 + seed))
      // Identities first: an act on cables of a device that another act renames has no truth.
      for kind in ActPlanter.kinds.shuffled(seed: UInt64(seed)).prefix(10).sorted(by: { a, b in
        a.hasSuffix("device") || a.hasSuffix("devices") ? !b.contains("device") : false
      }) {
        let isPlanted = planter.plant(kind)
        #expect(isPlanted, "\(kind), seed \(seed)")
      }
      try expectActs(planter, "mixture, seed \(seed)")
    }
  }

  @Test("the order of devices, cables and ends changes nothing")
  func invariance() throws {
    let plan = try Plans.draft("fat-tree", ["k": "6", "spare": "3"])
    for seed in 0..<20 {
      var planter = ActPlanter(plan, seed: UInt64(2000 + seed))
      for _ in 0..<8 { _ = planter.plant(ActPlanter.kinds[seed % ActPlanter.kinds.count]) }
      for kind in ActPlanter.kinds { _ = planter.plant(kind) }
      let plain = try Comparisons.compare(current: planter.observation, desired: planter.plan)
      let other = try Comparisons.compare(
        current: planter.observation.shuffled(seed: 5).endsExchanged(seed: 6),
        desired: planter.plan.shuffled(seed: 7).endsExchanged(seed: 8))
      #expect(Set(Comparisons.acts(plain)) == Set(Comparisons.acts(other)), "seed \(seed)")
      #expect(
        plain.explanations.map(\.accountsFor).sorted()
          == other.explanations.map(\.accountsFor).sorted())
      #expect(plain.differences.count == other.differences.count)
    }
  }

  @Test("from the plan to the floor there are as many differences as from the floor to the plan")
  func symmetry() throws {
    let plan = try Plans.draft("fat-tree", ["k": "6", "spare": "3"])
    for seed in 0..<20 {
      var planter = ActPlanter(plan, seed: UInt64(3000 + seed))
      for kind in ["swap", "cycle", "chain", "wrong-port", "missing", "unexpected"] {
        _ = planter.plant(kind)
      }
      let there = try Comparisons.compare(
        current: planter.observation, desired: planter.plan, standing: .revision)
      let back = try Comparisons.compare(
        current: planter.plan, desired: planter.observation, standing: .revision)
      #expect(there.differences.count == back.differences.count)
      #expect(there.differences.missing.count == back.differences.unexpected.count)
      #expect(there.explanations.count == back.explanations.count)
    }
  }
}

extension [String] {
  fileprivate func shuffled(seed: UInt64) -> [String] {
    var random = SplitMix64(seed: seed)
    var copy = self
    random.shuffle(&copy)
    return copy
  }
}
