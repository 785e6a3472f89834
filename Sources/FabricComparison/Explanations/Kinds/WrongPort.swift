/// One end of a cable in a free port of the right device.
enum WrongPort: ExplanationPattern {
  static let kind = ExplanationKind("wrong-port", .cables)

  static func reading(of component: WiringComponent, in survey: Survey) -> Reading? {
    guard !component.isCycle, component.plannedCount == 1, component.observedCount == 1,
      survey.device(component.ports[0]) == survey.device(component.ports[2])
    else { return nil }
    return Reading(kind)
  }
}
