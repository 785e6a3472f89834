internal import FabricModel

/// A piece of JSON with its keys in the order in which they were given.
///
/// Encoders of the standard kind sort keys by their own rules and need Foundation, which costs more
/// time at start than most verifications take.
indirect enum JSONValue {
  case null
  case bool(Bool)
  /// A number, already as text, so that `12.5` is written as 12.5 and never as 12.4999.
  case number(String)
  case string(String)
  case array([JSONValue])
  case object([(key: String, value: JSONValue)])

  static func object(_ members: KeyValuePairs<String, JSONValue>) -> JSONValue {
    .object(members.map { ($0.key, $0.value) })
  }

  static func count(_ value: Int) -> JSONValue { .number(String(value)) }

  static func speed(_ value: Gbps) -> JSONValue { .number(value.description) }

  /// The shortest digits that read back as the same number; null for what is none.
  static func share(_ value: Double?) -> JSONValue {
    guard let value, value.isFinite else { return .null }
    return .number(value.description)
  }

  static func ratio(_ value: Ratio?) -> JSONValue { share(value?.value) }

  static func strings(_ values: [String]) -> JSONValue { .array(values.map { .string($0) }) }

  /// Whether it holds neither objects nor arrays with something in them.
  fileprivate var isLeaf: Bool {
    switch self {
    case .null, .bool, .number, .string: true
    case .array(let elements): elements.isEmpty
    case .object(let members): members.isEmpty
    }
  }
}

/// Writes JSON that people can read and `diff` can compare: members on lines of their own, objects
/// and lists of plain values on one line where they fit into 100 columns.
struct JSONWriter {
  private(set) var bytes: [UInt8] = []
  private var indentation = 0

  /// One object, its members written as `body` names them, so that a long list never has to stand
  /// in memory as values and as text at once.
  static func document(_ body: (inout JSONWriter) -> Void) -> [UInt8] {
    var writer = JSONWriter()
    writer.put("{")
    writer.indentation = 2
    body(&writer)
    writer.put("\n}\n")
    return writer.bytes
  }

  mutating func member(_ key: String, _ value: JSONValue) {
    beginMember(key)
    append(value)
  }

  /// A list whose elements are made one by one.
  mutating func member(_ key: String, list elements: some Sequence<JSONValue>) {
    beginMember(key)
    var isEmpty = true
    put("[")
    indentation += 2
    for element in elements {
      if !isEmpty { put(",") }
      isEmpty = false
      newLine()
      append(element)
    }
    indentation -= 2
    if !isEmpty { newLine() }
    put("]")
  }

  private mutating func beginMember(_ key: String) {
    if bytes.count > 1 { put(",") }
    newLine()
    string(key)
    put(": ")
  }

  private mutating func append(_ value: JSONValue) {
    switch value {
    case .null: put("null")
    case .bool(let value): put(value ? "true" : "false")
    case .number(let text): put(text)
    case .string(let text): string(text)
    case .array(let elements):
      container("[", "]", elements, isFlat: elements.allSatisfy(\.isLeaf)) { $0.append($1) }
    case .object(let members):
      container("{", "}", members, isFlat: members.allSatisfy(\.value.isLeaf)) {
        $0.string($1.key)
        $0.put(": ")
        $0.append($1.value)
      }
    }
  }

  /// On one line if all is plain and the line stays within 100 columns, else on a line for each.
  private mutating func container<Element>(
    _ open: String, _ close: String, _ elements: [Element], isFlat: Bool,
    _ element: (inout JSONWriter, Element) -> Void
  ) {
    let start = bytes.count
    put(open)
    if isFlat {
      for (index, item) in elements.enumerated() {
        if index > 0 { put(", ") }
        element(&self, item)
      }
      put(close)
      if bytes.count - start <= 100 - indentation || elements.isEmpty { return }
      bytes.removeLast(bytes.count - start)
      put(open)
    }
    indentation += 2
    for (index, item) in elements.enumerated() {
      if index > 0 { put(",") }
      newLine()
      element(&self, item)
    }
    indentation -= 2
    newLine()
    put(close)
  }

  private mutating func newLine() {
    bytes.append(UInt8(ascii: "\n"))
    for _ in 0..<indentation { bytes.append(UInt8(ascii: " ")) }
  }

  private mutating func put(_ text: String) { bytes.append(contentsOf: text.utf8) }

  /// Escapes what the standard demands, and everything else that a terminal could act upon: a
  /// report that is only looked at must not move the cursor or turn the line around.
  private mutating func string(_ text: String) {
    put("\"")
    if text.utf8.allSatisfy({ $0 >= 0x20 && $0 < 0x7F && $0 != 0x22 && $0 != 0x5C }) {
      put(text)
    } else {
      for scalar in text.unicodeScalars {
        if let escape = Self.escape(of: scalar) {
          put(escape)
        } else {
          bytes.append(contentsOf: UTF8.encode(scalar)!)
        }
      }
    }
    put("\"")
  }

  /// Nil where the character stands for itself.
  private static func escape(of scalar: Unicode.Scalar) -> String? {
    switch scalar {
    case "\"": return "\\\""
    case "\\": return "\\\\"
    case "\n": return "\\n"
    case "\t": return "\\t"
    case "\r": return "\\r"
    default:
      guard scalar.isInvisible else { return nil }
      return UTF16.encode(scalar)!.map { unit in
        let digits = String(unit, radix: 16)
        return "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
      }.joined()
    }
  }
}
