package import FabricModel
internal import FabricTopology

/// What a plan takes from the store: cables and transceivers, counted by what they are and by the
/// racks that they go to.
package enum BillOfMaterials {
  private static let header = [
    "item", "count", "medium", "length_m", "part", "network", "from_hall", "from_row", "from_rack",
    "to_hall", "to_row", "to_rack",
  ]

  /// The bill as CSV, cables first, in natural order.
  ///
  /// - Complexity: O(links), and O(n log n) for the n lines of the bill.
  package static func csv(of fabric: Fabric) -> [UInt8] {
    var count = MaterialCount(fabric)
    count.addCables()
    count.addTransceivers()
    var table = CSVText(header: header)
    let names = fabric.names
    let rows = count.cables.map { (item: $0.key, count: $0.value) }
      .sorted { count.precedes($0.item, $1.item) }
    for (cable, number) in rows {
      let length =
        cable.length > 0 ? Decimal3.text(Int(cable.length) * 10) : ""
      table.append(
        [
          "cable", String(number), names[cable.medium], length, names[cable.part],
          cable.network.name,
        ] + count.place([cable.from]) + count.place(cable.to))
    }
    let optics = count.transceivers.map { (item: $0.key, count: $0.value) }
      .sorted { count.precedes($0.item, $1.item) }
    for (optic, number) in optics {
      table.append(
        ["transceiver", String(number), names[optic.medium], "", names[optic.part], ""]
          + count.place([optic.rack]) + ["", "", ""])
    }
    return table.bytes
  }
}

/// Counts what is alike.
private struct MaterialCount {
  struct Cable: Hashable {
    var medium: NameID
    var length: Int32
    var part: NameID
    var network: LinkNetwork
    var from: RackID
    /// Several for a breakout cable.
    var to: [RackID]
  }

  /// A part where the plan names one, else the medium that needs some.
  struct Transceiver: Hashable {
    var part: NameID
    var medium: NameID
    var rack: RackID
  }

  private let fabric: Fabric
  /// The place of a rack in natural order.
  private let rank: [Int]
  /// Links that state another one again: nobody orders a cable twice for that.
  private let repeats: Set<LinkID>
  private(set) var cables: [Cable: Int] = [:]
  private(set) var transceivers: [Transceiver: Int] = [:]

  init(_ fabric: Fabric) {
    self.fabric = fabric
    repeats = Set(LinkCensus(fabric).repeats.map(\.link))
    let racks = fabric.racks
    let order = (0..<racks.count).sorted { x, y in
      for column in [racks.hall, racks.row, racks.rack] {
        let order = fabric.names.compare(column[x], column[y])
        if order != 0 { return order < 0 }
      }
      return false
    }
    var rank = [Int](repeating: 0, count: racks.count)
    for (place, rack) in order.enumerated() { rank[rack] = place }
    self.rank = rank
  }

  mutating func addCables() {
    var first = 0
    while first < fabric.links.statedCount {
      let cable = fabric.links.cable[first]
      var end = first + 1
      while end < fabric.links.statedCount && fabric.links.cable[end] == cable { end += 1 }
      if !(first..<end).allSatisfy({ repeats.contains(LinkID($0)) }) { add(first..<end, cable) }
      first = end
    }
  }

  private mutating func add(_ links: Range<Int>, _ cable: CableID) {
    var (from, to) = racks(links)
    if to.count == 1 && precedes(to[0], from) { (from, to[0]) = (to[0], from) }
    let item = Cable(
      medium: fabric.cables.medium[cable.index], length: fabric.cables.length[cable.index],
      part: fabric.cables.part[cable.index], network: fabric.links.network[links.lowerBound],
      from: from, to: to)
    cables[item, default: 0] += 1
  }

  /// The rack of the end that the links of a cable have in common, and those of the other ends.
  private func racks(_ links: Range<Int>) -> (from: RackID, to: [RackID]) {
    let ends = links.map { fabric.ends(LinkID($0)) }
    let (a, b) = (ends.map { rack($0.a) }, ends.map { rack($0.b) })
    guard links.count > 1 else { return (a[0], b) }
    let isAtB = Set(ends.map { fabric.device(of: $0.b) }).count == 1 && Set(a).count > 1
    let far = Set(isAtB ? a : b).sorted { precedes($0, $1) }
    return (isAtB ? b[0] : a[0], far)
  }

