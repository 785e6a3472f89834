package import FabricComparison
internal import FabricModel

/// What has to be said before any step, because it changes what the steps mean, or forbids them.
package struct WorkProblem: Hashable, Sendable {
  /// `another-fabric`: in kebab case.
  package var kind: String
  /// Lower case, no full stop.
  package var text: String
  package var remedy: String
  /// Whether no steps are printed because of it.
  package var isFinal: Bool

  init(_ kind: String, _ text: String, remedy: String, isFinal: Bool) {
    self.kind = kind
    self.text = text
    self.remedy = remedy
    self.isFinal = isFinal
  }
}

extension WorkProblem {
  /// What a problem of the comparison means for the work.
  ///
  /// A hand believes what an order says. So there are no steps where the two sides are of two fabrics,
  /// where nobody knows which of two observations is true, or where one name stands for two devices.
  /// Two revisions may differ in whatever their author wants.
  package init(_ problem: ComparisonProblem, in alignment: Alignment) {
    let isRevision = alignment.standing == .revision
    switch problem {
    case .nothingObserved:
      self.init(
        "nothing-observed", "the observation has no cable",
        remedy: "collect it again, and check that the ports were up", isFinal: true)
    case .noDeviceInCommon(let desired, let current):
      self.init(
        "no-device-in-common",
        isRevision
          ? "the two revisions, of \(current) and of \(desired) devices, have no device in common"
          : "none of the \(desired) planned devices is among the \(current) that were seen",
        remedy:
          "check that both are of one fabric; --names FILE maps GUIDs, serial numbers and MAC "
          + "addresses to names", isFinal: true)
    case .anotherFabric(let unexpected, let links):
      self.init(
        "another-fabric",
        "\(unexpected) of \(links) cables that are there are not planned, and no few acts explain it",
        remedy: isRevision
          ? "check that both are revisions of one fabric"
          : "check that plan and observation are of one fabric, site and revision",
        isFinal: !isRevision)
    case .partOfFabric(let coverage, let seen, let devices):
      self.init(
        "part-of-fabric",
        "only \(Int(coverage.share * 100)) % of the planned ends were looked at, on \(seen) of "
          + "\(devices) devices",
        remedy: "give the observations of all devices; there are steps for what was looked at only",
        isFinal: false)
    case .contradiction(let links, let port, let origins):
      let places = origins.map(\.description).joined(separator: ", ")
      self.init(
        "contradiction",
        "observations contradict each other about \(links) cables, such as those at \(port) (\(places))",
        remedy: "collect all of them again at one time, or leave the older ones out", isFinal: true)
    case .sharedNames(let isDesired, let devices, let name):
      self.init(
        "shared-names",
        "\(devices) devices \(isDesired ? "of the plan" : "that are there") have names that nothing "
          + "tells apart, such as \(name)",
        remedy: isDesired
          ? "give each planned device a name of its own"
          : "--names FILE maps their GUIDs, serial numbers or MAC addresses to names",
        isFinal: isDesired || Self.isPlannedNameShared(alignment))
    case .otherIdentities(let devices, let all):
      self.init(
        "other-identities",
        "\(devices) of \(all) devices have other GUIDs or serial numbers than planned",
        remedy: "take the plan's for placeholders, or check that this is the right site",
        isFinal: false)
    case .otherNames(let devices, let all):
      self.init(
        "other-names", "\(devices) of \(all) devices have other names than planned",
        remedy: isRevision
          ? "check that all of them are to be renamed"
          : "--names FILE maps GUIDs, serial numbers and MAC addresses to names, where only the "
            + "observation spells them differently", isFinal: false)
    }
  }

  /// Whether a planned device may be any of several that are there.
  private static func isPlannedNameShared(_ alignment: Alignment) -> Bool {
    alignment.devices.namesakes.current.contains { row in
      let name = alignment.name(ofDevice: row)
      return !alignment.devices.desired[Int(row)].isNone
        || !alignment.desired.names.find(name).isNone
    }
  }
}
