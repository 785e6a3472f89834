internal import FabricModel

/// Leaves that are each cabled to every spine, with hosts below.
package struct LeafSpine: ClosDesign {
  package static let name = "leaf-spine"
  package static let summary = "Two tiers of any size: every leaf is cabled to every spine."

  package static let parameters = [
    DesignParameter("leaves", "leaves", default: "16", allowed: "1...65536"),
    DesignParameter("spines", "spines", default: "8", allowed: "1...4096"),
    DesignParameter("hosts", "hosts on each leaf", default: "16", allowed: "1...4096"),
    DesignParameter(
      "trunk", "cables from each leaf to each spine", unit: "cables",
      default: "1", allowed: "1...64, and not together with uplinks"),
    DesignParameter(
      "uplinks", "cables from each leaf, dealt out to the spines in turn",
      unit: "cables", default: "spines x trunk", allowed: "spines...4096"),
    DesignParameter(
      "speed", "speed of a host's link", unit: "Gb/s", default: "400",
      allowed: "0.001...100000"),
    DesignParameter(
      "uplink-speed", "speed of a link from leaf to spine", unit: "Gb/s",
      default: "speed", allowed: "0.001...100000"),
    DesignParameter(
      "spare", "free ports on every switch", unit: "ports", default: "0",
      allowed: "0...64"),
  ]

  package var planName = LeafSpine.name
  package let settings: [String: String]
  let clos: RailedClos

  package init(reading values: inout ParameterReader) throws(DesignError) {
    let leaves = try values.integer("leaves", default: 16, in: 1...65536)
    let spines = try values.integer("spines", default: 8, in: 1...4096)
    let hosts = try values.integer("hosts", default: 16, in: 1...4096)
    let uplinks: Int
    if values.isGiven("uplinks") {
      try values.refuse(
        ["trunk"], with: "uplinks", because: "each of them says how many cables a leaf has")
      uplinks = try values.integer("uplinks", default: spines, in: spines...4096)
    } else {
      uplinks = try values.integer("trunk", default: 1, in: 1...64) * spines
    }
    let speed = try values.speed("speed", default: Gbps(400))
    let uplinkSpeed = try values.speed("uplink-speed", default: speed)
    let spare = try values.integer("spare", default: 0, in: 0...64)
    let spineDown = FoldedClos.ceiling(leaves * uplinks, spines)
    let fabric = FoldedClos(
      leaves: leaves, spines: spines, lastLeaves: leaves, down: hosts, up: uplinks,
      spineDown: spineDown, leafRadix: hosts + uplinks + spare, spineRadix: spineDown + spare,
      speed: uplinkSpeed)
    clos = RailedClos(
      fabric: fabric, unitHosts: hosts, hostCount: leaves * hosts, hostSpeed: speed)
    settings = values.settings
  }
}
