internal import FabricModel

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
