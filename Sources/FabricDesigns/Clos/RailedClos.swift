internal import FabricModel

/// The arithmetic of hosts with one or several links above one or several equal fabrics.
///
/// A host has `rails` ports, and each port `legs` links: more than one where a cable splits it.
/// Link `q` of a host is leg `q % legs` of port `q / legs`. A unit is the hosts that share the same
/// leaves: `classes` leaves in each fabric, one for each link of a host that leads there, all with
/// the hosts of the unit in the same order. Plain fat trees are the case of one rail and one leg.
///
/// Devices stand in the order hosts, leaves, spines, cores; hosts and leaves unit by unit, and all
/// switches fabric by fabric. Links stand tier by tier, each by the lower device and port, so that
/// the legs of a split host port are neighbours; where `breakout` hosts share the cage of a leaf,
/// the links of these hosts to it are.
struct RailedClos: Sendable {
  /// What the links of a host have in common above.
  enum Meeting: Sendable, Hashable {
    /// One fabric takes all of them.
    case atSpines
    /// Every port has a fabric of its own.
    case never
    /// Every leg has a fabric of its own, in which all ports meet.
    case byLeg
  }

  let fabric: FoldedClos
  let meeting: Meeting
  let rails: Int
  let legs: Int
  /// Hosts in each unit but the last, which has what is left.
  let unitHosts: Int
  let hostCount: Int
  /// Hosts that share a cage of a leaf by a cable with as many legs.
  let breakout: Int
  /// Of a single link.
  let hostSpeed: Gbps
  /// Whether the plan names the transceivers of fibre.
  var namesOptics = false

  // What follows from these is kept: a plan asks for it some million times.
  let fabrics: Int
  /// Links of a host.
  let degree: Int
  /// Leaves of a unit in each fabric.
  let classes: Int
  let unitCount: Int
  let unitsInPod: Int
  let layout: Layout

  init(
    fabric: FoldedClos, links: HostLinks = HostLinks(), unitHosts: Int, hostCount: Int,
    hostSpeed: Gbps
  ) {
    self.fabric = fabric
    meeting = links.meeting
    rails = links.rails
    legs = links.legs
    breakout = links.breakout
    self.unitHosts = unitHosts
    self.hostCount = hostCount
    self.hostSpeed = hostSpeed
    fabrics = links.fabrics
    degree = links.degree
    classes = links.classes
    unitCount = FoldedClos.ceiling(hostCount, unitHosts)
    unitsInPod = fabric.leaves / classes
    layout = Layout(fabric, links, unitHosts: unitHosts)
  }

  /// How the links of each host are made.
  struct HostLinks: Sendable {
    var meeting = Meeting.atSpines
    var rails = 1
    var legs = 1
    var breakout = 1

    var fabrics: Int {
      switch meeting {
      case .atSpines: 1
      case .never: rails
      case .byLeg: legs
      }
    }
    var degree: Int { rails * legs }
    var classes: Int { degree / fabrics }
  }

  var hasCores: Bool { fabric.hasCores }

  var hostLinkCount: Int { hostCount * degree }
  var uplinkCount: Int { fabrics * fabric.uplinkCount }
  var linkCount: Int { hostLinkCount + uplinkCount + fabrics * fabric.coreLinkCount }

  var firstLeaf: Int { hostCount }
  var firstSpine: Int { hostCount + fabrics * fabric.leafCount }
  var firstCore: Int { firstSpine + fabrics * fabric.spineCount }
  var deviceCount: Int { firstCore + fabrics * fabric.coreCount }

  var tiers: [Range<Int>] {
    let ranges = [0..<firstLeaf, firstLeaf..<firstSpine, firstSpine..<firstCore]
    return hasCores ? ranges + [firstCore..<deviceCount] : ranges
  }

  func hosts(inUnit unit: Int) -> Int { min(unitHosts, hostCount - unit * unitHosts) }
}

