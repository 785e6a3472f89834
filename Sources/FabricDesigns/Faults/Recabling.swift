internal import FabricModel

/// Other cables from stock for links whose ends have moved.
enum Recabling {
  /// The legs of one cable with a cable that is long enough for the farthest of them, and with the
  /// transceivers that it needs where the design names them.
  static func cabled(_ legs: [LinkEntry], in design: some Design) -> [LinkEntry] {
    let lengths = legs.compactMap { leg in
      leg.b.map { design.cable(from: leg.a.device, to: $0.device) }
    }
    guard var cable = lengths.max(by: { $0.length < $1.length }) else { return legs }
    let speed = legs.reduce(Gbps.zero) { $0 + ($1.speed ?? .zero) }
    if legs.count > 1 {
      // What a stock cable of that length is made of depends on the speed of all legs together.
      cable.medium = CableStock.cable(for: cable.length, speed: speed).medium.name
    }
    let medium = design.namesOptics ? Medium(named: cable.medium) : nil
    let shared = (legs.isShared(\.a), legs.isShared(\.b))
    return legs.map { leg in
      var leg = leg
      leg.length = cable.length
      leg.medium = cable.medium
      let optic = { (isShared: Bool) in
        guard let medium, medium.needsTransceivers else { return "" }
        return medium.transceiver(at: isShared ? speed : leg.speed ?? .zero)
      }
      leg.a.optic = optic(shared.0)
      leg.b?.optic = optic(shared.1)
      return leg
    }
  }
}

extension [LinkEntry] {
  /// Whether several legs have one cage at that end.
  fileprivate func isShared(_ end: (LinkEntry) -> EndEntry?) -> Bool {
    count > 1 && Set(compactMap { end($0)?.cage }).count == 1
  }
}

extension Design {
  /// Whether plans of this design say which transceivers fibre needs.
  fileprivate var namesOptics: Bool { settings["optics"] == "yes" }
}
