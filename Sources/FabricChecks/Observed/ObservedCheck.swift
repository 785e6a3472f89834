package import FabricComparison
package import Findings

/// One rule about what was seen on the floor, held against the plan.
///
/// These run after the checks of the plan alone: the comparison has explained every difference already,
/// so all that is left is to say it.
package protocol ObservedCheck: Sendable {
  static var rule: Rule { get }

  /// What this rule finds, in the order of the comparison.
  static func findings(_ floor: ObservedFloor) -> [Finding]
}

/// A rule for some kinds of acts: its findings begin with one for each of them, in their order.
package protocol ActCheck: ObservedCheck {
  /// Names of the kinds of acts that it reports; no two rules share one.
  static var kinds: Set<String> { get }

  /// The words for one act.
  static func tell(_ act: FloorAct, _ floor: ObservedFloor) -> Telling
}

extension ActCheck {
  package static func findings(_ floor: ObservedFloor) -> [Finding] { acts(floor) }

  static func acts(_ floor: ObservedFloor) -> [Finding] {
    floor.acts.filter { kinds.contains($0.explanation.kind.name) }
      .map { floor.finding(rule, $0, tell($0, floor)) }
  }
}

/// What is said of an act, where it is not what all acts have.
package struct Telling {
  /// Subject — observed — expected.
  var message: String
  /// Nil for the steps that undo the act.
  var remedy: String?
  var expected: String?
  var actual: String?
  var severity: Severity?
  /// Nil for the cables, or for the devices of acts on names.
  var subject: String?

  init(_ message: String, remedy: String? = nil) {
    self.message = message
    self.remedy = remedy
  }
}

/// An act with the hands' work that undoes it.
package struct FloorAct {
  package let explanation: Explanation
  /// Plugs in the order in which they are moved, and cables that come and go.
  package let work: FloorWork

  var plannedCount: Int { explanation.planned.count }
}

extension CheckCatalog {
  /// All rules that need an observation. What changes the meaning of all the rest comes first.
  package static let observed: [any ObservedCheck.Type] = [
    AnotherFabric.self,
    CoverageBelowTarget.self,
    ContradictingObservations.self,
    SharedNames.self,
    OtherIdentities.self,
    OtherNames.self,
    Missing.self,
    UnexpectedCable.self,
    MisconnectedCable.self,
    StatedTwice.self,
    Different.self,
    UnverifiedDevice.self,
    ObservedSwap.self,
    ObservedCycle.self,
    ShiftedCables.self,
    PortRotation.self,
    ReversedBundle.self,
    OddEven.self,
    ExchangedLegs.self,
    BundleCrossing.self,
    ExchangedDevices.self,
    RenamedDevice.self,
    ReplacedDevice.self,
    UnplannedDevice.self,
    DeadDevice.self,
    WrongPort.self,
  ]
}
