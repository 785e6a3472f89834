package import FabricComparison
package import FabricFormats

/// What was seen on the floor, as an input of a verification.
package struct ObservedSide: Sendable {
  package var reading: PlanReading
  package var names: NameMap
  /// The share of planned ends, 0 to 1, that somebody should have looked at.
  package var wantedCoverage: Double

  package init(
    _ reading: PlanReading, names: NameMap = .none, wantedCoverage: Double = usualCoverage
  ) {
    self.reading = reading
    self.names = names
    self.wantedCoverage = wantedCoverage
  }

  package static let usualCoverage = 0.5
}

/// An observation that cannot be held against the plan at all.
package struct NothingCompared: Error, Hashable, Sendable {
  /// `nothingObserved` or `noDeviceInCommon`.
  package let problem: ComparisonProblem
}

/// The counts of a comparison, in the words of the contract.
///
/// `matched`, `missing`, `misconnected`, `different` and `unverified` add up to the planned links.
package struct ComparisonSummary: Sendable, Hashable {
  package var matched = 0
  package var missing = 0
  package var unexpected = 0
  package var misconnected = 0
  package var duplicate = 0
  package var different = 0
  package var unverified = 0
  /// The share of planned ends that somebody looked at, 0 to 1.
  package var coverage = 1.0
  /// Whether what was seen is another fabric altogether.
  package var isAnotherFabric = false

  package init() {}

  init(_ compared: ComparedFabrics) {
    let differences = compared.differences
    matched = differences.matched
    missing = differences.missing.count
    unexpected = differences.unexpected.count
    misconnected = differences.misconnected.count
    duplicate = differences.duplicates.count
    different = differences.different.count
    unverified = differences.unverified.count
    coverage = differences.coverage.share
    isAnotherFabric = compared.problems.contains {
      if case .anotherFabric = $0 { true } else { false }
    }
  }

  /// Whether every planned end was looked at, and could be told.
  package var isComplete: Bool { coverage >= 1 && unverified == 0 && !isAnotherFabric }

  /// How many cables are not as planned.
  package var differences: Int { missing + unexpected + misconnected + duplicate + different }
  package var planned: Int { matched + missing + misconnected + different + unverified }
}
