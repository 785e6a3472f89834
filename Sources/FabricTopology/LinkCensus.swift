package import FabricModel

/// Which links of a plan can stand as they are, and what is wrong with the others.
///
/// Only links between two ports of two known devices take part in topology and capacity. The others
/// are listed here with the reason; the checks make findings of them.
package struct LinkCensus: Sendable {
  /// What a link is good for.
  package enum Standing: UInt8, Sendable {
    /// Part of the fabric.
    case usable
    /// One end only.
    case dangling
    /// An end at a device that the plan mentions but does not declare, although it declares others.
    case unknownDevice
    /// Both ends on one device.
    case selfLoop
    /// The same two ports as an earlier link.
    case repeated
    /// Management, storage or power.
    case otherNetwork
    /// An end at a patch panel behind which no cable goes on.
    case panel
    /// A piece of a link through patch panels, which has a row of its own.
    case segment
  }

  /// One entry for each link.
  package private(set) var standing: [Standing] = []
  /// Ports that more than one link takes, with those links in order, repeats of a link left out.
  package private(set) var reusedPorts: [(port: PortID, links: [LinkID])] = []
  /// Links that state an earlier one again.
  package private(set) var repeats: [(link: LinkID, original: LinkID)] = []
  /// `isKnown[d]`: device `d` may be an end of a link.
  package private(set) var isKnown: [Bool] = []

  /// - Complexity: O(links + ports).
  package init(_ fabric: Fabric) {
    judgeDevices(fabric)
    var uses = [UInt8](repeating: 0, count: fabric.ports.count)
    var isReused = false
    standing.reserveCapacity(fabric.links.count)
    for index in 0..<fabric.links.count {
      let (a, b) = (fabric.links.a[index], fabric.links.b[index])
      let standing = judge(a, b, fabric.links.network[index], fabric)
      self.standing.append(standing)
      // A link through panels takes the ports of its first and last piece.
      guard index < fabric.links.statedCount else { continue }
      isReused = Self.note(a, &uses) || isReused
      isReused = Self.note(b, &uses) || isReused
    }
    for segment in fabric.links.segments.values.joined() where standing[segment.index] == .panel {
      standing[segment.index] = .segment
    }
    if isReused { sortOutReuse(uses, fabric) }
  }

  package func isUsable(_ link: LinkID) -> Bool { standing[link.index] == .usable }

  /// Counts a use of a port, up to two; true from the second on.
  private static func note(_ port: PortID, _ uses: inout [UInt8]) -> Bool {
    guard !port.isNone else { return false }
    let isSecond = uses[port.index] > 0
    uses[port.index] = isSecond ? 2 : 1
    return isSecond
  }

  private func judge(
    _ a: PortID, _ b: PortID, _ network: LinkNetwork, _ fabric: Fabric
  ) -> Standing {
    if network != .fabric { return .otherNetwork }
    if a.isNone || b.isNone { return .dangling }
    let (x, y) = (fabric.ports.device[a.index], fabric.ports.device[b.index])
    if fabric.devices.kind[x.index] == .panel || fabric.devices.kind[y.index] == .panel {
      return .panel
    }
    if x == y { return .selfLoop }
    return isKnown[x.index] && isKnown[y.index] ? .usable : .unknownDevice
  }

  /// A device that only cables mention is known where the plan declares none of its kind: a plan
  /// that lists its switches alone does not call every host unknown. Where nothing tells its kind,
  /// it counts as one of many hosts that nobody listed, unless there are too few of them for that:
  /// then it is a slip of the pen.
  private mutating func judgeDevices(_ fabric: Fabric) {
    var declared: Set<DeviceKind> = []
    var (declaredCount, mentionedCount) = (0, 0)
    for index in 0..<fabric.devices.count {
      let kind = fabric.devices.kind[index]
      if fabric.devices.isDeclared[index] {
        declared.insert(kind)
        declaredCount += 1
      } else if kind == .unknown {
        mentionedCount += 1
      }
    }
    let listsNoHosts =
      declared.isDisjoint(with: [.host, .unknown]) && 2 * mentionedCount >= declaredCount
    isKnown = (0..<fabric.devices.count).map { index in
      if fabric.devices.isDeclared[index] { return true }
      let kind = fabric.devices.kind[index]
      return kind == .unknown ? listsNoHosts : !declared.contains(kind)
    }
  }

  private mutating func sortOutReuse(_ uses: [UInt8], _ fabric: Fabric) {
    var takers: [PortID: [LinkID]] = [:]
    for index in 0..<fabric.links.statedCount {
      for port in [fabric.links.a[index], fabric.links.b[index]]
      where !port.isNone && uses[port.index] > 1 {
        takers[port, default: []].append(LinkID(index))
      }
    }
    var firstOfPair: [Set<PortID>: LinkID] = [:]
    for port in takers.keys.sorted() {
      for link in takers[port]! {
        let (a, b) = fabric.ends(link)
        guard !a.isNone && !b.isNone && a != b else { continue }
        let pair: Set = [a, b]
        if let original = firstOfPair[pair] {
          guard original != link, standing[link.index] != .repeated else { continue }
          repeats.append((link, original))
          standing[link.index] = .repeated
        } else {
          firstOfPair[pair] = link
        }
      }
    }
    for port in takers.keys.sorted() {
      // A cable from a port to itself takes it once.
      var links: [LinkID] = []
      for link in takers[port]! where standing[link.index] != .repeated && links.last != link {
        links.append(link)
      }
      if links.count > 1 { reusedPorts.append((port, links)) }
    }
  }
}
