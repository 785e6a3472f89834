/// Tables as spreadsheets read them: RFC 4180, UTF-8.
struct CSVText {
  private(set) var bytes: [UInt8] = []

  init(header: [String]) { append(header) }

  mutating func append(_ cells: [String]) {
    for (index, cell) in cells.enumerated() {
      if index > 0 { bytes.append(UInt8(ascii: ",")) }
      append(cell)
    }
    bytes.append(contentsOf: "\r\n".utf8)
  }

  /// A cell that a spreadsheet would take for a formula gets an apostrophe in front: whoever names a
  /// device must not decide what the reader's program does.
  private mutating func append(_ cell: String) {
    let text = cell.utf8.first.map(Self.startsFormula) == true ? "'" + cell : cell
    let needsQuotes = text.utf8.contains { byte in
      [UInt8(ascii: ","), UInt8(ascii: "\""), UInt8(ascii: "\r"), UInt8(ascii: "\n")]
        .contains(byte)
    }
    guard needsQuotes else { return bytes.append(contentsOf: text.utf8) }
    bytes.append(UInt8(ascii: "\""))
    for byte in text.utf8 {
      if byte == UInt8(ascii: "\"") { bytes.append(byte) }
      bytes.append(byte)
    }
    bytes.append(UInt8(ascii: "\""))
  }

  private static func startsFormula(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "="), UInt8(ascii: "+"), UInt8(ascii: "-"), UInt8(ascii: "@"), 0, 9, 13: true
    default: false
    }
  }
}
