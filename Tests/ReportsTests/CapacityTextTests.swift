import FabricChecks
import FabricMetrics
import FabricModel
import Reports
import Testing

@Suite("the text of capacity")
struct CapacityTextTests {
  @Test("a healthy fabric: tiers, the exact bisection, equal pods in one line")
  func healthy() {
    #expect(
      TextReport.capacityText(Samples.healthy) == """
        colossus-96: full bisection, 44.24 Pb/s, exact; no tier is oversubscribed

          three-tier fat tree, k = 96: 221,184 host ports, 11,520 switches, 663,552 cables, 96 pods

          tier            devices     down Pb/s     up Pb/s    ratio        worst device
          1 leaf            4,608         88.47       88.47    1:1          all equal
          2 spine           4,608         88.47       88.47    1:1          all equal
          3 core            2,304             -           -    -

          bisection       exactly 44.24 Pb/s        hub flow through 2,304 cores
                                                    48 pods | 48 pods: 110,592 links cross
          full                     44.24 Pb/s       half of what the host ports can send
          pods            96, 1:1 each

        """)
  }

  @Test("a lower bound is never rounded up, and what is nearly 1:1 does not read as equal")
  func interval() {
    let text = TextReport.capacityText(Samples.interval)
    #expect(text.contains("at least 44.11 Pb/s"))
    #expect(text.contains("at most  44.13 Pb/s"))
    #expect(text.contains("gap      0.05 %"))
    #expect(text.contains("above 1:1    p63-spine-40, 2:1"))
    var result = Samples.healthy
    result.capacity = Samples.capacity(lower: Gbps(44_229_999), upper: Gbps(44_236_800))
    #expect(TextReport.capacityText(result).contains("at least 44.22 Pb/s"))
  }

  @Test("uneven groups: the worst first, and how many more")
  func unevenGroups() {
    var result = Samples.healthy
    result.capacity.oversubscription.groups[9] = .init(
      kind: .pod, name: "p10", down: Gbps(921_600), up: Gbps(460_800), ratio: Ratio(2, 1))
    let text = TextReport.capacityText(result)
    #expect(text.contains("  pods            p10 2:1                   921.6 over 460.8 Tb/s\n"))
    #expect(text.contains("                  ... 76 more: --max 0 prints all\n"))
  }

  @Test("a fabric without hosts has no bisection rather than a good one")
  func noHosts() {
    var result = Samples.healthy
    result.capacity.hostBandwidth = .zero
    result.capacity.bisection = Samples.empty.capacity.bisection
    #expect(Verdict.ofCapacity(result).words.hasPrefix("no hosts, so no bisection; "))
    #expect(TextReport.capacityText(result).contains("none, there are no hosts"))
  }
}
