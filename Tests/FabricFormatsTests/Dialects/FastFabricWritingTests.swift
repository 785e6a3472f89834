import FabricFormats
import FabricModel
import TestSupport
import Testing

@Suite("Writing FastFabric topologies")
struct FastFabricWritingTests {
  typealias Text = FastFabricText

  private func written(_ fabric: Fabric) throws -> String {
    let bytes = Bytes()
    try DialectConversion(fabric, to: FastFabricTopology.self).write { bytes.all += $0 }
    return String(decoding: bytes.all, as: UTF8.self)
  }

  private final class Bytes { var all: [UInt8] = [] }

  private func losses(_ fabric: Fabric) -> [String] {
    DialectConversion(fabric, to: FastFabricTopology.self).losses.map { "\($0.count) \($0.what)" }
  }

  @Test("random plans come back equal in devices, ends and whatever both can say")
  func roundTrip() throws {
    for seed in 0..<100 {
      let fabric = try sayable(RandomFabric(seed: UInt64(seed))).built()
      let reading = try Plans.load(try written(fabric))
      #expect(reading.anomalies.isEmpty, "seed \(seed)")
      #expect(FabricFacts.ends(reading.fabric) == FabricFacts.ends(fabric), "seed \(seed)")
      #expect(FabricFacts.devices(reading.fabric) == FabricFacts.devices(fabric), "seed \(seed)")
      for word in FastFabricTopology.vocabulary {
        #expect(
          FabricFacts.facts(word, reading.fabric) == FabricFacts.facts(word, fabric),
          "\(word), seed \(seed)")
      }
      // What was read is written as it was.
      let again = try Plans.load(try written(reading.fabric)).fabric
      #expect(try written(again) == written(reading.fabric), "seed \(seed)")
    }
  }

  /// A random fabric without what the format cannot tell apart: white space at the ends of texts,
  /// ends without ports, cables with several links and no label, kinds beside switch and host.
  private func sayable(_ fabric: RandomFabric) -> RandomFabric {
    var fabric = fabric
    let plain = { (text: String) in
      text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    }
    for index in fabric.devices.indices {
      fabric.devices[index].name = "d" + plain(fabric.devices[index].name).replacing(" ", with: "_")
      fabric.devices[index].kind = index.isMultiple(of: 2) ? .host : .switch
      fabric.devices[index].details = plain(fabric.devices[index].details)
      fabric.devices[index].adapters =
        index.isMultiple(of: 2) ? [AdapterEntry(name: "hfi1_0", guid: UInt64(900 + index))] : []
    }
    for index in fabric.links.indices {
      fabric.links[index].label = "C\(index)"
      fabric.links[index].medium = plain(fabric.links[index].medium)
      fabric.links[index].sharesCable = false
      fabric.links[index].a = sayable(fabric.links[index].a, index)
      fabric.links[index].b = fabric.links[index].b.map { sayable($0, index) }
    }
    return fabric
  }

  private func sayable(_ end: EndEntry, _ index: Int) -> EndEntry {
    var end = end
    switch end.port {
    case .unnamed: end.port = .number(3)
    case .printed(let text):
      let name = text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
      end.port = .printed(end.device.isMultiple(of: 2) ? "hfi1_0/\(index % 3)" : "p" + name)
    default: break
    }
    return end
  }

  @Test("cards keep their GUIDs, and a host without cards keeps its own")
  func adapters() throws {
    let text = Text.report(
      Text.links(
        Text.link(
          Text.port(guid: "0x10", name: "n1 hfi1_0", type: "FI"), Text.port(name: "s", type: "SW")),
        Text.link(
          Text.port(guid: "0x11", name: "n1 hfi1_1", type: "FI"),
          Text.port(name: "s", number: "2", type: "SW")),
        Text.link(
          Text.port(guid: "0x20", name: "n2", type: "FI"),
          Text.port(name: "s", number: "3", type: "SW"))),
      Text.nodes(
        hosts: Text.node(guid: "0x10", name: "n1 hfi1_0")
          + Text.node(guid: "0x11", name: "n1 hfi1_1")
          + Text.node(guid: "0x20", name: "n2", more: "<NodeDetails>new</NodeDetails>"),
        switches: Text.node(name: "s")))
    let fabric = try Plans.load(text).fabric
    let again = try Plans.load(try written(fabric))
    #expect(again.anomalies.isEmpty)
    for word in [Vocabulary.adapters, .guid, .details, .ports] {
      #expect(FabricFacts.facts(word, again.fabric) == FabricFacts.facts(word, fabric))
    }
    #expect(again.fabric.adapters.guid.sorted() == [0x10, 0x11])
    #expect(losses(fabric).isEmpty)
  }

  @Test("one card under two hosts is kept at both, for the checks to tell")
  func sharedCard() throws {
    let text = Text.report(
      Text.links(
        Text.link(Text.port(guid: "0x10", name: "n1 hfi1_0", type: "FI"), Text.port(name: "s")),
        Text.link(
          Text.port(guid: "0x10", name: "n2 hfi1_0", type: "FI"), Text.port(name: "s", number: "2"))
      ))
    let fabric = try Plans.load(text).fabric
    #expect(fabric.adapters.guid == [0x10, 0x10])
    #expect(fabric.adapters.host.map { fabric.name(of: $0) } == ["n1", "n2"])
    #expect(fabric.adapters.host.map { fabric.origin(of: $0).line } == [4, 8])
  }

  @Test("the legs of a cable carry its label, and are one cable again")
  func legs() throws {
    let fabric = try Plans.load(
      """
      <fabric><device name="s" kind="switch"/><device name="h" kind="host"/>
      <cable label="C1" a="s" aport="5"><leg n="1" b="h" bport="1"/><leg n="2" b="h" bport="2"/></cable>
      <cable label="C2" a="s" aport="6"><leg n="1" b="h" bport="3"/><leg n="2" b="h" bport="4"/></cable>
      <cable a="s" aport="7"><leg n="1" b="h" bport="5"/><leg n="2" b="h" bport="6"/></cable>
      <cable label="T"><leg a="s" aport="1" b="h" bport="7"/><leg a="s" aport="2" b="h" bport="8"/></cable>
      </fabric>
      """
    ).fabric
    let again = try Plans.load(try written(fabric)).fabric
    #expect(again.links.cable.map(\.rawValue) == [0, 0, 1, 1, 2, 3, 4, 5])
    #expect(Plans.links(again).prefix(2) == ["h:1--s:5/1", "h:2--s:5/2"])
    #expect(losses(fabric) == ["2 cables with several links, which are written link by link"])
  }

  @Test("numbers beyond 254 and names of ports go beside the number")
  func portNames() throws {
    let fabric = try Plans.load(
      "<fabric><device name='s' kind='switch'/><device name='h' kind='host'/>"
        + "<cable a='s' aport='300' b='h' bport='ib0'/><cable a='s' aport='Eth1/7' b='h' bport='a/b'/>"
        + "<cable a='s' aport='300/2' b='h' bport='mlx5_0/1'/></fabric>"
    ).fabric
    let again = try Plans.load(try written(fabric))
    #expect(again.anomalies.isEmpty)
    #expect(
      Plans.links(again.fabric) == ["h:ib0--s:300", "h:a/b--s:Eth1/7", "h:mlx5_0/1--s:300/2"])
    #expect(again.fabric.adapters.count == 1)
  }

  @Test("links through panels are told from device to device, and loose ends stay loose")
  func panels() throws {
    let fabric = try Plans.load(
      """
      <fabric><devices kind="switch"><device name="s"/><device name="t"/></devices>
      <device name="p" kind="panel"/>
      <cable label="J" a="s" aport="1" b="p" bport="1" length="2"/>
      <cable label="T" a="p" aport="R1" b="t" bport="9"/>
      <cable a="s" aport="2" b="p" bport="2"/><cable a="p" aport="3" b="p" bport="R4"/></fabric>
      """
    ).fabric
    let again = try Plans.load(try written(fabric)).fabric
    #expect(Plans.links(again).sorted() == ["s:1--t:9", "s:2"])
    #expect(Plans.devices(again).sorted() == ["switch s", "switch t"])
    #expect(again.label(of: LinkID(1)) == "J")
    #expect(
      losses(fabric) == [
        "1 patch panels, with the links through them from device to device"
      ])
  }

  @Test("what the format has no words for is counted by kind")
  func losses() throws {
    let fabric = try Plans.load(
      """
      <fabric name="f"><intent/><floor/>
      <devices role="leaf" rack="R1" rail="1" kind="chassis"><device name="a"/><device name="b"/></devices>
      <device name="c"/><device name="rack 7" kind="host"/><device name="d" kind="switch" u="3"/>
      <cable a="a" arail="2" aoptic="O" b="b" bplane="3" network="storage" part="P" aspeed="100"/>
      </fabric>
      """
    ).fabric
    #expect(
      losses(fabric) == [
        "1 speeds of ports", "1 part numbers of cables",
        "1 cables of other networks, which read as the fabric's or not at all",
        "3 places and heights of devices", "1 floor", "2 roles of devices",
        "4 rails and planes of devices and ports", "1 part numbers of transceivers", "1 intent",
        "1 name of the plan", "2 chassis, which are written as switches",
        "1 devices of no kind, which are not listed",
        "1 names of hosts, which read as a host and its card",
      ])
    let again = try Plans.load(try written(fabric)).fabric
    #expect(again.entry(of: LinkID(0)).speed == Gbps(100))
    #expect(DialectConversion(fabric, to: PlumblineXML.self).losses.isEmpty)
  }
}
