/// Neighbours exchanged pair by pair: the upper and the lower row of a faceplate.
enum OddEven: ExplanationPattern {
  static let kind = ExplanationKind("odd-even", .cables)

  static func candidates(in survey: Survey) -> [Candidate] {
    survey.byDevice.flatMap { device, ports -> [Candidate] in
      guard let row = PortRow.rows(of: device, differing: ports, in: survey).first else {
        return []
      }
      let flipped = row.moved.filter { $0.here ^ 1 == $0.home }.map(\.here)
      return row.runs(flipped, survey.state).flatMap { exchanges($0, row) }
    }
  }

  private static func exchanges(_ run: [Int], _ row: PortRow) -> [Candidate] {
    guard run.count >= 3 else { return [] }
    let (low, high) = (run[0] & ~1, run[run.count - 1] | 1)
    let known = Set(run)
    let exact = (low...high).filter { known.contains($0) || known.contains($0 ^ 1) }
    let all = Array(low...high)
    return (all == exact ? [all] : [all, exact]).compactMap { places in
      guard places.count >= 4, let moves = row.moves(places.map { (from: $0, to: $0 ^ 1) }) else {
        return nil
      }
      return Candidate(kind, Rewiring(moves: moves), devices: [row.device])
    }
  }
}
