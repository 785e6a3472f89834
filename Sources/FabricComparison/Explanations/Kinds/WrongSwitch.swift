/// One end of a cable in a free port of another device.
enum WrongSwitch: ExplanationPattern {
  static let kind = ExplanationKind("wrong-switch", .cables)

  static func reading(of component: WiringComponent, in survey: Survey) -> Reading? {
    guard !component.isCycle, component.plannedCount == 1, component.observedCount == 1 else {
      return nil
    }
    return Reading(kind)
  }
}
