import ParallelLoops
import TestSupport
import Testing

@Suite struct ParallelTests {
  @Test(
    "results stand in the order of their index, whoever runs the pieces",
    arguments: [Parallel.Runner.pool, .threadPerPiece], [0, 1, 2, 3, 8, 200])
  func order(runner: Parallel.Runner, count: Int) {
    let squares = Parallel.$runner.withValue(runner) {
      Parallel.map(count: count) { index in
        // Early pieces take longest, so that they are done last.
        var sum = 0
        for step in 0..<(count - index) * 500 { sum &+= step }
        return "\(index * index) \(sum &* 0)"
      }
    }
    #expect(squares == (0..<count).map { "\($0 * $0) 0" })
  }

  @Test("nothing and one piece stay on the calling thread", arguments: [0, 1])
  func staysHere(count: Int) {
    #expect(Parallel.map(count: count) { _ in Local.mark } == Array(repeating: 7, count: count))
    let marks = Local.$mark.withValue(8) { Parallel.map(count: count) { _ in Local.mark } }
    #expect(marks == Array(repeating: 8, count: count))
  }

  private enum Local {
    @TaskLocal static var mark = 7
  }

  @Test("values that own memory arrive whole")
  func ownedValues() {
    let lists = Parallel.map(count: 50) { index in Array(repeating: "\(index)", count: index) }
    #expect(lists.map(\.count) == Array(0..<50))
    #expect(lists[49].allSatisfy { $0 == "49" })
  }

  @Test("loops within loops come out in order as well")
  func nested() {
    let table = Parallel.map(count: 5) { row in Parallel.map(count: 4) { row * 10 + $0 } }
    #expect(table == (0..<5).map { row in (0..<4).map { row * 10 + $0 } })
  }

  @Test("ranges cover exactly, in order, none empty, lengths one apart at most")
  func ranges() {
    for count in 0...40 {
      for pieces in -1...45 {
        let ranges = Parallel.ranges(of: count, pieces: pieces)
        #expect(ranges.flatMap(Array.init) == Array(0..<count))
        #expect(ranges.allSatisfy { !$0.isEmpty })
        #expect(ranges.count == min(max(1, pieces), count))
        let lengths = ranges.map(\.count)
        #expect((lengths.max() ?? 0) - (lengths.min() ?? 0) <= 1)
      }
    }
  }

  @Test("ranges of a million are as many as asked for")
  func manyRanges() {
    let ranges = Parallel.ranges(of: 1_000_003, pieces: 7)
    #expect(ranges.count == 7)
    #expect(ranges.last?.upperBound == 1_000_003)
    #expect(zip(ranges, ranges.dropFirst()).allSatisfy { $0.upperBound == $1.lowerBound })
  }

  @Test("there is at least one core")
  func cores() { #expect(Parallel.coreCount >= 1) }
}
