package import FabricModel

/// What kind of act made a group of differences.
package struct ExplanationKind: Hashable, Sendable {
  /// How it is put right.
  package enum Remedy: Sendable {
    /// Plugs are moved, cables added or taken away.
    case cables
    /// Devices get other names; no cable is touched.
    case names
    /// A look at a device: its cables may be as planned.
    case look
    /// A cable or its settings, where it is.
    case exchange
  }

  /// `wrong-port`: unique, in kebab case.
  package let name: String
  package let remedy: Remedy

  package init(_ name: String, _ remedy: Remedy) {
    self.name = name
    self.remedy = remedy
  }
}

/// A change of a wiring: plugs that move, cables that are taken away, cables that are added.
///
/// Every act has one of these forms, so one routine undoes them all.
package struct Rewiring: Hashable, Sendable {
  package struct Move: Hashable, Sendable {
    package var from: Int32
    package var to: Int32
  }

  /// The plug in `from`, if there is one, goes to `to`: all at once. Every port that is entered is
  /// left as well.
  package var moves: [Move] = []
  package var removed: [WiringComponent.Ends] = []
  package var added: [WiringComponent.Ends] = []

  package init() {}

  package init(moves: [Move]) { self.moves = moves }
  package init(removed: [WiringComponent.Ends]) { self.removed = removed }
  package init(added: [WiringComponent.Ends]) { self.added = added }

  package var isEmpty: Bool { moves.isEmpty && removed.isEmpty && added.isEmpty }

  /// The number of ports that it names.
  var portCount: Int { moves.count + 2 * (removed.count + added.count) }
}

/// One human act, with the differences that it accounts for.
package struct Explanation: Sendable {
  package internal(set) var kind: ExplanationKind
  /// What undoes the act, step by step; empty where no plug has to move.
  package internal(set) var undo: [Rewiring] = []
  /// Rows of the desired fabric that the undo puts right, in the order of their ports.
  package internal(set) var planned: [LinkID] = []
  /// Rows of the current fabric that the undo takes away or puts right.
  package internal(set) var observed: [LinkID] = []
  /// Ports at the ends of those links, in the order of names.
  package internal(set) var ports: [Int32] = []
  /// The devices that it is about; for an act on cables those at their ends.
  package internal(set) var devices: [Int32] = []
  /// What of a link differs, where nothing else does.
  package internal(set) var attributes: LinkAttributes = []
  /// How many differences of the contract it explains.
  package internal(set) var accountsFor = 0
  package internal(set) var loss = Loss.none

  init(_ kind: ExplanationKind) { self.kind = kind }
}

/// What traffic loses while an act is not undone.
package enum Loss: UInt8, Comparable, Hashable, Sendable {
  case capacity, rail, plane, redundancy, none

  package static func < (a: Loss, b: Loss) -> Bool { a.rawValue < b.rawValue }
}
