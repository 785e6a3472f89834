internal import FabricModel

/// Undoes acts on the observed wiring until it is the planned one; each of them is an explanation.
///
/// Candidates are tried on the wiring, and the one that saves most is undone first; what it leaves is
/// counted again, because acts may overlap. Chains and cycles that no candidate explains get the name
/// of their shape. A difference belongs to the last act after which it was none, so that the numbers
/// add up whatever overlaps.
///
/// The greatest saving first is not always the fewest acts; on fabrics small enough to try all, it is
/// in nearly all cases.
struct Explainer {
  private let alignment: Alignment
  private let differences: Differences
  private let identities: DeviceIdentities
  private var state: WiringState
  private var found: [Found] = []
  /// The place in `found` of the act that put a difference right.
  private var owner: [RawDifference: Int] = [:]
  /// Ends of observed links, by row.
  private var observedEnds: [Int32: WiringComponent.Ends] = [:]
  /// Observed links that pair with no planned one.
  private var unpaired: Set<Int32>

  /// An act in the making.
  private struct Found {
    var kind: ExplanationKind
    var undo: [Rewiring]
    /// Nil for the devices at the ends of its links.
    var devices: [Int32]?
    var differences: [RawDifference] = []
  }

  /// Rounds of candidates: each one looks at what the one before has changed.
  private static let rounds = 12
  /// Ports that the trials may walk over, for each port that differs. Two fabrics that have nothing
  /// to do with each other differ in a few long cycles, and every trial would walk them.
  private static let visitsPerPort = 400

  init(_ alignment: Alignment, _ differences: Differences, _ identities: DeviceIdentities) {
    self.alignment = alignment
    self.differences = differences
    self.identities = identities
    state = WiringState(differences.wirings, links: alignment.currentLink)
    unpaired = Set(differences.unexpected.map(\.rawValue))
    for component in differences.components {
      for ends in component.observed {
        observedEnds[alignment.currentLink[Int(ends.a)]] = ends
      }
    }
  }

  /// - Returns: the acts in the order in which they are undone.
  /// - Complexity: O(n log n) for n ports that differ, times the rows of ports that each is in.
  mutating func explanations() -> [Explanation] {
    searchCandidates()
    readComponents()
    return collect()
  }

  private func survey(_ ports: [Int32]) -> Survey {
    Survey(alignment, differences.order, identities, state, ports: ports)
  }
}

extension Explainer {
  private mutating func searchCandidates() {
    var ports = differences.wirings.differing
    let limit = 1_000_000 + Self.visitsPerPort * ports.count
    for _ in 0..<Self.rounds {
      var queue = rated(candidates(in: survey(ports)), limit: limit)
      guard !queue.isEmpty else { return }
      var touched: Set<Int32> = []
      while let next = queue.popFirst(), state.visits < limit {
        guard let gain = state.gain(of: next.candidate.undo), gain.isBetter else { continue }
        let rated = CandidateQueue.Entry(next.candidate, gain, differences.order)
        if queue.first.map({ $0.comesBefore(rated) }) ?? false, next.comesBefore(rated) {
          queue.insert(rated)
          continue
        }
        settle(next.candidate)
        note(next.candidate.undo, &touched)
      }
      ports = differingPorts(on: touched)
    }
  }

  private func candidates(in survey: Survey) -> [Candidate] {
    ExplanationCatalog.all.enumerated().flatMap { rank, pattern in
      pattern.candidates(in: survey).map { candidate in
        var candidate = candidate
        candidate.rank = rank
        return candidate
      }
    }
  }

  private mutating func rated(_ candidates: [Candidate], limit: Int) -> CandidateQueue {
    var entries: [CandidateQueue.Entry] = []
    for candidate in candidates where state.visits < limit {
      guard let gain = state.gain(of: candidate.undo), gain.isBetter else { continue }
      entries.append(CandidateQueue.Entry(candidate, gain, differences.order))
    }
    return CandidateQueue(entries)
  }

  private mutating func settle(_ candidate: Candidate) {
    let (settled, opened) = state.settle(candidate.undo)
    for difference in settled { owner[difference] = found.count }
    for difference in opened { owner[difference] = nil }
    found.append(
      Found(kind: candidate.kind, undo: [candidate.undo], devices: candidate.devices))
  }

  /// Devices of the ports that an act moved plugs between, and those at the other ends.
  private func note(_ undo: Rewiring, _ touched: inout Set<Int32>) {
    let ports =
      undo.moves.map(\.from) + (undo.added + undo.removed).flatMap { [$0.a, $0.b] }
    for port in ports {
      for end in [port, state.planned[Int(port)], state.observed[Int(port)]] where end >= 0 {
        touched.insert(alignment.ports.device[Int(end)])
      }
    }
  }

