internal import FabricModel
internal import FabricTopology

/// What differs without a plug in a wrong place: links that are not as planned, rows stated twice,
/// devices that nobody saw, devices that are others than their names say.
struct OtherExplanations {
  static let slow = ExplanationKind("slow", .exchange)
  static let different = ExplanationKind("different", .exchange)
  static let duplicate = ExplanationKind("duplicate", .exchange)
  static let unseen = ExplanationKind("unseen-device", .look)

  private let alignment: Alignment
  private let differences: Differences
  private let canon: Canon

  init(_ alignment: Alignment, _ differences: Differences) {
    self.alignment = alignment
    self.differences = differences
    canon = alignment.canon
  }

  /// One explanation for each row that states a port or a link once more.
  func duplicates() -> [Explanation] {
    differences.duplicates.map { row in
      var explanation = Explanation(Self.duplicate)
      if row.isDesired {
        explanation.planned = [row.link]
      } else {
        explanation.observed = [row.link]
      }
      explanation.ports = Array(Set([row.a, row.b])).sorted(by: canon.portComesFirst)
      explanation.devices = alignment.devices(ofSorted: explanation.ports)
      explanation.accountsFor = 1
      return explanation
    }
  }

  /// One explanation for each device with planned links that nobody could see.
  func unseenDevices() -> [Explanation] {
    var links: [Int32: [WiringComponent.Ends]] = [:]
    for ends in differences.wirings.unverified {
      for port in [ends.a, ends.b] {
        let device = alignment.ports.device[Int(port)]
        guard !alignment.devices.lookedAt[Int(device)], links[device]?.last != ends else {
          continue
        }
        links[device, default: []].append(ends)
      }
    }
    return links.sorted { canon.deviceComesFirst($0.key, $1.key) }.map { device, links in
      var explanation = Explanation(Self.unseen)
      explanation.planned = links.map { LinkID(rawValue: alignment.desiredLink[Int($0.a)]) }
      explanation.ports = links.flatMap { [$0.a, $0.b] }
        .filter { alignment.ports.device[Int($0)] == device }
      explanation.devices = [device]
      return explanation
    }
  }

  /// Devices under other names, and others under their names, as GUIDs and serial numbers tell.
  ///
  /// - Parameter known: devices that the wiring explains already.
  func identities(_ identities: DeviceIdentities, known: Set<Int32>) -> [Explanation] {
    var found: [Explanation] = []
    for row in identities.changes where !known.contains(row.device) {
      switch row.change {
      case .renamed: found.append(identity(RenamedDevice.kind, [row.device]))
      case .replaced: found.append(identity(ReplacedDevice.kind, [row.device]))
      default: break
      }
    }
    for (a, b) in identities.crossedPairs where !known.contains(a) || !known.contains(b) {
      found.append(identity(ExchangedDevices.kind, [a, b]))
    }
    return found
  }

  private func identity(_ kind: ExplanationKind, _ devices: [Int32]) -> Explanation {
    var explanation = Explanation(kind)
    explanation.devices = devices.sorted(by: canon.deviceComesFirst)
    return explanation
  }
}

/// Links that are where they should be and not as they should be, grouped by what they have in common.
struct DeviationGroups {
  private let alignment: Alignment
  private let matched: Int

  init(_ alignment: Alignment, matched: Int) {
    self.alignment = alignment
    self.matched = matched
  }

  /// What a link differs in: the same for links of one cause.
  private struct Cause: Hashable {
    var attributes: LinkAttributes
    var plannedSpeed: Int32 = 0
    var observedSpeed: Int32 = 0
  }

  /// One explanation for each device all of whose links (three at least) deviate in one way, one for
  /// each way that most links of the fabric deviate in, and one for each other link.
  func explanations(_ deviations: [Differences.Deviation]) -> [Explanation] {
    guard !deviations.isEmpty else { return [] }
    var groups: [Cause: [Differences.Deviation]] = [:]
    for deviation in deviations { groups[cause(deviation), default: []].append(deviation) }
    var found: [Explanation] = []
    for (cause, members) in groups {
      if members.count >= 3 && 2 * members.count > matched {
        found.append(explanation(cause, members, devices: []))
      } else {
        found += byDevice(cause, members)
      }
    }
    let canon = alignment.canon
    return found.sorted {
      let (p, q) = ($0.ports[0], $1.ports[0])
      return p != q ? canon.portComesFirst(p, q) : $0.attributes.rawValue < $1.attributes.rawValue
    }
  }

  private func cause(_ deviation: Differences.Deviation) -> Cause {
    var cause = Cause(attributes: deviation.attributes)
    if deviation.attributes.contains(.speed) {
      cause.plannedSpeed = alignment.desired.statedMegabits(of: deviation.planned)
      cause.observedSpeed = alignment.current.statedMegabits(of: deviation.observed)
    }
    return cause
  }

  private func byDevice(_ cause: Cause, _ members: [Differences.Deviation]) -> [Explanation] {
    var open: [LinkID: Differences.Deviation] = [:]
    var onDevice: [Int32: [LinkID]] = [:]
    for member in members {
      open[member.planned] = member
      for port in ports(of: member) {
        onDevice[alignment.ports.device[Int(port)], default: []].append(member.planned)
      }
    }
    var found: [Explanation] = []
    let canon = alignment.canon
    let whole = onDevice.filter { $0.value.count >= 3 && $0.value.count == linkCount($0.key) }
      .sorted { x, y in
        x.value.count != y.value.count
          ? x.value.count > y.value.count : canon.deviceComesFirst(x.key, y.key)
      }
    for (device, links) in whole {
      let rest = links.compactMap { open[$0] }
      guard rest.count == links.count else { continue }
      for link in links { open[link] = nil }
      found.append(explanation(cause, rest, devices: [device]))
    }
    return found
      + members.filter { open[$0.planned] != nil }
      .map { explanation(cause, [$0], devices: nil) }
  }

  private func linkCount(_ device: Int32) -> Int {
    alignment.ports.ports(of: device).count {
      let mate = alignment.desiredMate[Int($0)]
      return mate >= 0 && mate == alignment.currentMate[Int($0)]
    }
  }

  private func ports(of deviation: Differences.Deviation) -> [Int32] {
    [deviation.port, alignment.desiredMate[Int(deviation.port)]]
  }

  private func explanation(
    _ cause: Cause, _ members: [Differences.Deviation], devices: [Int32]?
  ) -> Explanation {
    let isSlow = cause.attributes.contains(.speed) && cause.observedSpeed < cause.plannedSpeed
    var explanation = Explanation(isSlow ? OtherExplanations.slow : OtherExplanations.different)
    explanation.attributes = cause.attributes
    explanation.planned = members.map(\.planned)
    explanation.observed = members.map(\.observed)
    explanation.ports = Array(Set(members.flatMap { ports(of: $0) }))
      .sorted(by: alignment.canon.portComesFirst)
    explanation.devices = devices ?? alignment.devices(ofSorted: explanation.ports)
    explanation.accountsFor = members.count
    return explanation
  }
}
