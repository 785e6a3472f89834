/// Two statements about one port that differ.
package struct PortConflict: Sendable, Hashable {
  package enum Fact: String, Sendable { case rail, plane }

  package var port: PortID
  package var fact: Fact
  /// What was stated first, which holds, and at which link.
  package var first: Int
  package var firstLink: LinkID
  package var second: Int
  package var secondLink: LinkID
}

/// What few ends say beside their port, kept apart while links are read.
struct PortFacts {
  /// The row of the end, 2 a link, and the fact.
  private var rows: [(end: Int, fact: FabricBuilder.PortFact)] = []

  mutating func append(_ fact: FabricBuilder.PortFact, at end: Int) { rows.append((end, fact)) }

  /// Writes the facts into the tables. Of several statements about one port the first one holds.
  ///
  /// - Returns: the statements about rails and planes that differ from the first one.
  func settle(in fabric: inout Fabric) -> [PortConflict] {
    guard !rows.isEmpty else { return [] }
    var contradicting: [Int] = []
    for (row, (end, fact)) in rows.enumerated() {
      let port = Self.port(end, fabric)
      guard !port.isNone else { continue }
      switch fact {
      case .rail(let rail):
        if Self.note(rail, port, &fabric.ports.rail) { contradicting.append(row) }
      case .plane(let plane):
        if Self.note(plane, port, &fabric.ports.plane) { contradicting.append(row) }
      case .transceiver(let part):
        if fabric.ports.transceiver[port] == nil { fabric.ports.transceiver[port] = part }
      }
    }
    return contradicting.isEmpty ? [] : conflicts(contradicting, fabric)
  }

  /// Whether the port has another value already.
  private static func note(
    _ value: Int32, _ port: PortID, _ column: inout [PortID: Int32]
  ) -> Bool {
    let known = column[port, default: value]
    if known == value { column[port] = value }
    return known != value
  }

  private static func port(_ end: Int, _ fabric: Fabric) -> PortID {
    end.isMultiple(of: 2) ? fabric.links.a[end / 2] : fabric.links.b[end / 2]
  }

  /// Looks up the first statements, which nobody remembers as long as nothing contradicts them.
  private func conflicts(_ contradicting: [Int], _ fabric: Fabric) -> [PortConflict] {
    var firstRows: [Statement: Int] = [:]
    for row in contradicting { firstRows[statement(row, fabric)] = rows.count }
    for row in rows.indices.reversed() {
      let statement = statement(row, fabric)
      if firstRows[statement] != nil { firstRows[statement] = row }
    }
    return contradicting.compactMap { row in
      let statement = statement(row, fabric)
      guard let first = firstRows[statement], let fact = statement.fact else { return nil }
      return PortConflict(
        port: statement.port, fact: fact, first: value(first),
        firstLink: LinkID(rows[first].end / 2), second: value(row),
        secondLink: LinkID(rows[row].end / 2))
    }
  }

  private struct Statement: Hashable {
    var port: PortID
    var fact: PortConflict.Fact?
  }

  private func statement(_ row: Int, _ fabric: Fabric) -> Statement {
    let port = Self.port(rows[row].end, fabric)
    switch rows[row].fact {
    case .rail: return Statement(port: port, fact: .rail)
    case .plane: return Statement(port: port, fact: .plane)
    case .transceiver: return Statement(port: port)
    }
  }

  private func value(_ row: Int) -> Int {
    switch rows[row].fact {
    case .rail(let value), .plane(let value): Int(value)
    case .transceiver: 0
    }
  }
}