  private func rack(_ port: PortID) -> RackID {
    port.isNone ? .none : fabric.devices.rack[fabric.device(of: port).index]
  }

  /// Each cage holds one transceiver, however many legs and cables the plan puts into it.
  mutating func addTransceivers() {
    var seen = [Bool](repeating: false, count: fabric.ports.count)
    for index in 0..<fabric.links.statedCount {
      let medium = fabric.cables.medium[fabric.links.cable[index].index]
      for port in [fabric.links.a[index], fabric.links.b[index]] where !port.isNone {
        let cage = firstLeg(of: port)
        if seen[cage.index] { continue }
        guard let item = transceiver(in: cage, medium) else { continue }
        seen[cage.index] = true
        transceivers[item, default: 0] += 1
      }
    }
  }

  /// The port itself, or the first leg of its cage: legs are neighbours.
  private func firstLeg(of port: PortID) -> PortID {
    guard fabric.ports.leg(of: port) > 0 else { return port }
    var first = port.index
    while first > 0, fabric.ports.device[first - 1] == fabric.ports.device[port.index],
      fabric.ports.number[first - 1] == fabric.ports.number[port.index],
      fabric.ports.leg[first - 1] > 0
    {
      first -= 1
    }
    return PortID(first)
  }

  private func transceiver(in port: PortID, _ medium: NameID) -> Transceiver? {
    let rack = rack(port)
    if let part = part(in: port) { return Transceiver(part: part, medium: .none, rack: rack) }
    // Panels are passive: what is plugged in there has its optics elsewhere.
    guard fabric.kind(of: fabric.device(of: port)) != .panel,
      Medium(named: fabric.names[medium])?.needsTransceivers == true
    else { return nil }
    return Transceiver(part: .none, medium: medium, rack: rack)
  }

  /// The part that any leg of the cage names.
  private func part(in cage: PortID) -> NameID? {
    guard !fabric.ports.transceiver.isEmpty else { return nil }
    if let part = fabric.ports.transceiver[cage] { return part }
    guard fabric.ports.leg(of: cage) > 0 else { return nil }
    var next = cage.index + 1
    while next < fabric.ports.count, firstLeg(of: PortID(next)) == cage {
      if let part = fabric.ports.transceiver[PortID(next)] { return part }
      next += 1
    }
    return nil
  }
}

extension MaterialCount {
  /// Natural order, places that nobody knows last.
  func precedes(_ a: RackID, _ b: RackID) -> Bool {
    if a.isNone || b.isNone { return !a.isNone && b.isNone }
    return rank[a.index] < rank[b.index]
  }

  func precedes(_ x: Cable, _ y: Cable) -> Bool {
    let names = fabric.names
    for (a, b) in [(x.medium, y.medium), (x.part, y.part)] where a != b {
      return names.precedes(a, b)
    }
    if x.length != y.length { return x.length < y.length }
    if x.network != y.network { return x.network.rawValue < y.network.rawValue }
    if x.from != y.from { return precedes(x.from, y.from) }
    for (a, b) in zip(x.to, y.to) where a != b { return precedes(a, b) }
    return x.to.count < y.to.count
  }

  func precedes(_ x: Transceiver, _ y: Transceiver) -> Bool {
    let names = fabric.names
    if x.part != y.part { return names.precedes(x.part, y.part) }
    if x.medium != y.medium { return names.precedes(x.medium, y.medium) }
    return precedes(x.rack, y.rack)
  }

  /// Hall, row and rack; several racks of one cable share a cell.
  func place(_ racks: [RackID]) -> [String] {
    let (table, names) = (fabric.racks, fabric.names)
    let known = racks.filter { !$0.isNone }
    return [table.hall, table.row, table.rack].map { column in
      var texts: [String] = []
      for rack in known where !texts.contains(names[column[rack.index]]) {
        texts.append(names[column[rack.index]])
      }
      return texts.joined(separator: " ")
    }
  }
}
