internal import FabricModel
internal import FabricTopology

/// Links that are where they should be and not as they should be, grouped by what they have in common.
struct DeviationGroups {
  private let alignment: Alignment
  private let deviations: [Differences.Deviation]
  private let matched: Int
  private let order: PortOrder

  /// - Parameter matched: links that both fabrics have.
  init(_ alignment: Alignment, _ deviations: [Differences.Deviation], matched: Int) {
    self.alignment = alignment
    self.deviations = deviations
    self.matched = matched
    let devices = Set(
      deviations.flatMap { [$0.port, alignment.desiredMate[Int($0.port)]] }
        .map { alignment.ports.device[Int($0)] })
    order = PortOrder(alignment, devices: Array(devices))
  }

  /// What a link differs in: the same for links of one cause.
  private struct Cause: Hashable {
    var attributes: LinkAttributes
    var plannedSpeed: Int32 = 0
    var observedSpeed: Int32 = 0
  }

  /// One explanation for each device all of whose links (three at least) deviate in one way, one for
  /// each way that most links of the fabric deviate in, and one for each other link.
  func explanations() -> [Explanation] {
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
    return found.sorted { x, y in
      (order.key(x.ports[0]), x.attributes.rawValue)
        < (order.key(y.ports[0]), y.attributes.rawValue)
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
    let whole = onDevice.filter { $0.value.count >= 3 && $0.value.count == linkCount($0.key) }
      .sorted { x, y in
        x.value.count != y.value.count
          ? x.value.count > y.value.count : order.key(device: x.key) < order.key(device: y.key)
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
      .sorted { order.key($0) < order.key($1) }
    explanation.devices = devices ?? alignment.devices(ofSorted: explanation.ports)
    explanation.accountsFor = members.count
    return explanation
  }
}
