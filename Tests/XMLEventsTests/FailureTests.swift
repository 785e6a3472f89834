import TestSupport
import Testing
import XMLEvents

@Suite("Documents that cannot be read")
struct FailureTests {
  /// A document, where it is wrong, and what is said about it.
  struct Case: Sendable, CustomTestStringConvertible {
    var text: String
    var line: Int
    var detail: String
    var testDescription: String { detail }

    init(_ text: String, _ line: Int, _ detail: String) {
      self.text = text
      self.line = line
      self.detail = detail
    }
  }

  @Test(
    "each fault is named in words, with its line",
    arguments: [
      Case("", 0, "the file is empty"),
      Case(" \n\n", 3, "no XML element begins here"),
      Case("<?xml version=\"1.0\"?>\n", 2, "no XML element begins here"),
      Case("leaf-1,spine-2\n", 1, "no XML element begins here"),
      Case("<plan>\n<group>\n</plan>\n", 3, "<group> opened at line 2 is closed by the end tag"),
      Case("<plan>\n</plan>\n<plan/>\n", 3, "something follows the end of <plan>"),
      Case("<plan/>\nmore\n", 2, "something follows the end of <plan>"),
      Case("<plan>\n<group>&copy;</group></plan>", 2, "an entity that XML does not define"),
      Case("<plan>\n<group name=\"R&D\"/></plan>", 2, "a bare & or < in <plan>"),
      Case("<plan>\n<group><note>a & b</note></group></plan>", 2, "a bare & or < in <note>"),
      Case("<plan>\n<group><note>a < b</note></group></plan>", 2, "a bare & or < in <note>"),
      Case("<plan>\n<group name=\"a<b\"/></plan>", 2, "a bare < in an attribute"),
      Case("<plan>\n<group name=a/></plan>", 2, "an attribute without a value in quotes"),
      Case("<plan>\n<group name/></plan>", 2, "an attribute without a value in quotes"),
      Case("<plan>\n<group name=\"\" name=\"\"/></plan>", 2, "an attribute stands twice"),
      Case("<plan>\n<x:group/></plan>", 2, "a name with a prefix that nothing declares"),
      Case("<plan>\n<group x:a=\"\"/></plan>", 2, "a name with a prefix that nothing declares"),
      Case("\n<?xml version=\"1.0\"?>\n<plan/>", 2, "the XML declaration is not at the start"),
      Case("<plan>\n<group>\u{1}</group></plan>", 2, "bytes that are no text"),
      Case("<plan>\n<group>&#1;</group></plan>", 2, "bytes that are no text"),
      Case("<network>\n</network>", 1, "the root element is <network>, which no dialect"),
      Case("<plan>\n<group>\0</group></plan>", 2, "a NUL byte stands in the text"),
      Case("<plan>\n<group name=\"a\0b\"/></plan>", 2, "a NUL byte stands in the text"),
      Case("<plan>\n<group><note>\0", 2, "a NUL byte stands in the text"),
      Case("<plan>\n<group>]]></group></plan>", 2, "not well-formed XML"),
    ])
  func faults(_ fault: Case) throws {
    let failure = try #require(try Recorder.parse(fault.text).failure)
    #expect(failure.detail.contains(fault.detail), "\(failure.detail)")
    #expect(failure.line == fault.line)
    #expect(!failure.nextStep.isEmpty)
    let place = fault.line > 0 ? ":\(fault.line): " : ": "
    #expect(failure.message == failure.file + place + failure.detail)
  }

  @Test("an unknown root names those that are read")
  func unknownRoot() throws {
    let failure = try #require(try Recorder.parse("<network/>").failure)
    #expect(failure.kind == .unknownRoot)
    #expect(failure.nextStep.contains("expected <plan>"))
  }

  @Test(
    "a DOCTYPE is refused at its line, before anything that it declares",
    arguments: [
      "<!DOCTYPE plan>",
      "<!DOCTYPE plan [ <!ENTITY a \"b\"> ]>",
      "<!DOCTYPE plan SYSTEM \"file:///etc/hostname\">",
      "<!DOCTYPE plan SYSTEM \"http://127.0.0.1:9/plan.dtd\">",
      "<!DOCTYPE plan PUBLIC \"-//X//Y\" \"http://127.0.0.1:9/plan.dtd\">",
      "<!DOCTYPE plan [ <!ENTITY a SYSTEM \"file:///etc/hostname\"> ]>",
      "<!DOCTYPE plan [ <!ENTITY % a SYSTEM \"http://127.0.0.1:9/a\"> %a; ]>",
      "<!DOCTYPE plan [ <!ATTLIST group name CDATA \"default\"> ]>",
    ])
  func doctype(_ text: String) throws {
    let outcome = try Recorder.parse("<!-- -->\n<?a?>\n\(text)\n<plan><group>&a;</group></plan>")
    let failure = try #require(outcome.failure)
    #expect(failure.kind == .doctype)
    #expect(failure.line == 3)
    #expect(failure.detail == "a DOCTYPE is not allowed in a plan")
    #expect(outcome.events.isEmpty)
  }

  @Test("entities that multiply are refused before the first is expanded")
  func billionLaughs() throws {
    var text = "<!DOCTYPE plan [\n<!ENTITY a0 \"ha\">\n"
    for level in 1..<40 {
      text += "<!ENTITY a\(level) \"\(String(repeating: "&a\(level - 1);", count: 10))\">\n"
    }
    let clock = ContinuousClock()
    var outcome = Recorder.Outcome()
    let time = try clock.measure {
      outcome = try Recorder.parse(text + "]>\n<plan>&a39;</plan>")
    }
    #expect(outcome.failure?.kind == .doctype)
    #expect(outcome.failure?.line == 1)
    #expect(time < .seconds(1))
  }

