internal import FabricModel

/// A fat tree of two or three tiers, of switches with equal radix.
///
/// Balanced (the default) it carries all hosts at full speed between any halves. Fewer uplinks
/// than downlinks at the leaf (`down`) or at the spine (`spine-down`) make it 2:1, 3:1 and so on;
/// fewer pods than fit leave core ports free and, where they divide, double the cables to fewer
/// cores.
package struct FatTree: ClosDesign {
  package static let name = "fat-tree"
  package static let summary =
    "Two or three tiers of switches with equal radix, balanced or oversubscribed."

  package static let parameters = [
    DesignParameter(
      "k", "ports that a switch has for cables", unit: "ports", default: "48",
      allowed: "an even number, 2...512"),
    DesignParameter("tiers", "tiers of switches", default: "3", allowed: "2...3"),
    DesignParameter(
      "down", "ports of a leaf to hosts; the rest goes up", unit: "ports",
      default: "k/2", allowed: "1...k-1"),
    DesignParameter(
      "spine-down", "ports of a spine to leaves; the rest goes up; three tiers",
      unit: "ports", default: "k/2", allowed: "1...k-1"),
    DesignParameter(
      "leaves", "leaves in a pod, or in all with two tiers",
      default: "spine-down, or k with two tiers", allowed: "1...spine-down, or 1...k"),
    DesignParameter(
      "spines", "spines in a pod, which is the number of core planes; or in all",
      default: "the fewest that take the same number of cables from each leaf",
      allowed: "what the leaves need...k-down"),
    DesignParameter("pods", "pods; three tiers", default: "all that fit", allowed: "1...k"),
    DesignParameter(
      "cores", "cores in a plane; three tiers",
      default: "the fewest that take the same number of cables from each spine",
      allowed: "what the pods need...k-spine-down"),
    DesignParameter(
      "spare", "free ports on every switch beside its k", unit: "ports",
      default: "0", allowed: "0...64"),
    DesignParameter(
      "speed", "speed of every link", unit: "Gb/s", default: "400",
      allowed: "0.001...100000"),
    DesignParameter("host-ports", "ports of a host", unit: "ports", default: "1", allowed: "1"),
  ]

  package var planName = FatTree.name
  package let settings: [String: String]
  let clos: RailedClos

  package init(reading values: inout ParameterReader) throws(DesignError) {
    let k = try values.integer("k", default: 48, in: 2...512)
    guard k.isMultiple(of: 2) else {
      throw DesignError(.badValue(parameter: "k", given: "\(k)", allowed: "an even number"))
    }
    let tiers = try values.integer("tiers", default: 3, in: 2...3)
    let down = try values.integer("down", default: k / 2, in: 1...k - 1)
    let speed = try values.speed("speed", default: Gbps(400))
    let spare = try values.integer("spare", default: 0, in: 0...64)
    _ = try values.integer("host-ports", default: 1, in: 1...1)

    let spineDown =
      tiers == 3 ? try values.integer("spine-down", default: k / 2, in: 1...k - 1) : k
    let leaves = try values.integer("leaves", default: spineDown, in: 1...spineDown)
    let up = k - down
    let fewestSpines = FoldedClos.ceiling(leaves * up, spineDown)
    let spines = try values.integer(
      "spines", default: FoldedClos.evenShare(of: up, atLeast: fewestSpines),
      in: fewestSpines...up)

    var fabric = FoldedClos(
      leaves: leaves, spines: spines, lastLeaves: leaves, down: down, up: up,
      spineDown: spineDown, leafRadix: k + spare, spineRadix: k + spare, speed: speed)
    if tiers == 3 {
      try Self.addCores(to: &fabric, radix: k, spare: spare, reading: &values)
    } else {
      try values.refuse(
        ["spine-down", "pods", "cores"], with: "tiers=2", because: "there are no cores")
    }
    clos = RailedClos(
      fabric: fabric, unitHosts: down, hostCount: fabric.leafCount * down, hostSpeed: speed)
    settings = values.settings
  }

  /// Core port rule: the pods take turns, so that port p leads to pod p where a pair of spine and
  /// core has one cable.
  private static func addCores(
    to fabric: inout FoldedClos, radix: Int, spare: Int, reading values: inout ParameterReader
  ) throws(DesignError) {
    let spineUp = radix - fabric.spineDown
    fabric.spineUp = spineUp
    var mostPods = radix
    if values.isGiven("cores") {
      let cores = try values.integer("cores", default: spineUp, in: 1...spineUp)
      mostPods = cores * radix / spineUp
    }
    fabric.pods = try values.integer("pods", default: mostPods, in: 1...mostPods)
    let fewestCores = FoldedClos.ceiling(fabric.pods * spineUp, radix)
    fabric.cores = try values.integer(
      "cores", default: FoldedClos.evenShare(of: spineUp, atLeast: fewestCores),
      in: fewestCores...spineUp)
    fabric.coreRadix = radix + spare
  }
}
