internal import FabricModel

/// Finds the ports of one fabric in another, device by device.
///
/// Equal ports have the same number, leg and printed name. What is left over on both sides of a device
/// is compared by number and leg, then by printed name without regard to case, then by the last number
/// in it: a plan may say `swp7` where the switch says 7, and one of two files may leave the card of a
/// host out. Only what is the single one of its kind on either side counts.
struct PortMerge {
  private(set) var ports = AlignedPorts()
  /// The row of each port of the two fabrics.
  private(set) var rowOfCurrent: [Int32]
  private(set) var rowOfDesired: [Int32]

  /// Rows of two port tables that are one port; -1 where one side does not have it.
  private typealias Pair = (desired: Int32, current: Int32)

  /// - Complexity: O(ports), and O(n log n) for the n ports of a device that differ in writing.
  init(_ devices: AlignedDevices, current: Fabric, desired: Fabric) {
    rowOfCurrent = [Int32](repeating: -1, count: current.ports.count)
    rowOfDesired = [Int32](repeating: -1, count: desired.ports.count)
    let expected = max(current.ports.count, desired.ports.count)
    ports.device.reserveCapacity(expected)
    ports.desired.reserveCapacity(expected)
    ports.current.reserveCapacity(expected)
    ports.first.reserveCapacity(devices.count + 1)
    for row in 0..<devices.count {
      ports.first.append(Int32(ports.count))
      let mine = Self.range(devices.desired[row], desired)
      let theirs = Self.range(devices.current[row], current)
      if mine.count == theirs.count
        && Self.areEqual(mine, desired, offset: theirs.lowerBound - mine.lowerBound, current)
      {
        for offset in 0..<mine.count {
          append(
            (Int32(mine.lowerBound + offset), Int32(theirs.lowerBound + offset)), of: Int32(row))
        }
      } else {
        for pair in Self.merge(mine, desired, theirs, current) { append(pair, of: Int32(row)) }
      }
    }
    ports.first.append(Int32(ports.count))
  }

  private mutating func append(_ pair: Pair, of device: Int32) {
    let row = Int32(truncatingIfNeeded: ports.count)
    ports.device.append(device)
    ports.desired.append(PortID(rawValue: pair.desired))
    ports.current.append(PortID(rawValue: pair.current))
    if pair.desired >= 0 { rowOfDesired[Int(pair.desired)] = row }
    if pair.current >= 0 { rowOfCurrent[Int(pair.current)] = row }
  }

  private static func range(_ device: DeviceID, _ fabric: Fabric) -> Range<Int> {
    device.isNone ? 0..<0 : fabric.ports.ports(of: device)
  }

  private static func areEqual(
    _ mine: Range<Int>, _ desired: Fabric, offset: Int, _ current: Fabric
  ) -> Bool {
    for port in mine where PortKeys.compare(port, desired, port + offset, current) != 0 {
      return false
    }
    return true
  }

  private static func merge(
    _ mine: Range<Int>, _ desired: Fabric, _ theirs: Range<Int>, _ current: Fabric
  ) -> [Pair] {
    var pairs: [Pair] = []
    pairs.reserveCapacity(max(mine.count, theirs.count))
    var (i, j) = (mine.lowerBound, theirs.lowerBound)
    var (onlyMine, onlyTheirs) = (0, 0)
    while i < mine.upperBound || j < theirs.upperBound {
      let order =
        i == mine.upperBound
        ? 1 : j == theirs.upperBound ? -1 : PortKeys.compare(i, desired, j, current)
      pairs.append((order <= 0 ? Int32(i) : -1, order >= 0 ? Int32(j) : -1))
      if order <= 0 { i += 1 }
      if order >= 0 { j += 1 }
      if order < 0 { onlyMine += 1 }
      if order > 0 { onlyTheirs += 1 }
    }
    if onlyMine > 0 && onlyTheirs > 0 {
      for key in PortKeys.loose { join(&pairs, by: key, desired, current) }
    }
    return pairs
  }

  /// Joins what is alone on either side with a key that occurs once on each.
  private static func join(
    _ pairs: inout [Pair], by key: PortKeys.Loose, _ desired: Fabric, _ current: Fabric
  ) {
    var mine: [[UInt8]: Int] = [:]
    var theirs: [[UInt8]: Int] = [:]
    for (index, pair) in pairs.enumerated() {
      if pair.current < 0, let text = key(Int(pair.desired), desired) {
        mine[text] = mine[text] == nil ? index : -1
      } else if pair.desired < 0, let text = key(Int(pair.current), current) {
        theirs[text] = theirs[text] == nil ? index : -1
      }
    }
    var isGone = [Bool](repeating: false, count: pairs.count)
    for (text, index) in mine where index >= 0 {
      guard let other = theirs[text], other >= 0 else { continue }
      pairs[index].current = pairs[other].current
      isGone[other] = true
    }
    guard isGone.contains(true) else { return }
    pairs = pairs.indices.filter { !isGone[$0] }.map { pairs[$0] }
  }
}

/// What says which port of a device a port is.
enum PortKeys {
  typealias Loose = (_ port: Int, _ fabric: Fabric) -> [UInt8]?

  /// The order of the port table, across two fabrics. Ports that say nothing are never equal: nobody
  /// knows which ones they are.
  static func compare(_ a: Int, _ x: Fabric, _ b: Int, _ y: Fabric) -> Int {
    let (m, n) = (x.ports.number[a], y.ports.number[b])
    if m != n { return m < n ? -1 : 1 }
    let (s, t) = (x.ports.leg(of: PortID(a)), y.ports.leg(of: PortID(b)))
    if s != t { return s - t }
    let (p, q) = (x.ports.printed[a], y.ports.printed[b])
    if p.isNone || q.isNone {
      if p.isNone && q.isNone { return m < 0 ? -1 : 0 }
      return p.isNone ? -1 : 1
    }
    return NaturalOrder.compare(
      x.names.arena.span.extracting(x.names.range(of: p)),
      y.names.arena.span.extracting(y.names.range(of: q)))
  }

  /// Whether a port says which one it is.
  static func isNamed(_ port: Int, _ fabric: Fabric) -> Bool {
    fabric.ports.number[port] >= 0 || !fabric.ports.printed[port].isNone
  }

  /// What is asked, in turn, about ports that are written differently.
  static var loose: [Loose] {
    [
      { port, fabric in
        let number = fabric.ports.number[port]
        let leg = fabric.ports.leg(of: PortID(port))
        return number < 0 ? nil : Array("\(number)/\(leg)".utf8)
      },
      { port, fabric in
        let printed = fabric.ports.printed[port]
        return printed.isNone ? nil : Spelling.folded(fabric.names.bytes(printed))
      },
      { port, fabric in
        let printed = fabric.ports.printed[port]
        var number = fabric.ports.number[port]
        if number < 0 && !printed.isNone {
          number = Spelling.lastNumber(fabric.names.bytes(printed))
        }
        return number < 0 || fabric.ports.leg(of: PortID(port)) > 0
          ? nil : Array(String(number).utf8)
      },
    ]
  }
}
