/// A planned cable that is not there.
enum MissingCable: ExplanationPattern {
  static let kind = ExplanationKind("missing", .cables)

  static func reading(of component: WiringComponent, in survey: Survey) -> Reading? {
    component.plannedCount == 1 && component.observedCount == 0 ? Reading(kind) : nil
  }
}
