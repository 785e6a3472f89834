internal import FabricMetrics
internal import FabricModel

/// Numbers as people read them.
enum Amounts {
  /// `663,552`
  static func count(_ value: Int) -> String {
    var digits = Array(String(value.magnitude).utf8)
    var position = digits.count - 3
    while position > 0 {
      digits.insert(UInt8(ascii: ","), at: position)
      position -= 3
    }
    return (value < 0 ? "-" : "") + String(decoding: digits, as: UTF8.self)
  }

  /// `1 cable`, `3 cables`
  static func count(_ value: Int, _ one: String, _ many: String? = nil) -> String {
    "\(count(value)) \(value == 1 ? one : many ?? one + "s")"
  }

  /// `99.94 %` of a share from 0 to 1, rounded down: not quite all is never all.
  static func percent(_ share: Double) -> String {
    Decimal3.text(Int((share * 10_000).rounded(.down)) * 10) + " %"
  }

  /// `99.72 %` of `whole`, rounded down: a share that falls short by the least bit never reads as
  /// 100 %. Nil where there is nothing to take a share of.
  static func share(_ part: Gbps, of whole: Gbps) -> String? {
    guard whole.megabits > 0 else { return nil }
    if part >= whole { return "100 %" }
    let product = part.megabits.multipliedFullWidth(by: 10_000)
    let hundredths = whole.megabits.dividingFullWidth((product.high, product.low)).quotient
    if hundredths == 0 && part > .zero { return "less than 0.01 %" }
    return Decimal3.text(hundredths * 10) + " %"
  }

  /// (upper - lower) / upper, rounded up to hundredths of a percent.
  static func gap(_ lower: Gbps, _ upper: Gbps) -> String {
    guard upper.megabits > 0 else { return "0 %" }
    let product = (upper - lower).megabits.multipliedFullWidth(by: 10_000)
    let (quotient, rest) = upper.megabits.dividingFullWidth((product.high, product.low))
    return Decimal3.text((quotient + (rest > 0 ? 1 : 0)) * 10) + " %"
  }

  /// `2:1`, or in words what there is none of. What only rounds to 1:1 says so.
  static func ratio(_ value: Ratio?) -> String {
    guard let value else { return "no uplinks" }
    guard value != .one, value.description == Ratio.one.description else {
      return value.description
    }
    return value > .one ? "above 1:1" : "below 1:1"
  }

  /// `400 Gb/s`, `19.2 Tb/s`: by the number itself.
  static func speed(_ value: Gbps) -> String { value.readable }
}

/// One unit for all speeds of a line or column, so that they can be compared at a glance.
struct SpeedUnit {
  let name: String
  private let megabits: Int

  /// The unit in which the largest of the speeds reads best.
  init(largest: Gbps) {
    let readable = largest.readable
    name = String(readable.suffix(4))
    megabits = name == "Pb/s" ? 1_000_000_000 : name == "Tb/s" ? 1_000_000 : 1000
  }

  /// Four significant digits, half up.
  func text(_ value: Gbps) -> String { Decimal3.significant(value.megabits, per: megabits) }

  /// Four significant digits towards zero: a proven bound must not grow by printing it.
  func floor(_ value: Gbps) -> String {
    var step = megabits / 1000
    while step * 10_000 <= value.megabits && step < megabits { step *= 10 }
    return Decimal3.text(value.megabits / step * step / (megabits / 1000))
  }

  /// `44.24 Pb/s`
  func full(_ value: Gbps) -> String { text(value) + " " + name }
}
