internal import Findings

/// Marks and colours. Colour repeats what a shape or a word says already: output without it loses
/// nothing. Only the sixteen colours of the reader's own theme.
struct Ink {
  enum Color: String {
    case plain = ""
    case bold = "1"
    case dim = "2"
    case red = "31"
    case green = "32"
    case blue = "34"
    case magenta = "35"
  }

  let options: ReportOptions

  init(_ options: ReportOptions) { self.options = options }

  func callAsFunction(_ text: String, _ color: Color) -> String {
    guard options.isColored, color != .plain, !text.isEmpty else { return text }
    return "\u{1B}[\(color.rawValue)m\(text)\u{1B}[0m"
  }

  /// The lines as they go out, in ASCII where that is all that can be shown.
  func bytes(_ lines: [String]) -> [UInt8] {
    var bytes: [UInt8] = []
    for line in lines {
      if options.isASCII {
        for scalar in line.unicodeScalars { bytes.append(contentsOf: Self.ascii(scalar).utf8) }
      } else {
        bytes.append(contentsOf: line.utf8)
      }
      bytes.append(UInt8(ascii: "\n"))
    }
    return bytes
  }

  private static func ascii(_ scalar: Unicode.Scalar) -> String {
    if scalar.isASCII { return String(scalar) }
    return scalar == "—" || scalar == "–" ? "-" : "\\u{" + String(scalar.value, radix: 16) + "}"
  }

  /// The shape for a kind of fault, in its colour.
  func mark(for finding: Finding) -> String {
    let mark = Mark.of(finding)
    return self(options.isASCII ? mark.ascii : mark.shape, mark.color)
  }
}

/// A shape for each state, the same one in every report.
struct Mark {
  let shape: String
  let ascii: String
  let color: Ink.Color

  static func of(_ finding: Finding) -> Mark {
    if finding.harm == .plan { return Mark(shape: "§", ascii: "P", color: .dim) }
    if finding.harm == .none { return Mark(shape: "◇", ascii: "=", color: .dim) }
    let code = finding.rule.code.description
    if let mark = byCode[code] { return mark }
    if code.hasPrefix("MW2") { return Mark(shape: "▶", ascii: ">", color: .magenta) }
    if code.hasPrefix("MW3") { return Mark(shape: "●", ascii: "x", color: .magenta) }
    if code.hasPrefix("CV") { return Mark(shape: "?", ascii: "?", color: .dim) }
    return Mark(shape: "■", ascii: "#", color: .red)
  }

  /// The results of comparing link by link.
  private static let byCode = [
    "MW101": Mark(shape: "○", ascii: "o", color: .red),
    "MW102": Mark(shape: "+", ascii: "+", color: .blue),
    "MW103": Mark(shape: "▶", ascii: ">", color: .magenta),
    "MW104": Mark(shape: "◎", ascii: "@", color: .magenta),
    "MW105": Mark(shape: "◐", ascii: "%", color: .dim),
    "MW106": Mark(shape: "?", ascii: "?", color: .dim),
  ]
}

/// Lines of at most 100 columns, where words allow it.
enum Layout {
  static let width = 100

  /// Breaks at spaces only: a port name is never cut in two. Continuation lines start at `indent`.
  static func wrap(_ text: String, first: String, indent: Int) -> [String] {
    var lines: [String] = []
    var line = first
    var length = first.count
    var isFresh = true
    for word in text.split(separator: " ", omittingEmptySubsequences: true) {
      let count = word.count
      if !isFresh && length + 1 + count > width {
        lines.append(line)
        line = String(repeating: " ", count: indent)
        length = indent
        isFresh = true
      }
      if !isFresh {
        line += " "
        length += 1
      }
      line += word
      length += count
      isFresh = false
    }
    return lines + [line]
  }

  /// Several remarks, broken between them where each fits into the column.
  static func wrap(_ remarks: [String], first: String, indent: Int) -> [String] {
    // A no-break space holds a remark together until the lines are made.
    let held = remarks.map { remark in
      remark.count > width - indent
        ? remark : String(remark.map { $0 == " " ? "\u{A0}" : $0 })
    }
    return wrap(held.joined(separator: "; "), first: first, indent: indent)
      .map { String($0.map { $0 == "\u{A0}" ? " " : $0 }) }
  }

  /// Text in a column: padded, and two spaces where it is too long for it.
  static func pad(_ text: String, _ width: Int) -> String {
    let count = text.count
    return text + String(repeating: " ", count: count < width ? width - count : 2)
  }

  /// Numbers in a column, at its right edge.
  static func right(_ text: String, _ width: Int) -> String {
    String(repeating: " ", count: max(1, width - text.count)) + text
  }

  /// `left` and, at the right edge of the page, `right`; nil where both do not fit.
  static func spread(_ left: String, _ right: String) -> String? {
    let gap = width - left.count - right.count
    return gap >= 2 ? left + String(repeating: " ", count: gap) + right : nil
  }
}
