import FabricComparison
import FabricModel
import TestSupport
import Testing

/// Comparisons of drafts, and what they say in names as they are printed.
enum Comparisons {
  static func compare(
    current: PlanDraft, desired: PlanDraft, standing: Alignment.Standing = .observation,
    names: NameMap = .none
  ) throws -> ComparedFabrics {
    ComparedFabrics(
      current: try current.fabric(), desired: try desired.fabric(), names: names,
      standing: standing)
  }

  static func compare(
    planned: String, observed: String, standing: Alignment.Standing = .observation
  ) throws -> ComparedFabrics {
    try compare(
      current: CableNotation.draft(observed), desired: CableNotation.draft(planned),
      standing: standing)
  }

  /// What an explanation says, as far as no numbering enters.
  static func act(_ explanation: Explanation, _ compared: ComparedFabrics) -> PlantedAct {
    let alignment = compared.alignment
    let isAboutDevices =
      explanation.kind.remedy != .cables && explanation.kind.remedy != .exchange
      || explanation.kind.name == "unplanned-device"
    return PlantedAct(
      kind: explanation.kind.name,
      planned: Set(explanation.planned.map { alignment.desired.endNames(of: $0) }),
      observed: Set(explanation.observed.map { alignment.current.endNames(of: $0) }),
      devices: isAboutDevices
        ? Set(explanation.devices.map { alignment.name(ofDevice: $0) }) : [])
  }

  static func acts(_ compared: ComparedFabrics) -> [PlantedAct] {
    compared.explanations.map { act($0, compared) }
  }

  /// Undoes all acts in their order, with code of its own, and says what is not as planned then.
  static func replay(_ compared: ComparedFabrics) -> [String] {
    let wirings = compared.differences.wirings
    var mate: [Int32: Int32] = [:]
    for (port, other) in wirings.observed.enumerated() where other >= 0 {
      mate[Int32(port)] = other
    }
    for step in compared.explanations.flatMap(\.undo) {
      for ends in step.removed {
        guard mate[ends.a] == ends.b else { return ["a cable that is to go is not there"] }
        mate[ends.a] = nil
        mate[ends.b] = nil
      }
      var target: [Int32: Int32] = [:]
      for move in step.moves { target[move.from] = move.to }
      var links: Set<Set<Int32>> = []
      for port in target.keys {
        if let other = mate[port] { links.insert([port, other]) }
      }
      for link in links { for port in link { mate[port] = nil } }
      for link in links {
        let ends = link.map { target[$0] ?? $0 }
        guard ends.count == 2, mate[ends[0]] == nil, mate[ends[1]] == nil else {
          return ["a port is taken"]
        }
        mate[ends[0]] = ends[1]
        mate[ends[1]] = ends[0]
      }
      for ends in step.added {
        guard mate[ends.a] == nil, mate[ends.b] == nil else { return ["a port is taken"] }
        mate[ends.a] = ends.b
        mate[ends.b] = ends.a
      }
    }
    return wirings.planned.indices.compactMap { port in
      let wanted = wirings.planned[port]
      return (mate[Int32(port)] ?? -1) == wanted
        ? nil : "\(compared.alignment.name(ofPort: Int32(port))) is not as planned"
    }
  }

  /// The wirings of both sides from the differences alone: what is planned and not there, and so on,
  /// counted in another way.
  static func expectSums(_ compared: ComparedFabrics, _ comment: Comment? = nil) {
    let found = compared.differences
    #expect(
      compared.explanations.reduce(0) { $0 + $1.accountsFor } == found.count, comment)
    #expect(
      found.matched + found.missing.count + found.misconnected.count + found.different.count
        + found.unverified.count == compared.alignment.desiredCount, comment)
    let wirings = found.wirings
    let differing = { (mine: [Int32], other: [Int32]) in
      mine.indices.count { mine[$0] > Int32($0) && mine[$0] != other[$0] }
    }
    let raw =
      differing(wirings.planned, wirings.observed) + differing(wirings.observed, wirings.planned)
    #expect(
      raw == 2 * found.misconnected.count + found.missing.count + found.unexpected.count, comment)
    #expect(replay(compared) == [], comment)
  }
}
