import Testing
import XMLEvents

@Suite("Limits")
struct LimitTests {
  private func nested(_ depth: Int, _ name: String) -> String {
    "<plan><group>" + String(repeating: "<\(name)>", count: depth - 2)
      + String(repeating: "</\(name)>", count: depth - 2) + "</group></plan>"
  }

  @Test("64 elements inside one another are read, 65 are not, known, unknown or ignored")
  func depth() throws {
    for name in ["x", "skip"] {
      #expect(try Recorder.parse(nested(64, name)).failure == nil)
      let failure = try #require(try Recorder.parse(nested(65, name)).failure)
      #expect(failure.kind == .limit)
      #expect(failure.detail == "more than 64 elements inside one another")
    }
  }

  @Test("a name has at most 256 bytes, wherever it stands")
  func names() throws {
    let forms: [(String) -> String] = [
      { "<plan><\($0)/></plan>" }, { "<plan \($0)=\"\"/>" }, { "<plan><x><\($0)/></x></plan>" },
    ]
    for form in forms {
      #expect(try Recorder.parse(form(String(repeating: "n", count: 256))).failure == nil)
      let outcome = try Recorder.parse(form(String(repeating: "n", count: 257)))
      #expect(outcome.message == "more than 256 bytes in a name")
    }
    let root = try Recorder.parse("<" + String(repeating: "r", count: 257) + "/>")
    #expect(root.message == "more than 256 bytes in a name")
  }

  @Test("an attribute has at most 64 KiB")
  func attributes() throws {
    let form = { (count: Int) in
      "<plan>\n<group name=\"\(String(repeating: "v", count: count))\"/></plan>"
    }
    #expect(try Recorder.parse(form(65_536)).failure == nil)
    let failure = try #require(try Recorder.parse(form(65_537)).failure)
    #expect(failure.detail == "more than 65536 bytes in one attribute")
    #expect(failure.line == 2)
  }

  @Test("a text has at most 1 MiB, in one piece or many")
  func texts() throws {
    let form = { (count: Int) in
      "<plan><group><note>&lt;\(String(repeating: "t", count: count - 1))</note></group></plan>"
    }
    #expect(try Recorder.parse(form(1 << 20)).failure == nil)
    #expect(
      try Recorder.parse(form(1 << 20 + 1)).message
        == "more than 1048576 bytes of text in one element")
  }

  @Test("an element has at most 256 attributes")
  func attributeCount() throws {
    let form = { (count: Int) in
      "<plan><skip><x \((0..<count).map { "a\($0)=\"\"" }.joined(separator: " "))/></skip></plan>"
    }
    #expect(try Recorder.parse(form(256)).failure == nil)
    #expect(
      try Recorder.parse(form(257)).message == "more than 256 attributes of one element")
  }

  @Test("1,000 kinds of unknown names are counted, one more is too many")
  func unknownNames() throws {
    let form = { (count: Int) in
      "<plan>" + (0..<count).map { "<u\($0)/><u\($0)/>" }.joined() + "</plan>"
    }
    let outcome = try Recorder.parse(form(1000))
    #expect(outcome.summary.unknown.count == 1000)
    #expect(outcome.summary.unknown.allSatisfy { $0.count == 2 })
    #expect(
      try Recorder.parse(form(1001)).message
        == "more than 1000 kinds of names that no dialect knows")
  }

  @Test("what no dialect knows, or nobody reads, is held to the same limits")
  func skipped() throws {
    for outer in ["x", "skip"] {
      let form = { (inner: String) in "<plan><group><\(outer)>\(inner)</\(outer)></group></plan>" }
      let long = String(repeating: "v", count: 65_537)
      #expect(
        try Recorder.parse(form("<y a=\"\(long)\"/>")).message
          == "more than 65536 bytes in one attribute")
      #expect(
        try Recorder.parse(form(String(repeating: "t", count: 1 << 20 + 1))).message
          == "more than 1048576 bytes of text in one element")
      let name = String(repeating: "n", count: 257)
      #expect(
        try Recorder.parse(form("<y \(name)=\"\"/>")).message == "more than 256 bytes in a name")
      #expect(
        try Recorder.parse(form("<\(name):y xmlns:\(name)=\"u\"/>")).message
          == "more than 256 bytes in a name")
      #expect(
        try Recorder.parse(form("<y xmlns=\"\(long)\"/>")).message
          == "more than 65536 bytes in the name of a namespace")
      #expect(try Recorder.parse(form("<y a=\"\(long.dropLast())\"/>")).failure == nil)
    }
  }

  @Test("limits can be set lower")
  func lower() throws {
    var limits = XMLLimits()
    limits.depth = 2
    limits.textBytes = 3
    #expect(try Recorder.parse("<plan><group/></plan>", limits: limits).failure == nil)
    #expect(
      try Recorder.parse("<plan><group><skip/></group></plan>", limits: limits).failure?.kind
        == .limit)
  }

  @Test("of many megabytes, a comment is passed over, an instruction or a section is refused")
  func hugeNodes() throws {
    let filler = String(repeating: "x", count: 11_000_000)
    #expect(try Recorder.parse("<plan><!-- \(filler) --></plan>").failure == nil)
    for text in [
      "<plan><?p \(filler)?></plan>",
      "<plan><group><skip><![CDATA[\(filler)]]></skip></group></plan>",
    ] {
      #expect(try Recorder.parse(text).message.contains("more than 10 MB"))
    }
  }
}
