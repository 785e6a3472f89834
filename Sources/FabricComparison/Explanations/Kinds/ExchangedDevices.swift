/// Devices that carry each other's names: racked, named or addressed the wrong way round.
///
/// Nobody touched a cable. Every cable of one sits in the same port of another; wiring alone cannot
/// tell this from all of their cables having been moved, but a name is a likelier slip and costs
/// no touch.
enum ExchangedDevices: ExplanationPattern {
  static let kind = ExplanationKind("exchanged-devices", .names)

  static func candidates(in survey: Survey) -> [Candidate] {
    pairs(survey) + cycles(survey)
  }

  /// Two devices, where at least two cables and half of all on one of them say so.
  private static func pairs(_ survey: Survey) -> [Candidate] {
    var seen: Set<PortPair> = []
    var found: [Candidate] = []
    for vote in strongest(survey) where survey.isPlanned(vote.here) && survey.isPlanned(vote.home) {
      let isKnown = survey.identities.areCrossed(vote.here, vote.home)
      guard isKnown || vote.count >= 2 && 2 * vote.count >= survey.plugCount(vote.here),
        seen.insert(PortPair(vote.here, vote.home)).inserted
      else { continue }
      let pair = ordered([vote.here, vote.home], survey)
      found.append(Candidate(kind, survey.exchange(pair[0], pair[1]), devices: pair))
    }
    return found
  }

  /// The two homes that most cables of a device belong to.
  private static func strongest(_ survey: Survey) -> [Survey.Vote] {
    var found: [Survey.Vote] = []
    var run = 0
    for vote in survey.votes {
      run = found.last?.here == vote.here ? run + 1 : 1
      if run <= 2 { found.append(vote) }
    }
    return found
  }

  /// Three devices and more, each with the name of the next.
  private static func cycles(_ survey: Survey) -> [Candidate] {
    var next: [Int32: Int32] = [:]
    for vote in survey.votes where next[vote.here] == nil {
      if vote.count >= 2, survey.isPlanned(vote.here), survey.isPlanned(vote.home) {
        next[vote.here] = vote.home
      }
    }
    var seen: Set<Int32> = []
    var found: [Candidate] = []
    for start in survey.byDevice.map(\.device) where next[start] != nil {
      var path: [Int32] = []
      var device = start
      while let home = next[device], seen.insert(device).inserted {
        path.append(device)
        device = home
      }
      guard let first = path.firstIndex(of: device), path.count - first >= 3 else { continue }
      let cycle = Array(path[first...])
      found.append(Candidate(kind, survey.rotate(cycle), devices: ordered(cycle, survey)))
    }
    return found
  }

  private static func ordered(_ devices: [Int32], _ survey: Survey) -> [Int32] {
    devices.sorted { survey.order.key(device: $0) < survey.order.key(device: $1) }
  }

  /// Two devices with one cable each look like two cables swapped, unless their GUIDs tell.
  static func reading(of component: WiringComponent, in survey: Survey) -> Reading? {
    guard component.isCycle, component.ports.count == 4 else { return nil }
    for (a, b) in [(0, 2), (1, 3)] {
      let (x, y) = (survey.device(component.ports[a]), survey.device(component.ports[b]))
      guard x != y, survey.identities.areCrossed(x, y) else { continue }
      return Reading(
        kind,
        undo: Rewiring(moves: [
          Rewiring.Move(from: component.ports[a], to: component.ports[b]),
          Rewiring.Move(from: component.ports[b], to: component.ports[a]),
        ]),
        devices: ordered([x, y], survey))
    }
    return nil
  }
}