  @Test("an external entity touches no file: a FIFO that it names is never opened")
  func externalEntity() throws {
    // Opening a FIFO without a writer would hang, so that coming back is the proof.
    let folder = try FIFOFolder()
    let outcome = try Recorder.parse(
      "<!DOCTYPE plan SYSTEM \"\(folder.path)\" [<!ENTITY a SYSTEM \"\(folder.path)\">"
        + "<!ENTITY % b SYSTEM \"\(folder.path)\"> %b;]><plan>&a;</plan>")
    #expect(outcome.failure?.kind == .doctype)
  }

  @Test("what includes other files is not followed")
  func include() throws {
    let outcome = try Recorder.parse(
      "<plan xmlns:xi=\"http://www.w3.org/2001/XInclude\"><xi:include href=\"/etc/hostname\"/></plan>"
    )
    #expect(outcome.failure == nil)
    #expect(outcome.summary.unknown.map(\.name) == ["plan/xi:include"])
  }

  @Test("after a fault the rest of a long file is not read")
  func stopsReading() throws {
    let rest = String(repeating: "<group/>\n", count: 1_000_000)
    let clock = ContinuousClock()
    var outcome = Recorder.Outcome()
    let time = try clock.measure { outcome = try Recorder.parse("<plan>\n<group x=1/>\n" + rest) }
    #expect(outcome.failure?.line == 2)
    #expect(time < .seconds(3))
  }
}

@Suite("Documents that are cut short")
struct TruncationTests {
  static let text = """
    <?xml version="1.0" encoding="UTF-8"?>
    <!-- a plan -->
    <plan version="1">
      <group name="größer &amp; &#x41;">
        <item name="a" size="1"/>
        <note id="1">x &lt; y <![CDATA[ <z> ]]></note>
        <skip><any thing="1"/></skip><?pi data?>
        <!-- between -->
        <unknown>text</unknown>
      </group>
    </plan>

    """

  @Test("a document cut at any byte is a failure, with the innermost open element and its line")
  func everyByte() throws {
    let bytes = Array(Self.text.utf8)
    let end = bytes.count - 1
    for count in 0..<end {
      let outcome = try Recorder.parse(Array(bytes[..<count]))
      guard let failure = outcome.failure else {
        Issue.record("\(count) bytes are read as a whole document")
        continue
      }
      let open = opened(bytes[..<count])
      if count == 0 {
        #expect(failure.kind == .empty)
      } else if let open {
        #expect(failure.kind == .truncated, "\(count): \(failure.detail)")
        #expect(
          failure.detail
            == "file ends inside <\(open.name)> opened at line \(open.line) (is it cut short?)",
          "\(count)")
      } else {
        #expect(
          failure.detail.contains("file ends before its first element")
            || failure.detail == "no XML element begins here",
          "\(count): \(failure.detail)")
      }
      #expect(failure.line <= 12)
    }
    #expect(try Recorder.parse(Array(bytes[..<end])).failure == nil)
  }

  @Test("a document cut in what follows its root is cut short as well")
  func behindTheRoot() throws {
    for tail in ["<", "<!", "<!-- a", "<?p", "<?p q"] {
      let outcome = try Recorder.parse("<plan/>\n\(tail)")
      #expect(outcome.failure?.line == 2)
      #expect(outcome.failure != nil, "\(tail)")
    }
    #expect(
      try Recorder.parse("<plan/>\n<!-- a").message
        == "file ends amid what follows </plan> (is it cut short?)")
  }

  @Test("a cut far into a long document names the line that it happens on")
  func longDocument() throws {
    let head = "<plan>\n" + String(repeating: "<group name=\"g\"/>\n", count: 50_000)
    for tail in ["", "<gro", "<group>\n<note>te", "<group>\n<note>text</no"] {
      let failure = try #require(try Recorder.parse(head + tail).failure)
      #expect(failure.kind == .truncated)
      let open = tail.contains("note") ? "<note> opened at line 50003" : "<plan> opened at line 1"
      #expect(failure.detail == "file ends inside \(open) (is it cut short?)")
      #expect(failure.line == (tail.contains("note") ? 50_003 : 50_002))
    }
  }

  /// The innermost open element of a piece of `text`, found without a parser: an element is open
  /// from the end of its start tag to the end of its end tag.
  private func opened(_ bytes: ArraySlice<UInt8>) -> (name: String, line: Int)? {
    let text = String(decoding: bytes, as: UTF8.self)
    var stack: [(name: String, line: Int)] = []
    var line = 1
    var rest = Substring(text)
    while let character = rest.first {
      if character == "\n" { line += 1 }
      guard character == "<" else {
        rest = rest.dropFirst()
        continue
      }
      let close = rest.hasPrefix("<!--") ? "-->" : rest.hasPrefix("<![") ? "]]>" : ">"
      guard let end = rest.firstRange(of: close) else { break }
      let tag = rest[..<end.upperBound]
      rest = rest[end.upperBound...]
      if tag.hasPrefix("<!") || tag.hasPrefix("<?") || tag.hasSuffix("/>") { continue }
      if tag.hasPrefix("</") {
        stack.removeLast()
      } else {
        stack.append((String(tag.dropFirst().prefix { $0 != " " && $0 != ">" }), line))
      }
    }
    return stack.last
  }
}
