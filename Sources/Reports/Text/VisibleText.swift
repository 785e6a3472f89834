/// Text from a plan, made safe to show.
///
/// A label is a stranger's text. On a terminal an escape sequence in it could hide a line of the
/// report, and a right-to-left override could make one port read as another.
package enum VisibleText {
  /// Longer than any label that fits on a cable.
  static let labelLimit = 120
  /// Room for a sentence with two such labels.
  static let sentenceLimit = 400

  /// The text with everything invisible spelled out as `\u{…}`.
  ///
  /// - Complexity: one pass; text in plain ASCII is returned as it is.
  package static func of(_ text: String) -> String {
    if text.utf8.allSatisfy({ $0 >= 0x20 && $0 < 0x7F }) { return text }
    var shown = ""
    for scalar in text.unicodeScalars {
      if scalar.isInvisible {
        shown += "\\u{" + String(scalar.value, radix: 16) + "}"
      } else {
        shown.unicodeScalars.append(scalar)
      }
    }
    return shown
  }

  /// A name or label: visible, and cut where it is longer than any that could be printed.
  static func label(_ text: String) -> String { cut(of(text), to: labelLimit) }

  static func sentence(_ text: String) -> String { cut(of(text), to: sentenceLimit) }

  private static func cut(_ text: String, to limit: Int) -> String {
    // The bytes are an upper bound, and counting characters is slow.
    guard text.utf8.count > limit, text.count > limit else { return text }
    return text.prefix(limit - 3) + "..."
  }
}

extension Unicode.Scalar {
  /// Whether it controls the display instead of showing something: C0, C1 and DEL, bidirectional
  /// overrides, joiners and spaces of no width, separators of lines, tags.
  var isInvisible: Bool {
    if value < 0x7F { return value < 0x20 }
    switch properties.generalCategory {
    case .control, .format, .lineSeparator, .paragraphSeparator: return true
    default: return properties.isDefaultIgnorableCodePoint
    }
  }
}
