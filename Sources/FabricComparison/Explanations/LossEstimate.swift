internal import FabricModel
internal import FabricTopology

/// What traffic loses by an act, from the cables of that act alone.
///
/// Any exchange of plugs among the ports of one device leaves which devices are linked as it was: it
/// costs nothing, unless ports belong to rails or planes. So of all swaps only those across two devices
/// can cost anything.
struct LossEstimate {
  private let alignment: Alignment
  /// By device: 0 for hosts, -1 for unknown.
  private let tier: [Int8]

  init(_ alignment: Alignment, _ topology: Topology?) {
    self.alignment = alignment
    var tier = [Int8](repeating: -1, count: alignment.devices.count)
    if let topology {
      for row in tier.indices where !alignment.devices.desired[row].isNone {
        let vertex = topology.graph.vertexOf[alignment.devices.desired[row].index]
        if vertex >= 0 {
          let level = topology.tier[Int(vertex)]
          tier[row] = level == 0 ? -1 : Int8(clamping: level)
        } else if alignment.desired.kind(of: alignment.devices.desired[row]) != .panel {
          tier[row] = 0
        }
      }
    }
    self.tier = tier
  }

  /// - Complexity: O(cables of the act + ports of its devices).
  func loss(of explanation: Explanation) -> Loss {
    switch explanation.kind.remedy {
    case .names: return .none
    case .exchange: return explanation.kind == OtherExplanations.slow ? .capacity : .none
    case .look where explanation.kind == OtherExplanations.unseen: return .none
    default: break
    }
    let planned = explanation.planned.map { link in
      let (a, b) = alignment.desired.ends(link)
      return Ends(alignment.row(ofDesired: a), alignment.row(ofDesired: b))
    }
    let observed = explanation.observed.map { link in
      let (a, b) = alignment.current.ends(link)
      return Ends(alignment.row(ofCurrent: a), alignment.row(ofCurrent: b))
    }
    let worst = observed.compactMap { crossing($0) }.min()
    if multiset(planned) == multiset(observed) { return worst ?? Loss.none }
    if losesLinks(planned, observed) { return .capacity }
    if let worst { return worst }
    if losesNeighbours(planned, observed) { return .redundancy }
    let isBetweenSwitches = planned.contains { tier(of: $0.a) > 0 && tier(of: $0.b) > 0 }
    return isBetweenSwitches ? .redundancy : .none
  }

  private typealias Ends = WiringComponent.Ends

  private func device(_ port: Int32) -> Int32 { alignment.ports.device[Int(port)] }
  private func tier(of port: Int32) -> Int8 { tier[Int(device(port))] }

  private func multiset(_ links: [Ends]) -> [PortPair: Int] {
    var counts: [PortPair: Int] = [:]
    for link in links { counts[PortPair(device(link.a), device(link.b)), default: 0] += 1 }
    return counts
  }

  /// Whether a device has fewer links upwards, or fewer among its equals, than planned.
  private func losesLinks(_ planned: [Ends], _ observed: [Ends]) -> Bool {
    var up: [Int32: Int] = [:]
    var flat: [Int32: Int] = [:]
    for (sign, links) in [(-1, planned), (1, observed)] {
      for link in links {
        for (x, y) in [(link.a, link.b), (link.b, link.a)] {
          let (low, high) = (tier(of: x), tier(of: y))
          if low < 0 || high < 0 || low == high {
            if low != 0 { flat[device(x), default: 0] += sign }
          } else if low < high {
            up[device(x), default: 0] += sign
          }
        }
      }
    }
    return up.values.contains { $0 < 0 } || flat.values.contains { $0 < 0 }
  }

  /// Whether a device is linked to fewer others than planned.
  private func losesNeighbours(_ planned: [Ends], _ observed: [Ends]) -> Bool {
    let devices = Set((planned + observed).flatMap { [device($0.a), device($0.b)] })
    return devices.contains { row in
      var counts: [Int32: Int] = [:]
      for port in alignment.ports.ports(of: row) where alignment.desiredMate[Int(port)] >= 0 {
        counts[device(alignment.desiredMate[Int(port)]), default: 0] += 1
      }
      let before = counts.count
      for (sign, links) in [(-1, planned), (1, observed)] {
        for link in links {
          if device(link.a) == row { counts[device(link.b), default: 0] += sign }
          if device(link.b) == row { counts[device(link.a), default: 0] += sign }
        }
      }
      return counts.values.count { $0 > 0 } < before
    }
  }

  /// What a cable between two rails or two planes costs; nil where its ends belong together.
  private func crossing(_ link: Ends) -> Loss? {
    let (table, devices) = (alignment.desired.ports, alignment.desired.devices)
    guard
      !(table.rail.isEmpty && table.plane.isEmpty && devices.rail.isEmpty && devices.plane.isEmpty)
    else { return nil }
    let rails = [link.a, link.b].map { label($0, table.rail, devices.rail) }
    if let x = rails[0], let y = rails[1], x != y { return .rail }
    let planes = [link.a, link.b].map { label($0, table.plane, devices.plane) }
    if let x = planes[0], let y = planes[1], x != y { return .plane }
    return nil
  }

  private func label(
    _ port: Int32, _ ports: [PortID: Int32], _ devices: [DeviceID: Int32]
  ) -> Int32? {
    ports[alignment.ports.desired[Int(port)]]
      ?? devices[alignment.devices.desired[Int(device(port))]]
  }
}
