internal import FabricModel

/// What the patterns look at: the wiring as far as it is undone, and the ports in question.
struct Survey {
  let alignment: Alignment
  let order: PortOrder
  let identities: DeviceIdentities
  let state: WiringState
  /// Differing ports, in order.
  let ports: [Int32]
  /// Devices of those ports with their differing ports, in order.
  let byDevice: [(device: Int32, ports: [Int32])]
  /// Where the cables of a device belong.
  let votes: [Vote]

  /// `count` cables in ports of `here` belong into the same ports of `home`.
  struct Vote {
    var here: Int32
    var home: Int32
    var count: Int
  }

  /// - Complexity: O(n log n) for n ports.
  init(
    _ alignment: Alignment, _ order: PortOrder, _ identities: DeviceIdentities,
    _ state: WiringState, ports: [Int32]
  ) {
    self.alignment = alignment
    self.order = order
    self.identities = identities
    self.state = state
    let sorted = ports.map { (order.key($0), $0) }.sorted { $0.0 < $1.0 }.map(\.1)
    self.ports = sorted
    var groups: [(device: Int32, ports: [Int32])] = []
    for port in sorted {
      let device = alignment.ports.device[Int(port)]
      if groups.last?.device != device { groups.append((device, [])) }
      groups[groups.count - 1].ports.append(port)
    }
    byDevice = groups
    votes = groups.flatMap { Self.votes($0.device, $0.ports, alignment, order, state) }
  }

  /// The most voted first, of equal ones the first in order.
  private static func votes(
    _ here: Int32, _ ports: [Int32], _ alignment: Alignment, _ order: PortOrder,
    _ state: WiringState
  ) -> [Vote] {
    var counts: [Int32: Int] = [:]
    for port in ports {
      let home = state.home(of: port)
      guard home >= 0, home != port else { continue }
      let device = alignment.ports.device[Int(home)]
      if device != here && alignment.areAlike(port, home) { counts[device, default: 0] += 1 }
    }
    return counts.map { Vote(here: here, home: $0.key, count: $0.value) }
      .sorted { x, y in
        x.count != y.count
          ? x.count > y.count : order.key(device: x.home) < order.key(device: y.home)
      }
  }

  func device(_ port: Int32) -> Int32 { alignment.ports.device[Int(port)] }

  func ports(of device: Int32) -> Range<Int32> { alignment.ports.ports(of: device) }

  func isPlanned(_ device: Int32) -> Bool { !alignment.devices.desired[Int(device)].isNone }

  func isPresent(_ device: Int32) -> Bool { !alignment.devices.current[Int(device)].isNone }

  /// The whole port of a number; -1 where there is none or more than one.
  func port(_ number: Int32, of device: Int32) -> Int32 {
    let range = ports(of: device)
    let found = range.filter { alignment.number(ofPort: $0) == number }
    return found.count == 1 ? found[0] : -1
  }

  func plugCount(_ device: Int32) -> Int {
    ports(of: device).count { state.observed[Int($0)] >= 0 }
  }

  /// Moves all plugs of one device into the same ports of another, and the other way round.
  func exchange(_ a: Int32, _ b: Int32) -> Rewiring {
    var undo = Rewiring()
    for port in ports(of: a) {
      let other = alignment.twin(of: port, on: b)
      guard other >= 0 else { continue }
      undo.moves.append(Rewiring.Move(from: port, to: other))
      undo.moves.append(Rewiring.Move(from: other, to: port))
    }
    return undo
  }

  /// Moves the plugs of each device into the same ports of the next one, and those of the last one
  /// into the ports of the first.
  func rotate(_ devices: [Int32]) -> Rewiring {
    var undo = Rewiring()
    for port in ports(of: devices[0]) {
      var ring = [port]
      for device in devices.dropFirst() {
        let other = alignment.twin(of: port, on: device)
        if other >= 0 { ring.append(other) }
      }
      guard ring.count == devices.count else { continue }
      for (index, port) in ring.enumerated() {
        undo.moves.append(Rewiring.Move(from: port, to: ring[(index + 1) % ring.count]))
      }
    }
    return undo
  }
}

extension Alignment {
  /// The port of a device that is what `port` is on its own device; -1 where there is none.
  ///
  /// The same number and leg, and the same printed name where that leaves a choice; without numbers
  /// the same printed name, else the same place among as many ports.
  func twin(of port: Int32, on device: Int32) -> Int32 {
    let range = ports.ports(of: device)
    let home = ports.ports(of: ports.device[Int(port)])
    let ordinal = range.lowerBound + (port - home.lowerBound)
    if range.contains(ordinal) && haveOneKey(port, ordinal, countsPrinted: true) { return ordinal }
    for countsPrinted in [true, false] {
      let found = range.filter { haveOneKey(port, $0, countsPrinted: countsPrinted) }
      if found.count == 1 { return found[0] }
    }
    return range.count == home.count && number(ofPort: port) < 0 ? ordinal : -1
  }

  func areAlike(_ a: Int32, _ b: Int32) -> Bool {
    haveOneKey(a, b, countsPrinted: true) || twin(of: a, on: ports.device[Int(b)]) == b
  }

  private func haveOneKey(_ a: Int32, _ b: Int32, countsPrinted: Bool) -> Bool {
    let (x, y) = (number(ofPort: a), number(ofPort: b))
    guard x == y, leg(ofPort: a) == leg(ofPort: b) else { return false }
    if x >= 0 && !countsPrinted { return true }
    let (p, q) = (printed(ofPort: a), printed(ofPort: b))
    return x < 0 ? !p.isEmpty && p == q : p == q
  }

  /// What the port is numbered, -1 where nobody says.
  package func number(ofPort row: Int32) -> Int32 {
    let port = ports.desired[Int(row)]
    return port.isNone
      ? current.ports.number[ports.current[Int(row)].index] : desired.ports.number[port.index]
  }

  func leg(ofPort row: Int32) -> Int {
    let port = ports.desired[Int(row)]
    return port.isNone
      ? current.ports.leg(of: ports.current[Int(row)]) : desired.ports.leg(of: port)
  }

  private func printed(ofPort row: Int32) -> ArraySlice<UInt8> {
    let port = ports.desired[Int(row)]
    return port.isNone
      ? current.names.bytes(current.ports.printed[ports.current[Int(row)].index])
      : desired.names.bytes(desired.ports.printed[port.index])
  }
}