// Which link of a host leads to which leaf of its unit.
extension RailedClos {
  /// The fabric of a host's link, and its leaf among those of the unit in this fabric.
  func leaf(ofPort port: Int) -> (fabric: Int, leaf: Int) {
    switch meeting {
    case .atSpines: return (0, port)
    case .never: return (port / legs, port % legs)
    case .byLeg:
      let (rail, leg) = port.quotientAndRemainder(dividingBy: legs)
      return (leg, rail)
    }
  }

  /// `leaf(ofPort:)` turned round.
  func port(ofFabric fabric: Int, leaf: Int) -> Int {
    switch meeting {
    case .atSpines: leaf
    case .never: fabric * legs + leaf
    case .byLeg: leaf * legs + fabric
    }
  }

  /// The host and its link, each from 0, of a link to a leaf.
  func host(ofLink index: Int) -> (host: Int, port: Int) {
    guard breakout > 1 else { return (index / degree, index % degree) }
    let (unit, inUnit) = index.quotientAndRemainder(dividingBy: unitHosts * degree)
    let (cage, inCages) = inUnit.quotientAndRemainder(dividingBy: breakout * degree)
    let (port, leg) = inCages.quotientAndRemainder(dividingBy: sharers(ofCage: cage, inUnit: unit))
    return (unit * unitHosts + cage * breakout + leg, port)
  }

  /// `host(ofLink:)` turned round.
  func link(ofHost host: Int, port: Int) -> Int {
    guard breakout > 1 else { return host * degree + port }
    let (unit, slot) = host.quotientAndRemainder(dividingBy: unitHosts)
    let (cage, leg) = slot.quotientAndRemainder(dividingBy: breakout)
    return (unit * unitHosts + cage * breakout) * degree
      + port * sharers(ofCage: cage, inUnit: unit) + leg
  }

  /// Hosts that share a cage: `breakout` but for the last cage of a unit.
  func sharers(ofCage cage: Int, inUnit unit: Int) -> Int {
    min(breakout, hosts(inUnit: unit) - cage * breakout)
  }
}

// Links by their ends, and the other way round.
extension RailedClos {
  /// One end of a link: the device's ordinal, the port or cage from 1, and the leg of the cage from
  /// 1, or 0 for a whole port.
  struct End: Hashable {
    var device: Int
    var port: Int
    var leg = 0
  }

  /// - Complexity: O(1): a few divisions.
  func ends(ofLink index: Int) -> (lower: End, upper: End) {
    if index < hostLinkCount { return ends(ofHostLink: index) }
    let above = index - hostLinkCount
    if above < uplinkCount {
      let (copy, uplink) = above.quotientAndRemainder(dividingBy: fabric.uplinkCount)
      let ends = fabric.ends(ofUplink: uplink)
      return (
        End(device: firstLeaf + copy * fabric.leafCount + ends.lower, port: ends.lowerPort),
        End(device: firstSpine + copy * fabric.spineCount + ends.upper, port: ends.upperPort)
      )
    }
    let (copy, link) = (above - uplinkCount)
      .quotientAndRemainder(dividingBy: fabric.coreLinkCount)
    let ends = fabric.ends(ofCoreLink: link)
    return (
      End(device: firstSpine + copy * fabric.spineCount + ends.lower, port: ends.lowerPort),
      End(device: firstCore + copy * fabric.coreCount + ends.upper, port: ends.upperPort)
    )
  }

  private func ends(ofHostLink index: Int) -> (lower: End, upper: End) {
    let (host, port) = host(ofLink: index)
    let (unit, slot) = host.quotientAndRemainder(dividingBy: unitHosts)
    let (copy, leaf) = leaf(ofPort: port)
    let device = firstLeaf + copy * fabric.leafCount + unit * classes + leaf
    let lower =
      legs == 1
      ? End(device: host, port: port + 1)
      : End(device: host, port: port / legs + 1, leg: port % legs + 1)
    let upper =
      breakout == 1
      ? End(device: device, port: slot + 1)
      : End(device: device, port: slot / breakout + 1, leg: slot % breakout + 1)
    return (lower, upper)
  }

