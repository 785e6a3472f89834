internal import FabricModel

/// Ends of links that do not say their port.
///
/// Many plans say which switch port a host is on and nothing of the host's side. Such an end is where
/// the other fabric has a cable between the same two devices that agrees with what is said; only where
/// there is none does it stay a port of its own.
extension LinkPairing {
  mutating func settleUnnamedEnds(_ ports: AlignedPorts, current: Fabric, desired: Fabric) {
    if !self.desired.unnamed.isEmpty {
      settle(\.desired, \.current, ports, names: { ports.isNamed($0, desired, ports.desired) })
    }
    if !self.current.unnamed.isEmpty {
      settle(\.current, \.desired, ports, names: { ports.isNamed($0, current, ports.current) })
    }
  }

  private mutating func settle(
    _ path: WritableKeyPath<LinkPairing, Side>, _ otherPath: KeyPath<LinkPairing, Side>,
    _ ports: AlignedPorts, names isNamed: (Int32) -> Bool
  ) {
    let other = self[keyPath: otherPath]
    // Links that say one end leave less choice than links that say none.
    for wanted in [1, 0] {
      for row in self[keyPath: path].unnamed {
        let (a, b) = (self[keyPath: path].a[Int(row)], self[keyPath: path].b[Int(row)])
        guard [a, b].count(where: isNamed) == wanted, self[keyPath: path].link[Int(a)] == row else {
          continue
        }
        let fixed = isNamed(a) ? a : b
        let open = isNamed(a) ? b : a
        let target = ports.device[Int(open)]
        let candidates = wanted == 1 ? fixed..<fixed + 1 : ports.ports(of: ports.device[Int(fixed)])
        let found = candidates.first { port in
          let mate = other.mate[Int(port)]
          return mate >= 0 && ports.device[Int(mate)] == target
            && self[keyPath: path].isFree(port, but: row)
            && self[keyPath: path].isFree(mate, but: row)
        }
        guard let found else { continue }
        let mate = other.mate[Int(found)]
        self[keyPath: path].move(row, to: isNamed(a) ? (found, mate) : (mate, found))
      }
    }
  }
}

extension LinkPairing.Side {
  fileprivate func isFree(_ port: Int32, but row: Int32) -> Bool {
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
