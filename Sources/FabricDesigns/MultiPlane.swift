internal import FabricModel

/// Several equal fabrics, the planes, with the same hosts below.
///
/// The cable of every host port is split: leg p leads to a leaf of plane p. Two planes make a twin
/// plane. A host with several ports has a rail for each: in every plane, all legs of its port r lead
/// to the leaf of rail r.
package struct MultiPlane: ClosDesign {
  package static let name = "multi-plane"
  package static let summary =
    "Several equal fabrics; the cable of every host port has a leg into each of them."

  package static let parameters =
    [
      DesignParameter(
        "planes", "fabrics, and legs of the cable of a host port", default: "2",
        allowed: "2...64"),
      DesignParameter(
        "rails", "ports of a host, each with leaves of its own in every plane", unit: "ports",
        default: "1", allowed: "1...64"),
    ] + RailedClos.parameters

  package var planName = MultiPlane.name
  package let settings: [String: String]
  let clos: RailedClos

  package init(reading values: inout ParameterReader) throws(DesignError) {
    let planes = try values.integer("planes", default: 2, in: 2...64)
    let rails = try values.integer("rails", default: 1, in: 1...64)
    clos = try RailedClos(
      RailedClos.HostLinks(meeting: .byLeg, rails: rails, legs: planes), reading: &values)
    settings = values.settings
  }
}
