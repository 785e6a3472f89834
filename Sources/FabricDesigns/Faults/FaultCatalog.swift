/// All kinds of faults that can be planted, in the order in which they are listed.
enum FaultCatalog {
  static let all: [any Fault.Type] = [
    // Plugs in wrong ports.
    Swap.self,
    Cycle.self,
    Shift.self,
    ReversedBundle.self,
    OddEvenExchange.self,
    LegRotation.self,
    RailCrossing.self,
    PlaneCrossing.self,
    SameSwitch.self,
    WrongPort.self,
    WrongSwitch.self,
    TierSkip.self,
    PodCrossing.self,
    LoopBack.self,
    PortTwice.self,
    // Cables too few and too many.
    MissingCable.self,
    ExtraCable.self,
    // The right ends and something else that is wrong.
    SlowLink.self,
    WrongMedium.self,
    TooShort.self,
    DuplicateLabel.self,
    // Whole devices.
    ExchangedDevices.self,
    ExchangedRacks.self,
    DeadDevice.self,
  ]

  /// - Precondition: every kind is in the catalog.
  static func fault(of kind: FaultKind) -> any Fault.Type {
    guard let fault = all.first(where: { $0.kind == kind }) else {
      preconditionFailure("the fault \(kind.name) is not in the catalog")
    }
    return fault
  }
}
