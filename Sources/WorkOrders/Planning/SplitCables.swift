internal import FabricComparison
internal import FabricModel

/// Cables with several legs: all of them leave a cage, and enter one, with one plug.
///
/// An observation tells of links and not of cables, so the plan decides what is one plug.
struct SplitCables {
  private let alignment: Alignment
  /// Whether any fabric has such a cable: hardly any does.
  let isEmpty: Bool

  /// - Complexity: O(links).
  init(_ alignment: Alignment) {
    self.alignment = alignment
    isEmpty = !Self.hasLegs(alignment.desired) && !Self.hasLegs(alignment.current)
  }

  private static func hasLegs(_ fabric: Fabric) -> Bool {
    let cable = fabric.links.cable
    return cable.indices.dropFirst().contains { cable[$0] == cable[$0 - 1] && !cable[$0].isNone }
  }

  /// The cable of a planned link that has more links than this one.
  func planned(_ link: LinkID) -> CableID? { Self.shared(link, alignment.desired) }

  func current(_ link: LinkID) -> CableID? { Self.shared(link, alignment.current) }

  /// The legs of a cable follow one another.
  private static func shared(_ link: LinkID, _ fabric: Fabric) -> CableID? {
    guard !link.isNone else { return nil }
    let (cables, row) = (fabric.links.cable, link.index)
    let cable = cables[row]
    guard !cable.isNone else { return nil }
    let isShared =
      row > 0 && cables[row - 1] == cable || row + 1 < cables.count && cables[row + 1] == cable
    return isShared ? cable : nil
  }

  /// The leg of a cage that a port is, from 1; 0 for a whole port.
  func leg(_ port: Int32) -> Int { alignment.number(ofPort: port).map { $0[1] } ?? 0 }

  /// All ports of the cage that a port is a leg of.
  func cage(_ port: Int32) -> [Int32] {
    guard let number = alignment.number(ofPort: port), number[1] > 0 else { return [port] }
    return alignment.ports.ports(of: alignment.ports.device[Int(port)]).filter {
      alignment.number(ofPort: $0).map { $0[0] == number[0] && $0[1] > 0 } ?? false
    }
  }

  /// Whether two ports are the same leg of their cages.
  func areAlike(_ a: Int32, _ b: Int32) -> Bool { leg(a) > 0 && leg(a) == leg(b) }

  /// Whether a planned port is one of several that one plug fills.
  func isShared(_ port: Int32) -> Bool {
    leg(port) > 0 && planned(LinkID(rawValue: alignment.desiredLink[Int(port)])) != nil
  }

  /// Whether the plug in a cage leaves it as a whole, for one other cage: each of its legs is there in
  /// the plan, with the same host.
  func moves(_ from: Int32, to: Int32, _ target: TargetWiring) -> Bool {
    let wanted = Set(cage(to))
    let cable = planned(LinkID(rawValue: alignment.desiredLink[Int(to)]))
    guard cable != nil else { return false }
    return cage(from).allSatisfy { port in
      let host = target.observed[Int(port)]
      guard host >= 0 else { return true }
      let home = target.planned[Int(host)]
      return wanted.contains(home) && areAlike(port, home)
        && planned(LinkID(rawValue: alignment.desiredLink[Int(home)])) == cable
    }
  }
}

/// Moves of legs that are one act of a hand.
struct PlugGroups {
  /// By move: the first move of its plug; itself for nearly all.
  private(set) var lead: [Int32]
  /// By first move: the others, in order of their legs.
  private(set) var others: [Int32: [Int32]] = [:]

  private let moves: [PlugMove]

  private struct Plug: Hashable {
    var isCurrent: Bool
    var cable: CableID
    var device: Int32
    var cage: Int
  }

