internal import FabricModel

/// What designs of hosts with several links have in common.
extension RailedClos {
  /// Parameters of the sizes; a design puts its own in front.
  static let parameters = [
    DesignParameter("tiers", "tiers of switches", default: "2", allowed: "2...3"),
    DesignParameter(
      "hosts", "hosts in a unit, which is on each of its leaves", default: "32",
      allowed: "1...4096"),
    DesignParameter(
      "units", "units in a pod, or in all with two tiers", default: "4", allowed: "1...4096"),
    DesignParameter(
      "pods", "pods; three tiers", default: "2, or as many as total-hosts takes",
      allowed: "1...512"),
    DesignParameter(
      "total-hosts", "hosts in all; the last unit and the last pod have what is left",
      default: "as many as there is room for", allowed: "1...16777216"),
    DesignParameter(
      "uplinks", "cables from each leaf, dealt out to the spines in turn", unit: "cables",
      default: "as many as the hosts need", allowed: "1...4096"),
    DesignParameter(
      "spines", "spines in a pod, or in all with two tiers; in each fabric where there are several",
      default: "the fewest with the ports of a leaf that take the same number of cables from each",
      allowed: "1...uplinks"),
    DesignParameter(
      "spine-uplinks", "cables from each spine to its cores; three tiers", unit: "cables",
      default: "as many as come from leaves", allowed: "1...4096"),
    DesignParameter(
      "cores", "cores above each spine of a pod; three tiers",
      default: "the fewest with the ports of a spine that take the same number of cables from each",
      allowed: "1...spine-uplinks"),
    DesignParameter(
      "spare", "free ports on every switch", unit: "ports", default: "0", allowed: "0...64"),
    DesignParameter(
      "speed", "speed of a link between host and leaf: of one leg where a cable splits a port",
      unit: "Gb/s", default: "400", allowed: "0.001...100000"),
    DesignParameter(
      "uplink-speed", "speed of a link between switches", unit: "Gb/s", default: "speed",
      allowed: "0.001...100000"),
    DesignParameter(
      "optics", "whether the plan names the transceivers of fibre", default: "no",
      allowed: "yes or no"),
  ]

  init(
    _ links: HostLinks, reading values: inout ParameterReader
  ) throws(DesignError) {
    let hasCores = try values.integer("tiers", default: 2, in: 2...3) == 3
    let size = try Size(hasCores: hasCores, reading: &values)
    let speed = try values.speed("speed", default: Gbps(400))
    let uplinkSpeed = try values.speed("uplink-speed", default: speed)
    let spare = try values.integer("spare", default: 0, in: 0...64)
    let uplinks = try values.integer(
      "uplinks",
      default: FoldedClos.ceiling(size.unitHosts * speed.megabits, uplinkSpeed.megabits),
      in: 1...4096)

    let down = FoldedClos.ceiling(size.unitHosts, links.breakout)
    let leaves = size.unitsInPod * links.classes
    // Of the ports that a leaf has too, all go down where there are no cores, else half.
    let fewestSpines = FoldedClos.ceiling(leaves * uplinks, hasCores ? uplinks : down + uplinks)
    let spines = try values.integer(
      "spines", default: FoldedClos.evenShare(of: uplinks, atLeast: min(fewestSpines, uplinks)),
      in: 1...uplinks)
    let spineDown = FoldedClos.ceiling(leaves * uplinks, spines)
    var fabric = FoldedClos(
      pods: size.pods, leaves: leaves, spines: spines,
      lastLeaves: size.unitsInLastPod * links.classes, down: down, up: uplinks,
      spineDown: spineDown, leafRadix: down + uplinks + spare, spineRadix: spineDown + spare,
      speed: uplinkSpeed)
    if hasCores {
      try Self.addCores(to: &fabric, spare: spare, reading: &values)
    } else {
      try values.refuse(
        ["pods", "spine-uplinks", "cores"], with: "tiers=2", because: "there are no cores")
    }
    self.init(
      fabric: fabric, links: links, unitHosts: size.unitHosts, hostCount: size.hosts,
      hostSpeed: speed)
    try refuseExcess()
    namesOptics = try values.choice("optics", default: "no", among: ["yes", "no"]) == "yes"
  }

  /// Devices, links and ports are counted with 32 bits; this leaves room for faults.
  private func refuseExcess() throws(DesignError) {
    let (mostHosts, mostLinks) = (1 << 24, 1 << 29)
    guard hostCount > mostHosts || linkCount > mostLinks else { return }
    let fitting = min(mostHosts, hostCount * mostLinks / linkCount)
    throw DesignError(
      .badValue(
        parameter: "total-hosts", given: "\(hostCount)", allowed: "at most \(fitting)"))
  }

  private static func addCores(
    to fabric: inout FoldedClos, spare: Int, reading values: inout ParameterReader
  ) throws(DesignError) {
    let spineUp = try values.integer(
      "spine-uplinks", default: fabric.spineDown, in: 1...4096)
    let fewestCores = FoldedClos.ceiling(fabric.pods * spineUp, fabric.spineDown + spineUp)
    fabric.spineUp = spineUp
    fabric.cores = try values.integer(
      "cores", default: FoldedClos.evenShare(of: spineUp, atLeast: min(fewestCores, spineUp)),
      in: 1...spineUp)
    fabric.spineRadix += spineUp
    fabric.coreRadix = FoldedClos.ceiling(fabric.pods * spineUp, fabric.cores) + spare
  }

  /// How many hosts, units and pods there are.
  private struct Size {
    var unitHosts: Int
    var unitsInPod: Int
    var unitsInLastPod: Int
    var pods = 1
    var hosts: Int

    init(hasCores: Bool, reading values: inout ParameterReader) throws(DesignError) {
      unitHosts = try values.integer("hosts", default: 32, in: 1...4096)
      let isTotalGiven = values.isGiven("total-hosts")
      hosts = try values.integer("total-hosts", default: 1, in: 1...1 << 24)
      let unitsNeeded = FoldedClos.ceiling(hosts, unitHosts)
      if hasCores {
        unitsInPod = try values.integer("units", default: 4, in: 1...4096)
        let podsNeeded = FoldedClos.ceiling(unitsNeeded, unitsInPod)
        pods = try values.integer(
          "pods", default: isTotalGiven ? podsNeeded : 2,
          in: isTotalGiven ? podsNeeded...podsNeeded : 1...512)
      } else {
        unitsInPod = try values.integer(
          "units", default: isTotalGiven ? unitsNeeded : 4,
          in: isTotalGiven ? unitsNeeded...unitsNeeded : 1...4096)
      }
      let room = pods * unitsInPod * unitHosts
      hosts = try values.integer("total-hosts", default: room, in: 1...max(room, hosts))
      unitsInLastPod = FoldedClos.ceiling(hosts, unitHosts) - (pods - 1) * unitsInPod
      if pods == 1 { unitsInPod = unitsInLastPod }
    }
  }
}
