internal import FabricModel

/// Ends of links that do not say their port.
///
/// Many plans say which switch port a host is on and nothing of the host's side. Such an end is where
/// the other fabric has a cable between the same two devices that agrees with what is said; else in a
/// port of its device that the other fabric uses; only where there is none is it a port of its own.
extension LinkPairing {
  mutating func settleUnnamedEnds(_ ports: AlignedPorts, current: Fabric, desired: Fabric) {
    if !self.desired.unnamed.isEmpty {
      self.desired.settleUnnamed(against: self.current, ports) {
        ports.isNamed($0, desired, ports.desired)
      }
    }
    if !self.current.unnamed.isEmpty {
      self.current.settleUnnamed(against: self.desired, ports) {
        ports.isNamed($0, current, ports.current)
      }
    }
  }
}

extension LinkPairing.Side {
  fileprivate mutating func settleUnnamed(
    against other: LinkPairing.Side, _ ports: AlignedPorts, isNamed: (Int32) -> Bool
  ) {
    // Links that say one end leave less choice than links that say none.
    for wanted in [1, 0] {
      for row in unnamed {
        let (x, y) = (a[Int(row)], b[Int(row)])
        guard [x, y].count(where: isNamed) == wanted, link[Int(x)] == row else { continue }
        let (fixed, open) = isNamed(x) ? (x, y) : (y, x)
        let range = wanted == 1 ? fixed..<fixed + 1 : ports.ports(of: ports.device[Int(fixed)])
        let target = ports.device[Int(open)]
        guard let found = cable(of: other, in: range, to: target, ports, for: row) else { continue }
        let mate = other.mate[Int(found)]
        move(row, to: isNamed(x) ? (found, mate) : (mate, found))
      }
    }
    for row in unnamed where link[Int(a[Int(row)])] == row {
      let x = isNamed(a[Int(row)]) ? a[Int(row)] : usedPort(for: a[Int(row)], other, ports)
      let y = isNamed(b[Int(row)]) ? b[Int(row)] : usedPort(for: b[Int(row)], other, ports)
      if x != y && (x != a[Int(row)] || y != b[Int(row)]) { move(row, to: (x, y)) }
    }
  }

  /// A port in `range` whose cable in the other fabric leads to a device, if both ends are free here.
  private func cable(
    of other: LinkPairing.Side, in range: Range<Int32>, to device: Int32, _ ports: AlignedPorts,
    for row: Int32
  ) -> Int32? {
    range.first { port in
      let mate = other.mate[Int(port)]
      return mate >= 0 && ports.device[Int(mate)] == device && isFree(port, but: row)
        && isFree(mate, but: row)
    }
  }

  /// The first port of the device that the other fabric uses and this one does not, else the port.
  private func usedPort(
    for port: Int32, _ other: LinkPairing.Side, _ ports: AlignedPorts
  ) -> Int32 {
    ports.ports(of: ports.device[Int(port)]).first {
      other.mate[Int($0)] >= 0 && mate[Int($0)] < 0
    } ?? port
  }

  private func isFree(_ port: Int32, but row: Int32) -> Bool {
    link[Int(port)] < 0 || link[Int(port)] == row
  }
}

extension AlignedPorts {
  fileprivate func isNamed(_ row: Int32, _ fabric: Fabric, _ table: [PortID]) -> Bool {
    let port = table[Int(row)]
    return !port.isNone
      && (fabric.ports.number[port.index] >= 0 || !fabric.ports.printed[port.index].isNone)
  }
}
