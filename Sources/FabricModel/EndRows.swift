/// The ends of links as they were read, before they are sorted into ports.
struct EndRows {
  private var device: [DeviceID] = []
  private var number: [Int32] = []
  private var printed: [NameID] = []
  private var speed: [Int32] = []

  var count: Int { device.count }

  mutating func reserve(_ rows: Int) {
    device.reserveCapacity(rows)
    number.reserveCapacity(rows)
    printed.reserveCapacity(rows)
    speed.reserveCapacity(rows)
  }

  mutating func append(_ end: FabricBuilder.End) -> Int32 {
    device.append(end.device)
    number.append(end.number)
    printed.append(end.printed)
    speed.append(end.speed)
    return Int32(device.count - 1)
  }

  /// Gives the ends at stand-ins their devices.
  mutating func settle(_ choices: [FabricBuilder.Settled], names: inout NameTable) {
    for row in device.indices where device[row].rawValue < -1 {
      let choice = choices[-2 - device[row].index]
      device[row] = choice.device
      if number[row] < 0 { number[row] = choice.number }
      if !choice.adapter.isNone && number[row] >= 0 && printed[row].isNone {
        printed[row] = names.internPort(number[row], on: choice.adapter)
      }
    }
  }

  /// Fills the fabric's port table and says which port each end became.
  ///
  /// Ends of one device with the same number and the same printed name are one port. An end that
  /// names neither is a port of its own: nobody knows which one it takes.
  func makePorts(in fabric: inout Fabric) -> [PortID] {
    let (order, first) = endsByDevice(deviceCount: fabric.devices.count)
    var portOfEnd = [PortID](repeating: .none, count: count)
    var ports = PortTable()
    ports.device.reserveCapacity(count)
    ports.number.reserveCapacity(count)
    ports.printed.reserveCapacity(count)
    ports.speed.reserveCapacity(count)
    ports.first = [Int32](repeating: 0, count: fabric.devices.count + 1)
    var scratch: [Int32] = []
    for owner in 0..<fabric.devices.count {
      ports.first[owner] = Int32(ports.device.count)
      scratch.removeAll(keepingCapacity: true)
      scratch.append(contentsOf: order[Int(first[owner])..<Int(first[owner + 1])])
      sortByPort(&scratch, names: fabric.names)
      var previous: Int32 = -1
      for end in scratch {
        if previous >= 0 && isSamePort(previous, end) {
          let port = ports.device.count - 1
          // Of two statements the lower one holds, whichever came first.
          let (known, stated) = (ports.speed[port], speed[Int(end)])
          if known == 0 || (stated > 0 && stated < known) { ports.speed[port] = stated }
        } else {
          ports.device.append(DeviceID(owner))
          ports.number.append(number[Int(end)])
          ports.printed.append(printed[Int(end)])
          ports.speed.append(speed[Int(end)])
        }
        portOfEnd[Int(end)] = PortID(ports.device.count - 1)
        previous = end
      }
    }
    ports.first[fabric.devices.count] = Int32(ports.device.count)
    fabric.ports = ports
    return portOfEnd
  }

  /// Counting sort: ends of device `d` are `order[first[d]..<first[d + 1]]`, in input order.
  private func endsByDevice(deviceCount: Int) -> (order: [Int32], first: [Int32]) {
    var first = [Int32](repeating: 0, count: deviceCount + 1)
    for owner in device { first[owner.index + 1] += 1 }
    for owner in 0..<deviceCount { first[owner + 1] += first[owner] }
    var next = first
    var order = [Int32](repeating: 0, count: count)
    for end in 0..<count {
      let owner = device[end].index
      order[Int(next[owner])] = Int32(truncatingIfNeeded: end)
      next[owner] &+= 1
    }
    return (order, first)
  }

  private func sortByPort(_ rows: inout [Int32], names: NameTable) {
    let precedes = { (a: Int32, b: Int32) -> Bool in
      let (x, y) = (number[Int(a)], number[Int(b)])
      if x != y { return x < y }
      let order = names.compare(printed[Int(a)], printed[Int(b)])
      return order != 0 ? order < 0 : a < b
    }
    var isSorted = true
    for index in rows.indices.dropFirst() where !precedes(rows[index - 1], rows[index]) {
      isSorted = false
      break
    }
    if !isSorted { rows.sort(by: precedes) }
  }

  private func isSamePort(_ a: Int32, _ b: Int32) -> Bool {
    let (x, y) = (Int(a), Int(b))
    return number[x] == number[y] && printed[x] == printed[y]
      && (number[x] >= 0 || !printed[x].isNone)
  }
}
