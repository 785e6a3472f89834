internal import FabricComparison
internal import FabricModel

/// Cages that have a row as a whole and rows for legs: one hole of a faceplate, which holds one plug.
struct MixedCages {
  struct Cage {
    var wholes: [Int32] = []
    var legs: [Int32] = []

    var ports: [Int32] { wholes + legs }
  }

  private(set) var all: [Cage] = []

  /// - Complexity: O(ports); nothing is done where no port is a leg.
  init(_ alignment: Alignment) {
    guard !alignment.desired.ports.leg.isEmpty || !alignment.current.ports.leg.isEmpty else {
      return
    }
    for device in 0..<Int32(alignment.devices.count) {
      var cages: [Int: Cage] = [:]
      for port in alignment.ports.ports(of: device) {
        guard let number = alignment.number(ofPort: port) else { continue }
        if number[1] > 0 {
          cages[number[0], default: Cage()].legs.append(port)
        } else {
          cages[number[0], default: Cage()].wholes.append(port)
        }
      }
      all += cages.filter { !$1.wholes.isEmpty && !$1.legs.isEmpty }
        .sorted { $0.key < $1.key }.map(\.value)
    }
  }
}

/// Cages for which no order of the acts empties them before they are filled.
struct CageConflicts {
  /// All ports of these cages.
  private(set) var ports: Set<Int32> = []

  private let plan: CablePlan
  private var leaving: [Int32: Int32] = [:]
  private var entering: [Int32: Int32] = [:]

  init(_ plan: CablePlan) {
    self.plan = plan
    guard !plan.cages.all.isEmpty else { return }
    let groups = PlugGroups(plan)
    for (index, move) in plan.moves.enumerated() {
      if move.from >= 0 { leaving[move.from] = groups.lead[index] }
      if move.to >= 0 { entering[move.to] = groups.lead[index] }
    }
    for cage in plan.cages.all where isTouched(cage) && !isOrdered(cage) {
      ports.formUnion(cage.ports)
    }
  }

  private func isTouched(_ cage: MixedCages.Cage) -> Bool {
    cage.ports.contains { leaving[$0] != nil || entering[$0] != nil }
  }

  /// Whether the cage is filled in one way only, or one act empties it for all that enter.
  private func isOrdered(_ cage: MixedCages.Cage) -> Bool {
    let holds = { (ports: [Int32], mate: [Int32]) in ports.contains { mate[Int($0)] >= 0 } }
    let whole = (
      before: holds(cage.wholes, plan.target.observed),
      after: holds(cage.wholes, plan.target.planned)
    )
    let legs = (
      before: holds(cage.legs, plan.target.observed), after: holds(cage.legs, plan.target.planned)
    )
    guard (whole.before || whole.after) && (legs.before || legs.after) else { return true }
    guard cage.wholes.count == 1, !(whole.before && legs.before), !(whole.after && legs.after)
    else { return false }
    let out = Set(cage.ports.compactMap { leaving[$0] })
    let into = Set(cage.ports.compactMap { entering[$0] })
    guard out.count == 1 else { return false }
    return into.count <= 1 || !out.contains(where: isMove) || !into.contains(where: isMove)
  }

  private func isMove(_ index: Int32) -> Bool {
    plan.moves[Int(index)].from >= 0 && plan.moves[Int(index)].to >= 0
  }
}
