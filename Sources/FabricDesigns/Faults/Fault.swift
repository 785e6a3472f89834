internal import FabricModel

/// A kind of fault: how one is drawn, and when a plan shows it.
protocol Fault: Sendable {
  static var kind: FaultKind { get }
  /// Whether it puts a plug into a port that the design leaves free.
  static var needsFreePort: Bool { get }
  /// Whether it concerns a cable of the design; else the cable that is drawn means nothing.
  static var concernsCable: Bool { get }

  /// What the design lacks for a fault of this kind; nil where it can be planted.
  static func lack(in design: some Design) -> FaultLack?

  /// A fault of this kind at the cable drawn, or at a device that it ends at; nil where there is
  /// none.
  ///
  /// Whoever plants it makes sure that it stays clear of the faults that are there, and gives moved
  /// cables a length that reaches.
  static func propose<Base: Design>(
    _ cable: Int, on ground: inout PlantingGround<Base>
  ) -> FaultProposal?

  /// Whether the faulty plan alone shows it; see `PlanVisibility` for what that means.
  static func shows<Base: Design>(
    _ proposal: FaultProposal, in plan: PlanVisibility<Base>
  ) -> Bool
}

extension Fault {
  static var needsFreePort: Bool { false }
  static var concernsCable: Bool { true }
  static func lack(in design: some Design) -> FaultLack? { nil }
}

/// What a design would need for a kind of fault.
package enum FaultLack: Sendable, Hashable, CaseIterable {
  case rails, planes, pods, breakoutCables, switchesAbove

  /// Behind "needs".
  var need: String {
    switch self {
    case .rails: "hosts with ports on two rails"
    case .planes: "hosts with ports on two planes"
    case .pods: "two pods"
    case .breakoutCables: "breakout cables"
    case .switchesAbove: "devices that are cabled to two switches of one tier"
    }
  }

  var remedy: String {
    switch self {
    case .rails: "take a design with rails, for example rail-optimized"
    case .planes: "take a design with planes, for example multi-plane"
    case .pods: "take a design with pods, for example fat-tree with tiers=3"
    case .breakoutCables: "take a design with breakout cables"
    case .switchesAbove: "take a design with more spines"
    }
  }
}

/// What a fault would do: `observed[i]` takes the place of `planned[i]`; where there are fewer
/// observed links, cables are missing, and where there are more, they are extra.
struct FaultProposal {
  /// Ordinals of links. A link that only serves to make others wrong stands in both lists.
  var planned: [Int]
  var observed: [LinkEntry]
  /// The ports, free in the design, that it fills.
  var filled: [EndEntry] = []
  /// Devices that no other fault may touch at any port.
  var sealed: [Int] = []
  /// Devices that have each other's cables.
  var exchanged: [(Int, Int)] = []
  /// Whether plugs go elsewhere, so that cables of other lengths are needed.
  var movesEnds = true
}

extension FaultProposal {
  /// A cable with the right ends of which something else is wrong: it stands at all of its legs.
  init(ofCable link: Int, in design: some Design, _ change: (inout LinkEntry) -> Void) {
    let legs = Array(design.legs(ofLink: link))
    self.init(
      planned: legs,
      observed: legs.map { leg in
        var link = design.link(at: leg)
        change(&link)
        return link
      })
    movesEnds = false
  }
}
