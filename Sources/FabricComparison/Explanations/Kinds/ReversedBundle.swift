/// Neighbouring cables in reverse order.
enum ReversedBundle: ExplanationPattern {
  static let kind = ExplanationKind("reversed-bundle", .cables)

  static func candidates(in survey: Survey) -> [Candidate] {
    survey.byDevice.flatMap { device, ports in
      PortRow.rows(of: device, differing: ports, in: survey).flatMap { row in
        Dictionary(grouping: row.moved, by: { $0.here + $0.home }).sorted { $0.key < $1.key }
          .flatMap { sum, moved in reversals(sum, moved.map(\.here), row, survey) }
      }
    }
  }

  /// Grown from the middle for as long as pairs agree, over at most one pair that does not.
  private static func reversals(
    _ sum: Int, _ places: [Int], _ row: PortRow, _ survey: Survey
  ) -> [Candidate] {
    let known = Set(places)
    guard known.count >= 3 else { return [] }
    var (low, skipped) = (-1, 0)
    var place = (sum - 1) / 2
    while place >= 0, sum - place < row.count, skipped <= 1 {
      if known.contains(place) || known.contains(sum - place) {
        low = place
        skipped = 0
      } else if row.isRight(place, survey.state) || row.isRight(sum - place, survey.state) {
        break
      } else {
        skipped += 1
      }
      place -= 1
    }
    guard low >= 0 else { return [] }
    let all = (low...sum - low).filter { 2 * $0 != sum }
    let exact = all.filter { known.contains($0) && known.contains(sum - $0) }
    return (all == exact ? [all] : [all, exact]).compactMap { places in
      guard places.count >= 4, let moves = row.moves(places.map { (from: $0, to: sum - $0) })
      else { return nil }
      return Candidate(kind, Rewiring(moves: moves), devices: [row.device])
    }
  }
}
