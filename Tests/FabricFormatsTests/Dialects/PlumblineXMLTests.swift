import FabricFormats
import FabricModel
import Foundation
import TestSupport
import Testing

@Suite("Plumbline's own dialect")
struct PlumblineXMLTests {
  @Test("what the writer writes, the reader reads: any name, port, number and attribute")
  func roundTrip() throws {
    for seed in 0..<200 {
      let sequence = RandomFabric(seed: UInt64(seed))
      let fabric = try sequence.built()
      let text = String(decoding: try Plans.text(sequence), as: UTF8.self)
      let reading = try Plans.load(text)
      #expect(reading.anomalies.isEmpty, "seed \(seed)")
      #expect(Plans.content(reading.fabric) == Plans.content(fabric), "seed \(seed)")
      #expect(reading.fabric.names[reading.fabric.name] == sequence.header.name)
      var intent = reading.fabric.intent
      intent?.line = 0
      #expect(intent == sequence.header.intent, "seed \(seed)")
      // A fabric that was read is written as it was.
      #expect(String(decoding: try Plans.text(reading.fabric), as: UTF8.self) == text)
    }
  }

  @Test("the speed of a port is kept beside that of the cable")
  func portSpeeds() throws {
    let reading = try Plans.load(
      "<fabric><cable a='x' aport='1' aspeed='800' b='y' bport='2' bspeed='400g' speed='400'/></fabric>"
    )
    let link = reading.fabric.entry(of: LinkID(0))
    #expect(link.a.speed == Gbps(800) && link.b?.speed == Gbps(400) && link.speed == Gbps(400))
    let again = try Plans.load(String(decoding: try Plans.text(reading.fabric), as: UTF8.self))
    #expect(Plans.content(again.fabric) == Plans.content(reading.fabric))
  }

  @Test("characters that XML cannot carry are written as question marks")
  func controlCharacters() throws {
    var sequence = RandomFabric(seed: 1)
    sequence.devices = [DeviceEntry(name: "a\u{1}\u{FFFE}b\u{FFFF}\u{0}\u{FFFD}", kind: .switch)]
    sequence.links = []
    sequence.throughs = []
    let reading = try Plans.load(String(decoding: try Plans.text(sequence), as: UTF8.self))
    #expect(Plans.devices(reading.fabric) == ["switch a??b??\u{FFFD}"])
  }

