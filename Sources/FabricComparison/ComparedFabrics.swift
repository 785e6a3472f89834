package import FabricModel
package import FabricTopology

/// Two fabrics side by side: what differs, and the acts that made it so.
package struct ComparedFabrics: Sendable {
  package let alignment: Alignment
  package let differences: Differences
  package let identities: DeviceIdentities
  /// What is said before anything else.
  package private(set) var problems: [ComparisonProblem]
  /// One for each act. Those that move plugs come first, in the order in which they are undone: one
  /// after the other they turn the observed wiring into the planned one. Empty where a problem leaves
  /// nothing to explain.
  package private(set) var explanations: [Explanation] = []

  /// - Parameter topology: of the desired fabric; without it, what an act costs is a guess.
  /// - Complexity: expected O(devices + ports + links), and O(n log n) for n ports that differ.
  package init(
    current: Fabric, desired: Fabric, names: NameMap = .none,
    standing: Alignment.Standing = .observation, topology: Topology? = nil
  ) {
    let alignment = Alignment(current: current, desired: desired, names: names, standing: standing)
    self.init(alignment, topology: topology)
  }

  package init(_ alignment: Alignment, topology: Topology? = nil) {
    self.alignment = alignment
    differences = Differences(alignment)
    identities = DeviceIdentities(alignment)
    problems = ComparisonProblem.first(alignment, differences)
    guard !problems.contains(where: \.isFinal) else { return }
    problems += ComparisonProblem.identities(alignment, identities)
    explain(topology)
  }

  private mutating func explain(_ topology: Topology?) {
    var wiring: [Explanation] = []
    if !differences.components.isEmpty {
      var explainer = Explainer(alignment, differences, identities)
      wiring = ExplanationMerge(alignment, differences.wirings).merged(explainer.explanations())
    }
    if let problem = ComparisonProblem.anotherFabric(alignment, differences, wiring) {
      problems.insert(problem, at: 0)
      return
    }
    let other = OtherExplanations(alignment, differences)
    explanations = wiring
    explanations += DeviationGroups(
      alignment, matched: differences.matched + differences.different.count
    ).explanations(differences.different)
    explanations += other.duplicates()
    if !problems.contains(where: \.isPartial) { explanations += other.unseenDevices() }
    let known = Set(wiring.filter { $0.kind.remedy == .names }.flatMap(\.devices))
    explanations += other.identities(identities, known: known).filter { explanation in
      !problems.contains { $0.covers(explanation.kind) }
    }
    let estimate = LossEstimate(alignment, topology)
    for index in explanations.indices {
      explanations[index].loss = estimate.loss(of: explanations[index])
    }
    precondition(
      explanations.reduce(0) { $0 + $1.accountsFor } == differences.count,
      "every difference belongs to one explanation")
  }
}

extension ComparisonProblem {
  fileprivate var isPartial: Bool {
    if case .partOfFabric = self { true } else { false }
  }

  /// Whether it says for all devices what an explanation would say for one.
  fileprivate func covers(_ kind: ExplanationKind) -> Bool {
    switch self {
    case .otherIdentities: kind == ReplacedDevice.kind
    case .otherNames: kind == RenamedDevice.kind
    default: false
    }
  }
}
