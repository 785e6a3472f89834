package import FabricModel

/// What has to be said about two fabrics before any difference, because it changes what differences
/// mean, or because there is nothing to compare.
package enum ComparisonProblem: Hashable, Sendable {
  /// The current fabric has no links.
  case nothingObserved
  /// None of the desired devices is in the current fabric, by name, GUID or list of names.
  case noDeviceInCommon(desired: Int, current: Int)
  /// More than half of the current links are not the desired ones, and no few acts explain them:
  /// another fabric, or another site.
  case anotherFabric(unexpected: Int, links: Int)
  /// Less than half of the ends of desired links were looked at, on so many of the desired devices.
  case partOfFabric(Differences.Coverage, devicesSeen: Int, devices: Int)
  /// Observations that contradict each other about a port; one port as an example, with the places
  /// where its links are stated.
  case contradiction(links: Int, port: String, origins: [Origin])
  /// Devices of one name that nothing tells apart; one name as an example.
  case sharedNames(isDesired: Bool, devices: Int, name: String)
  /// More than half of the devices have other GUIDs or serial numbers than planned: the plan's may be
  /// invented.
  case otherIdentities(devices: Int, of: Int)
  /// More than half of the devices carry other names than planned.
  case otherNames(devices: Int, of: Int)

  /// Whether it leaves nothing to explain.
  package var isFinal: Bool {
    switch self {
    case .nothingObserved, .noDeviceInCommon, .anotherFabric: true
    default: false
    }
  }
}

extension ComparisonProblem {
  /// What two fabrics show before their differences are explained.
  static func first(_ alignment: Alignment, _ differences: Differences) -> [ComparisonProblem] {
    let inCommon = alignment.devices.match.count { $0 != .none }
    if alignment.standing == .observation && alignment.current.links.count == 0 {
      return [.nothingObserved]
    }
    if inCommon == 0 && alignment.desired.devices.count > 0 && alignment.current.devices.count > 0 {
      return [
        .noDeviceInCommon(
          desired: alignment.desired.devices.count, current: alignment.current.devices.count)
      ]
    }
    var found: [ComparisonProblem] = []
    if differences.coverage.share < 0.5 {
      let seen = (0..<alignment.desired.devices.count).count { alignment.devices.lookedAt[$0] }
      found.append(
        .partOfFabric(
          differences.coverage, devicesSeen: seen, devices: alignment.desired.devices.count))
    }
    return found + contradictions(alignment, differences) + sharedNames(alignment)
  }

  /// What changes of devices show.
  static func identities(
    _ alignment: Alignment, _ identities: DeviceIdentities
  ) -> [ComparisonProblem] {
    let matched = alignment.devices.match.count { $0 != .none }
    // A handful of devices needs no summary.
    guard matched > 8 else { return [] }
    var found: [ComparisonProblem] = []
    let replaced = identities.devices(.replaced).count
    if 2 * replaced > matched { found.append(.otherIdentities(devices: replaced, of: matched)) }
    let renamed = identities.devices(.renamed).count
    if 2 * renamed > matched { found.append(.otherNames(devices: renamed, of: matched)) }
    return found
  }

  /// More than half of what is there is wrong, and the acts that would explain it are as long as the
  /// difference itself.
  static func anotherFabric(
    _ alignment: Alignment, _ differences: Differences, _ explanations: [Explanation]
  ) -> ComparisonProblem? {
    let wrong = differences.misconnected.count + differences.unexpected.count
    guard wrong > 8, 2 * wrong > alignment.currentCount else { return nil }
    let unexplained = explanations.reduce(0) { sum, explanation in
      let isPlain =
        [Cycle.kind, Chain.kind, UnplannedDevice.kind].contains(explanation.kind)
        || explanation.accountsFor == 1
      return sum + (isPlain ? explanation.accountsFor : 0)
    }
    guard 2 * unexplained > differences.count - differences.different.count else { return nil }
    return .anotherFabric(unexpected: wrong, links: alignment.currentCount)
  }

  private static func contradictions(
    _ alignment: Alignment, _ differences: Differences
  ) -> [ComparisonProblem] {
    guard !differences.contradicted.isEmpty else { return [] }
    var rows: [Int32: [LinkID]] = [:]
    for row in differences.contradicted {
      for port in Set([row.a, row.b]) { rows[port, default: []].append(row.link) }
    }
    let canon = alignment.canon
    let disputed = rows.filter { $0.value.count > 1 }.keys
    guard let port = disputed.min(by: canon.portComesFirst) else { return [] }
    return [
      .contradiction(
        links: differences.contradicted.count, port: alignment.name(ofPort: port),
        origins: rows[port, default: []].map { alignment.current.origin(of: $0) }.sorted())
    ]
  }

  private static func sharedNames(_ alignment: Alignment) -> [ComparisonProblem] {
    let canon = alignment.canon
    let sides = [
      (true, alignment.devices.namesakes.desired), (false, alignment.devices.namesakes.current),
    ]
    return sides.compactMap { isDesired, rows in
      guard let first = rows.min(by: canon.deviceComesFirst) else { return nil }
      return .sharedNames(
        isDesired: isDesired, devices: rows.count, name: alignment.name(ofDevice: first))
    }
  }
}
