import FabricFormats
import FabricModel
import Foundation
import TestSupport
import Testing

@Suite("FastFabric snapshots")
struct FastFabricSnapshotTests {
  /// A node with ports `number: (state, width, speed, MTU)`; what is not read stands around them.
  private func node(
    _ guid: Int, _ name: String, type: Int, ports: [(Int, state: Int, width: Int, mtu: Int)]
  ) -> String {
    let infos = ports.map { number, state, width, mtu in
      "<PortInfo><PortNum>\(number)</PortNum><GUID>0x0</GUID><M_Key>0x0</M_Key>"
        + "<PortState>x</PortState><PortState_Int>\(state)</PortState_Int>"
        + "<LinkWidthActive>4</LinkWidthActive><LinkWidthActive_Int>\(width)</LinkWidthActive_Int>"
        + "<LinkSpeedActive_Int>2</LinkSpeedActive_Int><MTUs></MTUs>"
        + "<MTUSupported>\(mtu)</MTUSupported><HoQLifes><HoQLife_Int VL=\"00\">8</HoQLife_Int>"
        + "</HoQLifes></PortInfo>\n"
    }
    return "<Node id=\"0x\(guid)\"><NodeDesc>\(name)</NodeDesc><NodeGUID>0x\(guid)</NodeGUID>"
      + "<NodeType_Int>\(type)</NodeType_Int><NumPorts>48</NumPorts>\(infos.joined())"
      + "<SwitchInfo><LID>0x1</LID></SwitchInfo></Node>\n"
  }

  private func link(_ a: Int, _ aPort: Int, _ b: Int, _ bPort: Int) -> String {
    "<Link><From><NodeGUID>0x\(a)</NodeGUID><PortNum>\(aPort)</PortNum></From>"
      + "<To><NodeGUID>0x\(b)</NodeGUID><PortNum>\(bPort)</PortNum></To></Link>\n"
  }

  private func snapshot(_ nodes: [String], _ links: [String]) -> String {
    "<?xml version=\"1.0\" encoding=\"utf-8\" ?>\n"
      + "<Snapshot date=\"x\" unixtime=\"1\" stats=\"0\">\n<Nodes>\n\(nodes.joined())</Nodes>\n"
      + "<SMs><SM><LID>0x1</LID></SM></SMs>\n<Links>\n\(links.joined())</Links>\n</Snapshot>\n"
  }

