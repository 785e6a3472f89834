/// What can go wrong with the cabling of a design.
package enum FaultKind: String, Sendable, CaseIterable {
  /// Two cables between the same two tiers have exchanged their far ends.
  case swap
  /// A cable is not there.
  case missing
  /// One end sits in a free port of the right switch.
  case wrongPort = "wrong-port"
  /// One end sits in a free port of another switch of the same tier.
  case wrongSwitch = "wrong-switch"
  /// An unplanned cable joins free ports of two switches.
  case extra
  /// A link runs at half of its speed.
  case slow

  package var name: String { rawValue }

  /// Whether such a fault puts a cable into a port that the design leaves free.
  package var needsFreePort: Bool {
    switch self {
    case .wrongPort, .wrongSwitch, .extra: true
    case .swap, .missing, .slow: false
    }
  }
}

/// How many faults of one kind are wanted.
package struct FaultRequest: Sendable, Hashable {
  package var kind: FaultKind
  package var count: Int

  package init(_ kind: FaultKind, count: Int) {
    self.kind = kind
    self.count = count
  }

  /// Reads `swap=5,missing=5`.
  ///
  /// - Throws: `DesignError` for an unknown kind, a number that is none, or an empty entry.
  package static func parse(_ text: String) throws(DesignError) -> [FaultRequest] {
    var requests: [FaultRequest] = []
    for entry in text.split(separator: ",", omittingEmptySubsequences: false) {
      let parts = entry.split(separator: "=", omittingEmptySubsequences: false)
      guard parts.count == 2 else {
        throw DesignError(.badFaultList(text, reason: "'\(entry)' is not KIND=N"))
      }
      guard let kind = FaultKind(rawValue: String(parts[0])) else {
        throw DesignError(
          .unknownFault(String(parts[0]), known: FaultKind.allCases.map(\.name)))
      }
      guard let count = Int(parts[1]), (0...1_000_000).contains(count) else {
        throw DesignError(
          .badFaultList(text, reason: "'\(parts[1])' is not a number from 0 to 1000000"))
      }
      requests.append(FaultRequest(kind, count: count))
    }
    return requests
  }
}
