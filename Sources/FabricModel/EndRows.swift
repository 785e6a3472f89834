/// The ends of links as they were read, before they are sorted into ports.
///
/// One array of small rows and not a column for each field: a row is appended with one check of the
/// array instead of four, a million times.
struct EndRows {
  /// Rows `2 i` and `2 i + 1` are the ends of link `i`; an open end has no device.
  private var rows: [FabricBuilder.End] = []

  mutating func reserve(links: Int) { rows.reserveCapacity(2 * links) }

  mutating func append(_ a: FabricBuilder.End, _ b: FabricBuilder.End?) {
    rows.append(a)
    rows.append(b ?? FabricBuilder.End(device: .none))
  }

  /// Gives the ends at stand-ins their devices.
  mutating func settle(_ choices: [FabricBuilder.Settled], names: inout NameTable) {
    for row in rows.indices where rows[row].device.rawValue < -1 {
      let choice = choices[-2 - rows[row].device.index]
      rows[row].device = choice.device
      if rows[row].number < 0 { rows[row].number = choice.number }
      if !choice.adapter.isNone && rows[row].number >= 0 && rows[row].printed.isNone {
        rows[row].printed = names.internPort(rows[row].number, on: choice.adapter)
      }
    }
  }

  /// Fills the fabric's port table, and the ends of its links.
  ///
  /// Ends of one device with the same number and the same printed name are one port. An end that
  /// names neither is a port of its own: nobody knows which one it takes.
  func makePorts(in fabric: inout Fabric) {
    let (order, first) = endsByDevice(deviceCount: fabric.devices.count)
    var ports = PortTable()
    ports.reserve(order.count)
    ports.first = [Int32](repeating: 0, count: fabric.devices.count + 1)
    fabric.links.a = [PortID](repeating: .none, count: rows.count / 2)
    fabric.links.b = fabric.links.a
    var scratch: [Int32] = []
    for owner in 0..<fabric.devices.count {
      ports.first[owner] = Int32(ports.count)
      scratch.removeAll(keepingCapacity: true)
      scratch.append(contentsOf: order[Int(first[owner])..<Int(first[owner + 1])])
      sortByPort(&scratch, names: fabric.names)
      var previous: FabricBuilder.End?
      for index in scratch {
        let end = rows[Int(index)]
        if let previous, isSamePort(previous, end) {
          ports.note(speed: end.speed)
        } else {
          ports.append(end)
        }
        previous = end
        let port = PortID(ports.count - 1)
        if index & 1 == 0 {
          fabric.links.a[Int(index >> 1)] = port
        } else {
          fabric.links.b[Int(index >> 1)] = port
        }
      }
    }
    ports.first[fabric.devices.count] = Int32(ports.count)
    fabric.ports = ports
  }

  /// Counting sort: ends of device `d` are `order[first[d]..<first[d + 1]]`, in input order.
  private func endsByDevice(deviceCount: Int) -> (order: [Int32], first: [Int32]) {
    var first = [Int32](repeating: 0, count: deviceCount + 1)
    for end in rows where !end.device.isNone { first[end.device.index + 1] += 1 }
    for owner in 0..<deviceCount { first[owner + 1] += first[owner] }
    var next = first
    var order = [Int32](repeating: 0, count: Int(first[deviceCount]))
    for index in rows.indices where !rows[index].device.isNone {
      let owner = rows[index].device.index
      order[Int(next[owner])] = Int32(truncatingIfNeeded: index)
      next[owner] &+= 1
    }
    return (order, first)
  }

  private func sortByPort(_ scratch: inout [Int32], names: NameTable) {
    let precedes = { (a: Int32, b: Int32) -> Bool in
      let (x, y) = (rows[Int(a)], rows[Int(b)])
      if x.number != y.number { return x.number < y.number }
      if x.leg != y.leg { return x.leg < y.leg }
      let order = names.compare(x.printed, y.printed)
      return order != 0 ? order < 0 : a < b
    }
    var isSorted = true
    for index in scratch.indices.dropFirst() where !precedes(scratch[index - 1], scratch[index]) {
      isSorted = false
      break
    }
    if !isSorted { scratch.sort(by: precedes) }
  }

  private func isSamePort(_ a: FabricBuilder.End, _ b: FabricBuilder.End) -> Bool {
    a.number == b.number && a.leg == b.leg && a.printed == b.printed
      && (a.number >= 0 || !a.printed.isNone)
  }
}

extension PortTable {
  fileprivate mutating func reserve(_ ports: Int) {
    device.reserveCapacity(ports)
    number.reserveCapacity(ports)
    printed.reserveCapacity(ports)
    speed.reserveCapacity(ports)
  }

  fileprivate mutating func append(_ end: FabricBuilder.End) {
    device.append(end.device)
    number.append(end.number)
    printed.append(end.printed)
    speed.append(end.speed)
    if end.leg > 0 && leg.isEmpty { leg = [UInt8](repeating: 0, count: count - 1) }
    if end.leg > 0 || !leg.isEmpty { leg.append(end.leg) }
  }

  /// Another end states a speed for the last port: of two statements the lower one holds, whichever
  /// came first.
  fileprivate mutating func note(speed stated: Int32) {
    let known = speed[count - 1]
    if known == 0 || (stated > 0 && stated < known) { speed[count - 1] = stated }
  }
}