  @Test("nodes, links and speeds; adapters are cards of their host; nothing is odd about the rest")
  func small() throws {
    let reading = try Plans.load(
      snapshot(
        [
          node(
            20, "leaf-1", type: 2,
            ports: [(0, 4, 8, 10240), (7, 4, 8, 10240), (8, 4, 1, 10240)]),
          node(10, "node-01 hfi1_0", type: 1, ports: [(1, 4, 8, 10240)]),
          node(11, "node-01 hfi1_1", type: 1, ports: [(1, 4, 1, 10240)]),
        ], [link(10, 1, 20, 7), link(20, 8, 11, 1)]))
    let fabric = reading.fabric
    #expect(
      Plans.linksWithSpeeds(fabric)
        == ["leaf-1:7--node-01:hfi1_0/1 100G", "leaf-1:8--node-01:hfi1_1/1 25G"])
    #expect(Plans.devices(fabric).sorted() == ["host node-01", "switch leaf-1"])
    #expect(fabric.adapters.guid == [0x10, 0x11])
    #expect(fabric.devices.guid(of: fabric.device(named: "leaf-1")) == 0x20)
    #expect(Plans.seenDevices(fabric).sorted() == ["leaf-1", "node-01"])
    #expect(reading.anomalies.isEmpty)
    #expect(fabric.sources.first?.dialect == "fastfabric-snapshot")
    #expect(fabric.sources.first?.links == 2)
    #expect(fabric.origin(of: LinkID(0)).line > 10)
  }

  @Test("ports and hosts that are dark may be listed or not: the fabric is the same")
  func downPorts() throws {
    let links = [link(10, 1, 20, 7)]
    let host = node(10, "node-01 hfi1_0", type: 1, ports: [(1, 4, 8, 10240)])
    let short = snapshot([node(20, "leaf-1", type: 2, ports: [(7, 4, 8, 10240)]), host], links)
    let long = snapshot(
      [
        node(20, "leaf-1", type: 2, ports: [(0, 4, 8, 10240), (7, 4, 8, 10240), (9, 1, 0, 10240)]),
        host, node(12, "node-02 hfi1_0", type: 1, ports: [(1, 1, 0, 10240)]),
      ], links)
    let fabrics = try [short, long].map { try Plans.load($0) }
    #expect(Plans.content(fabrics[0].fabric) == Plans.content(fabrics[1].fabric))
    #expect(fabrics.allSatisfy { $0.anomalies.isEmpty })
  }

  @Test("ends that differ, and ports that are not in use, are recorded")
  func conditions() throws {
    let reading = try Plans.load(
      snapshot(
        [
          node(20, "leaf-1", type: 2, ports: [(7, 4, 8, 10240), (8, 2, 8, 10240)]),
          node(21, "leaf-2", type: 2, ports: [(3, 4, 8, 4096), (4, 4, 1, 10240)]),
        ], [link(20, 7, 21, 3), link(20, 8, 21, 4)]))
    #expect(
      Plans.anomalies(reading).map { $0.split(separator: " ", maxSplits: 1)[1] }
        == [
          "leaf-1:7--leaf-2:3: MTU 10240 and 4096", "leaf-1:8: Init",
          "leaf-1:8--leaf-2:4: speed 100 Gb/s and 25 Gb/s",
        ])
    #expect(Plans.linksWithSpeeds(reading.fabric).last == "leaf-1:8--leaf-2:4 25G")
  }

  @Test("a link to a node that is not listed, a link without an end, and a number that is none")
  func oddities() throws {
    let reading = try Plans.load(
      snapshot(
        [
          node(20, "leaf-1", type: 2, ports: [(7, 4, 8, 10240)]),
          "<Node><NodeDesc>x</NodeDesc><NodeGUID>zz</NodeGUID></Node>\n",
        ], [link(20, 7, 99, 3), "<Link><From><NodeGUID>0x20</NodeGUID></From></Link>\n"]))
    #expect(Plans.links(reading.fabric) == ["0x0000000000000099:3--leaf-1:7"])
    #expect(Plans.seenDevices(reading.fabric) == ["leaf-1"])
    let kinds = Plans.anomalies(reading).map { $0.split(separator: " ", maxSplits: 1)[1] }
    #expect(
      kinds == [
        "NodeGUID: bad 'zz'", "Node: no ends", "Link: no ends",
        "0x0000000000000099: undescribed x1",
      ])
  }

  @Test("two snapshots of one fabric are one; what they contradict each other in is recorded")
  func twoFiles() throws {
    let nodes = [
      node(20, "leaf-1", type: 2, ports: [(7, 4, 8, 10240)]),
      node(21, "leaf-2", type: 2, ports: [(3, 4, 8, 10240), (4, 4, 8, 10240)]),
    ]
    let first = snapshot(nodes, [link(20, 7, 21, 3)])
    let again = try Plans.load(first, first)
    #expect(Plans.links(again.fabric) == ["leaf-1:7--leaf-2:3"])
    #expect(again.anomalies.isEmpty)
    let other = try Plans.load(first, snapshot(nodes, [link(20, 7, 21, 4)]))
    // Neither of the two files is better than the other: both links stay.
    #expect(Plans.links(other.fabric) == ["leaf-1:7--leaf-2:3", "leaf-1:7--leaf-2:4"])
    #expect(
      Plans.anomalies(other) == ["1:12 leaf-1:7: neighbour leaf-2:4, leaf-2:3 at 0:12"])
  }

  private static let generator = OutsideTools.shared("tools/gen_fastfabric.py")

  @Test(
    "what was generated is what is read, whatever identifies nodes, with and without dark ports",
    .enabled(
      if: generator != nil && OutsideTools.program("python3") != nil,
      "../shared/tools/gen_fastfabric.py and python3 are needed"),
    arguments: [1, 2, 3])
  func generated(seed: Int) throws {
    let generator = try #require(Self.generator)
    let python = try #require(OutsideTools.program("python3"))
    var contents: [[String]] = []
    for options in [[], ["--down-ports"], ["--routes"]] {
      let folder = try TemporaryFolder()
      let faults = "swap=2,missing=2,moved=2,extra=2,rate=2,wrong_guid=2,wrong_name=2"
      let run = try OutsideTools.run(
        python,
        [generator, "8", folder.url.path, "--seed", "\(seed)", "--faults", faults] + options)
      #expect(run.status == 0, "\(run.output)")
      let observed = try PlanLoader.load([folder.path("snapshot.xml")])
      let truth = try JSONSerialization.jsonObject(
        with: Data(contentsOf: URL(fileURLWithPath: folder.path("faults.json"))))
      let links = try #require((truth as? [String: Any])?["observed_links"] as? Int)
      #expect(observed.fabric.links.count == links)
      #expect(observed.anomalies.isEmpty)
      contents.append(Plans.content(observed.fabric))
      if options.isEmpty {
        let plan = try PlanLoader.load([folder.path("plan.xml")])
        try compare(plan.fabric, observed.fabric, truth: truth)
      }
    }
    #expect(contents[0] == contents[1] && contents[0] == contents[2])
  }

  /// Links that differ are those of the faults, and no others.
  private func compare(_ plan: Fabric, _ observed: Fabric, truth: Any) throws {
    let planned = Set(Plans.linksWithSpeeds(plan))
    let seen = Set(Plans.linksWithSpeeds(observed))
    // Two links for a swap; one for the others, but for a cable that is not there or not planned;
    // a host with another GUID is the same host by its name.
    #expect(planned.subtracting(seen).count == 2 * 2 + 2 + 2 + 2 + 2)
    #expect(seen.subtracting(planned).count == 2 * 2 + 2 + 2 + 2 + 2)
  }
}
