import FabricFormats
import FabricModel
import Reports
import TestSupport
import Testing

@Suite("The bill of materials")
struct BillOfMaterialsTests {
  private func bill(_ xml: String) throws -> [String] {
    let bytes = BillOfMaterials.csv(of: try Plans.read(xml).fabric)
    let text = String(decoding: bytes, as: UTF8.self)
    #expect(text.hasSuffix("\r\n"))
    return text.split(separator: "\r\n").map(String.init)
  }

  private static let header =
    "item,count,medium,length_m,part,network,from_hall,from_row,from_rack,to_hall,to_row,to_rack"

  @Test("cables by medium, length, part and racks; transceivers by part and rack, or by medium")
  func counts() throws {
    let lines = try bill(
      """
      <fabric>
      <devices kind="switch" hall="H" row="1" rack="R10"><device name="leaf"/></devices>
      <devices kind="switch" hall="H" row="1" rack="R9"><device name="spine"/></devices>
      <device name="host" kind="host"/>
      <cables medium="DR" length="15" part="F15">
      <cable a="leaf" aport="1" b="spine" bport="1"/>
      <cable a="spine" aport="2" b="leaf" bport="2"/>
      <cable a="spine" aport="2" b="leaf" bport="2"/>
      </cables>
      <cables medium="DR" aoptic="O9"><cable a="spine" aport="3" b="leaf" bport="3"/></cables>
      <cable a="leaf" aport="4" b="host" bport="1" medium="DAC" length="2.5"/>
      <cable a="leaf" aport="5" b="host" bport="2" medium="DAC" length="2.5" network="management"/>
      <cable a="leaf" aport="6"/>
      </fabric>
      """)
    #expect(
      lines == [
        Self.header,
        "cable,1,,,,fabric,H,1,R10,,,",
        "cable,1,DAC,2.5,,fabric,H,1,R10,,,",
        "cable,1,DAC,2.5,,management,H,1,R10,,,",
        "cable,1,DR,,,fabric,H,1,R9,H,1,R10",
        "cable,2,DR,15,F15,fabric,H,1,R9,H,1,R10",
        "transceiver,2,DR,,,,H,1,R9,,,",
        "transceiver,3,DR,,,,H,1,R10,,,",
        "transceiver,1,,,O9,,H,1,R9,,,",
      ])
  }

  @Test("a breakout cable is one cable to all of its racks, with one transceiver in its cage")
  func breakout() throws {
    let lines = try bill(
      """
      <fabric>
      <devices rack="A"><device name="leaf"/></devices>
      <devices rack="B"><device name="h1"/></devices><devices rack="C"><device name="h2"/></devices>
      <cable label="C1" a="leaf" aport="5" medium="DR" aoptic="O"><leg n="1" b="h2" bport="1"/>
      <leg n="2" b="h1" bport="1"/></cable>
      <cable label="C2" a="leaf" aport="6" medium="AOC"><leg n="1" b="h2" bport="2"/>
      <leg n="2" b="h2" bport="3"/></cable>
      </fabric>
      """)
    #expect(
      lines.dropFirst() == [
        "cable,1,AOC,,,fabric,,,A,,,C", "cable,1,DR,,,fabric,,,A,,,B C",
        "transceiver,1,DR,,,,,,B,,,", "transceiver,1,DR,,,,,,C,,,", "transceiver,1,,,O,,,,A,,,",
      ])
  }

  @Test("pieces of a link through panels are cables; panels need no transceivers")
  func panels() throws {
    let lines = try bill(
      """
      <fabric><device name="p" kind="panel"/>
      <cable a="leaf" aport="1" b="p" bport="1" medium="DR"/>
      <cable a="p" aport="R1" b="spine" bport="1" medium="DR"/></fabric>
      """)
    #expect(lines.dropFirst() == ["cable,2,DR,,,fabric,,,,,,", "transceiver,2,DR,,,,,,,,,"])
  }

  @Test("cells are quoted where they must be, and none is a formula")
  func quoting() throws {
    let lines = try bill(
      """
      <fabric><device name="leaf" rack="=1+1" row="a,b" hall="say &quot;hi&quot;"/>
      <cable a="leaf" aport="1" b="x" medium="+DAC" part="@SUM(A1)"/>
      <cable a="leaf" aport="2" b="x" medium="-" part="&#9;tab"/>
      <cable a="leaf" aport="3" b="x" medium="two&#10;lines"/></fabric>
      """)
    let place = "\"say \"\"hi\"\"\",\"a,b\",'=1+1,,,"
    #expect(
      lines.dropFirst() == [
        "cable,1,'+DAC,,'@SUM(A1),fabric,\(place)", "cable,1,'-,,'\ttab,fabric,\(place)",
        "cable,1,\"two\nlines\",,,fabric,\(place)",
      ])
  }

  @Test("the order of the plan decides nothing")
  func order() throws {
    let draft = try Plans.draft("fat-tree", ["k": "4"])
    let first = BillOfMaterials.csv(of: try draft.fabric())
    for seed in 0..<5 {
      let other = draft.shuffled(seed: UInt64(seed)).endsExchanged(seed: UInt64(seed))
      #expect(BillOfMaterials.csv(of: try other.fabric()) == first)
    }
    let cables = String(decoding: first, as: UTF8.self).split(separator: "\r\n").filter {
      $0.hasPrefix("cable,")
    }.compactMap { Int($0.split(separator: ",")[1]) }
    #expect(cables.reduce(0, +) == draft.links.count)
  }
}
