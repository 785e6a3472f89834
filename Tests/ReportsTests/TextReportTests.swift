import FabricChecks
import FabricMetrics
import FabricModel
import Findings
import Reports
import Testing

@Suite("the text report")
struct TextReportTests {
  @Test("a healthy fabric is as planned, exact, and takes eight lines")
  func healthy() {
    #expect(
      TextReport.text(Samples.healthy) == """
        colossus-96: as planned; full bisection, 44.24 Pb/s, exact

          bisection         44.24 Pb/s of 44.24, exact         hub flow through 2,304 cores;
                                                               48 pods | 48 pods
          oversubscription  none, worst 1:1                    fabric 1:1
          wiring            663,552 cables, no finding

          three-tier fat tree, k = 96: 221,184 host ports, 11,520 switches, 663,552 cables, 96 pods

        """)
  }

  @Test("an interval shows both ends, the gap, and what a fault costs")
  func interval() {
    #expect(
      TextReport.text(Samples.interval) == """
        colossus-96: 1 error; at least 99.71 % of full bisection is there

          bisection         44.11 to 44.13 Pb/s of 44.24       gap 0.05 %; hub flow through 2,304 cores;
                                                               48 pods | 48 pods
          oversubscription  worst 2:1 at p63-spine-40          fabric 1.002:1 to 1.003:1, want 1:1
          wiring            663,552 cables, 1 finding

          three-tier fat tree, k = 96: 221,184 host ports, 11,520 switches, 663,552 cables, 96 pods

        Capacity lost
          ■ TP201 uneven-uplinks                                                          1 error, -\(cost)
            p63-spine-40 has 24 uplinks — its peers have 48                            colossus-96.xml:81215
              place    H2/17/R20/U14
              costs    \(cost) of bisection (BW201)
              remedy   plug the 24 cables of trunk T-63-40 into p63-spine-40:25 to :48

        1 finding (1 error)

        """)
  }

  /// Written by the quantity itself, which has tests of its own.
  private var cost: String { Gbps(9600).readable }

  @Test("groups stand in order of harm, keep their counts, and say how many rows are left out")
  func groups() {
    let text = TextReport.text(Samples.faulty) {
      $0.rows = 6
      $0.isASCII = true
    }
    #expect(
      text.split(separator: "\n", omittingEmptySubsequences: false).dropFirst(9)
        .joined(separator: "\n") == """
          Capacity lost
            # TP201 uneven-uplinks                                                          1 error, -\(cost)
              p63-spine-40 has 24 uplinks - its peers have 48                            colossus-96.xml:81215
                place    H2/17/R20/U14
                costs    \(cost) of bisection (BW201)
                remedy   plug the 24 cables of trunk T-63-40 into p63-spine-40:25 to :48

          Cut off
            # TP101 partitioned                                                                        1 error
              p01-h001 reaches no other host
                remedy   plug a cable from p01-h001:1 to p01-leaf-01:49

          Redundancy lost
            > MW201 rail-crossing                                                    12 errors, 24 differences
              H1/3/R9
                node-2:hca1/1 is a rail 1 port, but leaf-2:2 is on rail 2                  colossus-96.xml:102
                  remedy   move the leaf end of R01-2 from leaf-2:2 to leaf-1:2
              H1/3/R10
                node-1:hca1/1 is a rail 1 port, but leaf-2:1 is on rail 2                  colossus-96.xml:101
                  remedy   move the leaf end of R01-1 from leaf-2:1 to leaf-1:1
              ... 10 more

          Fault of the plan itself
            P PF301 duplicate-label                                                                  1 warning
              label A\\u{1b}[2K\\u{202e}1 is on 9 cables                           colossus-96.xml:12 and 1 more
                cable    p01-leaf-01:1--p01-spine-01:1, p01-leaf-01:2--p01-spine-02:1,
                         p01-leaf-01:3--p01-spine-03:1, p01-leaf-01:4--p01-spine-04:1,
                         p01-leaf-01:5--p01-spine-05:1, p01-leaf-01:6--p01-spine-06:1,
                         p01-leaf-01:7--p01-spine-07:1, p01-leaf-01:8--p01-spine-08:1 and 1 more
                remedy   print new labels

          No harm to traffic
            = PF101 unknown-attribute                                                                   1 note
              cable 7 has an attribute colour - nobody reads it
                remedy   remove it, or correct its name

          16 findings (14 errors, 1 warning, 1 note) account for 24 differences; 10 more: --max 0 prints all,
          --format json has all

          """)
  }

  @Test("a plan without a cable is never as planned")
  func empty() {
    #expect(
      TextReport.text(Samples.empty)
        == "standard input: no cable in the plan, so nothing was checked\n")
    #expect(!Verdict.ofVerification(Samples.empty).isAsPlanned)
  }

  @Test("a note alone is not a fault, but not as planned either")
  func noteAlone() {
    var result = Samples.healthy
    result.findings = [Samples.renamed]
    let verdict = Verdict.ofVerification(result)
    #expect(verdict.words == "no fault, 1 note; full bisection, 44.24 Pb/s, exact")
    #expect(!verdict.isAsPlanned)
  }

  @Test("every row is printed when all are asked for")
  func allRows() {
    let text = TextReport.text(Samples.faulty) { $0.rows = 0 }
    #expect(!text.contains("more: --max"))
    for number in 1...12 { #expect(text.contains("leaf end of R01-\(number) ")) }
  }

  @Test("colour repeats what the words say: without the escapes the text is the same")
  func colour() {
    let coloured = TextReport.text(Samples.faulty) { $0.isColored = true }
    #expect(coloured.contains("\u{1B}[31m■\u{1B}[0m"))
    #expect(
      coloured.replacing(/\u{1B}\[[0-9]*m/, with: "") == TextReport.text(Samples.faulty))
  }

  @Test("no line is wider than a hundred columns")
  func width() {
    for result in [Samples.healthy, Samples.interval, Samples.faulty] {
      for line in TextReport.text(result).split(separator: "\n") { #expect(line.count <= 100) }
      for line in TextReport.capacityText(result).split(separator: "\n") {
        #expect(line.count <= 100)
      }
    }
  }

  @Test(
    "the verdict says how the bisection stands to its target",
    arguments: [
      (44_236_800, 44_236_800, 44_236_800, "full bisection, 44.24 Pb/s, exact"),
      (22_118_400, 22_118_400, 22_118_400, "50 % of full bisection, exact, as intended"),
      (20_000_000, 22_000_000, 44_236_800, "49.73 % of full bisection at most, 100 % wanted"),
      (
        20_000_000, 22_000_000, 21_000_000,
        "between 45.21 % and 49.73 % of full bisection is there; the target, 47.47 %, is not decided"
      ),
      (0, 0, nil, "no bisection, halves without a link"),
      (44_236_799, 44_236_800, nil, "at least 99.99 % of full bisection is there"),
    ] as [(Int, Int, Int?, String)])
  func targets(lower: Int, upper: Int, target: Int?, words: String) {
    var result = Samples.healthy
    result.capacity = Samples.capacity(lower: Gbps(lower), upper: Gbps(upper))
    var intent = Intent()
    intent.bisection = target.map { Gbps($0) }
    result.intent = intent
    #expect(Verdict.ofVerification(result).words == "as planned; " + words)
  }
}
