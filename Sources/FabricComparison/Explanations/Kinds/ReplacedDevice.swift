/// A planned device that is not there, and an unplanned one with its cables.
///
/// A spare took its place and kept its own name, or the name was never set. In a revision, the device
/// got another name.
enum ReplacedDevice: ExplanationPattern {
  static let kind = ExplanationKind("replaced-device", .names)

  static func kind(in survey: Survey) -> ExplanationKind {
    survey.alignment.standing == .revision ? RenamedDevice.kind : kind
  }

  static func candidates(in survey: Survey) -> [Candidate] {
    survey.votes.compactMap { vote in
      guard !survey.isPlanned(vote.here), survey.isPlanned(vote.home),
        isGone(vote.home, survey)
      else { return nil }
      return Candidate(
        kind(in: survey), survey.exchange(vote.home, vote.here), devices: [vote.home, vote.here])
    }
  }

  private static func isGone(_ device: Int32, _ survey: Survey) -> Bool {
    !survey.isPresent(device) && survey.plugCount(device) == 0
  }

  /// One cable is enough where the place of an absent device is filled by one that nobody planned.
  static func reading(of component: WiringComponent, in survey: Survey) -> Reading? {
    guard !component.isCycle, component.plannedCount == 1, component.observedCount == 1 else {
      return nil
    }
    let old = survey.device(component.ports[0])
    let new = survey.device(component.ports[2])
    guard !survey.isPlanned(new), isGone(old, survey) else { return nil }
    return Reading(kind(in: survey), devices: [old, new])
  }
}

/// A device under another name: its GUID is the planned one, or a revision has its cables under a name
/// of its own.
enum RenamedDevice {
  static let kind = ExplanationKind("renamed-device", .names)
}
