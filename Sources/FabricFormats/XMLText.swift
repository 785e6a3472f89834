/// Text on its way into XML.
enum XMLText {
  /// `&`, `<`, `>` and `"` as entities, layout characters as references; what XML 1.0 cannot carry,
  /// other control characters and the two code points at the end of the basic plane, as `?`.
  static func appendEscaped(_ text: String, to bytes: inout [UInt8]) {
    for byte in text.utf8 {
      switch byte {
      case UInt8(ascii: "&"): bytes.append(contentsOf: "&amp;".utf8)
      case UInt8(ascii: "<"): bytes.append(contentsOf: "&lt;".utf8)
      case UInt8(ascii: ">"): bytes.append(contentsOf: "&gt;".utf8)
      case UInt8(ascii: "\""): bytes.append(contentsOf: "&quot;".utf8)
      case 9: bytes.append(contentsOf: "&#9;".utf8)
      case 10: bytes.append(contentsOf: "&#10;".utf8)
      case 13: bytes.append(contentsOf: "&#13;".utf8)
      case 0..<32: bytes.append(UInt8(ascii: "?"))
      case 0xBE...0xBF where bytes.suffix(2).elementsEqual([0xEF, 0xBF]):
        bytes.removeLast(2)
        bytes.append(UInt8(ascii: "?"))
      default: bytes.append(byte)
      }
    }
  }

  static func escaped(_ text: String) -> [UInt8] {
    var bytes: [UInt8] = []
    appendEscaped(text, to: &bytes)
    return bytes
  }
}
