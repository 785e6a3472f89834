/// Numbers as plans write them, from bytes, without a `String`.
enum PlanNumbers {
  /// A decimal number from 0 to `Int32.max`, or nil.
  static func integer(_ text: Span<UInt8>) -> Int32? {
    guard !text.isEmpty && text.count <= 10 else { return nil }
    var value = 0
    for index in text.indices {
      let digit = text[index] &- 48
      guard digit < 10 else { return nil }
      value = value * 10 + Int(digit)
    }
    return Int32(exactly: value)
  }

  /// `5/2` as leg 2 of cage 5, legs from 1 to 255, or nil; `05/2` is another text.
  static func leg(_ text: Span<UInt8>) -> (cage: Int32, leg: UInt8)? {
    guard let slash = text.indices.first(where: { text[$0] == UInt8(ascii: "/") }),
      let cage = exactInteger(text.extracting(0..<slash)),
      let leg = exactInteger(text.extracting((slash + 1)..<text.count)), (1...255).contains(leg)
    else { return nil }
    return (cage, UInt8(leg))
  }

  /// A number that is printed as it stands: `01` is not what is printed as 1.
  static func exactInteger(_ text: Span<UInt8>) -> Int32? {
    guard text.count == 1 || text.isEmpty || text[0] != UInt8(ascii: "0") else { return nil }
    return integer(text)
  }

  /// A 64-bit number in hexadecimal, with or without `0x`, or nil.
  static func hexadecimal(_ text: Span<UInt8>) -> UInt64? {
    var index = 0
    if text.count > 2, text[0] == 0x30, text[1] | 0x20 == 0x78 { index = 2 }
    guard index < text.count && text.count - index <= 16 else { return nil }
    var value: UInt64 = 0
    while index < text.count {
      let byte = text[index]
      let letter = (byte | 0x20) &- 97
      if byte &- 48 >= 10 && letter >= 6 { return nil }
      // The low bits of a digit are its value; those of `a` are 1.
      let digit = (byte & 15) &+ (byte &>> 6) &* 9
      value = value &<< 4 | UInt64(digit)
      index &+= 1
    }
    return value
  }

  /// `100g`, `12.5g`, `400`, `1.6t`, `800Gb/s` as Mb/s; a bare number counts Gb/s. Nil for all else.
  static func megabits(_ text: Span<UInt8>) -> Int32? {
    guard let (thousandths, end) = decimal(text) else { return nil }
    var unit = end
    while unit < text.count && text[unit] == 0x20 { unit += 1 }
    let letter = unit < text.count ? text[unit] | 0x20 : UInt8(ascii: "g")
    let rest = unit < text.count ? unit + 1 : unit
    guard isBitsPerSecond(text, from: rest) else { return nil }
    switch letter {
    case UInt8(ascii: "g"): return positive(thousandths)
    case UInt8(ascii: "t"): return positive(thousandths * 1000)
    case UInt8(ascii: "m"):
      return thousandths % 1000 == 0 ? positive(thousandths / 1000) : nil
    default: return nil
    }
  }

  /// `15m`, `2.5 m`, `50cm`, `10ft`, `3` as centimetres; a bare number counts metres.
  static func centimeters(_ text: Span<UInt8>) -> Int32? {
    guard let (thousandths, end) = decimal(text) else { return nil }
    var unit = end
    while unit < text.count && text[unit] == 0x20 { unit += 1 }
    if unit == text.count || matches(text, from: unit, "m") { return positive(thousandths / 10) }
    if matches(text, from: unit, "cm") { return positive(thousandths / 1000) }
    // One foot is 30.48 cm.
    if matches(text, from: unit, "ft") { return positive(thousandths * 3048 / 100_000) }
    return nil
  }

  /// The leading decimal number in thousandths and where it ends; at most three decimals count.
  private static func decimal(_ text: Span<UInt8>) -> (thousandths: Int, end: Int)? {
    var index = 0
    var value = 0
    while index < text.count, text[index] &- 48 < 10, index < 9 {
      value = value * 10 + Int(text[index] &- 48)
      index += 1
    }
    guard index > 0 else { return nil }
    value *= 1000
    guard index < text.count && text[index] == UInt8(ascii: ".") else { return (value, index) }
    index += 1
    var weight = 100
    while index < text.count, text[index] &- 48 < 10 {
      value += Int(text[index] &- 48) * weight
      weight /= 10
      index += 1
    }
    return (value, index)
  }

  private static func positive(_ value: Int) -> Int32? {
    value > 0 ? Int32(exactly: value) : nil
  }

  /// Nothing, `b`, `bps`, `b/s`, `bit/s`: what may follow the prefix of a speed.
  private static func isBitsPerSecond(_ text: Span<UInt8>, from start: Int) -> Bool {
    start >= text.count || ["b", "bps", "b/s", "bit/s"].contains { matches(text, from: start, $0) }
  }

  /// Whether the rest of a text is `word`, in any case.
  private static func matches(_ text: Span<UInt8>, from start: Int, _ word: String) -> Bool {
    let word = word.utf8.span
    guard text.count - start == word.count else { return false }
    for index in word.indices where text[start + index] | 0x20 != word[index] | 0x20 {
      return false
    }
    return true
  }
}