  /// The links of a device, in order of its ports: `ends(ofLink:)` turned round.
  ///
  /// - Complexity: O(d) for the d links of the device.
  func links(of device: Int) -> [Int] {
    switch position(of: device) {
    case .host: return (0..<degree).map { link(ofHost: device, port: $0) }
    case .leaf(let copy, let unit, let leaf):
      let port = port(ofFabric: copy, leaf: leaf)
      let first = unit * unitHosts
      let uplinks = fabric.uplinks(ofLeaf: unit * classes + leaf)
      return (first..<first + hosts(inUnit: unit)).map { link(ofHost: $0, port: port) }
        + uplinks.map { hostLinkCount + copy * fabric.uplinkCount + $0 }
    case .spine(let copy, let pod, let spine):
      let ordinal = pod * fabric.spines + spine
      let firstUplink = hostLinkCount + copy * fabric.uplinkCount
      let firstCoreLink = hostLinkCount + uplinkCount + copy * fabric.coreLinkCount
      return fabric.uplinks(ofSpine: ordinal).map { firstUplink + $0 }
        + fabric.coreLinks(ofSpine: ordinal).map { firstCoreLink + $0 }
    case .core(let copy, let column, let core):
      let first = hostLinkCount + uplinkCount + copy * fabric.coreLinkCount
      return fabric.coreLinks(ofCore: column * fabric.cores + core).map { first + $0 }
    }
  }

  var linkGroups: [LinkGroup] {
    let lastHosts = hosts(inUnit: unitCount - 1)
    let firstCoreLink = hostLinkCount + uplinkCount
    var groups = [
      LinkGroup(
        links: 0..<hostLinkCount, trunk: 1...1, lowerDegree: degree...degree,
        upperDegree: lastHosts...(unitCount > 1 ? unitHosts : lastHosts)),
      LinkGroup(
        links: hostLinkCount..<firstCoreLink, trunk: fabric.uplinkTrunk,
        lowerDegree: fabric.up...fabric.up, upperDegree: fabric.spineDegree),
    ]
    if hasCores {
      groups.append(
        LinkGroup(
          links: firstCoreLink..<linkCount, trunk: fabric.coreTrunk,
          lowerDegree: fabric.spineUp...fabric.spineUp, upperDegree: fabric.coreDegree))
    }
    return groups
  }
}

// Cables: a link each, but for those that split a port of a host or a cage of a leaf.
extension RailedClos {
  var hostCableCount: Int {
    if legs > 1 { return hostCount * rails }
    guard breakout > 1 else { return hostLinkCount }
    let last = unitCount - 1
    return (last * cages(inUnit: 0) + cages(inUnit: last)) * degree
  }

  var cableCount: Int { hostCableCount + linkCount - hostLinkCount }

  private func cages(inUnit unit: Int) -> Int {
    FoldedClos.ceiling(hosts(inUnit: unit), breakout)
  }

  /// The cable of a link, from 0, and the links that share it.
  func cable(ofLink index: Int) -> (number: Int, links: Range<Int>) {
    guard index < hostLinkCount else {
      return (hostCableCount + index - hostLinkCount, index..<index + 1)
    }
    if legs > 1 {
      let number = index / legs
      return (number, number * legs..<(number + 1) * legs)
    }
    guard breakout > 1 else { return (index, index..<index + 1) }
    let (host, port) = host(ofLink: index)
    let (unit, slot) = host.quotientAndRemainder(dividingBy: unitHosts)
    let (cage, leg) = slot.quotientAndRemainder(dividingBy: breakout)
    let first = index - leg
    return (
      (unit * cages(inUnit: 0) + cage) * degree + port,
      first..<first + sharers(ofCage: cage, inUnit: unit)
    )
  }
}
