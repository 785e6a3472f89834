/// One fault that was planted, in names as they are printed.
package struct FaultAct: Sendable, Hashable {
  package var kind: FaultKind
  /// The devices at either end of the cables concerned, before and after, in natural order.
  package var devices: [String]
  /// `device:port`, likewise.
  package var ports: [String]
  /// The links of the design that the act changed: `device:port--device:port`.
  package var planned: [String]
  /// What is there in their place: taking `planned` out of the healthy links and putting
  /// `observed` in gives the links of the faulty plan. A link of which something else is wrong
  /// than its ends, as one that is slow, stands in both.
  package var observed: [String]
  /// Pairs of devices that have each other's cables.
  package var exchanged: [[String]] = []
  /// Whether the faulty plan alone shows it; see `PlanVisibility`.
  package var isVisibleInPlan: Bool
}
