import Testing
import XMLEvents

@Suite("Events of a document")
struct EventTests {
  @Test("elements, attributes and texts come in the order of the document, with their lines")
  func order() throws {
    let outcome = try Recorder.parse(
      """
      <?xml version="1.0"?>
      <plan version="1">
        <group name="g">
          <item name="a" size="1"/>
          <note id="7">hello</note>
          <item size="2" name="b"></item>
        </group>
      </plan>
      """)
    #expect(
      outcome.events == [
        "plan", "group", "@name=g", "item", "@name=a", "@size=1", "/item", "note=hello", "item",
        "@size=2", "@name=b", "/item", "/group", "/plan",
      ])
    #expect(outcome.lines == [2, 3, 3, 4, 4, 4, 4, 5, 6, 6, 6, 6, 7, 8])
    #expect(outcome.summary.root == "plan")
    #expect(outcome.summary.unknown.isEmpty)
    #expect(outcome.summary.lines == 8)
  }

  @Test("a text that comes in pieces arrives in one")
  func pieces() throws {
    let outcome = try Recorder.parse(
      "<plan><group><note>a&amp;b&#x41;&lt;<![CDATA[<c>&]]>d<!-- no -->e<?p i?>f</note>"
        + "<note/><note></note><note> s </note></group></plan>")
    #expect(
      outcome.events.filter { $0.hasPrefix("note") } == [
        "note=a&bA<<c>&def", "note=", "note=", "note= s ",
      ])
  }

  @Test("entities in attributes are resolved, white space is kept where it is written as numbers")
  func attributeEntities() throws {
    let outcome = try Recorder.parse(
      "<plan><group name=\"a&amp;&quot;b&#9;c&#10;d\te\"/></plan>")
    #expect(outcome.events[2] == "@name=a&\"b\tc\nd e")
  }

  @Test("an element inside a text element is counted, and its text is not part of the text")
  func elementInText() throws {
    let outcome = try Recorder.parse("<plan><group><note>a<b>x</b>c</note></group></plan>")
    #expect(outcome.events.contains("note=ac"))
    #expect(outcome.summary.unknown.map(\.name) == ["note/b"])
  }

  @Test("unknown names are counted once per name and place, with the line of the first")
  func unknownNames() throws {
    let outcome = try Recorder.parse(
      """
      <plan>
        <colour/>
        <group hue="1">
          <colour><deep><deeper/></deep></colour>
          <item hue="2"/>
          <item hue="3"/>
          <skip><anything/><goes hue="4"/></skip>
        </group>
        <colour/>
      </plan>
      """)
    #expect(
      outcome.summary.unknown.map { "\($0.name) \($0.count) \($0.firstLine)" } == [
        "group/colour 1 4", "group@hue 1 3", "item@hue 2 5", "plan/colour 2 2",
      ])
    #expect(outcome.events.filter { $0 == "item" }.count == 2)
  }

  @Test("a prefix makes a name somebody else's, a default namespace does not")
  func prefixes() throws {
    let outcome = try Recorder.parse(
      """
      <plan xmlns="urn:plan" xmlns:x="urn:x" xmlns:y="relative" xml:lang="en">
        <group x:name="no" name="yes"><x:item name="no"/><y:item/><item name="yes"/></group>
      </plan>
      """)
    #expect(outcome.failure == nil)
    #expect(
      outcome.events == [
        "plan", "group", "@name=yes", "item", "@name=yes", "/item", "/group", "/plan",
      ])
    #expect(
      outcome.summary.unknown.map(\.name) == ["group/x:item", "group/y:item", "group@x:name"])
  }

  @Test("a root element with a prefix is no plan")
  func prefixedRoot() throws {
    let outcome = try Recorder.parse("<p:plan xmlns:p=\"urn:p\"><p:group/></p:plan>")
    #expect(outcome.failure?.kind == .unknownRoot)
    #expect(outcome.message.contains("<p:plan>"))
  }

  @Test("a known name in another place is unknown there")
  func misplaced() throws {
    let outcome = try Recorder.parse("<plan><item name=\"a\"/><group><plan/></group></plan>")
    #expect(outcome.events == ["plan", "group", "/group", "/plan"])
    #expect(outcome.summary.unknown.map(\.name) == ["group/plan", "plan/item"])
  }

  @Test("comments and processing instructions say nothing")
  func comments() throws {
    let outcome = try Recorder.parse(
      "<?a b?><!-- <plan> --><plan><?c d?><!-- <group/> --><group/></plan><!-- end --><?e?>\n")
    #expect(outcome.events == ["plan", "group", "/group", "/plan"])
  }

  @Test("lines are counted in files with carriage returns too")
  func carriageReturns() throws {
    let outcome = try Recorder.parse(
      "<plan>\r\n<group>\r\n<note>a\r\nb</note>\r\n</group>\r\n</plan>\r\n")
    #expect(outcome.events[2] == "note=a\nb")
    #expect(outcome.lines == [1, 2, 3, 5, 6])
  }

  @Test("a batch ends anywhere without losing a byte: long values, many elements, over 1 MB")
  func largeDocument() throws {
    var text = "<plan>\n"
    var expected = ["plan"]
    for group in 0..<400 {
      let name = "g\(group)&" + String(repeating: "é", count: group * 7 % 4000)
      text += "<group name=\"\(name.replacing("&", with: "&amp;"))\">\n"
      expected += ["group", "@name=\(name)"]
      for item in 0..<50 {
        text += "<item name=\"i\(item)\" size=\"\(group)\"/>"
        expected += ["item", "@name=i\(item)", "@size=\(group)", "/item"]
      }
      let note = String(repeating: "n", count: group == 200 ? 700_000 : group)
      text += "<note>\(note)</note></group>\n"
      expected += ["note=\(note)", "/group"]
    }
    text += "</plan>"
    expected += ["/plan"]
    #expect(text.utf8.count > 2_000_000)
    let outcome = try Recorder.parse(text)
    #expect(outcome.events == expected)
    #expect(outcome.lines.last == 802)
  }
}
