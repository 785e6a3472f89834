import FabricModel
import TestSupport
import Testing

@Suite("Fabrics from rows in any order")
struct FabricBuilderTests {
  @Test("ends of one device with the same number and printed name are one port")
  func merging() {
    var plan = Rows()
    plan.link(("leaf-1", 1, ""), ("spine-1", 1, ""))
    plan.link(("leaf-1", 1, ""), ("spine-1", 2, ""))
    plan.link(("leaf-1", 1, "hfi1_0/1"), ("spine-1", -1, "31/1"))
    plan.link(("leaf-1", 1, "hfi1_1/1"), ("spine-1", -1, "31/1"))
    let fabric = plan.builder.build()
    #expect(Rows.ports(fabric, "leaf-1") == ["leaf-1:1", "leaf-1:hfi1_0/1", "leaf-1:hfi1_1/1"])
    #expect(Rows.ports(fabric, "spine-1") == ["spine-1:31/1", "spine-1:1", "spine-1:2"])
    #expect(fabric.links.a[0] == fabric.links.a[1])
    #expect(fabric.links.b[2] == fabric.links.b[3])
  }

  @Test("an end without a port is a port of its own: nobody knows which")
  func unnamed() {
    var plan = Rows()
    for _ in 0..<3 { plan.link(("leaf-1", -1, ""), ("spine-1", 1, "")) }
    let fabric = plan.builder.build()
    #expect(Set(fabric.links.a).count == 3)
    #expect(Set(fabric.links.b).count == 1)
    #expect(fabric.name(of: fabric.links.a[0]) == "leaf-1:?")
  }

