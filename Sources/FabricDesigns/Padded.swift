/// Numbers with leading zeros, so that names sort as people expect in any tool.
///
/// Two short texts joined stay inside a `String`'s sixteen bytes: no memory is allocated, which
/// matters at two million names a plan.
enum Padded {
  private static let zeros = (0...19).map { String(repeating: "0", count: $0) }

  static func text(_ number: Int, width: Int) -> String {
    let digits = String(number)
    let missing = width - digits.utf8.count
    return missing > 0 ? zeros[missing] + digits : digits
  }

  /// The width of the numbers 1 to `count`, at least two digits.
  static func width(upTo count: Int) -> Int { max(2, String(count).utf8.count) }
}
