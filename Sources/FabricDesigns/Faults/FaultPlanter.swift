internal import FabricModel

/// Draws faults until they fit beside those that are planted already.
struct FaultPlanter<Base: Design> {
  private let design: Base
  private var random: SplitMix64
  private var cables: Set<Int> = []
  private var switches: Set<Int> = []
  /// Made when the first fault needs it: it takes a walk over all ports.
  private var freePorts: FreePorts?

  private(set) var acts: [FaultAct] = []
  private(set) var changes: [Int: FaultPlan.LinkChange] = [:]
  private(set) var extras: [LinkEntry] = []

  /// How often a fault is drawn before it may share switches, and before all cables are gone
  /// through one by one.
  private static var tries: Int { 64 }

  init(_ design: Base, seed: UInt64) {
    self.design = design
    random = SplitMix64(seed: seed)
  }

  /// What a fault would do: `observed[i]` takes the place of `planned[i]`; where there are fewer
  /// observed links, cables are missing, and where there are more, they are extra.
  private struct Proposal {
    var planned: [Int]
    var observed: [LinkEntry]
    /// The ports, free in the design, that it fills.
    var filled: [EndEntry] = []
  }

  mutating func plant(_ request: FaultRequest) throws(DesignError) {
    guard request.count > 0 else { return }
    if request.kind.needsFreePort {
      if freePorts == nil { freePorts = FreePorts(of: design) }
      let isFirst = acts.allSatisfy { !$0.kind.needsFreePort }
      if isFirst, freePorts?.isEmpty ?? true {
        throw DesignError(.noFreePort(fault: request.kind.name))
      }
    }
    for planted in 0..<request.count {
      guard let proposal = draw(request.kind) else {
        throw DesignError(
          .tooManyFaults(fault: request.kind.name, asked: request.count, planted: planted))
      }
      commit(proposal, request.kind)
    }
  }

  private mutating func draw(_ kind: FaultKind) -> Proposal? {
    for attempt in 0..<2 * Self.tries {
      let proposal = propose(kind, cable: random.below(design.linkCount))
      guard let proposal else { continue }
      if attempt >= Self.tries || sharesNoSwitch(proposal) { return proposal }
    }
    guard kind != .extra else { return nil }
    let start = random.below(design.linkCount)
    for offset in 0..<design.linkCount {
      let cable = (start + offset) % design.linkCount
      if let proposal = propose(kind, cable: cable) { return proposal }
    }
    return nil
  }

  private mutating func propose(_ kind: FaultKind, cable: Int) -> Proposal? {
    if kind == .extra { return proposeExtra() }
    guard !cables.contains(cable) else { return nil }
    switch kind {
    case .missing: return Proposal(planned: [cable], observed: [])
    case .slow:
      var link = design.link(at: cable)
      link.speed = link.speed.map { Gbps(megabits: $0.megabits / 2) }
      return Proposal(planned: [cable], observed: [link])
    case .swap: return proposeSwap(cable)
    case .wrongPort, .wrongSwitch: return proposeMove(cable, toOtherSwitch: kind == .wrongSwitch)
    case .extra: return nil
    }
  }

  private mutating func proposeSwap(_ cable: Int) -> Proposal? {
    let group = design.group(of: cable).links
    let start = random.below(group.count)
    // The first draw almost always serves; the walk is for plans with hardly a cable left.
    for offset in 0..<group.count {
      let other = group.lowerBound + (start + offset) % group.count
      guard other != cable, !cables.contains(other) else { continue }
      var links = [design.link(at: cable), design.link(at: other)]
      (links[0].b, links[1].b) = (links[1].b, links[0].b)
      return Proposal(planned: [cable, other], observed: links.map { recabled($0) })
    }
    return nil
  }

