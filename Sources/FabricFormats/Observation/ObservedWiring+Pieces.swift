internal import FabricModel

extension ObservedWiring {
  /// Takes over what a later piece of the same file tells, as if it had been read here.
  ///
  /// - Parameter names: the texts of the piece.
  /// - Parameter lines: how many lines stand before it.
  /// - Complexity: O(what the piece tells).
  mutating func absorb(
    _ piece: ObservedWiring, names: NameTable, lines: Int, _ plan: inout PlanUnderway
  ) {
    let own = piece.nodes.map { other in
      let line = Int(other.line) + lines
      let node =
        other.guid != 0
        ? node(guid: other.guid, line: line)
        : node(word: plan.builder.fabric.names.intern(names[other.name]), line: line)
      if other.isLookedAt {
        let isNew = !nodes[Int(node)].isLookedAt
        lookAt(node, Entry(other, names: names, line: line), &plan)
        if isNew { nodes[Int(node)].needsLink = other.needsLink }
      }
      return node
    }
    let translated = { (port: ObservedPort) in
      ObservedPort(node: own[Int(port.node)], number: port.number)
    }
    piece.ports.visit { port, other in
      // A port that only a link names has no facts of its own.
      if other.state == 0 && other.speed == 0 && other.mtu == 0 { return }
      let row = ports.row(of: translated(port))
      if ports.rows[row].isLinked { return }
      ports.rows[row].speed = other.speed
      ports.rows[row].state = other.state
      ports.rows[row].mtu = other.mtu
    }
    pendingLinks.reserveCapacity(pendingLinks.count + piece.pendingLinks.count)
    for port in piece.pendingLinks {
      let other = piece.ports.rows[piece.ports.find(port)]
      see(translated(port), at: translated(other.peer), line: Int(other.place) + lines, &plan)
    }
  }
}

extension ObservedWiring.Entry {
  fileprivate init(_ node: ObservedWiring.Node, names: NameTable, line: Int) {
    self.init()
    description.name = Array(names.bytes(node.name))
    description.adapter = Array(names.bytes(node.adapter))
    description.model = Array(names.bytes(node.model))
    description.isVirtual = node.isVirtual
    kind = node.kind
    portCount = node.portCount
    self.line = line
  }
}
