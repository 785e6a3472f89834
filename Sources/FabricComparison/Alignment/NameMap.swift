/// Names for devices that only say a GUID, a serial number or a MAC address.
///
/// One device a line: the key, white space, the name, which may stand in double quotes. `#` begins a
/// comment where a line or a word begins. A key of hexadecimal digits, with or without `0x` and with
/// or without `:`, `-` and `.` between them, is a number: a GUID, or a MAC address where it has twelve
/// digits. Any other key is a serial number.
package struct NameMap: Sendable {
  package static let none = NameMap()

  private var nameOfNumber: [UInt64: String] = [:]
  private var nameOfText: [String: String] = [:]

  package init() {}

  package var isEmpty: Bool { nameOfNumber.isEmpty && nameOfText.isEmpty }

  /// A line that gives a key without a name, or two names to one key.
  package struct Mistake: Error, Hashable, Sendable {
    package enum Reason: Hashable, Sendable { case noName, otherName }
    package var line: Int
    package var reason: Reason

    package init(line: Int, reason: Reason) {
      self.line = line
      self.reason = reason
    }
  }

  /// Reads a file of names.
  ///
  /// - Throws: `Mistake` for the first line that cannot be used.
  /// - Complexity: O(length).
  package init(reading text: String) throws(Mistake) {
    var number = 0
    for line in text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline) {
      number += 1
      let line = line.drop(while: \.isWhitespace)
      guard let first = line.first, first != "#" else { continue }
      let key = line.prefix(while: { !$0.isWhitespace })
      guard let name = Self.name(in: line[key.endIndex...]) else {
        throw Mistake(line: number, reason: .noName)
      }
      guard add(name, for: String(key)) else {
        throw Mistake(line: number, reason: .otherName)
      }
    }
  }

  /// The name of a device, nil where the map has none.
  ///
  /// - Parameter texts: its serial number, and its name where that may be a key.
  package func name(guids: [UInt64], texts: [String]) -> String? {
    for guid in guids where guid != 0 {
      if let name = nameOfNumber[guid] ?? nameOfNumber[Self.address(of: guid)] { return name }
    }
    for text in texts where !text.isEmpty {
      if let number = Self.number(text) {
        if let name = nameOfNumber[number] { return name }
      } else if let name = nameOfText[text.lowercased()] {
        return name
      }
    }
    return nil
  }

  private mutating func add(_ name: String, for key: String) -> Bool {
    if let number = Self.number(key) {
      let known = nameOfNumber.updateValue(name, forKey: number)
      return known == nil || known == name
    }
    let known = nameOfText.updateValue(name, forKey: key.lowercased())
    return known == nil || known == name
  }

  private static func name(in rest: Substring) -> String? {
    let rest = rest.drop(while: \.isWhitespace)
    if rest.first == "\"" {
      let inside = rest.dropFirst().prefix(while: { $0 != "\"" })
      return inside.isEmpty ? nil : String(inside)
    }
    var words: [Substring] = []
    for word in rest.split(whereSeparator: \.isWhitespace) {
      if word.first == "#" { break }
      words.append(word)
    }
    return words.isEmpty ? nil : words.joined(separator: " ")
  }

  /// A GUID or MAC address; nil for other texts. Fewer than twelve digits are a serial number.
  static func number(_ text: String) -> UInt64? {
    let isMarked = text.hasPrefix("0x") || text.hasPrefix("0X")
    let digits = (isMarked ? text.dropFirst(2) : text[...]).filter { !":-.".contains($0) }
    guard isMarked ? !digits.isEmpty : [12, 16].contains(digits.count) else { return nil }
    return UInt64(digits, radix: 16)
  }

  /// The MAC address that a GUID was made from: its first and its last three bytes.
  private static func address(of guid: UInt64) -> UInt64 {
    (guid >> 40) << 24 | guid & 0xFF_FFFF
  }
}
