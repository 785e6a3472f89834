package import FabricComparison
internal import FabricModel
package import FabricTopology

extension WorkTask {
  /// - Parameter findings: the ids of the findings of `compared.explanations`, in their order.
  package init(
    _ compared: ComparedFabrics, findings: [String] = [], topology: Topology? = nil
  ) {
    self.init(compared.alignment, compared.differences, topology: topology)
    problems = compared.problems.map { WorkProblem($0, in: compared.alignment) }
    causes = compared.explanations.enumerated().compactMap { index, explanation in
      WorkCause(
        explanation, in: compared.alignment, finding: index < findings.count ? findings[index] : "")
    }
  }
}

extension WorkCause {
  /// What is done about an act; nil where it is nothing for a hand and hides nothing from one.
  package init?(_ explanation: Explanation, in alignment: Alignment, finding: String) {
    let cure: Cure
    var devices = explanation.devices
    switch explanation.kind.remedy {
    // A revision is not looked at: what has no cable in it has none.
    case .look: cure = alignment.standing == .revision ? .cables : .look
    case .cables, .exchange: cure = Self.isForeign(explanation, alignment) ? .look : .cables
    case .names:
      // Another device under the planned name has its cables in place.
      devices = Self.renamed(explanation, alignment)
      guard !devices.isEmpty else { return nil }
      cure = .names
    }
    self.init(
      cure, title: explanation.kind.name.replacing("-", with: " "), planned: explanation.planned,
      observed: explanation.observed, devices: devices, finding: finding)
  }

  /// Whether it is about a device that nobody planned: what it is for has to be known before its cables
  /// are touched. A revision says itself that the device goes, and a port that the plan needs is freed.
  private static func isForeign(_ explanation: Explanation, _ alignment: Alignment) -> Bool {
    guard alignment.standing == .observation, explanation.devices.count == 1,
      explanation.planned.isEmpty, !explanation.observed.isEmpty,
      explanation.ports.allSatisfy({ alignment.desiredMate[Int($0)] < 0 })
    else { return false }
    return alignment.devices.desired[Int(explanation.devices[0])].isNone
  }

  /// Pairs of a device and the one whose name it gets.
  private static func renamed(_ explanation: Explanation, _ alignment: Alignment) -> [Int32] {
    let devices = explanation.devices
    let isHere = { (row: Int32) in !alignment.devices.current[Int(row)].isNone }
    let isPlanned = { (row: Int32) in !alignment.devices.desired[Int(row)].isNone }
    // A planned device that is gone, and the one in its place.
    let pairs = stride(from: 0, to: devices.count - 1, by: 2).map { (devices[$0], devices[$0 + 1]) }
    if devices.count.isMultiple(of: 2), pairs.allSatisfy({ !isHere($0.0) && !isPlanned($0.1) }) {
      return pairs.flatMap { [$0.1, $0.0] }
    }
    if devices.count == 1 { return [devices[0], devices[0]] }
    var name: [Int32: Int32] = [:]
    var order: [Int32] = []
    for move in explanation.undo.flatMap(\.moves) {
      let (old, new) = (
        alignment.ports.device[Int(move.from)], alignment.ports.device[Int(move.to)]
      )
      if old != new && name[old] == nil {
        name[old] = new
        order.append(old)
      }
    }
    return order.flatMap { [$0, name[$0]!] }
  }
}
