import FabricFormats
import FabricModel
import TestSupport
import Testing

@Suite("Legs, rails and panels in Plumbline's own dialect")
struct BreakoutTests {
  private func cables(_ fabric: Fabric) -> [Int32] { fabric.links.cable.map(\.rawValue) }

  private func written(_ fabric: Fabric) throws -> String {
    String(decoding: try Plans.text(fabric), as: UTF8.self)
  }

  @Test("a cable with legs is one cable with a link for each of them")
  func legs() throws {
    let reading = try Plans.load(
      """
      <fabric>
      <cables speed="100" part="P" boptic="O">
      <cable label="C1" a="leaf-1" aport="5" b="h0" medium="DAC" length="2">
      <leg n="1" b="h1" bport="1" brail="3"/>
      <leg n="2" bport="2/1" speed="50" aplane="1" boptic=""/>
      </cable>
      <cable label="C2" a="leaf-1" aport="6" b="h3" bport="1"/>
      <cable label="C3" a="leaf-1" aport="7/2" b="h3" bport="2"/>
      <cable a="leaf-1" aport="swp8" b="h4"><leg n="2"/></cable>
      </cables>
      </fabric>
      """)
    let fabric = reading.fabric
    #expect(reading.anomalies.isEmpty)
    #expect(
      Plans.links(fabric) == [
        "h1:1--leaf-1:5/1", "h0:2/1--leaf-1:5/2", "h3:1--leaf-1:6", "h3:2--leaf-1:7/2",
        "h4:?--leaf-1:swp8/2",
      ])
    #expect(cables(fabric) == [0, 0, 1, 2, 3])
    let (first, second) = (fabric.entry(of: LinkID(0)), fabric.entry(of: LinkID(1)))
    #expect(first.speed == Gbps(100) && second.speed == Gbps(50))
    #expect(first.label == "C1" && second.label == "C1" && second.sharesCable)
    #expect(second.part == "P" && second.length == Meters(2))
    #expect(first.b?.rail == 3 && second.a.plane == 1)
    #expect(first.b?.optic == "O" && second.b?.optic == "")
    #expect(fabric.links.line == [4, 5, 7, 8, 9])
    let again = try Plans.load(written(fabric))
    #expect(again.anomalies.isEmpty)
    #expect(try written(again.fabric) == written(fabric))
    #expect(Plans.links(again.fabric) == Plans.links(fabric))
  }

  @Test("the common end is written as end a, whichever it was")
  func commonEnd() throws {
    var plan = PlanDraft()
    plan.devices = ["h1", "h2", "leaf-1"].map { DeviceEntry(name: $0, kind: .switch) }
    for number in 1...2 {
      var link = LinkEntry(
        a: EndEntry(device: number - 1, port: .number(1)),
        b: EndEntry(device: 2, port: .leg(cage: 5, leg: number)))
      link.sharesCable = number > 1
      plan.links.append(link)
    }
    let text = try plan.xml()
    #expect(text.contains("<cable a=\"leaf-1\" aport=\"5\">"))
    #expect(text.contains("<leg n=\"2\" b=\"h2\" bport=\"1\"/>"))
    let fabric = try Plans.load(text).fabric
    #expect(Plans.links(fabric) == ["h1:1--leaf-1:5/1", "h2:1--leaf-1:5/2"])
    #expect(cables(fabric) == [0, 0])
  }

  @Test("a leg that is stated twice, and one beyond the cable's, are kept with their lines")
  func tooManyLegs() throws {
    let reading = try Plans.load(
      """
      <fabric>
      <cable a="leaf-1" aport="5">
      <leg n="1" b="h1"/>
      <leg n="1" b="h2"/>
      <leg n="9" b="h3"/>
      </cable>
      <cable a="leaf-1" aport="5" b="h4"/>
      </fabric>
      """)
    #expect(reading.anomalies.isEmpty)
    #expect(
      Plans.links(reading.fabric) == [
        "h1:?--leaf-1:5/1", "h2:?--leaf-1:5/1", "h3:?--leaf-1:5/9", "h4:?--leaf-1:5",
      ])
    #expect(reading.fabric.links.a[0] == reading.fabric.links.a[1])
    #expect(reading.fabric.links.line == [3, 4, 5, 7])
  }

  @Test("values that mean nothing are odd, with their lines")
  func badValues() throws {
    let reading = try Plans.load(
      """
      <fabric>
      <floor rack-units="0" rack-pitch="wide" tray-rise="0"/>
      <device name="x" rail="-1" plane="p" height="0"><adapter name="c" guid="g"/></device>
      <cable a="x" aport="1" arail="r" bplane="1.5"><leg n="0" b="y"/><leg n="256" speed="s"/></cable>
      <cable><leg n="1"/></cable>
      <through panel="p" front="1"/>
      <through panel="" front="1" rear="1"/>
      </fabric>
      """)
    #expect(
      Plans.anomalies(reading) == [
        "0:2 floor@rack-units: bad '0'", "0:2 floor@rack-pitch: bad 'wide'",
        "0:3 device@rail: bad '-1'", "0:3 device@plane: bad 'p'", "0:3 device@height: bad '0'",
        "0:3 adapter@guid: bad 'g'", "0:4 cable@arail: bad 'r'", "0:4 cable@bplane: bad '1.5'",
        "0:4 leg@n: bad '0'", "0:4 leg@n: bad '256'", "0:4 leg@speed: bad 's'",
        "0:5 cable: no ends", "0:6 through@rear: bad ''", "0:7 through@panel: bad ''",
      ])
    #expect(Plans.links(reading.fabric) == ["x:?--y:?", "x:?"])
    #expect(reading.fabric.floor?.trayRise == Meters(0))
  }

  @Test("a port with two rails or planes is odd, with both lines and both values")
  func conflictingRails() throws {
    let reading = try Plans.load(
      "<fabric>\n<cable a=\"h\" aport=\"1\" arail=\"0\" b=\"x\"/>\n</fabric>",
      "<fabric>\n\n\n<cable a=\"y\" b=\"h\" bport=\"1\" brail=\"2\" bplane=\"1\"/>\n"
        + "<cable a=\"z\" b=\"h\" bport=\"1\" bplane=\"1\"/>\n</fabric>")
    #expect(Plans.anomalies(reading) == ["1:4 h:1: rail 2, 0 at 0:2"])
    #expect(reading.fabric.ports.rail.values.map { $0 } == [0])
  }

  @Test("a device, a floor or a panel's port that is described twice is odd, with what differs")
  func describedTwice() throws {
    let reading = try Plans.load(
      """
      <fabric>
      <floor rack-units="42"/>
      <floor rack-units="48"/>
      <device name="x" rail="0" height="1" rack="R1"/>
      <device name="x" rail="1" plane="2" height="2" rack="R2"/>
      <device name="p" kind="panel"/>
      <through panel="p" front="1" rear="2"/>
      <through panel="p" front="1" rear="3"/>
      <through panel="p" front="4" rear="2"/>
      <through panel="p" front="1" rear="2"/>
      </fabric>
      """)
    #expect(
      Plans.anomalies(reading) == [
        "0:3 floor: declared at 0:2", "0:5 x: declared at 0:4", "0:8 p:1: declared at 0:7",
        "0:9 p:2: declared at 0:7",
      ])
    let differences = reading.anomalies.compactMap { anomaly in
      if case .declaredTwice(_, let differences) = anomaly.kind {
        differences.map { "\($0.fact) \($0.first) \($0.second)" }.joined(separator: ", ")
      } else {
        nil
      }
    }
    #expect(
      differences == [
        "rack-units 42 48", "rack R1 R2, rail 0 1, plane none 2, height 1 2", "rear 2 3",
        "front 1 4",
      ])
    #expect(reading.fabric.throughs.count == 1)
  }

  @Test("links through panels are traced when all files are read, and not written again")
  func panels() throws {
    let reading = try Plans.load(
      "<fabric><device name=\"p\" kind=\"panel\"/><cable label=\"J\" a=\"leaf\" aport=\"1\" b=\"p\" bport=\"4\"/></fabric>",
      "<fabric>\n<through panel=\"p\" front=\"4\" rear=\"2\"/>\n"
        + "<cable label=\"T\" a=\"p\" aport=\"R2\" b=\"spine\" bport=\"3\"/></fabric>")
    let fabric = reading.fabric
    #expect(reading.anomalies.isEmpty)
    #expect(Plans.links(fabric) == ["leaf:1--p:4", "p:R2--spine:3", "leaf:1--spine:3"])
    #expect(fabric.origin(of: LinkID(2)) == fabric.origin(of: LinkID(0)))
    #expect(fabric.sources.map(\.links) == [1, 1])
    let again = try Plans.load(written(fabric)).fabric
    #expect(Plans.content(again) == Plans.content(fabric))
  }

  @Test("what the plan only mentions stays undeclared when it is written")
  func undeclared() throws {
    let fabric = try Plans.load(
      "<fabric><device name=\"x\" kind=\"switch\"/><cable a=\"x\" b=\"y\"/></fabric>"
    ).fabric
    let again = try Plans.load(written(fabric)).fabric
    #expect(again.devices.isDeclared == [true, false])
    #expect(try !written(fabric).contains("name=\"y\""))
  }
}
