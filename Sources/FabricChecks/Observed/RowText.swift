internal import FabricComparison
internal import FabricMetrics

/// Words for acts on a row of ports.
extension ObservedFloor {
  /// `ports 3 to 18 of leaf-1`: the ports of a device among those that plugs of an act sit in.
  func span(_ act: FloorAct, on row: Int32) -> String {
    let ports = Set(act.work.moves.map(\.from)).filter { device($0) == row }.sorted()
    guard let first = ports.first, let last = ports.last else { return name(device: row) }
    return first == last
      ? "port \(text(port: first)) of \(name(device: row))"
      : "ports \(text(port: first)) to \(text(port: last)) of \(name(device: row))"
  }

  /// How many ports too far most plugs of an act sit; below 0 for too low.
  func offset(_ act: FloorAct) -> Int {
    var counts: [Int: Int] = [:]
    for move in act.work.moves where device(move.from) == device(move.to) {
      counts[number(move.from) - number(move.to), default: 0] += 1
    }
    return counts.max { ($0.value, -abs($0.key), $0.key) < ($1.value, -abs($1.key), $1.key) }?.key
      ?? 0
  }

  func number(_ port: Int32) -> Int { Int(alignment.number(ofPort: port)) }

  /// `4 cables`
  func cables(_ count: Int) -> String {
    "\(Grouped.text(count)) \(count == 1 ? "cable" : "cables")"
  }

  /// `2 ports too far`, `1 port too low`
  static func distance(_ offset: Int) -> String {
    let count = abs(offset)
    return
      "\(Grouped.text(count)) \(count == 1 ? "port" : "ports") too \(offset < 0 ? "low" : "high")"
  }
}