  /// - Complexity: O(moves); nothing is done where no cable has legs.
  init(_ plan: CablePlan) {
    moves = plan.moves
    lead = moves.indices.map { Int32($0) }
    guard !plan.split.isEmpty else { return }
    var groups: [Plug: [Int32]] = [:]
    for (index, move) in moves.enumerated() {
      guard let plug = plug(move, plan) else { continue }
      groups[plug, default: []].append(Int32(index))
    }
    let isWhole = groups.values.filter { $0.count > 1 && self.isWhole($0, plan) }
    for group in isWhole {
      let sorted = group.sorted { place($0) < place($1) }
      others[sorted[0]] = Array(sorted.dropFirst())
      for move in sorted { lead[Int(move)] = sorted[0] }
    }
    dissolve(portCount: plan.target.planned.count)
  }

  private func place(_ move: Int32) -> Int32 {
    max(moves[Int(move)].to, moves[Int(move)].from)
  }

  private func plug(_ move: PlugMove, _ plan: CablePlan) -> Plug? {
    let split = plan.split
    let cable = plan.cables[Int(move.cable)]
    let isCurrent = move.to < 0
    let port = isCurrent ? move.from : move.to
    guard split.leg(port) > 0,
      let shared = isCurrent ? split.current(cable.current) : split.planned(cable.desired)
    else { return nil }
    if move.from >= 0 && move.to >= 0 && !split.areAlike(move.from, move.to) { return nil }
    let first = split.cage(port)[0]
    return Plug(
      isCurrent: isCurrent, cable: shared, device: plan.target.deviceOfPort[Int(port)],
      cage: Int(first))
  }

  /// Whether the legs leave one cage and leave nothing of it behind, or are all that a new plug has.
  private func isWhole(_ group: [Int32], _ plan: CablePlan) -> Bool {
    let all = group.map { moves[Int($0)] }
    if all.allSatisfy({ $0.from < 0 }) {
      let ports = plan.split.cage(all[0].to).filter { plan.target.planned[Int($0)] >= 0 }
      return Set(ports) == Set(all.map(\.to))
    }
    guard all.allSatisfy({ $0.from >= 0 }) else { return false }
    let ports = plan.split.cage(all[0].from).filter { plan.target.observed[Int($0)] >= 0 }
    return Set(ports) == Set(all.map(\.from))
  }

  /// Takes groups apart whose legs wait for several others, or that several others wait for: they
  /// have no place in one chain.
  private mutating func dissolve(portCount: Int) {
    var leaving: [Int32: Int32] = [:]
    var entering: [Int32: Int32] = [:]
    for (index, move) in moves.enumerated() {
      if move.from >= 0 { leaving[move.from] = Int32(index) }
      if move.to >= 0 { entering[move.to] = Int32(index) }
    }
    var isChanged = true
    while isChanged {
      isChanged = false
      for (first, rest) in others.sorted(by: { $0.key < $1.key }) {
        let group = ([first] + rest).map { moves[Int($0)] }
        let before = Set(group.compactMap { leaving[$0.to] }.map { lead[Int($0)] })
        let isMove = group.allSatisfy { $0.to >= 0 }
        let after =
          isMove ? Set(group.compactMap { entering[$0.from] }.map { lead[Int($0)] }) : []
        guard before.count > 1 || after.count > 1 else { continue }
        others[first] = nil
        for move in rest { lead[Int(move)] = move }
        isChanged = true
      }
    }
  }
}

/// What is said where not all legs of a plug go together.
enum SplitRemark {
  static func text(_ step: WorkStep, _ cable: WorkCable, _ plan: CablePlan) -> String {
    guard step.legs.isEmpty else { return "" }
    let split = plan.split
    let port = step.to >= 0 ? step.to : step.from
    if cable.isNew {
      guard split.planned(cable.desired) != nil, plan.hasLegInPlace(of: cable.desired) else {
        return ""
      }
      return "a leg of a split cable that is in place: look for its loose leg first"
    }
    let isLeg =
      step.to >= 0
      ? split.planned(cable.desired) != nil : split.current(cable.current) != nil
    return isLeg && split.leg(port) > 0 && split.cage(port).count > 1
      ? "one leg of a split cable, the others stay: see which plug it really is" : ""
  }
}
