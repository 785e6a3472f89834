internal import FabricModel

/// The arithmetic of switches in which every path goes up and comes down again: leaves, spines and,
/// with `spineUp` above 0, cores.
///
/// Pods hold `leaves` leaves and `spines` spines each; the last pod may have fewer leaves. Spine `y`
/// of every pod has the cores of column `y` above it, `cores` in each. Cables are dealt out like
/// cards: the uplinks of a pod's leaves go, one after another, to its spines in turn, and those of
/// the spines below a column to its cores. Where the ports divide, every pair has the same number
/// of cables; where they do not, some pairs have one more, spread evenly.
///
/// Leaves and spines are counted pod by pod, cores column by column; links from leaf to spine and
/// from spine to core each by the lower device and port.
struct FoldedClos: Sendable {
  var pods = 1
  /// Leaves and spines in each pod.
  var leaves: Int
  var spines: Int
  /// Leaves in the last pod.
  var lastLeaves: Int
  /// Ports of a leaf that are kept for hosts; ports to spines come behind them.
  var down: Int
  var up: Int
  /// Ports of a spine that are kept for leaves; ports to cores come behind them.
  var spineDown: Int
  /// Ports of a spine to cores; 0 where there are none.
  var spineUp = 0
  /// Cores in each column.
  var cores = 0
  /// Ports on the faceplate.
  var leafRadix: Int
  var spineRadix: Int
  var coreRadix = 0
  var speed: Gbps

  var leafCount: Int { (pods - 1) * leaves + lastLeaves }
  var spineCount: Int { pods * spines }
  var coreCount: Int { spineUp > 0 ? spines * cores : 0 }
  var uplinkCount: Int { leafCount * up }
  var coreLinkCount: Int { spineCount * spineUp }
  var hasCores: Bool { spineUp > 0 }

  /// A link by its ends: the device's ordinal in its tier and the port, from 1, of the lower tier,
  /// then of the upper.
  typealias Ends = (lower: Int, lowerPort: Int, upper: Int, upperPort: Int)

  /// - Complexity: O(1): a few divisions; so is `ends(ofCoreLink:)`.
  func ends(ofUplink index: Int) -> Ends {
    let (leaf, uplink) = index.quotientAndRemainder(dividingBy: up)
    let (pod, leafInPod) = leaf.quotientAndRemainder(dividingBy: leaves)
    let (round, spine) = (leafInPod * up + uplink).quotientAndRemainder(dividingBy: spines)
    return (leaf, down + uplink + 1, pod * spines + spine, round + 1)
  }

  func ends(ofCoreLink index: Int) -> Ends {
    let (spine, uplink) = index.quotientAndRemainder(dividingBy: spineUp)
    let (pod, column) = spine.quotientAndRemainder(dividingBy: spines)
    let (round, core) = (pod * spineUp + uplink).quotientAndRemainder(dividingBy: cores)
    return (spine, spineDown + uplink + 1, column * cores + core, round + 1)
  }

  func uplinks(ofLeaf leaf: Int) -> Range<Int> { leaf * up..<leaf * up + up }

  /// The links of a spine to leaves, in order of its ports: `ends(ofUplink:)` turned round.
  func uplinks(ofSpine spine: Int) -> [Int] {
    let (pod, spineInPod) = spine.quotientAndRemainder(dividingBy: spines)
    let first = pod * leaves * up
    return stride(from: spineInPod, to: leaves(inPod: pod) * up, by: spines).map { first + $0 }
  }

  func coreLinks(ofSpine spine: Int) -> Range<Int> {
    spine * spineUp..<spine * spineUp + spineUp
  }

  /// The links of a core, in order of its ports: `ends(ofCoreLink:)` turned round.
  func coreLinks(ofCore core: Int) -> [Int] {
    let (column, coreInColumn) = core.quotientAndRemainder(dividingBy: cores)
    return stride(from: coreInColumn, to: pods * spineUp, by: cores).map { turn in
      let (pod, uplink) = turn.quotientAndRemainder(dividingBy: spineUp)
      return (pod * spines + column) * spineUp + uplink
    }
  }

  func leaves(inPod pod: Int) -> Int { pod == pods - 1 ? lastLeaves : leaves }

  var uplinkTrunk: ClosedRange<Int> { FoldedClos.shares(of: up, among: spines) }
  var coreTrunk: ClosedRange<Int> { FoldedClos.shares(of: spineUp, among: cores) }

  /// The number of links to leaves of each spine.
  var spineDegree: ClosedRange<Int> {
    let most = FoldedClos.shares(of: leaves * up, among: spines)
    return FoldedClos.shares(of: lastLeaves * up, among: spines).lowerBound...most.upperBound
  }

  var coreDegree: ClosedRange<Int> { FoldedClos.shares(of: pods * spineUp, among: cores) }

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
