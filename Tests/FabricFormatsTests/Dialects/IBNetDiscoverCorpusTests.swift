import FabricFormats
import FabricModel
import Foundation
import TestSupport
import Testing

/// Listings of real fabrics, which are data of others and stay outside the project.
@Suite("Listings of real fabrics")
struct IBNetDiscoverCorpusTests {
  private static func isHere(_ path: String) -> Bool { OutsideTools.shared(path) != nil }

  private func load(_ path: String) throws -> PlanReading {
    try PlanLoader.load([try #require(OutsideTools.shared(path))])
  }

  @Test(
    "a director cluster of 2021: 2,728 nodes, 8,723 links, a log's head, DOS ends, no tabs",
    .enabled(
      if: isHere("corpus/ndt/ufm-ndt-ibnetdiscover_director.txt"), "../shared/corpus is needed"))
  func director() throws {
    let reading = try load("corpus/ndt/ufm-ndt-ibnetdiscover_director.txt")
    let fabric = reading.fabric
    // Reduction engines have no cable: they are left out of the 2,728 nodes and 8,723 links.
    #expect(fabric.devices.kind.count { $0 == .switch } == 400)
    #expect(fabric.links.count == 8723)
    #expect(fabric.device(named: "sat11-0101-0927-20ib0").isNone == false)
    #expect(fabric.device(named: "sat11-0101-0903-01ib1-A/L16/U2").isNone == false)
    #expect(
      reading.anomalies.allSatisfy {
        if case .nameShared = $0.kind { true } else { false }
      }, "\(Plans.anomalies(reading).prefix(5))")
  }

  @Test(
    "two switches of 2007: a link at one lane seen from one end, at four from the other",
    .enabled(
      if: isHere("corpus/infiniband/ibtopotool-1.ibnetdiscover"), "../shared/corpus is needed"))
  func old() throws {
    let reading = try load("corpus/infiniband/ibtopotool-1.ibnetdiscover")
    #expect(reading.fabric.links.count == 7)
    #expect(reading.fabric.devices.kind.count { $0 == .host } == 4)
    let slow = Plans.linksWithSpeeds(reading.fabric).filter { $0.hasSuffix(" 2G") }
    #expect(slow.count == 2)
    let differ = reading.anomalies.count {
      if case .endsDiffer = $0.kind { true } else { false }
    }
    #expect(differ == 2)
  }

  @Test(
    "a generated tree of 208 nodes, and a host that sees nobody",
    .enabled(
      if: isHere("corpus/infiniband/cyberang3l-k-4-n-3-Full.ibnetdiscover"),
      "../shared/corpus is needed"))
  func others() throws {
    let tree = try load("corpus/infiniband/cyberang3l-k-4-n-3-Full.ibnetdiscover").fabric
    #expect(tree.devices.count == 208)
    #expect(tree.links.count == 384)
    let alone = try load("corpus/infiniband/topograph-example-bad.ibnetdiscover").fabric
    #expect(Plans.devices(alone) == ["host dgx-gb200-n01-c1"])
    #expect(alone.links.count == 0)
  }

  private static let generator = OutsideTools.shared("tools/gen_ib.py")

  @Test(
    "what was generated is what is read, in the long and in the short form",
    .enabled(
      if: generator != nil && OutsideTools.program("python3") != nil,
      "../shared/tools/gen_ib.py and python3 are needed"),
    arguments: [1, 2])
  func generated(seed: Int) throws {
    let folder = try TemporaryFolder()
    let run = try OutsideTools.run(
      try #require(OutsideTools.program("python3")),
      [
        try #require(Self.generator), "-k", "8", "-o", folder.url.path, "--seed", "\(seed)",
        "--faults-default", "3", "--fault", "dead_host=2", "--fault", "dead_switch=1",
      ])
    #expect(run.status == 0, "\(run.output)")
    let truth =
      try JSONSerialization.jsonObject(
        with: Data(contentsOf: URL(fileURLWithPath: folder.path("faults.json"))))
      as? [String: Any]
    let observed = try PlanLoader.load([folder.path("obs.ibnd")])
    #expect(observed.fabric.links.count == truth?["observed_links"] as? Int)
    #expect(observed.anomalies.isEmpty)
    let plan = try PlanLoader.load([folder.path("plan.ibnd")])
    #expect(plan.fabric.links.count == truth?["planned_cables"] as? Int)
    let short = try PlanLoader.load([folder.path("obs.net")])
    #expect(short.fabric.sources[0].dialect == "ibsim")
    #expect(
      Plans.links(short.fabric).sorted()
        == Plans.links(observed.fabric).map { $0.replacing("mlx5_0/", with: "") }.sorted())
  }
}
