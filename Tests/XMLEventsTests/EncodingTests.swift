import Foundation
import Testing
import XMLEvents

@Suite("Encodings")
struct EncodingTests {
  static let text = "<plan><group name=\"Zürich\"><note>größer €</note></group></plan>"
  static let events = ["plan", "group", "@name=Zürich", "note=größer €", "/group", "/plan"]

  @Test("UTF-8 is read with and without a byte order mark")
  func utf8() throws {
    #expect(try Recorder.parse(Self.text).events == Self.events)
    #expect(try Recorder.parse([0xEF, 0xBB, 0xBF] + Array(Self.text.utf8)).events == Self.events)
  }

  @Test("UTF-16 is read in both orders of bytes", arguments: [true, false])
  func utf16(isLittle: Bool) throws {
    for declaration in ["", "<?xml version=\"1.0\" encoding=\"UTF-16\"?>"] {
      let bytes = Self.utf16("\u{FEFF}" + declaration + Self.text, isLittle: isLittle)
      let outcome = try Recorder.parse(bytes)
      #expect(outcome.failure == nil)
      #expect(outcome.events == Self.events)
    }
  }

  @Test("UTF-16 with half a character at the end is cut short")
  func oddLength() throws {
    let outcome = try Recorder.parse(
      Self.utf16("\u{FEFF}" + Self.text + "\n", isLittle: true) + [0x20])
    #expect(outcome.failure?.kind == .truncated)
  }

  @Test("half a pair of UTF-16 is a failure with words of our own")
  func loneSurrogate() throws {
    var bytes = Self.utf16("\u{FEFF}<plan><group><note>ab</note></group></plan>", isLittle: true)
    let place = bytes.firstIndex(of: UInt8(ascii: "b"))!
    bytes[place + 1] = 0xD8
    let outcome = try Recorder.parse(bytes)
    #expect(outcome.failure?.kind == .notWellFormed)
    #expect(outcome.message.contains("no text in the file's encoding"))
  }

  @Test("ISO-8859-1 and ASCII are read where they are declared")
  func latin1() throws {
    let latin =
      Data("<?xml version=\"1.0\" encoding=\"ISO-8859-1\"?>".utf8)
      + "<plan><group name=\"Zürich\"/></plan>".data(using: .isoLatin1)!
    #expect(
      try Recorder.parse(Array(latin)).events == [
        "plan", "group", "@name=Zürich", "/group", "/plan",
      ])
    let ascii = "<?xml version=\"1.0\" encoding=\"US-ASCII\"?><plan/>"
    #expect(try Recorder.parse(ascii).events == ["plan", "/plan"])
  }

  @Test(
    "other encodings are refused by name",
    arguments: ["KOI8-R", "windows-1252", "UTF-7", "EUC-JP", "Shift_JIS"])
  func refused(encoding: String) throws {
    let outcome = try Recorder.parse(
      "<?xml version=\"1.0\" encoding=\"\(encoding)\"?>\n<plan><group/></plan>")
    let failure = try #require(outcome.failure)
    #expect(failure.kind == .encoding || failure.message.contains("encoding"))
    #expect(failure.nextStep.contains("UTF-8"))
    #expect(outcome.events.isEmpty)
  }

  @Test("an encoding that does not exist is refused")
  func nonsense() throws {
    let outcome = try Recorder.parse("<?xml version=\"1.0\" encoding=\"klingon\"?><plan/>")
    #expect(outcome.message == "the encoding that the first line names is not known")
  }

  @Test("bytes that are no UTF-8 are refused, in texts, attributes and names")
  func invalidUTF8() throws {
    for (before, after) in [
      ("<plan>\n<group><note>a", "</note></group></plan>"),
      ("<plan>\n<group name=\"", "\"/></plan>"), ("<plan>\n<gro", "up/></plan>"),
    ] {
      for bad: [UInt8] in [
        [0xFF], [0xC3], [0xC0, 0xAF], [0xED, 0xA0, 0x80], [0xF5, 0x80, 0x80, 0x80],
      ] {
        let outcome = try Recorder.parse(Array(before.utf8) + bad + Array(after.utf8))
        let failure = try #require(outcome.failure)
        #expect(failure.kind == .notWellFormed)
        #expect(failure.line == 2)
      }
    }
  }

  static func utf16(_ text: String, isLittle: Bool) -> [UInt8] {
    text.utf16.flatMap { unit in
      let bytes = [UInt8(unit & 0xFF), UInt8(unit >> 8)]
      return isLittle ? bytes : bytes.reversed()
    }
  }
}
