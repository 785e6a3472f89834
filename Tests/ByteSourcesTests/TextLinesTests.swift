import ByteSources
import TestSupport
import Testing

@Suite("Lines of a text")
struct TextLinesTests {
  private func lines(_ bytes: some Sequence<UInt8>) throws -> [(text: String, place: TextPlace)] {
    let folder = try TemporaryFolder()
    let source = try ByteSource(path: try folder.write(bytes))
    var lines: [(String, TextPlace)] = []
    try TextLines.read(source) { line, place in
      lines.append((String(decoding: line.indices.map { line[$0] }, as: UTF8.self), place))
    }
    return lines
  }

  @Test("line ends of every kind, a byte-order mark, and a last line without an end")
  func ends() throws {
    let found = try lines("\u{FEFF}a\nb\r\n\r\r\nc\rd\n e".utf8)
    #expect(found.map(\.text) == ["a", "b", "", "c\rd", " e"])
    #expect(found.map(\.place.line) == [1, 2, 3, 4, 5])
    #expect(found.map(\.place.isTerminated) == [true, true, true, true, false])
    #expect(try lines("".utf8).isEmpty)
    #expect(try lines("a\n".utf8).map(\.text) == ["a"])
  }

  @Test("lines of every length come whole, wherever a buffer ends")
  func lengths() throws {
    var dice = Dice(seed: 7)
    let texts = (0..<400).map { _ in
      String(repeating: "x", count: dice.roll(dice.roll(4) == 0 ? TextLines.longest : 300))
    }
    let found = try lines((texts.joined(separator: "\n") + "\n").utf8)
    #expect(found.map(\.text) == texts)
    #expect(found.map(\.place.line) == Array(1...400))
  }

  @Test("a line that is too long and a NUL byte are told with their place")
  func failures() throws {
    let long = "a\n" + String(repeating: "x", count: TextLines.longest + 1)
    for text in [long, long + "\n", long + String(repeating: "y", count: 1_000_000)] {
      let error = #expect(throws: TextFailure.self) { try lines(text.utf8) }
      #expect(error?.message.hasSuffix(":2: more than 65536 bytes in one line") == true)
    }
    let error = #expect(throws: TextFailure.self) { try lines("a\u{0}b\n".utf8) }
    #expect(error?.line == 1)
  }

  @Test("a look at the start of an input takes nothing away")
  func peek() throws {
    let folder = try TemporaryFolder()
    let path = try folder.write("0123456789")
    for count in [0, 4, 10, 50] {
      let source = try ByteSource(path: path)
      #expect(try source.peek(count) == Array("0123456789".utf8.prefix(count)))
      #expect(try source.peek(2) == Array("01".utf8))
      #expect(source.position == 0)
      var text = ""
      try TextLines.read(source) { line, _ in
        text += String(decoding: line.indices.map { line[$0] }, as: UTF8.self)
      }
      #expect(text == "0123456789")
      #expect(source.position == 10 && source.isAtEnd)
    }
  }
}
