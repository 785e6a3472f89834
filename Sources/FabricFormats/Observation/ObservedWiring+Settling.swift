internal import FabricModel

extension ObservedWiring {
  /// Makes devices and links of what a file has told. Called when it has ended.
  ///
  /// - Complexity: O(nodes and links of the file).
  mutating func settle(_ plan: inout PlanUnderway) {
    for node in pendingNodes { settle(Int(node), &plan) }
    pendingNodes = []
    plan.builder.reserve(links: plan.builder.linkCount + pendingLinks.count)
    var printed = PrintedPorts()
    let first = plan.builder.linkCount
    for port in pendingLinks { settle(port, after: first, &printed, &plan) }
    pendingLinks = []
    settleRivals(&printed, &plan)
  }

  /// Makes links of what this file and an earlier one tell differently, each once.
  private mutating func settleRivals(_ printed: inout PrintedPorts, _ plan: inout PlanUnderway) {
    var seen: Set<Set<ObservedPort>> = []
    for rival in rivals where seen.insert([rival.port, rival.peer]).inserted {
      let (near, far) = (ports.row(of: rival.port), ports.row(of: rival.peer))
      let (a, b) = (ports.rows[near], ports.rows[far])
      plan.builder.link(
        end(rival.port, a, b, &printed, &plan), end(rival.peer, b, a, &printed, &plan),
        cabling(a, b), line: Int(rival.line))
    }
    rivals = []
  }

  private mutating func settle(_ row: Int, _ plan: inout PlanUnderway) {
    let node = nodes[row]
    if node.isVirtual { return }
    if node.device.isNone {
      if node.needsLink { return }
      nodes[row].device = owners.device(of: node, &plan)
    }
    let device = nodes[row].device
    if node.isLookedAt {
      // Every adapter of a host has an entry of its own: the first one stands for the host.
      _ = plan.builder.declare(device, kind: node.kind, line: Int(node.line))
      if node.kind != .host { plan.builder.fabric.devices.radix[device.index] = node.portCount }
    }
    if plan.builder.fabric.devices.kind[device.index] == .unknown {
      plan.builder.fabric.devices.kind[device.index] = node.kind
    }
    if !node.model.isNone { plan.builder.fabric.devices.model[device.index] = node.model }
  }

  /// Makes the link of a port, unless its other end has made it.
  ///
  /// - Parameter first: the first link of this file.
  private mutating func settle(
    _ port: ObservedPort, after first: Int, _ printed: inout PrintedPorts,
    _ plan: inout PlanUnderway
  ) {
    let row = ports.find(port)
    let near = ports.rows[row]
    let peer = near.peer
    guard !near.isLinked, !nodes[Int(port.node)].isVirtual, !nodes[Int(peer.node)].isVirtual
    else { return }
    let peerRow = ports.row(of: peer)
    let far = ports.rows[peerRow]
    if far.peer.node >= 0 && far.peer != port {
      contradict(peer, far, port, line: Int(near.place), &plan)
      // A port has one plug in it, and the first to claim it in a file has it.
      if far.isLinked {
        if Int(far.place) < first {
          rivals.append(Rival(port: port, peer: peer, line: near.place))
        }
        return
      }
    }
    let link = plan.builder.linkCount
    plan.builder.link(
      end(port, near, far, &printed, &plan), end(peer, far, near, &printed, &plan),
      cabling(near, far), line: Int(near.place))
    for (row, peer) in [(row, peer), (peerRow, port)] {
      ports.rows[row].peer = peer
      ports.rows[row].place = Int32(link)
      ports.rows[row].isLinked = true
    }
    noteCondition(port, near, far, link: link, &plan)
    if peerRow != row { noteState(peer, far, line: Int(near.place), &plan) }
  }

  private mutating func end(
    _ port: ObservedPort, _ row: ObservedPorts.Row, _ other: ObservedPorts.Row,
    _ printed: inout PrintedPorts, _ plan: inout PlanUnderway
  ) -> FabricBuilder.End {
    if nodes[Int(port.node)].device.isNone {
      nodes[Int(port.node)].needsLink = false
      settle(Int(port.node), &plan)
    }
    let node = nodes[Int(port.node)]
    var end = FabricBuilder.End(device: node.device)
    end.number = port.number
    if !node.adapter.isNone {
      end.printed = printed.name(port.number, on: node.adapter, &plan.builder.fabric.names)
    }
    if row.speed != other.speed && row.speed != 0 && other.speed != 0 { end.speed = row.speed }
    return end
  }

  /// A link is as fast as its slower end.
  private func cabling(
    _ near: ObservedPorts.Row, _ far: ObservedPorts.Row
  ) -> FabricBuilder.Cabling {
    var cabling = FabricBuilder.Cabling()
    // An end that tells no speed has no say.
    cabling.speed =
      near.speed == 0 || far.speed == 0
      ? max(near.speed, far.speed) : min(near.speed, far.speed)
    return cabling
  }

  private func noteCondition(
    _ port: ObservedPort, _ near: ObservedPorts.Row, _ far: ObservedPorts.Row, link: Int,
    _ plan: inout PlanUnderway
  ) {
    let line = Int(near.place)
    noteState(port, near, line: line, &plan)
    guard near.speed != far.speed || near.mtu != far.mtu else { return }
    let ends = { [names = plan.builder.fabric.names] in
      [text(of: port, names), text(of: near.peer, names)].sorted(by: NaturalOrder.precedes)
        .joined(separator: "--")
    }
    if near.speed != far.speed && near.speed != 0 && far.speed != 0 {
      let difference = PlanAnomaly.Difference(
        fact: "speed", first: Gbps(megabits: Int(near.speed)).readable,
        second: Gbps(megabits: Int(far.speed)).readable)
      plan.note(.endsDiffer(difference), ends(), line: line)
    }
    if near.mtu != far.mtu && near.mtu != 0 && far.mtu != 0 {
      let difference = PlanAnomaly.Difference(
        fact: "MTU", first: String(256 * Int(near.mtu)), second: String(256 * Int(far.mtu)))
      plan.note(.endsDiffer(difference), ends(), line: line)
    }
  }

  private func noteState(
    _ port: ObservedPort, _ row: ObservedPorts.Row, line: Int, _ plan: inout PlanUnderway
  ) {
    let states = ["Down", "Init", "Armed"]
    guard row.state > 0 && Int(row.state) <= states.count else { return }
    plan.note(
      .notActive(state: states[Int(row.state) - 1]),
      text(of: port, plan.builder.fabric.names), line: line)
  }

  /// Records that neighbours of others have no entry in any file, after the last one.
  func noteUndescribed(_ plan: inout PlanUnderway) {
    var (count, first) = (0, -1)
    for (row, node) in nodes.enumerated()
    where !node.isLookedAt && !node.isVirtual && !node.device.isNone {
      count += 1
      if first < 0 { first = row }
    }
    guard count > 0 else { return }
    let origin = plan.builder.fabric.origin(of: nodes[first].device)
    plan.note(
      PlanAnomaly(
        .undescribed(count: count),
        subject: text(of: Int32(first), plan.builder.fabric.names), origin: origin))
  }
}

/// The printed names of ports: nearly all hosts of a fabric have the same card and port.
private struct PrintedPorts {
  private var last: (adapter: NameID, number: Int32, printed: NameID) = (.none, -1, .none)

  mutating func name(_ number: Int32, on adapter: NameID, _ names: inout NameTable) -> NameID {
    if last.adapter != adapter || last.number != number {
      last = (adapter, number, names.internPort(number, on: adapter))
    }
    return last.printed
  }
}
