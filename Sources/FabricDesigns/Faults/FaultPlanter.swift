internal import FabricModel

/// Draws faults until they fit beside those that are planted already.
struct FaultPlanter<Base: Design> {
  private var ground: PlantingGround<Base>
  /// Switches that a fault touches.
  private var switches: Set<Int> = []
  /// Devices that a fault touches, hosts too, and those that belong to one fault alone.
  private var touched: Set<Int> = []
  private var sealed: Set<Int> = []

  private(set) var acts: [FaultAct] = []
  private(set) var changes: [Int: FaultPlan.LinkChange] = [:]
  private(set) var extras: [LinkEntry] = []

  private var design: Base { ground.design }

  /// How often a fault is drawn before it may share switches, and before all cables are gone
  /// through one by one.
  private static var tries: Int { 64 }
  /// Whole racks of switches touch nearly all others: they share them after few draws.
  private static var mostLinksInVain: Int { 4096 }

  init(_ design: Base, seed: UInt64) {
    ground = PlantingGround(design, seed: seed)
  }

  mutating func plant(_ request: FaultRequest) throws(DesignError) {
    guard request.count > 0 else { return }
    let fault = FaultCatalog.fault(of: request.kind)
    if let lack = fault.lack(in: design) {
      throw DesignError(
        .faultNotApplicable(fault: request.kind.name, design: Base.name, lack: lack))
    }
    if fault.needsFreePort {
      ground.findFreePorts()
      let isFirst = acts.allSatisfy { !FaultCatalog.fault(of: $0.kind).needsFreePort }
      if isFirst, ground.freePorts?.isEmpty ?? true {
        throw DesignError(.noFreePort(fault: request.kind.name))
      }
    }
    for planted in 0..<request.count {
      guard let proposal = draw(fault) else {
        throw DesignError(
          .tooManyFaults(fault: request.kind.name, asked: request.count, planted: planted))
      }
      commit(proposal, fault)
    }
  }

  private mutating func draw(_ fault: any Fault.Type) -> FaultProposal? {
    for attempt in 0..<2 * Self.tries {
      let cable = ground.random.below(design.linkCount)
      guard let proposal = propose(fault, cable) else { continue }
      let isLongSought =
        attempt >= Self.tries || attempt * proposal.planned.count >= Self.mostLinksInVain
      if isLongSought || switches.isDisjoint(with: switches(of: proposal)) { return proposal }
    }
    guard fault.concernsCable else { return nil }
    let start = ground.random.below(design.linkCount)
    for offset in 0..<design.linkCount {
      let cable = (start + offset) % design.linkCount
      if let proposal = propose(fault, cable) { return proposal }
    }
    return nil
  }

  private mutating func propose(_ fault: any Fault.Type, _ cable: Int) -> FaultProposal? {
    if fault.concernsCable && !ground.isFree(cable) { return nil }
    guard let proposal = fault.propose(cable, on: &ground),
      proposal.planned.allSatisfy(ground.isFree)
    else { return nil }
    let devices = devices(of: proposal)
    return sealed.isDisjoint(with: devices) && touched.isDisjoint(with: proposal.sealed)
      ? proposal : nil
  }

  private func devices(of proposal: FaultProposal) -> Set<Int> {
    let links = proposal.planned.map { design.link(at: $0) } + proposal.observed
    return Set(links.flatMap { [$0.a.device] + ($0.b.map { [$0.device] } ?? []) })
      .union(proposal.sealed)
  }

  private func switches(of proposal: FaultProposal) -> Set<Int> {
    devices(of: proposal).filter { design.tier(of: $0) > 0 }
  }

  private mutating func commit(_ proposal: FaultProposal, _ fault: any Fault.Type) {
    var proposal = proposal
    if proposal.movesEnds { recable(&proposal) }
    ground.claim(proposal.planned)
    ground.take(proposal.filled)
    touched.formUnion(devices(of: proposal))
    switches.formUnion(switches(of: proposal))
    sealed.formUnion(proposal.sealed)
    for (position, cable) in proposal.planned.enumerated() {
      changes[cable] =
        position < proposal.observed.count ? .replaced(proposal.observed[position]) : .absent
    }
    for var link in proposal.observed.dropFirst(proposal.planned.count) {
      link.label = design.cableLabel(design.linkCount + extras.count + 1)
      extras.append(link)
    }
    for legs in Set(proposal.planned.map { design.legs(ofLink: $0) }) where legs.count > 1 {
      settle(legs, isRecabled: proposal.movesEnds)
    }
    acts.append(act(proposal, fault))
  }

  /// Gives cables with two ends a length that reaches: one that does not fit the places would give
  /// an act away that shows in nothing else.
  private func recable(_ proposal: inout FaultProposal) {
    for index in proposal.observed.indices {
      let isLeg =
        index < proposal.planned.count && design.legs(ofLink: proposal.planned[index]).count > 1
      guard !isLeg else { continue }
      proposal.observed[index] = Recabling.cabled([proposal.observed[index]], in: design)[0]
    }
  }

  /// Puts the first leg that is left of a breakout cable at its head, with a length that reaches
  /// all of its ends.
  private mutating func settle(_ legs: Range<Int>, isRecabled: Bool) {
    var present: [(index: Int, link: LinkEntry)] = []
    for index in legs {
      switch changes[index] {
      case nil: present.append((index, design.link(at: index)))
      case .replaced(let link): present.append((index, link))
      case .absent: break
      }
    }
    guard !present.isEmpty else { return }
    var links = present.map(\.link)
    if present[0].index != legs.lowerBound {
      links[0].takeCable(of: design.link(at: legs.lowerBound))
    }
    if isRecabled { links = Recabling.cabled(links, in: design) }
    for ((index, before), link) in zip(present, links) where link != before {
      changes[index] = .replaced(link)
    }
  }

  private func act(_ proposal: FaultProposal, _ fault: any Fault.Type) -> FaultAct {
    let before = proposal.planned.map { design.link(at: $0) }
    let ends = (before + proposal.observed).flatMap { [$0.a] + ($0.b.map { [$0] } ?? []) }
    let names = LinkNames(design: design)
    return FaultAct(
      kind: fault.kind,
      devices: Self.sorted(ends.map { design.deviceName(at: $0.device) }),
      ports: Self.sorted(ends.map { names.name(of: $0) }),
      planned: before.map { names.name(of: $0) },
      observed: proposal.observed.map { names.name(of: $0) },
      exchanged: proposal.exchanged.map { pair in
        [design.deviceName(at: pair.0), design.deviceName(at: pair.1)]
      },
      isVisibleInPlan: fault.shows(proposal, in: PlanVisibility(design: design)))
  }

  /// Each text once, in natural order.
  private static func sorted(_ texts: [String]) -> [String] {
    Set(texts).sorted(by: NaturalOrder.precedes)
  }
}

extension LinkEntry {
  /// Becomes the first leg of a cable that has lost its first.
  fileprivate mutating func takeCable(of head: LinkEntry) {
    sharesCable = false
    (label, medium, length, part) = (head.label, head.medium, head.length, head.part)
  }
}
