internal import FabricModel
package import Findings

/// One rule and how to find what it names.
///
/// A check only finds: it does not print, sort, weigh or repair. Checks run in the order of
/// `CheckCatalog.all`, and what one of them explains is not reported again by a later one: see
/// `Claims`.
package protocol Check: Sendable {
  static var rule: Rule { get }

  /// Adds what this rule finds to `diagnoses`.
  static func run(_ context: CheckContext, _ diagnoses: inout Diagnoses)
}

/// All checks, in the order in which they run: a contradiction in the file is a better explanation
/// than the hole that it leaves in the mesh, and a hole is a better one than the bandwidth it costs.
package enum CheckCatalog {
  package static let all: [any Check.Type] = [
    UnknownName.self,
    BadValue.self,
    ConflictingRail.self,
    DeclaredTwice.self,
    SharedIdentity.self,
    AdapterOnTwoHosts.self,
    UnknownDevice.self,
    DanglingEnd.self,
    SelfLoop.self,
    TooManyEnds.self,
    PanelNotFollowed.self,
    DuplicateCable.self,
    ConflictingCable.self,
    PortReused.self,
    BreakoutConflict.self,
    BreakoutMode.self,
    DuplicateLabel.self,
    TierAmbiguous.self,
    SpeedMismatch.self,
    OddSpeed.self,
    AssumedSpeed.self,
    SwappedPair.self,
    RotatedCables.self,
    ExchangedSwitches.self,
    TierSkip.self,
    RailCrossing.self,
    PlaneCrossing.self,
    SameSwitch.self,
    PodCrossing.self,
    Misconnected.self,
    Unexpected.self,
    UnevenPods.self,
    PodMeshHole.self,
    UnevenUplinks.self,
    UnevenHosts.self,
    PortBeyondRadix.self,
    Partitioned.self,
    SamePlace.self,
    RackOverflow.self,
    NoPlace.self,
    LengthShortOfRoute.self,
    LengthBeyondRoute.self,
    MediumReach.self,
    OpticsMismatch.self,
    SinglePointOfFailure.self,
    SharedRiskUplinks.self,
    DesignDiffers.self,
    OversubscriptionAboveTarget.self,
    BisectionBelowTarget.self,
    BisectionNotProven.self,
  ]

  /// All rules in order of code; what the plan alone can show and the floor as well is one rule.
  package static var rules: [Rule] {
    let planned = all.map { $0.rule }
    let known = Set(planned.map(\.code))
    return (planned + observed.map { $0.rule }.filter { !known.contains($0.code) })
      .sorted { $0.code < $1.code }
  }
}
