/// What can go wrong with the cabling of a design: a name, as the command and the truth have it.
///
/// Each kind stands in a file of its own in `Kinds`, with how it is planted and when a plan shows
/// it.
package struct FaultKind: Sendable, Hashable, CaseIterable {
  /// `wrong-port`
  package let name: String

  init(_ name: String) { self.name = name }

  /// In the order of the catalog.
  package static var allCases: [FaultKind] { FaultCatalog.all.map { $0.kind } }
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
      guard let kind = FaultKind.allCases.first(where: { $0.name == parts[0] }) else {
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