  @Test("what a group says holds for its entries and not behind it; an entry may say otherwise")
  func groups() throws {
    let reading = try Plans.load(
      """
      <fabric name="f">
        <devices kind="switch" role="leaf" rack="R1" row="1" hall="H">
          <device name="l1" u="3"/>
          <device name="l2" role="spine" kind="host"/>
          <device name="l3"/>
        </devices>
        <device name="x"/>
        <devices rack="R2"/>
        <device name="y"/>
        <cables speed="400" length="5" medium="DAC" network="storage">
          <cable a="l1" b="l2"/>
          <cable a="l1" b="l3" speed="200" length="7" medium="AOC" network="fabric"/>
          <cable a="l2" b="l3"/>
        </cables>
        <cable a="x" b="y"/>
      </fabric>
      """)
    let fabric = reading.fabric
    let devices = (0..<5).map { index in
      let entry = fabric.entry(of: DeviceID(index))
      return "\(entry.name) \(entry.kind) \(entry.role) \(entry.place.rack) \(entry.place.unit)"
    }
    #expect(
      devices == [
        "l1 switch leaf R1 3", "l2 host spine R1 0", "l3 switch leaf R1 0", "x unknown   0",
        "y unknown   0",
      ])
    let cables = (0..<4).map { index in
      let entry = fabric.entry(of: LinkID(index))
      return
        "\(entry.speed?.description ?? "-") \(entry.length?.description ?? "-") \(entry.medium)"
        + " \(entry.network)"
    }
    #expect(
      cables == [
        "400 5 m DAC storage", "200 7 m AOC fabric", "400 5 m DAC storage", "- -  fabric",
      ])
    #expect(fabric.racks.count == 1)
    #expect(reading.anomalies.isEmpty)
  }

  @Test("files of one plan are merged: devices once, the first name and intent hold")
  func severalFiles() throws {
    let reading = try Plans.load(
      "<fabric name=\"one\">\n<intent design=\"a\"/>\n<cable a=\"x\" b=\"y\"/>\n</fabric>",
      "<fabric name=\"two\">\n<intent design=\"b\"/>\n<device name=\"x\" kind=\"switch\"/>\n"
        + "<cable a=\"y\" b=\"z\"/></fabric>",
      "<fabric>\n\n\n<device name=\"x\" kind=\"host\"/>\n<device name=\"z\"/></fabric>")
    let fabric = reading.fabric
    #expect(fabric.names[fabric.name] == "one")
    #expect(fabric.intent?.design == "a")
    #expect(Plans.devices(fabric) == ["switch x", "unknown y", "unknown z"])
    #expect(Plans.links(fabric) == ["x:?--y:?", "y:?--z:?"])
    #expect(
      Plans.anomalies(reading) == ["1:2 intent: declared at 0:2", "2:4 x: declared at 1:3"])
    let origins = (0..<3).map { fabric.origin(of: DeviceID($0)).description.suffix(12) }
    #expect(origins == ["plan-1.xml:3", "plan-0.xml:3", "plan-2.xml:5"])
    #expect(fabric.origin(of: LinkID(1)).description.hasSuffix("plan-1.xml:4"))
    #expect(fabric.sources.map(\.links) == [1, 1, 0])
  }

  @Test("a folder is read file by file, and a file in another dialect may be among them")
  func folder() throws {
    let folder = try TemporaryFolder()
    try folder.write("<fabric><cable a=\"x\" b=\"y\"/></fabric>", to: "a.xml")
    try folder.write(
      FastFabricText.report(
        FastFabricText.links(
          FastFabricText.link(FastFabricText.port(name: "y"), FastFabricText.port(name: "z")))),
      to: "b.xml")
    let fabric = try PlanLoader.load([folder.url.path]).fabric
    #expect(Plans.links(fabric) == ["x:?--y:?", "y:1--z:1"])
    #expect(fabric.sources.map(\.dialect) == ["plumbline", "fastfabric"])
    #expect(fabric.devices.count == 3)
  }

  @Test("bad values are odd, with their lines, and the entry is kept")
  func badValues() throws {
    let reading = try Plans.load(
      """
      <fabric>
      <intent bisection="much"><oversubscription tier="x" ratio="3:1"/>
      <oversubscription tier="1" ratio="3:0"/><oversubscription tier="2" ratio="a:b"/></intent>
      <device name="a" kind="router" radix="many" u="1001" guid="0x"/>
      <device kind="switch"/>
      <cable a="a" b="b" speed="fast" aspeed="0" bspeed="" length="-1" network="lan"/>
      <cable label="nowhere" aport="1"/>
      <cable b="b"/>
      </fabric>
      """)
    #expect(
      Plans.anomalies(reading) == [
        "0:2 intent@bisection: bad 'much'", "0:2 oversubscription@tier: bad 'x'",
        "0:3 oversubscription@ratio: bad '3:0'", "0:3 oversubscription@ratio: bad 'a:b'",
        "0:4 device@kind: bad 'router'", "0:4 device@radix: bad 'many'", "0:4 device@u: bad '1001'",
        "0:4 device@guid: bad '0x'", "0:5 device@name: bad ''", "0:6 cable@speed: bad 'fast'",
        "0:6 cable@aspeed: bad '0'", "0:6 cable@bspeed: bad ''", "0:6 cable@length: bad '-1'",
        "0:6 cable@network: bad 'lan'", "0:7 cable: no ends",
      ])
    #expect(Plans.links(reading.fabric) == ["a:?--b:?", "b:?"])
  }

  @Test("one mistake on every line is listed to a limit, and the rest is counted")
  func manyAnomalies() throws {
    let cables = String(repeating: "<cable a=\"a\" b=\"b\" speed=\"x\"/>\n", count: 100_010)
    let reading = try Plans.load("<fabric>\n\(cables)</fabric>")
    #expect(reading.anomalies.count == 100_000)
    #expect(reading.omittedAnomalies == 10)
    #expect(reading.fabric.links.count == 100_010)
  }

  @Test("a cable of a large fabric takes at most 130 bytes, its devices included")
  func size() throws {
    let tree = SmallTree(radix: 24)
    let text = try Plans.text(tree)
    #expect(text.count / tree.cables <= 130, "\(text.count / tree.cables) bytes")
    let reading = try Plans.load(String(decoding: text, as: UTF8.self))
    #expect(reading.fabric.links.count == tree.cables)
    #expect(reading.anomalies.isEmpty)
  }

  @Test("a plan cut at any byte is never read as a plan with fewer links")
  func everyPrefix() throws {
    var sequence = RandomFabric(seed: 5)
    sequence.devices = Array(sequence.devices.prefix(8))
    sequence.throughs = sequence.throughs.filter { $0.panel < 8 }
    sequence.links = sequence.links.filter {
      $0.a.device < 8 && ($0.b?.device ?? 0) < 8 && !$0.sharesCable
    }
    let text = try Plans.text(sequence)
    let folder = try TemporaryFolder()
    // The line break at the end may be missing.
    for count in 0..<(text.count - 1) {
      let path = try folder.write(text[..<count])
      let error = #expect(throws: PlanError.self) { try PlanLoader.load([path]) }
      #expect(error?.message.hasPrefix(path + ":") == true)
      #expect(error?.nextStep.isEmpty == false)
    }
    #expect(
      try PlanLoader.load([folder.write(text.dropLast())]).fabric.links.count
        == sequence.links.count)
  }
}
