/// A run of cables that all sit the same number of ports too far, and entered free ports or those that
/// the run itself left. What overhung the end of the row and found no port is lost.
enum PortShift: ExplanationPattern {
  static let kind = ExplanationKind("shift", .cables)

  static func candidates(in survey: Survey) -> [Candidate] {
    survey.byDevice.flatMap { device, ports in
      PortRow.rows(of: device, differing: ports, in: survey).flatMap { candidates($0, survey) }
    }
  }

  private static func candidates(_ row: PortRow, _ survey: Survey) -> [Candidate] {
    let offsets = Dictionary(grouping: row.moved, by: \.offset)
    return offsets.sorted { ($0.key.magnitude, $0.key) < ($1.key.magnitude, $1.key) }
      .flatMap { offset, moved in
        row.runs(moved.map(\.here), survey.state).flatMap { run in
          shifts(run, offset, row, survey)
        }
      }
  }

  /// The run as it is, and with the cables between its places taken along.
  private static func shifts(
    _ run: [Int], _ offset: Int, _ row: PortRow, _ survey: Survey
  ) -> [Candidate] {
    let (low, high) = (run[0], run[run.count - 1])
    // Every other port is another pattern.
    guard run.count >= 2, 3 * run.count > 2 * (high - low + 1) else { return [] }
    let filled = (low...high).filter { row.isPlugged($0, survey.state) }
    let lost = lostCables(low, high, offset, row, survey)
    return (filled == run ? [run] : [filled, run]).flatMap { places -> [Candidate] in
      guard let moves = row.moves(places.map { (from: $0, to: $0 - offset) }),
        let undo = Rewiring.closed(moves), pushesNothingOut(undo, moves.count, survey)
      else { return [] }
      var found: [Candidate] = []
      // Two cables alone are no run.
      if run.count >= 3 { found.append(Candidate(kind, undo, devices: [row.device])) }
      if !lost.isEmpty {
        var whole = undo
        whole.added = lost
        found.append(Candidate(kind, whole, devices: [row.device]))
      }
      return found
    }
  }

  private static func pushesNothingOut(_ undo: Rewiring, _ moved: Int, _ survey: Survey) -> Bool {
    undo.moves[moved...].allSatisfy { survey.state.observed[Int($0.from)] < 0 }
  }

  /// Planned cables behind the end of the run that are nowhere.
  private static func lostCables(
    _ low: Int, _ high: Int, _ offset: Int, _ row: PortRow, _ survey: Survey
  ) -> [WiringComponent.Ends] {
    let tail = offset > 0 ? (high - offset + 1)..<(high + 1) : low..<(low - offset)
    return tail.compactMap { place in
      let port = row.port(place)
      guard port >= 0, survey.state.planned[Int(port)] >= 0 else { return nil }
      let mate = survey.state.planned[Int(port)]
      return survey.state.observed[Int(mate)] < 0 ? WiringComponent.Ends(port, mate) : nil
    }
  }

  /// A chain on one device with one offset.
  static func reading(of component: WiringComponent, in survey: Survey) -> Reading? {
    guard !component.isCycle, component.plannedCount == component.observedCount,
      component.plannedCount >= 2
    else { return nil }
    let ports = stride(from: 0, to: component.ports.count, by: 2).map { component.ports[$0] }
    let numbers = ports.map { Int(survey.alignment.number(ofPort: $0)) }
    guard ports.allSatisfy({ survey.device($0) == survey.device(ports[0]) }),
      numbers.allSatisfy({ $0 >= 0 }),
      Set(zip(numbers, numbers.dropFirst()).map { $1 - $0 }).count == 1, numbers[0] != numbers[1]
    else { return nil }
    return Reading(kind)
  }
}
