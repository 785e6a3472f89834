import GraphEngine
import Testing

@Suite struct TerminalBoundsTests {
  @Test(
    "the least cut of 2,000 small graphs with whole terminals lies between the bounds",
    arguments: 0..<20 as Range<UInt64>)
  func smallGraphs(batch: UInt64) {
    for seed in batch * 100..<batch * 100 + 100 {
      var samples = TerminalSamples(seed: seed)
      let sample = samples.next()
      let truth = sample.doubledTruth
      for isExhaustive in [false, true] {
        let bounds = sample.graph.terminalBounds(
          sample.classes, levels: sample.levels, effort: .quick,
          isExhaustiveAllowed: isExhaustive)
        #expect(bounds.doubledLower <= truth, "seed \(seed)")
        #expect(truth <= bounds.doubledUpper, "seed \(seed)")
        if isExhaustive { #expect(bounds.isExact, "seed \(seed)") }
      }
    }
  }

  @Test("the search alone finds the least cut of nearly all small graphs")
  func searchAlone() {
    var found = 0
    for seed in 0..<400 as Range<UInt64> {
      var samples = TerminalSamples(seed: seed)
      let sample = samples.next()
      let bounds = sample.graph.terminalBounds(
        sample.classes, levels: sample.levels, effort: .normal, isExhaustiveAllowed: false)
      if bounds.doubledUpper == sample.doubledTruth { found += 1 }
    }
    #expect(found >= 390, "\(found)")
  }

  @Test("bounds are the same for 1, 2, 3 and 8 pieces", arguments: 0..<40 as Range<UInt64>)
  func pieces(seed: UInt64) {
    var samples = TerminalSamples(seed: seed)
    let sample = samples.next()
    let all = [1, 2, 3, 8].map {
      sample.graph.terminalBounds(
        sample.classes, levels: sample.levels, pieces: $0, isExhaustiveAllowed: false)
    }
    #expect(all.allSatisfy { $0 == all[0] })
  }

  @Test("no terminals, one terminal, no edges: nothing traps")
  func degenerate() {
    let none = TerminalSample(vertexCount: 3, levels: [0, 0, 1])
    #expect(none.graph.terminalBounds(none.classes, levels: none.levels).doubledUpper == 0)
    var one = none
    one.terminals = [[(0, 2), (1, 2)]]
    let bounds = one.graph.terminalBounds(one.classes, levels: one.levels)
    #expect(bounds.doubledLower == one.doubledTruth && bounds.doubledUpper == one.doubledTruth)
    let empty = TerminalSample(vertexCount: 0, levels: [])
    #expect(empty.graph.terminalBounds(empty.classes, levels: []).doubledUpper == 0)
  }
}