  private func differingPorts(on devices: Set<Int32>) -> [Int32] {
    devices.flatMap { alignment.ports.ports(of: $0).filter { state.differs($0) } }
  }
}

extension Explainer {
  /// Names every chain and cycle that is left.
  private mutating func readComponents() {
    var isDone: Set<Int32> = []
    var left: [WiringComponent] = []
    let survey = survey([])
    for component in differences.components {
      for port in component.ports where state.differs(port) && !isDone.contains(port) {
        let rest = state.component(at: port).normalised(by: differences.order)
        isDone.formUnion(rest.ports)
        left.append(rest)
      }
    }
    for component in left {
      if component.plannedCount == component.observedCount || component.linkCount == 1 {
        add(component, in: survey)
      } else {
        cut(component, in: survey)
      }
    }
  }

  private mutating func add(_ component: WiringComponent, in survey: Survey) {
    let reading = Self.reading(of: component, in: survey)
    for ends in component.planned { own(.planned(min(ends.a, ends.b))) }
    for ends in component.observed { own(.observed(state.carried[Int(ends.a)])) }
    found.append(
      Found(
        kind: reading.kind, undo: [reading.undo ?? component.undo(device: survey.device)],
        devices: reading.devices))
  }

  private static func reading(of component: WiringComponent, in survey: Survey) -> Reading {
    for pattern in ExplanationCatalog.all {
      if let reading = pattern.reading(of: component, in: survey) { return reading }
    }
    preconditionFailure("every chain and every cycle has a name")
  }

  private mutating func own(_ difference: RawDifference) { owner[difference] = found.count }

  /// A chain with one cable too many or too few: that one is cut off at the tip that leaves the better
  /// name for the rest.
  private mutating func cut(_ component: WiringComponent, in survey: Survey) {
    let choices = [component.withoutFirst, component.withoutLast].map { cut in
      (link: cut.link, rest: cut.rest.normalised(by: differences.order))
    }
    let ranks = choices.map { choice in
      ExplanationCatalog.all.firstIndex { $0.reading(of: choice.rest, in: survey) != nil } ?? 0
    }
    let best = choices[ranks[1] < ranks[0] ? 1 : 0]
    pass(component, to: best.link)
    // A cable that is too many makes way, one that is missing needs its port.
    for part in component.beginsPlanned ? [best.rest, best.link] : [best.link, best.rest] {
      add(part, in: survey)
    }
  }

  /// The observed link that is cut off is the one without a planned partner.
  private mutating func pass(_ component: WiringComponent, to link: WiringComponent) {
    guard component.observedCount > component.plannedCount else { return }
    let rows = component.observed.map { state.carried[Int($0.a)] }
    let marked = rows.filter { unpaired.contains($0) }
    guard marked.count == 1 else { return }
    unpaired.remove(marked[0])
    unpaired.insert(state.carried[Int(link.ports[0])])
  }
}

extension Explainer {
  private mutating func collect() -> [Explanation] {
    for (difference, place) in owner { found[place].differences.append(difference) }
    var explanations: [Explanation] = []
    explanations.reserveCapacity(found.count)
    for act in found { explanations.append(explanation(act)) }
    return explanations
  }

  private func explanation(_ act: Found) -> Explanation {
    var explanation = Explanation(act.kind)
    explanation.undo = act.undo
    var ports: Set<Int32> = []
    var links: [(port: Int32, link: LinkID, isPlanned: Bool)] = []
    for difference in act.differences {
      switch difference {
      case .planned(let port):
        // What an act has broken on the way is no difference of the two fabrics.
        guard differences.wirings.differ(at: port) else { continue }
        ports.formUnion([port, state.planned[Int(port)]])
        links.append((port, LinkID(rawValue: alignment.desiredLink[Int(port)]), true))
        explanation.accountsFor += 1
      case .observed(let row):
        guard let ends = observedEnds[row] else { continue }
        ports.formUnion([ends.a, ends.b])
        links.append((min(ends.a, ends.b), LinkID(rawValue: row), false))
        if unpaired.contains(row) { explanation.accountsFor += 1 }
      }
    }
    let order = differences.order
    links.sort { (order.key($0.port), $0.link) < (order.key($1.port), $1.link) }
    explanation.planned = links.filter(\.isPlanned).map(\.link)
    explanation.observed = links.filter { !$0.isPlanned }.map(\.link)
    explanation.ports = ports.sorted { order.key($0) < order.key($1) }
    explanation.devices = act.devices ?? alignment.devices(ofSorted: explanation.ports)
    return explanation
  }
}

extension Alignment {
  /// Each device once, in the order of its ports.
  func devices(ofSorted ports: [Int32]) -> [Int32] {
    var found: [Int32] = []
    for port in ports where found.last != self.ports.device[Int(port)] {
      found.append(self.ports.device[Int(port)])
    }
    return found
  }
}