  @Test("the ports of a device are neighbours, by number and then by printed name")
  func sorted() {
    var plan = Rows()
    for (number, printed) in [
      (10, ""), (2, ""), (-1, "swp10"), (-1, "swp9"), (2, "b"), (2, "a"), (0, ""),
    ] {
      plan.link(("leaf-1", Int32(number), printed), nil)
    }
    let fabric = plan.builder.build()
    #expect(
      Rows.ports(fabric, "leaf-1")
        == ["swp9", "swp10", "0", "2", "a", "b", "10"].map { "leaf-1:\($0)" })
    #expect(fabric.ports.first == [0, 7])
  }

  @Test("of two speeds stated for a port the lower one holds, in any order")
  func speeds() {
    for speeds: [Int32] in [[100, 400, 0], [0, 400, 100], [400, 0, 100]] {
      var plan = Rows()
      for speed in speeds { plan.link(("leaf-1", 1, ""), nil, speed: speed) }
      #expect(plan.builder.build().ports.speed == [100])
    }
  }

  @Test("whatever the order of links and ends, the same ports come out under the same names")
  func orderIndependence() {
    var dice = Dice(seed: 3)
    var links: [(Rows.End, Rows.End?)] = []
    for _ in 0..<300 {
      let end = {
        (
          "d\(dice.roll(12))", Int32(dice.roll(6)) - 1,
          dice.pick(["", "", "swp\(dice.roll(12))"])
        )
      }
      let a: Rows.End = end()
      links.append((a, dice.roll(10) == 0 ? nil : end()))
    }
    var first: [String]?
    for _ in 0..<20 {
      var plan = Rows()
      links.shuffle(using: &dice)
      for (a, b) in links {
        if let b, dice.roll(2) == 0 { plan.link(b, a) } else { plan.link(a, b) }
      }
      let fabric = plan.builder.build()
      let devices = (0..<fabric.devices.count).map { fabric.name(of: DeviceID($0)) }
      let ports = devices.sorted().flatMap { Rows.ports(fabric, $0) }
      let ends = (0..<fabric.links.count).map { fabric.endNames(of: LinkID($0)) }.sorted()
      if let first { #expect(first == ports + ends) } else { first = ports + ends }
    }
  }

  @Test("a stand-in becomes the device that is named later, port and all")
  func standIns() {
    var plan = Rows()
    let (x, y) = (plan.builder.standIn(), plan.builder.standIn())
    var end = FabricBuilder.End(device: x)
    end.number = 1
    plan.builder.link(end, FabricBuilder.End(device: y), FabricBuilder.Cabling(), line: 1)
    plan.link(("node-1", 1, "hfi1_0/1"), ("leaf-1", 4, ""))
    var host = FabricBuilder.Settled(device: plan.device("node-1"))
    host.adapter = plan.builder.fabric.names.intern("hfi1_0")
    var leaf = FabricBuilder.Settled(device: plan.device("leaf-1"))
    leaf.number = 4
    plan.builder.settle([host, leaf])
    let fabric = plan.builder.build()
    #expect(fabric.links.a == [fabric.links.a[1], fabric.links.a[1]])
    #expect(fabric.endNames(of: LinkID(0)) == "leaf-1:4--node-1:hfi1_0/1")
    #expect(fabric.links.b[0] == fabric.links.b[1])
  }

  @Test("a device keeps the place of its first entry, also one in a later file")
  func declarations() {
    var plan = Rows()
    plan.builder.fabric.sources = [Fabric.Source(path: "links.xml", dialect: "x")]
    plan.link(("leaf-1", 1, ""), nil)
    var nodes = Fabric.Source(path: "nodes.xml", dialect: "x")
    nodes.firstDevice = 1
    nodes.firstLink = 1
    plan.builder.fabric.sources.append(nodes)
    let device = plan.device("leaf-1")
    #expect(plan.builder.declare(device, kind: .switch, line: 7) == nil)
    let first = plan.builder.declare(device, kind: .host, line: 9)
    #expect(first == Origin(file: "nodes.xml", line: 7))
    let fabric = plan.builder.build()
    #expect(fabric.origin(of: device) == Origin(file: "nodes.xml", line: 7))
    #expect(fabric.kind(of: device) == .switch)
    #expect(fabric.origin(of: LinkID(0)) == Origin(file: "links.xml", line: 1))
  }

  @Test("a fabric told to a builder is the same fabric")
  func sequence() throws {
    var builder = FabricBuilder()
    var intent = Intent()
    intent.design = "leaf-spine"
    builder.begin(FabricHeader(name: "f", intent: intent))
    var entry = DeviceEntry(name: "leaf-1", kind: .switch)
    entry.place = Place(hall: "H1", row: "2", rack: "3", unit: 4)
    entry.guid = 17
    builder.device(entry)
    builder.device(DeviceEntry(name: "node-1", kind: .host))
    var link = LinkEntry(
      a: EndEntry(device: 1, port: .printed("mlx5_0/1"), speed: Gbps(200)),
      b: EndEntry(device: 0, port: .number(7)))
    link.label = "C1"
    link.length = Meters(centimeters: 250)
    link.speed = Gbps(400)
    builder.link(link)
    builder.link(LinkEntry(a: EndEntry(device: 0, port: .unnamed), b: nil))
    builder.finish()
    let fabric = builder.build()
    #expect(fabric.entry(of: DeviceID(0)) == entry)
    #expect(fabric.entry(of: LinkID(0)) == link)
    #expect(fabric.entry(of: LinkID(1)).b == nil)
    #expect(fabric.intent == intent)
    #expect(fabric.names[fabric.name] == "f")
    #expect(fabric.label(of: LinkID(0)) == "C1")
    #expect(fabric.device(named: "node-1") == DeviceID(1))
    #expect(fabric.device(named: "node-2").isNone)
  }
}

/// Links in short form: device, number and printed name of each end.
struct Rows {
  typealias End = (device: String, number: Int32, printed: String)

  var builder = FabricBuilder()

  mutating func device(_ name: String) -> DeviceID {
    builder.device(named: builder.fabric.names.intern(name), line: 1)
  }

  mutating func link(_ a: End, _ b: End?, speed: Int32 = 0) {
    let first = end(a, speed)
    let second = b.map { end($0, speed) }
    builder.link(first, second, FabricBuilder.Cabling(), line: 1)
  }

  private mutating func end(_ end: End, _ speed: Int32) -> FabricBuilder.End {
    var row = FabricBuilder.End(device: device(end.device))
    row.number = end.number
    if !end.printed.isEmpty { row.printed = builder.fabric.names.intern(end.printed) }
    row.speed = speed
    return row
  }

  static func ports(_ fabric: Fabric, _ device: String) -> [String] {
    fabric.ports.ports(of: fabric.device(named: device)).map { fabric.name(of: PortID($0)) }
  }
}
