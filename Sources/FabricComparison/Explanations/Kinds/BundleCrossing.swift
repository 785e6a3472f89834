/// Two neighbouring bundles exchanged: a run of ports of one device and the same run of another one.
enum BundleCrossing: ExplanationPattern {
  static let kind = ExplanationKind("bundle-crossing", .cables)

  private struct Pair: Hashable {
    var low: Int32
    var high: Int32
    /// The number of a port of `low` less that of the port of `high` that it is exchanged with.
    var offset: Int32
  }

  static func candidates(in survey: Survey) -> [Candidate] {
    var groups: [Pair: [Int32: Int32]] = [:]
    for (_, ports) in survey.byDevice {
      for port in ports { note(port, survey, &groups) }
    }
    let order = survey.order
    return groups.filter { $0.value.count >= 2 }
      .sorted { x, y in
        (order.key(device: x.key.low), order.key(device: x.key.high), x.key.offset)
          < (order.key(device: y.key.low), order.key(device: y.key.high), y.key.offset)
      }
      .flatMap { pair, ports in crossings(pair, ports, survey) }
  }

  /// Files a port under the two devices, by its number on the first of them.
  private static func note(
    _ port: Int32, _ survey: Survey, _ groups: inout [Pair: [Int32: Int32]]
  ) {
    let home = survey.state.home(of: port)
    guard home >= 0, survey.device(home) != survey.device(port) else { return }
    let (x, y) = (survey.device(port), survey.device(home))
    let (m, n) = (survey.alignment.number(ofPort: port), survey.alignment.number(ofPort: home))
    guard survey.isPlanned(x), survey.isPlanned(y), m >= 0, n >= 0,
      survey.alignment.leg(ofPort: port) == 0, survey.alignment.leg(ofPort: home) == 0
    else { return }
    if survey.order.key(device: x) < survey.order.key(device: y) {
      groups[Pair(low: x, high: y, offset: m - n), default: [:]][m] = port
    } else {
      groups[Pair(low: y, high: x, offset: n - m), default: [:]][n] = home
    }
  }

  private static func crossings(
    _ pair: Pair, _ known: [Int32: Int32], _ survey: Survey
  ) -> [Candidate] {
    var runs: [[Int32]] = []
    for number in known.keys.sorted() {
      if let last = runs.last?.last, number - last <= 3,
        !(last + 1..<number).contains(where: { isRight($0, pair, survey) })
      {
        runs[runs.count - 1].append(number)
      } else {
        runs.append([number])
      }
    }
    return runs.flatMap { run -> [Candidate] in
      guard run.count >= 2 else { return [] }
      let all = Array(run[0]...run[run.count - 1])
      return (all == run ? [run] : [all, run]).compactMap { exchange($0, pair, survey) }
    }
  }

  private static func isRight(_ number: Int32, _ pair: Pair, _ survey: Survey) -> Bool {
    [survey.port(number, of: pair.low), survey.port(number - pair.offset, of: pair.high)]
      .contains { $0 >= 0 && survey.state.isRight($0) }
  }

  private static func exchange(
    _ numbers: [Int32], _ pair: Pair, _ survey: Survey
  ) -> Candidate? {
    var undo = Rewiring()
    for number in numbers {
      let a = survey.port(number, of: pair.low)
      let b = survey.port(number - pair.offset, of: pair.high)
      guard a >= 0 && b >= 0 else { continue }
      undo.moves.append(Rewiring.Move(from: a, to: b))
      undo.moves.append(Rewiring.Move(from: b, to: a))
    }
    guard undo.moves.count >= 4 else { return nil }
    return Candidate(kind, undo, devices: [pair.low, pair.high])
  }
}
