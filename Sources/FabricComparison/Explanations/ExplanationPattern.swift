/// A kind of act, and how it shows in a wiring.
protocol ExplanationPattern: Sendable {
  static var kind: ExplanationKind { get }

  /// Acts that would account for several chains and cycles at once.
  static func candidates(in survey: Survey) -> [Candidate]

  /// The reading of a single chain or cycle that is left over; nil where it is none of this kind.
  static func reading(of component: WiringComponent, in survey: Survey) -> Reading?
}

extension ExplanationPattern {
  static func candidates(in survey: Survey) -> [Candidate] { [] }
  static func reading(of component: WiringComponent, in survey: Survey) -> Reading? { nil }
}

/// All kinds of acts that a wiring can show.
///
/// The order is part of the meaning. Where two acts save equally much, the earlier one is taken:
/// identities of devices before cables, because a name costs no touch, and the more fixed a group of
/// ports is the earlier it stands, because then fewer words say where it is. A chain or cycle that is
/// left over gets the first name that fits.
enum ExplanationCatalog {
  static let all: [any ExplanationPattern.Type] = [
    ExchangedDevices.self,
    ReplacedDevice.self,
    DeadDevice.self,
    UnplannedDevice.self,
    ExchangedLegs.self,
    PortRotation.self,
    WrongPort.self,
    PortShift.self,
    ReversedBundle.self,
    OddEven.self,
    BundleCrossing.self,
    WrongSwitch.self,
    Swap.self,
    Cycle.self,
    Chain.self,
    MissingCable.self,
    UnexpectedCable.self,
  ]
}

/// All kinds that an explanation may have.
package enum ExplanationKinds {
  /// In the order of the catalog, then those that no wiring shows.
  package static var all: [ExplanationKind] {
    ExplanationCatalog.all.map { $0.kind } + [
      RenamedDevice.kind, ExplanationMerge.scheme, ExplanationMerge.bothEnds,
      OtherExplanations.slow, OtherExplanations.different, OtherExplanations.duplicate,
      OtherExplanations.unseen,
    ]
  }

  /// The types of the catalog.
  package static var patterns: [String] {
    ExplanationCatalog.all.map { String(describing: $0) }
  }
}

/// An act that may have happened, and what would undo it.
struct Candidate {
  var kind: ExplanationKind
  var undo: Rewiring
  /// The devices that it is about.
  var devices: [Int32]
  /// The place of the kind in the catalog; filled in by the search.
  var rank = 0

  init(_ kind: ExplanationKind, _ undo: Rewiring, devices: [Int32]) {
    self.kind = kind
    self.undo = undo
    self.devices = devices
  }
}

/// What a chain or cycle is called.
struct Reading {
  var kind: ExplanationKind
  /// What undoes it; nil for the ordinary way of its shape.
  var undo: Rewiring?
  /// The devices that it is about; nil for those at the ends of its links.
  var devices: [Int32]?

  init(_ kind: ExplanationKind, undo: Rewiring? = nil, devices: [Int32]? = nil) {
    self.kind = kind
    self.undo = undo
    self.devices = devices
  }
}
