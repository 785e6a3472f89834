/// Bandwidth in one direction.
///
/// Kept in whole megabits per second: 12.5 Gb/s and 1.6 Tb/s are both exact, and sums over a
/// fabric of a million cables stay exact as well.
@frozen package struct Gbps: Hashable, Comparable, Sendable {
  package var megabits: Int

  @inlinable package init(megabits: Int) { self.megabits = megabits }
  @inlinable package init(_ gigabits: Int) { megabits = gigabits * 1000 }

  package static let zero = Gbps(megabits: 0)

  @inlinable package static func < (a: Gbps, b: Gbps) -> Bool { a.megabits < b.megabits }
  @inlinable package static func + (a: Gbps, b: Gbps) -> Gbps {
    Gbps(megabits: a.megabits + b.megabits)
  }
  @inlinable package static func - (a: Gbps, b: Gbps) -> Gbps {
    Gbps(megabits: a.megabits - b.megabits)
  }
  @inlinable package static func += (a: inout Gbps, b: Gbps) { a.megabits += b.megabits }

  /// The value as a number of Gb/s, for output.
  package var gigabits: Double { Double(megabits) / 1000 }
}

extension Gbps: CustomStringConvertible {
  /// `400`, `12.5`: Gb/s without a unit and without digits that say nothing.
  package var description: String { Decimal3.text(megabits) }

  /// `400 Gb/s`, `19.2 Tb/s`, `44.24 Pb/s`: four significant digits in the largest unit of which
  /// there is at least one. What rounds up to 1,000 of a unit is 1 of the next.
  package var readable: String {
    // Half of the fourth digit below 1,000 of the unit underneath rounds up to one.
    if megabits.magnitude >= 999_950_000 {
      return Decimal3.significant(megabits, per: 1_000_000_000) + " Pb/s"
    }
    if megabits.magnitude >= 999_950 {
      return Decimal3.significant(megabits, per: 1_000_000) + " Tb/s"
    }
    return Decimal3.significant(megabits, per: 1000) + " Gb/s"
  }
}

/// A length of cable, kept in whole centimetres.
@frozen package struct Meters: Hashable, Comparable, Sendable, CustomStringConvertible {
  package var centimeters: Int

  @inlinable package init(centimeters: Int) { self.centimeters = centimeters }
  @inlinable package init(_ meters: Int) { centimeters = meters * 100 }
  @inlinable package static func < (a: Meters, b: Meters) -> Bool { a.centimeters < b.centimeters }

  package var meters: Double { Double(centimeters) / 100 }
  package var description: String { Decimal3.text(centimeters * 10) + " m" }
}

/// An exact, reduced ratio such as 3:1.
package struct Ratio: Hashable, Comparable, Sendable, CustomStringConvertible {
  /// Reduced; `denominator` is never 0 or negative.
  package let numerator: Int
  package let denominator: Int

  /// The ratio of two amounts, or nil when the second is 0: nothing divides by nothing.
  package init?(_ numerator: Int, _ denominator: Int) {
    guard denominator > 0, numerator >= 0 else { return nil }
    let divisor = max(1, Ratio.greatestCommonDivisor(numerator, denominator))
    self.numerator = numerator / divisor
    self.denominator = denominator / divisor
  }

  package init?(_ a: Gbps, _ b: Gbps) { self.init(a.megabits, b.megabits) }

  package static let one = Ratio(1, 1)!

  package var value: Double { Double(numerator) / Double(denominator) }

  /// Compares exactly: the products of two 64-bit numbers are 128 bits wide.
  package static func < (a: Ratio, b: Ratio) -> Bool {
    let left = a.numerator.multipliedFullWidth(by: b.denominator)
    let right = b.numerator.multipliedFullWidth(by: a.denominator)
    return left.high != right.high ? left.high < right.high : left.low < right.low
  }

  /// `3:1`, `4:3` where both are small, else `1.002:1`.
  package var description: String {
    if denominator <= 16 && numerator <= 64 { return "\(numerator):\(denominator)" }
    return Decimal3.rounded(numerator, by: denominator) + ":1"
  }

  package static func greatestCommonDivisor(_ a: Int, _ b: Int) -> Int {
    var (a, b) = (abs(a), abs(b))
    while b != 0 { (a, b) = (b, a % b) }
    return a
  }
}

/// Decimal text from integers: no locale, no binary fractions, the same bytes everywhere.
package enum Decimal3 {
  /// `12500` thousandths as `12.5`.
  package static func text(_ thousandths: Int) -> String {
    let sign = thousandths < 0 ? "-" : ""
    let (whole, rest) = abs(thousandths).quotientAndRemainder(dividingBy: 1000)
    guard rest != 0 else { return sign + String(whole) }
    var digits = String(rest + 1000).dropFirst()
    while digits.last == "0" { digits.removeLast() }
    return "\(sign)\(whole).\(digits)"
  }

  /// `numerator / denominator` to three decimals, half up, without trailing zeros.
  package static func rounded(_ numerator: Int, by denominator: Int) -> String {
    let (whole, rest) = numerator.quotientAndRemainder(dividingBy: denominator)
    let product = rest.multipliedFullWidth(by: 1000)
    let (thousandths, remainder) = denominator.dividingFullWidth((product.high, product.low))
    return text(whole * 1000 + thousandths + (remainder >= denominator - remainder ? 1 : 0))
  }

  /// Four significant digits of `amount / unit`.
  package static func significant(_ amount: Int, per unit: Int) -> String {
    let whole = amount.magnitude / UInt(unit)
    let step: Int
    switch whole {
    case 0..<10: step = unit / 1000
    case 10..<100: step = unit / 100
    case 100..<1000: step = unit / 10
    default: step = unit
    }
    let steps = (amount + (amount < 0 ? -step : step) / 2) / max(1, step)
    return text(steps * (1000 / (unit / max(1, step))))
  }
}
