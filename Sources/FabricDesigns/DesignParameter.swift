package import FabricModel

/// What a design's parameter means, for help texts.
package struct DesignParameter: Sendable, Hashable {
  package var name: String
  package var summary: String
  /// `ports`, `Gb/s`; empty for a mere number.
  package var unit: String
  package var defaultText: String
  package var allowed: String

  package init(
    _ name: String, _ summary: String, unit: String = "", default defaultText: String,
    allowed: String
  ) {
    self.name = name
    self.summary = summary
    self.unit = unit
    self.defaultText = defaultText
    self.allowed = allowed
  }
}

/// Hands out the values of a design's parameters, checked, and remembers what it handed out.
package struct ParameterReader: Sendable {
  private let given: [String: String]
  /// Every value that was asked for: together they make the same design again.
  package private(set) var settings: [String: String] = [:]

  /// - Throws: `DesignError` for a name that the design does not have.
  package init(
    _ values: [String: String], of design: any Design.Type
  ) throws(DesignError) {
    let known = design.parameters.map(\.name)
    for name in values.keys.sorted() where !known.contains(name) {
      throw DesignError(.unknownParameter(name, design: design.name, known: known))
    }
    given = values
  }

  package func isGiven(_ name: String) -> Bool { given[name] != nil }

  /// A whole number within `range`.
  package mutating func integer(
    _ name: String, default value: Int, in range: ClosedRange<Int>
  ) throws(DesignError) -> Int {
    let allowed = range.count == 1 ? "\(range.lowerBound)" : "a whole number in \(range)"
    let number = given[name].map { Int($0) } ?? value
    guard let number, range.contains(number) else {
      throw DesignError(
        .badValue(parameter: name, given: given[name] ?? "\(value)", allowed: allowed))
    }
    settings[name] = String(number)
    return number
  }

  /// A speed in Gb/s, with at most three decimals.
  package mutating func speed(
    _ name: String, default value: Gbps
  ) throws(DesignError) -> Gbps {
    let text = given[name] ?? value.description
    guard let speed = Self.megabits(text), (1...100_000_000).contains(speed) else {
      throw DesignError(
        .badValue(
          parameter: name, given: text,
          allowed: "a number of Gb/s from 0.001 to 100000 with at most three decimals"))
    }
    settings[name] = Gbps(megabits: speed).description
    return Gbps(megabits: speed)
  }

  /// One of several words.
  package mutating func choice(
    _ name: String, default value: String, among words: [String]
  ) throws(DesignError) -> String {
    let word = given[name] ?? value
    guard words.contains(word) else {
      throw DesignError(
        .badValue(parameter: name, given: word, allowed: words.joined(separator: " or ")))
    }
    settings[name] = word
    return word
  }

  /// Refuses parameters that another one makes meaningless.
  package func refuse(
    _ names: [String], with other: String, because reason: String
  ) throws(DesignError) {
    for name in names where isGiven(name) {
      throw DesignError(.conflict(parameter: name, other: other, reason: reason))
    }
  }

  private static func megabits(_ text: String) -> Int? {
    let parts = text.split(separator: ".", omittingEmptySubsequences: false)
    let digitsOnly = parts.allSatisfy { part in
      !part.isEmpty && part.utf8.count <= 9 && part.utf8.allSatisfy { $0 &- 48 < 10 }
    }
    guard digitsOnly, let whole = parts.first.flatMap({ Int($0) }) else { return nil }
    if parts.count == 1 { return whole * 1000 }
    guard parts.count == 2, parts[1].utf8.count <= 3 else { return nil }
    let thousandths = parts[1] + String(repeating: "0", count: 3 - parts[1].utf8.count)
    return Int(thousandths).map { whole * 1000 + $0 }
  }
}
