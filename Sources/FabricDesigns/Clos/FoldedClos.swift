internal import FabricModel

/// The arithmetic of a fabric in which every path goes up and comes down again: hosts, leaves,
/// spines and, with `spineUp` above 0, cores.
///
/// Pods hold `leaves` leaves and `spines` spines each. Spine `y` of every pod belongs to plane
/// `y`, which has `cores` cores of its own. Cables are dealt out like cards: the uplinks of a
/// pod's leaves go, one after another, to its spines in turn, and those of a plane's spines to its
/// cores. Where the ports divide, every pair has the same number of cables; where they do not,
/// some pairs have one more, spread evenly.
///
/// Devices stand in the order hosts, leaves, spines, cores, each pod by pod (cores plane by
/// plane). Links: host to leaf, leaf to spine, spine to core, each by the lower device and port.
struct FoldedClos: Sendable {
  var pods = 1
  /// Leaves and spines in each pod.
  var leaves: Int
  var spines: Int
  /// Ports of a leaf, down to hosts and up to spines.
  var down: Int
  var up: Int
  /// Ports of a spine that are kept for leaves; ports to cores come behind them.
  var spineDown: Int
  /// Ports of a spine to cores; 0 where there are none.
  var spineUp = 0
  /// Cores in each plane.
  var cores = 0
  /// Ports on the faceplate.
  var leafRadix: Int
  var spineRadix: Int
  var coreRadix = 0
  var hostSpeed: Gbps
  var linkSpeed: Gbps

  var leafCount: Int { pods * leaves }
  var spineCount: Int { pods * spines }
  var coreCount: Int { spineUp > 0 ? spines * cores : 0 }
  var hostCount: Int { leafCount * down }
  var deviceCount: Int { hostCount + leafCount + spineCount + coreCount }
  var uplinkCount: Int { leafCount * up }
  var linkCount: Int { hostCount + uplinkCount + spineCount * spineUp }
  var hasCores: Bool { spineUp > 0 }

  var firstLeaf: Int { hostCount }
  var firstSpine: Int { hostCount + leafCount }
  var firstCore: Int { hostCount + leafCount + spineCount }
  private var firstUplink: Int { hostCount }
  private var firstCoreLink: Int { hostCount + uplinkCount }

  var tiers: [Range<Int>] {
    let ranges = [0..<firstLeaf, firstLeaf..<firstSpine, firstSpine..<firstCore]
    return hasCores ? ranges + [firstCore..<deviceCount] : ranges
  }

  /// A link by its ends: the device's ordinal and the port, from 1, of the lower tier, then of the
  /// upper.
  typealias Ends = (lower: Int, lowerPort: Int, upper: Int, upperPort: Int)

  /// - Complexity: O(1): a few divisions.
  func ends(ofLink index: Int) -> Ends {
    if index < firstUplink {
      let (leaf, slot) = index.quotientAndRemainder(dividingBy: down)
      return (index, 1, firstLeaf + leaf, slot + 1)
    }
    if index < firstCoreLink {
      let (leaf, uplink) = (index - firstUplink).quotientAndRemainder(dividingBy: up)
      let (pod, leafInPod) = leaf.quotientAndRemainder(dividingBy: leaves)
      let (round, spine) = (leafInPod * up + uplink).quotientAndRemainder(dividingBy: spines)
      return (
        firstLeaf + leaf, down + uplink + 1, firstSpine + pod * spines + spine, round + 1
      )
    }
    let (spine, uplink) = (index - firstCoreLink).quotientAndRemainder(dividingBy: spineUp)
    let (pod, plane) = spine.quotientAndRemainder(dividingBy: spines)
    let (round, core) = (pod * spineUp + uplink).quotientAndRemainder(dividingBy: cores)
    return (
      firstSpine + spine, spineDown + uplink + 1, firstCore + plane * cores + core, round + 1
    )
  }

  /// The links of a device, in order of its ports: `ends(ofLink:)` turned round.
  ///
  /// - Complexity: O(d) for the d links of the device.
  func links(of device: Int) -> [Int] {
    if device < firstLeaf { return [device] }
    if device < firstSpine {
      let leaf = device - firstLeaf
      let uplink = firstUplink + leaf * up
      return Array(leaf * down..<leaf * down + down) + Array(uplink..<uplink + up)
    }
    if device < firstCore {
      let spine = device - firstSpine
      let (pod, spineInPod) = spine.quotientAndRemainder(dividingBy: spines)
      let podUplink = firstUplink + pod * leaves * up
      let coreLink = firstCoreLink + spine * spineUp
      return stride(from: spineInPod, to: leaves * up, by: spines).map { podUplink + $0 }
        + Array(coreLink..<coreLink + spineUp)
    }
    let (plane, core) = (device - firstCore).quotientAndRemainder(dividingBy: cores)
    return stride(from: core, to: pods * spineUp, by: cores).map { turn in
      let (pod, uplink) = turn.quotientAndRemainder(dividingBy: spineUp)
      return firstCoreLink + (pod * spines + plane) * spineUp + uplink
    }
  }

  var linkGroups: [LinkGroup] {
    var groups = [
      LinkGroup(
        links: 0..<firstUplink, trunk: 1...1, lowerDegree: 1...1, upperDegree: down...down),
      LinkGroup(
        links: firstUplink..<firstCoreLink, trunk: FoldedClos.shares(of: up, among: spines),
        lowerDegree: up...up, upperDegree: FoldedClos.shares(of: leaves * up, among: spines)),
    ]
    if hasCores {
      groups.append(
        LinkGroup(
          links: firstCoreLink..<linkCount,
          trunk: FoldedClos.shares(of: spineUp, among: cores),
          lowerDegree: spineUp...spineUp,
          upperDegree: FoldedClos.shares(of: pods * spineUp, among: cores)))
    }
    return groups
  }

  /// The smallest and the largest share when `count` cables are dealt out to `receivers`.
  static func shares(of count: Int, among receivers: Int) -> ClosedRange<Int> {
    count / receivers...ceiling(count, receivers)
  }

  static func ceiling(_ number: Int, _ divisor: Int) -> Int { (number + divisor - 1) / divisor }

  /// The least number of receivers, `minimum` or more, among which `count` cables divide evenly.
  ///
  /// - Precondition: `1 <= minimum <= count`.
  static func evenShare(of count: Int, atLeast minimum: Int) -> Int {
    (minimum...count).first { count.isMultiple(of: $0) } ?? count
  }
}
