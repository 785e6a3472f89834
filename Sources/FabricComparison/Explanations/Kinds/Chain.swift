/// Cables that each took the port of the next, the last one a free port.
enum Chain: ExplanationPattern {
  static let kind = ExplanationKind("chain", .cables)

  static func reading(of component: WiringComponent, in survey: Survey) -> Reading? {
    let isEven = component.plannedCount == component.observedCount
    return isEven && !component.isCycle ? Reading(kind) : nil
  }
}
