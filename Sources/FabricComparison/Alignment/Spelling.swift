internal import FabricModel

/// Names without what people and tools add to them.
enum Spelling {
  /// In lower case, without white space at the ends, dots at the end and the domain `suffix`.
  static func folded(_ fabric: Fabric, _ row: Int32, without suffix: [UInt8]?) -> [UInt8] {
    let text = folded(fabric.names.bytes(fabric.devices.name[Int(row)]))
    guard let suffix, text.count > suffix.count, text.suffix(suffix.count) == suffix[...] else {
      return text
    }
    return Array(text.dropLast(suffix.count))
  }

  static func folded(_ bytes: ArraySlice<UInt8>) -> [UInt8] {
    var bytes = bytes.drop(while: isWhite)
    while let last = bytes.last, isWhite(last) || last == UInt8(ascii: ".") { bytes.removeLast() }
    return bytes.map { $0 &- 65 < 26 ? $0 | 0x20 : $0 }
  }

  /// What follows the first dot, dot included, in more than half of the names of some devices.
  static func commonDomain(_ fabric: Fabric, _ rows: [Int32]) -> [UInt8]? {
    var counts: [[UInt8]: Int] = [:]
    for row in rows {
      let text = folded(fabric, row, without: nil)
      guard let dot = text.firstIndex(of: UInt8(ascii: ".")), dot > 0 else { continue }
      counts[Array(text[dot...]), default: 0] += 1
    }
    return counts.first { 2 * $0.value > rows.count }?.key
  }

  /// The last run of digits, -1 where there is none or it is beyond all port numbers.
  static func lastNumber(_ bytes: ArraySlice<UInt8>) -> Int32 {
    guard let end = bytes.lastIndex(where: isDigit) else { return -1 }
    var start = end
    while start > bytes.startIndex && isDigit(bytes[start - 1]) { start -= 1 }
    guard end - start < 9 else { return -1 }
    return bytes[start...end].reduce(0) { $0 * 10 + Int32($1 &- 48) }
  }

  private static func isWhite(_ byte: UInt8) -> Bool { byte == 0x20 || byte &- 9 < 5 }
  private static func isDigit(_ byte: UInt8) -> Bool { byte &- 48 < 10 }
}
