import FabricFormats
import FabricModel
import Foundation
import TestSupport
import Testing

@Suite("Net files of ibsim")
struct IBSimNetTests {
  private func text(_ fabric: some FabricSequence) throws -> String {
    let bytes = Bytes()
    var writer = IBSimNetWriter { bytes.all += $0 }
    try fabric.send(to: &writer)
    return String(decoding: bytes.all, as: UTF8.self)
  }

  private final class Bytes { var all: [UInt8] = [] }

  @Test("a fabric with adapters, several ports and speeds comes back as it was")
  func roundTrip() throws {
    let plan = try Plans.load(
      """
      <fabric name="x">
        <device name="leaf-1" kind="switch" ports="40"/>
        <device name="leaf-2" kind="switch" ports="40" guid="0xfc6a1c0300000200"/>
        <device name="node-1" kind="host"/>
        <cable a="leaf-1" aport="1" b="leaf-2" bport="40" speed="400"/>
        <cable a="leaf-1" aport="2" b="node-1" bport="mlx5_0/1" speed="200"/>
        <cable a="leaf-2" aport="3" b="node-1" bport="mlx5_1/2" speed="100"/>
        <cable a="leaf-2" aport="4" b="node-2" bport="2" speed="56"/>
        <cable a="leaf-2" aport="5" b="node-2" bport="7"/>
      </fabric>
      """)
    var draft = try PlanDraft(plan.fabric)
    draft.devices[draft.device(named: "node-2")].kind = .host
    let reading = try Plans.load(try text(draft))
    #expect(
      Plans.linksWithSpeeds(reading.fabric) == [
        "leaf-1:1--leaf-2:40 400G", "leaf-1:2--node-1:mlx5_0/1 200G",
        "leaf-2:3--node-1:mlx5_1/2 100G", "leaf-2:4--node-2:2 56G", "leaf-2:5--node-2:7 0G",
      ])
    #expect(
      Plans.devices(reading.fabric).sorted()
        == ["host node-1", "host node-2", "switch leaf-1", "switch leaf-2"])
    let leaf = reading.fabric.device(named: "leaf-2")
    #expect(reading.fabric.devices.guid(of: leaf) == 0xfc6a_1c03_0000_0200)
    #expect(reading.fabric.devices.radix[leaf.index] == 40)
    #expect(reading.anomalies.isEmpty)
  }

  @Test("ports without a number get free ones; open ends and other networks are left out")
  func ports() throws {
    let plan = try Plans.load(
      """
      <fabric name="x">
        <device name="leaf-1" kind="switch"/> <device name="leaf-2" kind="switch"/>
        <cable a="leaf-1" aport="swp9" b="leaf-2" bport="2"/>
        <cable a="leaf-1" aport="1" b="leaf-2" bport="1"/>
        <cable a="leaf-1" aport="2/1" b="leaf-2" bport="3"/>
        <cable a="leaf-1" aport="5"/>
        <cable a="leaf-1" aport="6" b="leaf-2" bport="6" network="management"/>
      </fabric>
      """)
    let reading = try Plans.load(try text(plan.fabric))
    #expect(
      Plans.links(reading.fabric).sorted()
        == ["leaf-1:1--leaf-2:1", "leaf-1:2--leaf-2:2", "leaf-1:3--leaf-2:3"])
  }

  @Test("the short form has words for nodes")
  func short() throws {
    let reading = try Plans.load(
      """
      Hca\t1 "H00-00 mlx5_0"
      [1]\t"E00-00"[1]

      Switch\t6 "E00-00"
      [1]\t"H00-00 mlx5_0"[1]
      [3]\t"A00-00"[1]

      """)
    #expect(reading.fabric.sources[0].dialect == "ibsim")
    #expect(Plans.links(reading.fabric) == ["E00-00:1--H00-00:mlx5_0/1", "A00-00:1--E00-00:3"])
    #expect(Plans.anomalies(reading) == ["0:6 A00-00: undescribed x1"])
  }

  private static let hasClient =
    ["ibsim", "opensm", "ibnetdiscover"].allSatisfy { name in
      ["/usr/bin/", "/usr/sbin/"].contains { FileManager.default.fileExists(atPath: $0 + name) }
    }

  @Test(
    "the real client on the simulator prints the fabric that was written",
    .enabled(if: hasClient, "ibsim-utils, opensm and infiniband-diags are needed"))
  func realClient() throws {
    var draft = try PlanDraft(SmallTree(radix: 4))
    // The simulator of Debian 12 knows nothing faster than HDR.
    for index in draft.links.indices {
      draft.links[index].speed = Gbps(index % 3 == 0 ? 100 : 200)
      let isHost = { draft.devices[$0].kind == .host }
      // Cards of their own, some of them cabled at their second port.
      if isHost(draft.links[index].a.device) {
        draft.links[index].a.port = .printed("mlx5_\(index % 2)/\(index % 2 + 1)")
      }
      if let b = draft.links[index].b, isHost(b.device) {
        draft.links[index].b?.port = .printed("mlx5_\(index % 2)/\(index % 2 + 1)")
      }
    }
    let folder = try TemporaryFolder()
    let net = try folder.write(try text(draft), to: "built.net")
    let listing = folder.path("seen.txt")
    let run = try OutsideTools.run(
      OutsideTools.package.appendingPathComponent(".ci/simulate-fabric").path, [net, listing])
    #expect(run.status == 0, "\(run.output)")
    let seen = try PlanLoader.load([listing])
    let built = try draft.fabric()
    #expect(Plans.linksWithSpeeds(seen.fabric) == Plans.linksWithSpeeds(built))
    #expect(Plans.seenDevices(seen.fabric).sorted() == Plans.seenDevices(built).sorted())
    #expect(seen.anomalies.isEmpty)
  }
}
