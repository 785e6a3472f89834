/// Two cables that have exchanged ends.
enum Swap: ExplanationPattern {
  static let kind = ExplanationKind("swap", .cables)

  static func reading(of component: WiringComponent, in survey: Survey) -> Reading? {
    component.isCycle && component.plannedCount == 2 ? Reading(kind) : nil
  }
}
