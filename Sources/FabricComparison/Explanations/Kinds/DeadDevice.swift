/// A device that was looked at and has none of its planned cables up.
enum DeadDevice: ExplanationPattern {
  static let kind = ExplanationKind("dead-device", .look)

  static func candidates(in survey: Survey) -> [Candidate] {
    survey.byDevice.compactMap { device, differing in
      let state = survey.state
      let isShort = differing.contains {
        state.planned[Int($0)] >= 0 && state.observed[Int($0)] < 0
      }
      guard isShort, survey.isPlanned(device) else { return nil }
      let planned = survey.ports(of: device).filter { state.planned[Int($0)] >= 0 }
      // What is in its ports now may have come from another act; what was seen counts.
      guard planned.allSatisfy({ survey.alignment.currentMate[Int($0)] < 0 }) else { return nil }
      let dark = planned.filter {
        state.observed[Int($0)] < 0 && state.observed[Int(state.planned[Int($0)])] < 0
      }
      // A cable from the device to itself has two ports here.
      let links = dark.filter {
        let mate = state.planned[Int($0)]
        return survey.device(mate) != device || $0 < mate
      }
      guard links.count >= 2 else { return nil }
      let added = links.map { WiringComponent.Ends($0, state.planned[Int($0)]) }
      return Candidate(kind, Rewiring(added: added), devices: [device])
    }
  }
}
