/// A cable that nobody planned, between ports that the plan leaves free.
enum UnexpectedCable: ExplanationPattern {
  static let kind = ExplanationKind("unexpected", .cables)

  static func reading(of component: WiringComponent, in survey: Survey) -> Reading? {
    component.plannedCount == 0 && component.observedCount == 1 ? Reading(kind) : nil
  }
}
