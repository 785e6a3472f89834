import GraphEngine
import Testing

/// On undamaged tiered graphs both bounds meet without trying all sets.
@Suite struct RegularTreeTests {
  @Test(
    "fat trees of any radix and number of pods have all of their weight",
    arguments: [4, 6, 8, 10, 12, 16])
  func fatTrees(k: Int) {
    for pods in 1...k {
      let sample = TreeShape.fat(k, pods: pods).sample
      let bounds = bounds(of: sample)
      #expect(bounds.isExact, "\(pods) pods: \(bounds.doubledLower)...\(bounds.doubledUpper)")
      #expect(bounds.doubledUpper == sample.totalWeight)
    }
  }

  @Test("every split of the ports between the tiers is exact", arguments: [4, 6, 8, 10, 12, 16])
  func splits(k: Int) {
    for pods in [2, 3, 4, 5, k - 1, k] {
      for leafUp in 1..<k {
        for middleUp in stride(from: 1, to: k, by: max(1, k / 5)) {
          let shape = TreeShape(
            pods: pods, leaves: k - middleUp, middles: leafUp, topsPerPlane: middleUp,
            weight: Int64(k - leafUp))
          expectExact(shape)
        }
      }
    }
  }

  @Test("trunks at every tier are exact", arguments: 1...3 as ClosedRange<Int32>)
  func trunks(lower: Int32) {
    for upper in Int32(1)...4 {
      for pods in 1...5 {
        for leaves in 1...5 {
          for weight in Int64(1)...9 {
            expectExact(
              TreeShape(
                pods: pods, leaves: leaves, middles: 2, topsPerPlane: 2, weight: weight,
                lowerTrunk: lower, upperTrunk: upper))
          }
        }
      }
    }
  }

  @Test("leaf-spine graphs of any size are exact", arguments: 1...12)
  func leafSpines(leaves: Int) {
    for spines in 1...6 {
      for trunk in Int32(1)...3 {
        for weight in Int64(1)...14 {
          let sample = SampleGraph.leafSpine(
            leaves: leaves, spines: spines, weight: weight, trunk: trunk)
          let bounds = bounds(of: sample)
          #expect(
            bounds.isExact,
            "\(leaves) leaves \(spines) spines trunk \(trunk) weight \(weight): \(bounds.gap)")
        }
      }
    }
  }

  @Test("trees of four tiers of vertices are exact", arguments: 1...5)
  func fourTiers(groups: Int) {
    var generator = SplitMix64(seed: UInt64(groups))
    for _ in 0..<150 {
      let children = [1 + generator.next(below: 5), 1 + generator.next(below: 5), groups]
      let parents = (0..<3).map { _ in 1 + generator.next(below: 3) }
      let trunks = (0..<3).map { _ in Int32(1 + generator.next(below: 3)) }
      let weight = Int64(1 + generator.next(below: 12))
      let bounds = bounds(
        of: .tree(children: children, parents: parents, trunks: trunks, weight: weight))
      #expect(bounds.isExact, "\(children) \(parents) \(trunks) weight \(weight): \(bounds.gap)")
    }
  }

  @Test("separate trees side by side are exact", arguments: 2...5)
  func separateTrees(count: Int) {
    for pods in 1...4 {
      for weight in Int64(2)...6 {
        let shape = TreeShape(pods: pods, leaves: 4, middles: 2, topsPerPlane: 2, weight: weight)
        let sample = (1..<count).reduce(shape.sample) { result, _ in
          result.joined(with: shape.sample)
        }
        let bounds = bounds(of: sample)
        #expect(bounds.isExact, "\(count) times \(shape): \(bounds.gap)")
      }
    }
  }

  private func expectExact(_ shape: TreeShape) {
    let bounds = bounds(of: shape.sample)
    #expect(bounds.isExact, "\(shape): \(bounds.gap)")
  }

  private func bounds(of sample: SampleGraph) -> BisectionBounds {
    sample.graph.bisectionBounds(
      weights: sample.weights, effort: .quick, isExhaustiveAllowed: false)
  }
}

extension BisectionBounds {
  /// Both ends, for messages.
  var gap: String { "\(doubledLower)...\(doubledUpper)" }
}
