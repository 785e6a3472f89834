internal import FabricModel

/// What the lines of a listing have in common.
enum ListingLine {
  /// Whether one of the first lines of a text is as wanted; the last one may be cut.
  static func any(of text: Span<UInt8>, _ isWanted: (Span<UInt8>) -> Bool) -> Bool {
    var start = 0
    while start < text.count {
      var end = start
      while end < text.count && text[end] != 10 { end += 1 }
      if isWanted(text.extracting(text.trimmed(start..<end))) { return true }
      start = end + 1
    }
    return false
  }

  static func begins(_ line: Span<UInt8>, with start: [UInt8]) -> Bool {
    guard line.count >= start.count else { return false }
    for index in start.indices where line[index] != start[index] { return false }
    return true
  }

  static func skipSpace(_ line: Span<UInt8>, _ index: inout Int) {
    while index < line.count && line[index] <= 0x20 { index += 1 }
  }

  /// A decimal number at `index`, and behind it.
  static func number(_ line: Span<UInt8>, _ index: inout Int) -> Int32? {
    let start = index
    while index < line.count && line[index] &- 48 < 10 { index += 1 }
    return PlanNumbers.integer(line.extracting(start..<index))
  }

  /// What stands in double quotes at `index`, and behind them.
  static func quoted(_ line: Span<UInt8>, _ index: inout Int) -> Range<Int>? {
    guard index < line.count, line[index] == UInt8(ascii: "\"") else { return nil }
    var end = index + 1
    while end < line.count && line[end] != UInt8(ascii: "\"") { end += 1 }
    guard end < line.count else { return nil }
    defer { index = end + 1 }
    return (index + 1)..<end
  }

  /// What stands between `opening` and `closing` at `index`, and behind them.
  static func enclosed(
    _ line: Span<UInt8>, _ index: inout Int, _ opening: Unicode.Scalar, _ closing: Unicode.Scalar
  ) -> Range<Int>? {
    guard index < line.count, line[index] == UInt8(ascii: opening) else { return nil }
    var end = index + 1
    while end < line.count && line[end] != UInt8(ascii: closing) { end += 1 }
    guard end < line.count else { return nil }
    defer { index = end + 1 }
    return (index + 1)..<end
  }

  /// The description in a comment: from its first double quote to its last, because a name may have
  /// some itself; nil where no quote ends it.
  static func description(_ line: Span<UInt8>, from index: Int) -> Range<Int>? {
    var first = index
    while first < line.count && line[first] != UInt8(ascii: "\"") { first += 1 }
    var last = line.count - 1
    while last > first && line[last] != UInt8(ascii: "\"") { last -= 1 }
    return last > first ? (first + 1)..<last : nil
  }
}

/// `Switch⇥65 "S-fc6a1c0300000100"⇥⇥# "leaf-01" enhanced port 0 lid 2 lmc 0`; tabs may be lost.
struct NodeLine {
  private(set) var kind = DeviceKind.unknown
  private(set) var portCount: Int32
  /// Where the node's id stands.
  private(set) var id: Range<Int>
  /// Where its own name stands; nil for none.
  private(set) var description: Range<Int>?
  /// Whether the line is all there.
  private(set) var isWhole = true

  private static let keywords: [(word: [UInt8], kind: DeviceKind)] = [
    ("Switch", DeviceKind.switch), ("Ca", .host), ("Hca", .host), ("Rt", .unknown),
  ].map { (Array($0.0.utf8), $0.1) }

  private static func keyword(_ line: Span<UInt8>) -> Int? {
    for index in keywords.indices where ListingLine.begins(line, with: keywords[index].word) {
      return index
    }
    return nil
  }

  /// Whether a line begins as that of a node, with its number of ports at most.
  static func mayBegin(_ line: Span<UInt8>) -> Bool {
    guard let keyword = keyword(line) else { return false }
    var index = keywords[keyword].word.count
    ListingLine.skipSpace(line, &index)
    return index == line.count || line[index] &- 48 < 10
  }

  init?(_ line: Span<UInt8>) {
    guard let keyword = Self.keyword(line) else { return nil }
    kind = Self.keywords[keyword].kind
    var index = Self.keywords[keyword].word.count
    ListingLine.skipSpace(line, &index)
    guard let portCount = ListingLine.number(line, &index) else { return nil }
    ListingLine.skipSpace(line, &index)
    guard let id = ListingLine.quoted(line, &index) else { return nil }
    self.portCount = portCount
    self.id = id
    ListingLine.skipSpace(line, &index)
    guard index < line.count, line[index] == UInt8(ascii: "#") else { return }
    description = ListingLine.description(line, from: index)
    isWhole = description != nil
  }
}

/// `[1]⇥"H-b83fd20300000010"[1](b83fd20300000011) ⇥⇥# "node-01 mlx5_0" lid 3 4xHDR`, with a GUID
/// behind the first number on a host's port, and a number on the faceplate (`[ext 12]`) behind both.
struct PortLine {
  private(set) var number: Int32
  private(set) var peerID: Range<Int>
  private(set) var peerNumber: Int32
  /// Where the neighbour's name stands; nil for none.
  private(set) var description: Range<Int>?
  /// Where `4xHDR` stands; nil for none.
  private(set) var rate: Range<Int>?
  /// Whether the line is all there, as far as one can see.
  var isWhole: Bool { description == nil || rate != nil }

  init?(_ line: Span<UInt8>) {
    var index = 0
    guard let number = Self.portNumber(line, &index) else { return nil }
    Self.skipNotes(line, &index)
    guard let peerID = ListingLine.quoted(line, &index),
      let peerNumber = Self.portNumber(line, &index)
    else { return nil }
    self.number = number
    self.peerID = peerID
    self.peerNumber = peerNumber
    Self.skipNotes(line, &index)
    guard index < line.count, line[index] == UInt8(ascii: "#") else { return }
    description = ListingLine.description(line, from: index)
    rate = Self.rate(line, from: description.map { $0.upperBound + 1 } ?? index + 1)
  }

  private static func portNumber(_ line: Span<UInt8>, _ index: inout Int) -> Int32? {
    guard let range = ListingLine.enclosed(line, &index, "[", "]") else { return nil }
    return PlanNumbers.integer(line.extracting(range))
  }

  /// GUIDs of ports and numbers of the faceplate.
  private static func skipNotes(_ line: Span<UInt8>, _ index: inout Int) {
    repeat {
      ListingLine.skipSpace(line, &index)
    } while ListingLine.enclosed(line, &index, "(", ")") != nil
      || ListingLine.enclosed(line, &index, "[", "]") != nil
  }

  /// The word that begins with digits and an `x`.
  private static func rate(_ line: Span<UInt8>, from start: Int) -> Range<Int>? {
    var index = start
    while index < line.count {
      ListingLine.skipSpace(line, &index)
      let word = index
      while index < line.count && line[index] > 0x20 { index += 1 }
      var digits = word
      while digits < index && line[digits] &- 48 < 10 { digits += 1 }
      if digits > word && digits < index && line[digits] == UInt8(ascii: "x") {
        return word..<index
      }
      // `???` stands where the program does not know the width.
      if index > word + 1 && line[word] == UInt8(ascii: "?") { return word..<index }
    }
    return nil
  }
}
