internal import FabricModel

/// Hosts with a port for each rail, and leaves that serve one rail of a unit of hosts.
///
/// Port r + 1 of every host of a unit leads to the leaf of rail r, so that what equally ranked
/// accelerators send one another stays below one leaf. The rails meet at the spines of one fabric,
/// or never: then each rail is a fabric of its own, and only hosts join them. With two leaves for
/// a port its cable is split and a leaf may fail.
package struct RailOptimized: ClosDesign {
  package static let name = "rail-optimized"
  package static let summary =
    "Hosts with a port for each rail; rails that meet at the spines, or stay apart."

  package static let parameters =
    [
      DesignParameter(
        "rails", "ports of a host, each with leaves of its own", unit: "ports", default: "8",
        allowed: "1...64"),
      DesignParameter(
        "meet", "where rails meet: at the spines of one fabric, or apart in fabrics of their own",
        default: "spine", allowed: "spine or apart"),
      DesignParameter(
        "tors", "leaves for each port of a host, whose cable has a leg to each", default: "1",
        allowed: "1...2"),
      DesignParameter(
        "breakout", "hosts that share a port of a leaf by a cable with as many legs",
        unit: "legs", default: "1", allowed: "1, 2, 4 or 8, and not together with tors=2"),
    ] + RailedClos.parameters

  package var planName = RailOptimized.name
  package let settings: [String: String]
  let clos: RailedClos

  package init(reading values: inout ParameterReader) throws(DesignError) {
    let rails = try values.integer("rails", default: 8, in: 1...64)
    let meet = try values.choice("meet", default: "spine", among: ["spine", "apart"])
    let tors = try values.integer("tors", default: 1, in: 1...2)
    let breakout = try Self.breakout(tors: tors, reading: &values)
    clos = try RailedClos(
      RailedClos.HostLinks(
        meeting: meet == "spine" ? .atSpines : .never, rails: rails, legs: tors,
        breakout: breakout),
      reading: &values)
    settings = values.settings
  }
  private static func breakout(
    tors: Int, reading values: inout ParameterReader
  ) throws(DesignError) -> Int {
    guard tors == 1 else {
      try values.refuse(
        ["breakout"], with: "tors=\(tors)", because: "a cable is split at one end only")
      return 1
    }
    let breakout = try values.integer("breakout", default: 1, in: 1...8)
    guard breakout.nonzeroBitCount == 1 else {
      throw DesignError(
        .badValue(parameter: "breakout", given: "\(breakout)", allowed: "1, 2, 4 or 8"))
    }
    return breakout
  }
}