  private mutating func proposeMove(_ cable: Int, toOtherSwitch: Bool) -> Proposal? {
    guard let freePorts else { return nil }
    var link = design.link(at: cable)
    // A host keeps its end: it has no other port.
    let isLowerFixed = design.tier(of: link.a.device) == 0
    let startsLow = !isLowerFixed && random.below(2) == 0
    for movesLow in isLowerFixed ? [false] : [startsLow, !startsLow] {
      guard let end = movesLow ? link.a : link.b else { continue }
      let device: Int
      if toOtherSwitch {
        let peers = freePorts.openSwitches[design.tier(of: end.device)]
        guard !peers.isEmpty else { continue }
        let index = random.below(peers.count)
        // One step on from the switch itself, so that each of the others stays possible.
        device = peers[index] == end.device ? peers[(index + 1) % peers.count] : peers[index]
        guard device != end.device else { continue }
      } else {
        device = end.device
      }
      guard let port = freePorts.port(of: device, in: design) else { continue }
      let moved = EndEntry(device: device, port: .number(port), speed: end.speed)
      if movesLow { link.a = moved } else { link.b = moved }
      return Proposal(planned: [cable], observed: [recabled(link)], filled: [moved])
    }
    return nil
  }

  private mutating func proposeExtra() -> Proposal? {
    guard let freePorts, freePorts.openCount > 1,
      let first = freePorts.anySwitch(&random), let second = freePorts.anySwitch(&random),
      first != second,
      let firstPort = freePorts.port(of: first, in: design),
      let secondPort = freePorts.port(of: second, in: design)
    else { return nil }
    let ends = [
      EndEntry(device: min(first, second), port: .number(first < second ? firstPort : secondPort)),
      EndEntry(device: max(first, second), port: .number(first < second ? secondPort : firstPort)),
    ]
    var link = LinkEntry(a: ends[0], b: ends[1])
    link.label = design.cableLabel(design.linkCount + extras.count + 1)
    link.speed = design.link(at: design.linkCount - 1).speed
    return Proposal(planned: [], observed: [recabled(link)], filled: ends)
  }

  /// The link with a cable that reaches: a length that does not fit the places would give an act
  /// away that shows in nothing else.
  private func recabled(_ link: LinkEntry) -> LinkEntry {
    guard let b = link.b else { return link }
    var link = link
    let cable = design.cable(from: link.a.device, to: b.device)
    link.length = cable.length
    link.medium = cable.medium
    return link
  }

  private func sharesNoSwitch(_ proposal: Proposal) -> Bool {
    touchedSwitches(proposal).isDisjoint(with: switches)
  }

  private func touchedSwitches(_ proposal: Proposal) -> Set<Int> {
    let links = proposal.planned.map { design.link(at: $0) } + proposal.observed
    let devices = links.flatMap { [$0.a.device] + ($0.b.map { [$0.device] } ?? []) }
    return Set(devices.filter { design.tier(of: $0) > 0 })
  }

  private mutating func commit(_ proposal: Proposal, _ kind: FaultKind) {
    cables.formUnion(proposal.planned)
    switches.formUnion(touchedSwitches(proposal))
    let design = design
    for end in proposal.filled {
      if case .number(let port) = end.port { freePorts?.take(port, of: end.device, in: design) }
    }
    for (position, cable) in proposal.planned.enumerated() {
      changes[cable] =
        position < proposal.observed.count ? .replaced(proposal.observed[position]) : .absent
    }
    extras += proposal.observed.dropFirst(proposal.planned.count)
    acts.append(act(proposal, kind))
  }

  private func act(_ proposal: Proposal, _ kind: FaultKind) -> FaultAct {
    let before = proposal.planned.map { design.link(at: $0) }
    let ends = (before + proposal.observed).flatMap { [$0.a] + ($0.b.map { [$0] } ?? []) }
    let names = LinkNames(design: design)
    return FaultAct(
      kind: kind,
      devices: Self.sorted(ends.map { design.deviceName(at: $0.device) }),
      ports: Self.sorted(ends.map { names.name(of: $0) }),
      planned: before.map { names.name(of: $0) },
      observed: proposal.observed.map { names.name(of: $0) },
      isVisibleInPlan: PlanVisibility(design: design).shows(
        kind, planned: proposal.planned, observed: proposal.observed))
  }

  /// Each text once, in natural order.
  private static func sorted(_ texts: [String]) -> [String] {
    Set(texts).sorted(by: NaturalOrder.precedes)
  }
}
