/// A device that the plan does not have, with its cables in ports that the plan leaves free.
enum UnplannedDevice: ExplanationPattern {
  static let kind = ExplanationKind("unplanned-device", .cables)

  static func candidates(in survey: Survey) -> [Candidate] {
    survey.byDevice.compactMap { device, _ in
      guard !survey.isPlanned(device) else { return nil }
      let state = survey.state
      let plugged = survey.ports(of: device).filter { state.observed[Int($0)] >= 0 }
      let surplus = plugged.filter {
        let mate = state.observed[Int($0)]
        return state.planned[Int(mate)] < 0 && (survey.device(mate) != device || $0 < mate)
      }
      guard 2 * surplus.count > plugged.count else { return nil }
      let removed = surplus.map { WiringComponent.Ends($0, state.observed[Int($0)]) }
      return Candidate(kind, Rewiring(removed: removed), devices: [device])
    }
  }

  /// One cable is enough: whose it is says more than that it is there.
  static func reading(of component: WiringComponent, in survey: Survey) -> Reading? {
    guard component.plannedCount == 0, component.observedCount == 1 else { return nil }
    let devices = component.ports.map(survey.device)
    return devices.first { !survey.isPlanned($0) }.map { Reading(kind, devices: [$0]) }
  }
}
