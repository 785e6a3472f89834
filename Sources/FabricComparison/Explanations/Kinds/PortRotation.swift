/// A run of cables that sit the same number of ports too far, with those that overhung its end back at
/// its beginning.
enum PortRotation: ExplanationPattern {
  static let kind = ExplanationKind("rotation", .cables)

  static func candidates(in survey: Survey) -> [Candidate] {
    survey.byDevice.flatMap { device, ports in
      PortRow.rows(of: device, differing: ports, in: survey).flatMap { row in
        Dictionary(grouping: row.moved, by: \.offset).sorted { $0.key < $1.key }
          .flatMap { offset, moved in
            row.runs(moved.map(\.here), survey.state).compactMap {
              rotation($0, offset, row, survey)
            }
          }
      }
    }
  }

  private static func rotation(
    _ run: [Int], _ offset: Int, _ row: PortRow, _ survey: Survey
  ) -> Candidate? {
    let (low, high) = (run[0], run[run.count - 1])
    let first = offset > 0 ? low - offset : low
    let length = (offset > 0 ? high : high - offset) - first + 1
    guard run.count >= 2, first >= 0, length > abs(offset), length > 2,
      let moves = row.moves(
        (0..<length).map { place in
          (from: first + place, to: first + (place + length - offset) % length)
        })
    else { return nil }
    let wrapped = offset > 0 ? first..<first + offset : first + length + offset..<first + length
    guard wrapped.contains(where: { row.isPlugged($0, survey.state) }) else { return nil }
    return Candidate(kind, Rewiring(moves: moves), devices: [row.device])
  }

  /// A cycle through neighbouring ports of one device, each plug the same number of ports on.
  static func reading(of component: WiringComponent, in survey: Survey) -> Reading? {
    guard component.isCycle, component.plannedCount >= 3 else { return nil }
    for start in [0, 1] {
      let ports = stride(from: start, to: component.ports.count, by: 2).map { component.ports[$0] }
      let numbers = ports.map { Int(survey.alignment.number(ofPort: $0)) }
      guard ports.allSatisfy({ survey.device($0) == survey.device(ports[0]) }),
        let low = numbers.min(), let high = numbers.max(), low >= 0,
        high - low + 1 == numbers.count, Set(numbers).count == numbers.count
      else { continue }
      let steps = numbers.indices.map { index in
        let step = numbers[(index + 1) % numbers.count] - numbers[index]
        return (step % numbers.count + numbers.count) % numbers.count
      }
      if Set(steps).count == 1 { return Reading(kind, undo: nil) }
    }
    return nil
  }
}
