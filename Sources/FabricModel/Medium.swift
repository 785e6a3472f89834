/// A kind of cable, or of optics on fibre, that the trade knows by a short name.
///
/// Plans write freely what a cable is made of; only the names here say how far it reaches. `SMF` or
/// `OM4` name a fibre and not the optics on it, so nothing follows from them.
package enum Medium: Sendable, Hashable, CaseIterable {
  /// Copper without electronics, then with retimers in its plugs; fibre with its optics fixed.
  case directAttach, activeElectrical, activeOptical
  /// Optics of their own at both ends: on multi-mode fibre, then on single-mode fibre to 500 m,
  /// 2 km and 10 km.
  case shortReach, datacenterReach, farReach, longReach

  package var name: String {
    switch self {
    case .directAttach: "DAC"
    case .activeElectrical: "AEC"
    case .activeOptical: "AOC"
    case .shortReach: "SR"
    case .datacenterReach: "DR"
    case .farReach: "FR"
    case .longReach: "LR"
    }
  }

  /// The medium of a name as plans write it: `DAC`, `dr`, `DR4`, `SR8`; a number behind it counts
  /// lanes.
  package init?(named text: some StringProtocol) {
    guard let last = text.lastIndex(where: { !$0.isASCII || !$0.isNumber }) else { return nil }
    let stem = text[...last].uppercased()
    guard let medium = Self.allCases.first(where: { $0.name == stem }) else { return nil }
    self = medium
  }

  /// How far a cable of that speed may be long.
  ///
  /// Copper carries 25 Gb/s on each lane 5 m far, 100 Gb/s on each lane 3 m and 200 Gb/s only 1 m;
  /// the speed of a cable tells which of them it is well enough.
  package func reach(at speed: Gbps) -> Meters {
    switch self {
    case .directAttach: Meters(speed <= Gbps(100) ? 5 : speed <= Gbps(800) ? 3 : 1)
    case .activeElectrical: Meters(7)
    case .activeOptical, .shortReach: Meters(100)
    case .datacenterReach: Meters(500)
    case .farReach: Meters(2_000)
    case .longReach: Meters(10_000)
    }
  }

  /// Whether its ends are parts of their own, which have to match.
  package var needsTransceivers: Bool {
    switch self {
    case .directAttach, .activeElectrical, .activeOptical: false
    case .shortReach, .datacenterReach, .farReach, .longReach: true
    }
  }

  /// What the part at an end of that speed is called: `400G-DR`.
  package func transceiver(at speed: Gbps) -> String { "\(speed)G-\(name)" }

  /// The medium that a transceiver is made for, from a part such as `400G-DR` or `QSFP112-400G-DR4`.
  package init?(transceiver part: some StringProtocol) {
    guard let last = part.split(separator: "-").last else { return nil }
    self.init(named: last)
  }
}
