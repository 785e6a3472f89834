/// Three cables and more, each with an end in the port of the next.
enum Cycle: ExplanationPattern {
  static let kind = ExplanationKind("cycle", .cables)

  static func reading(of component: WiringComponent, in survey: Survey) -> Reading? {
    component.isCycle ? Reading(kind) : nil
  }
}
