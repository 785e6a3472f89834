import FabricFormats
import FabricModel
import TestSupport
import Testing

@Suite("FastFabric topologies")
struct FastFabricTests {
  typealias Text = FastFabricText

  @Test("a name decides before the GUID of a port, whichever comes first")
  func portGUIDBesideName() throws {
    let port = { (guid: Int, name: String, number: Int) in
      "<Port><PortGUID>0x\(guid)</PortGUID><NodeDesc>\(name)</NodeDesc>"
        + "<PortNum>\(number)</PortNum><NodeType>SW</NodeType></Port>"
    }
    let links = (1...4).map { "<Link>\(port($0, "s1", $0))\(port(10 + $0, "s2", $0))</Link>" }
    let folder = try TemporaryFolder()
    let path = try folder.write(
      "<Topology><LinkSummary>\(links.joined())</LinkSummary></Topology>")
    let reading = try PlanLoader.load([path])
    #expect(Plans.devices(reading.fabric).sorted() == ["switch s1", "switch s2"])
    #expect(reading.anomalies.isEmpty)
  }

  // The corpus is data of others and stays outside the project.
  @Test(
    "the example of the manual has two links of hosts to switches",
    .enabled(
      if: OutsideTools.shared("corpus/fastfabric/opagentopology_manpage_example.xml") != nil,
      "../shared/corpus is needed"))
  func manualExample() throws {
    let path = try #require(
      OutsideTools.shared("corpus/fastfabric/opagentopology_manpage_example.xml"))
    let reading = try PlanLoader.load([path])
    let fabric = reading.fabric
    #expect(
      Plans.links(fabric)
        == [
          "bender:HFI-1/1--Switch 1234 Leaf 4:7", "mindy2:HFI-1/1--Switch 2345 Leaf 5:4",
        ].map {
          $0.hasPrefix("bender")
            ? "Switch 1234 Leaf 4:7--bender:HFI-1/1" : "Switch 2345 Leaf 5:4--mindy2:HFI-1/1"
        })
    #expect(
      Plans.devices(fabric).sorted() == [
        "host bender", "host mindy2", "switch Switch 1234 Leaf 4", "switch Switch 2345 Leaf 5",
      ])
    let link = fabric.entry(of: LinkID(0))
    #expect(link.label == "S4567")
    #expect(link.length == Meters(11))
    #expect(link.medium == "cable model 456")
    #expect(link.speed == Gbps(25))
    #expect(reading.anomalies.isEmpty)
    #expect(fabric.sources.first?.dialect == "fastfabric")
    #expect(fabric.sources.first?.links == 2)
    #expect(
      fabric.names[fabric.devices.details[fabric.device(named: "bender")] ?? .none]
        == "More details about node")
  }

  @Test("both roots and both link summaries are read")
  func roots() throws {
    let link = Text.link(Text.port(name: "a"), Text.port(name: "b"))
    for root in ["Report", "Topology"] {
      for summary in ["LinkSummary", "ExternalLinkSummary"] {
        let reading = try Plans.load(
          "<\(root) date=\"today\"><\(summary)><LinkCount>1</LinkCount>\(link)</\(summary)></\(root)>"
        )
        #expect(Plans.links(reading.fabric) == ["a:1--b:1"])
        #expect(reading.anomalies.isEmpty)
      }
    }
  }

  @Test("a name is enough, with and without a type; the node lists may say what it is")
  func names() throws {
    let typed = Text.link(
      Text.port(name: "node-01 hfi1_0", type: "FI"),
      Text.port(name: "leaf 1", number: "7", type: "SW"))
    let untyped = Text.link(
      Text.port(name: "node-01 hfi1_0"), Text.port(name: "leaf 1", number: "7"))
    let lists = Text.nodes(
      hosts: Text.node(name: "node-01 hfi1_0"), switches: Text.node(name: "leaf 1"))
    for parts in [[typed], [typed, lists], [lists, typed], [untyped, lists], [lists, untyped]] {
      let text = parts.map { $0.hasPrefix("<Link>") ? Text.links($0) : $0 }.joined()
      let reading = try Plans.load(Text.report(text))
      #expect(Plans.links(reading.fabric) == ["leaf 1:7--node-01:hfi1_0/1"], "\(text)")
      #expect(Plans.devices(reading.fabric).sorted() == ["host node-01", "switch leaf 1"])
      #expect(reading.anomalies.isEmpty)
    }
    // Nothing says that it is a host: the name stays whole.
    let alone = try Plans.load(Text.report(Text.links(untyped)))
    #expect(Plans.links(alone.fabric) == ["leaf 1:7--node-01 hfi1_0:1"])
    #expect(Plans.devices(alone.fabric).sorted() == ["unknown leaf 1", "unknown node-01 hfi1_0"])
  }

  @Test("white space around a text is layout, inside it is part of the name")
  func layout() throws {
    let reading = try Plans.load(
      Text.report(
        Text.links(
          Text.link(
            Text.port(guid: "\n 0x1 \n", name: "\n  node 1 \n ", number: " 7\t", type: " SW "),
            Text.port(name: " ", number: "3")))))
    #expect(Plans.links(reading.fabric) == ["node 1:7"])
    #expect(Plans.devices(reading.fabric) == ["switch node 1"])
    #expect(reading.anomalies.isEmpty)
  }

  @Test("two adapters are cards of one host, with ports of their own")
  func adapters() throws {
    let links = (0..<2).map { card in
      Text.link(
        Text.port(guid: "0x1\(card)", name: "node-01 hfi1_\(card)", type: "FI"),
        Text.port(name: "leaf-\(card)", number: "3", type: "SW"))
    }
    let reading = try Plans.load(Text.report(Text.links(links[0], links[1])))
    let fabric = reading.fabric
    #expect(Plans.links(fabric) == ["leaf-0:3--node-01:hfi1_0/1", "leaf-1:3--node-01:hfi1_1/1"])
    #expect(
      fabric.adapters.host == [fabric.device(named: "node-01"), fabric.device(named: "node-01")])
    #expect(fabric.adapters.guid == [0x10, 0x11])
    #expect(fabric.adapters.name.map { fabric.names[$0] } == ["hfi1_0", "hfi1_1"])
    #expect(reading.anomalies.isEmpty)
  }

  @Test("a GUID alone gets its name from the node lists, before or after the links")
  func guidOnly() throws {
    let links = Text.links(
      Text.link(Text.port(guid: "0x10"), Text.port(guid: "0x20", number: "7")),
      Text.link(Text.port(guid: "0x11"), Text.port(guid: "0x20", number: "8")))
    let lists = Text.nodes(
      hosts: Text.node(guid: "0x10", name: "node-01 hfi1_0")
        + Text.node(guid: "0x11", name: "node-01 hfi1_1"),
      switches: Text.node(guid: "0x20", name: "leaf-1"))
    for text in [links + lists, lists + links] {
      let reading = try Plans.load(Text.report(text))
      #expect(
        Plans.links(reading.fabric) == ["leaf-1:7--node-01:hfi1_0/1", "leaf-1:8--node-01:hfi1_1/1"])
      #expect(Plans.devices(reading.fabric).sorted() == ["host node-01", "switch leaf-1"])
      #expect(reading.anomalies.isEmpty)
    }
  }

  @Test("a GUID that nobody names goes by its digits, and one named by another link by that name")
  func unnamedGUID() throws {
    let reading = try Plans.load(
      Text.report(
        Text.links(
          Text.link(Text.port(guid: "0x10"), Text.port(guid: "0x20", number: "7", type: "SW")),
          Text.link(Text.port(name: "x"), Text.port(guid: "0x20", name: "leaf-1", number: "8")))))
    #expect(Plans.links(reading.fabric) == ["0x0000000000000010:1--leaf-1:7", "leaf-1:8--x:1"])
    #expect(reading.fabric.kind(of: reading.fabric.device(named: "leaf-1")) == .switch)
  }

  @Test("the GUID of a port stands in for its node, by the node lists or by itself")
  func portGUID() throws {
    let links = Text.links(
      Text.link(
        Text.port(number: nil, portGUID: "0x1F"), Text.port(name: "leaf-1", number: "7", type: "SW")
      ),
      Text.link(
        Text.port(number: "2", portGUID: "0x99"), Text.port(name: "leaf-1", number: "8", type: "SW")
      ))
    let lists = Text.nodes(
      hosts: Text.node(
        guid: "0x10", name: "node-01 hfi1_0",
        more: "<Port><PortNum>1</PortNum><LID>3</LID><PortGUID>0x1f</PortGUID></Port>"))
    for text in [links + lists, lists + links] {
      let reading = try Plans.load(Text.report(text))
      #expect(
        Plans.links(reading.fabric)
          == ["leaf-1:7--node-01:hfi1_0/1", "0x0000000000000099:2--leaf-1:8"])
      #expect(reading.anomalies.isEmpty)
    }
  }

  @Test("a link may have one end; without any, or with three, it is odd and says where")
  func ends() throws {
    let reading = try Plans.load(
      Text.report(
        Text.links(
          Text.link(Text.port(name: "a")), Text.link(), Text.link(Text.port(name: nil)),
          Text.link(Text.port(name: "a"), Text.port(name: "b"), Text.port(name: "c")),
          Text.link(Text.port(name: nil), Text.port(name: "b", number: nil)))))
    #expect(Plans.links(reading.fabric) == ["a:1", "a:1--b:1", "b:?"])
    #expect(
      Plans.anomalies(reading) == [
        "0:7 Link: no ends", "0:9 Link: no ends", "0:12 Link: too many ends",
      ])
  }

  @Test("two nodes of one name are two devices, told apart by their GUIDs")
  func sharedNames() throws {
    let link = { (guid: String, number: String, peer: String) in
      Text.link(
        Text.port(guid: guid, name: "leaf", number: number, type: "SW"),
        Text.port(name: peer, type: "SW"))
    }
    let reading = try Plans.load(
      Text.report(
        Text.links(
          link("0x1", "1", "a"), link("0x2", "1", "b"), link("0x1", "2", "c"), link("0x2", "2", "d")
        ),
        Text.nodes(
          switches: Text.node(guid: "0x1", name: "leaf") + Text.node(guid: "0x2", name: "leaf"))
      ))
    let fabric = reading.fabric
    let owners = fabric.links.a.map { fabric.device(of: $0) }
    #expect(owners[0] == owners[2] && owners[1] == owners[3] && owners[0] != owners[1])
    #expect(fabric.devices.count == 6)
    #expect(Plans.anomalies(reading) == ["0:8 leaf: name of 0:4"])
  }

  @Test("two hosts of one name are two devices as well")
  func sharedHostNames() throws {
    let link = { (guid: String, peer: String) in
      Text.link(
        Text.port(guid: guid, name: "node hfi1_0", type: "FI"), Text.port(name: peer, type: "SW"))
    }
    let reading = try Plans.load(
      Text.report(Text.links(link("0x1", "a"), link("0x2", "b"), link("0x2", "c"))))
    let owners = reading.fabric.links.a.map { reading.fabric.device(of: $0) }
    #expect(owners[0] != owners[1] && owners[1] == owners[2])
    #expect(Plans.anomalies(reading) == ["0:8 node: name of 0:4"])
  }

  @Test("one GUID under two names makes two devices")
  func sharedGUID() throws {
    let reading = try Plans.load(
      Text.report(
        Text.links(
          Text.link(Text.port(guid: "0x1", name: "a"), Text.port(guid: "0x2", name: "c")),
          Text.link(
            Text.port(guid: "0x1", name: "b"), Text.port(guid: "0x2", name: "c", number: "2")))))
    #expect(Plans.anomalies(reading) == [])
    #expect(Plans.devices(reading.fabric).count == 3)
  }

  @Test("a node that is listed twice is odd, with both lines")
  func listedTwice() throws {
    let reading = try Plans.load(
      Text.report(Text.nodes(switches: Text.node(name: "a") + Text.node(name: "a"))))
    #expect(Plans.anomalies(reading) == ["0:8 a: declared at 0:7"])
  }

  @Test(
    "rates are read as they are printed",
    arguments: [
      ("12.5g", 12_500), ("25g", 25_000), ("37.5g", 37_500), ("50g", 50_000), ("75g", 75_000),
      ("100g", 100_000), ("200g", 200_000), ("400G", 400_000), ("800 Gb/s", 800_000),
      ("1.6t", 1_600_000), ("100", 100_000), ("2500m", 2_500), (" 100g\n", 100_000),
    ])
  func rates(text: String, megabits: Int) throws {
    let reading = try Plans.load(
      Text.report(Text.links(Text.link(Text.port(name: "a"), rate: text))))
    #expect(reading.fabric.entry(of: LinkID(0)).speed == Gbps(megabits: megabits))
    #expect(reading.anomalies.isEmpty)
  }

  @Test(
    "lengths are read as they are printed",
    arguments: [
      ("11m", 1100), ("2.5 m", 250), ("50cm", 50), ("10ft", 304), ("3", 300), ("0.5M", 50),
    ])
  func lengths(text: String, centimeters: Int) throws {
    let reading = try Plans.load(
      Text.report(Text.links(Text.link(Text.port(name: "a"), length: text))))
    #expect(reading.fabric.entry(of: LinkID(0)).length == Meters(centimeters: centimeters))
    #expect(reading.anomalies.isEmpty)
  }

  @Test("what is no number is odd, with its line, and the link is kept")
  func badNumbers() throws {
    let reading = try Plans.load(
      Text.report(
        Text.links(
          Text.link(
            Text.port(guid: "0xZZ", name: "a", number: "2.5"),
            Text.port(guid: "0x12345678901234567", name: "b", number: "-1"), rate: "fast",
            length: "long"),
          Text.link(Text.port(name: "c", number: "2x"), rate: "0", length: "0m")),
        Text.nodes(hosts: Text.node(guid: "?", name: "d"))))
    #expect(
      Plans.anomalies(reading) == [
        "0:5 Rate: bad 'fast'", "0:5 CableLength: bad 'long'", "0:6 NodeGUID: bad '0xZZ'",
        "0:6 PortNum: bad '2.5'", "0:7 NodeGUID: bad '0x12345678901234567'",
        "0:7 PortNum: bad '-1'", "0:10 Rate: bad '0'", "0:10 CableLength: bad '0m'",
        "0:11 PortNum: bad '2x'", "0:16 NodeGUID: bad '?'",
      ])
    #expect(Plans.links(reading.fabric) == ["a:?--b:?", "c:?"])
  }

  @Test("names that no dialect knows are counted")
  func unknownNames() throws {
    let reading = try Plans.load(
      Text.report(
        "<LinkSummary>\n<Link><Colour/>\n<Port hue=\"1\"/></Link>\n<Link><Colour/></Link></LinkSummary>"
      ))
    #expect(
      Plans.anomalies(reading).filter { $0.contains("unknown") } == [
        "0:4 Link/Colour: unknown x2", "0:5 Port@hue: unknown x1",
      ])
  }

  @Test("links in one file and nodes in another make one plan")
  func severalFiles() throws {
    let reading = try Plans.load(
      Text.report(Text.nodes(switches: Text.node(guid: "0x20", name: "leaf-1"))),
      Text.report(Text.links(Text.link(Text.port(name: "a"), Text.port(guid: "0x20", number: "7"))))
    )
    #expect(Plans.links(reading.fabric) == ["a:1--leaf-1:7"])
    #expect(reading.fabric.origin(of: LinkID(0)).file.hasSuffix("plan-1.xml"))
    #expect(reading.fabric.origin(of: LinkID(0)).line == 4)
  }
}
