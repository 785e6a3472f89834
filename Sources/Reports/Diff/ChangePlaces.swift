internal import FabricChecks
internal import FabricComparison
internal import FabricMetrics
internal import FabricModel

/// A port of one of the two revisions.
struct RevisionPort: Hashable {
  var isNew: Bool
  /// `.none` for an end that the plan leaves out.
  var port: PortID
}

/// A change of a cable with its ends in order, and where somebody has to stand for it.
struct PlacedChange {
  var change: CableChange
  /// Ends `a` and `b`: those that correspond have the same place.
  var old: (PortID, PortID)?
  var new: (PortID, PortID)?
  /// Whether somebody stands at end `b`.
  var isHomeB: Bool

  /// In the new revision where the cable is there.
  var home: RevisionPort { end(isB: isHomeB) }
  var far: RevisionPort { end(isB: !isHomeB) }

  private func end(isB: Bool) -> RevisionPort {
    let ends = new ?? old ?? (.none, .none)
    return RevisionPort(isNew: new != nil, port: isB ? ends.1 : ends.0)
  }

  func old(isHome: Bool) -> PortID? {
    old.map { isHome == isHomeB ? $0.1 : $0.0 }
  }
}

/// Where changes are: ends in order, the end to stand at, its rack, and the order of all that.
///
/// A moved plug is where it has to go; else one stands at the switch of the lower tier, as for every
/// other work on a cable.
struct ChangePlaces {
  let result: DiffResult
  private let alignment: Alignment
  private let canon: Canon

  init(_ result: DiffResult) {
    self.result = result
    alignment = result.changes.alignment
    canon = alignment.canon
  }

  /// All changes of cables in the order of halls, rows and racks, then of devices and ports.
  ///
  /// - Complexity: O(n log n) for n changes.
  func ordered() -> [PlacedChange] {
    let placed = result.changes.cables.map { place($0) }
    let ranks = DeviceRanks(
      placed.flatMap { [device(of: $0.home), device(of: $0.far)] }, result)
    let keyed = placed.map { (key: key($0, ranks), $0) }
    return keyed.sorted { $0.key < $1.key }.map(\.1)
  }

  private typealias Key = (Int, Int32, Int, Int, Int32, Int32)

  private func key(_ change: PlacedChange, _ ranks: DeviceRanks) -> Key {
    (
      ranks.rank(of: device(of: change.home)), row(of: change.home), change.change.kind.rawValue,
      ranks.rank(of: device(of: change.far)), row(of: change.far),
      max(change.change.old.rawValue, change.change.new.rawValue)
    )
  }

  /// The device of a port as a row of the alignment, -1 for none.
  func device(of end: RevisionPort) -> Int32 {
    let row = row(of: end)
    return row < 0 ? -1 : alignment.ports.device[Int(row)]
  }

  private func row(of end: RevisionPort) -> Int32 {
    if end.port.isNone { return -1 }
    return end.isNew ? alignment.row(ofDesired: end.port) : alignment.row(ofCurrent: end.port)
  }

  func name(of end: RevisionPort) -> String {
    (end.isNew ? result.new : result.old).name(of: end.port)
  }

  /// Where somebody stands for a change.
  func place(of change: PlacedChange) -> Place {
    let device = device(of: change.home)
    return device < 0 ? Place() : result.place(ofDevice: device)
  }

  /// The pod that a change is in: that of the end to stand at, else of the other one.
  func pod(of change: PlacedChange) -> String? {
    pod(of: change.home) ?? pod(of: change.far)
  }

  private func pod(of end: RevisionPort) -> String? {
    guard let groups = result.groups, !end.port.isNone else { return nil }
    return end.isNew
      ? groups.new.pod(of: result.new.device(of: end.port))
      : groups.old.pod(of: result.old.device(of: end.port))
  }
}

extension ChangePlaces {
  private func place(_ change: CableChange) -> PlacedChange {
    var placed = PlacedChange(change: change, old: nil, new: nil, isHomeB: false)
    let (oldLink, newLink) = telling(change)
    placed.new = newLink.map { inOrder(result.new.ends($0), isNew: true) }
    if let oldLink {
      let ends = result.old.ends(oldLink)
      placed.old = placed.new.map { corresponding(ends, to: $0) } ?? inOrder(ends, isNew: false)
    }
    placed.isHomeB = isHomeB(placed)
    return placed
  }

  /// Of a breakout cable the leg that moved.
  private func telling(_ change: CableChange) -> (old: LinkID?, new: LinkID?) {
    let first = (
      old: change.old.isNone ? nil : change.old, new: change.new.isNone ? nil : change.new
    )
    guard change.kind == .moved, let old = first.old, let new = first.new else { return first }
    let changes = result.changes
    let legs = changes.links(from: new, isNew: true)
    guard legs.count > 1, let index = legs.firstIndex(where: { !changes.isInPlace($0) }) else {
      return first
    }
    let others = changes.links(from: old, isNew: false)
    return (others.indices.contains(index) ? others[index] : old, legs[index])
  }

  private func inOrder(_ ends: (a: PortID, b: PortID), isNew: Bool) -> (PortID, PortID) {
    let rows = [ends.a, ends.b].map { row(of: RevisionPort(isNew: isNew, port: $0)) }
    guard rows[0] >= 0 && rows[1] >= 0 else { return rows[0] < 0 ? (ends.b, ends.a) : ends }
    return canon.portComesFirst(rows[1], rows[0]) ? (ends.b, ends.a) : ends
  }

  /// The old ends in the order of the new ones: an end that stayed, else one on the same device, says
  /// which is which.
  private func corresponding(
    _ old: (a: PortID, b: PortID), to new: (PortID, PortID)
  ) -> (PortID, PortID) {
    let score = { (x: PortID, y: PortID) -> Int in
      let rows = (
        row(of: RevisionPort(isNew: false, port: x)), row(of: RevisionPort(isNew: true, port: y))
      )
      guard rows.0 >= 0 && rows.1 >= 0 else { return rows.0 == rows.1 ? 4 : 0 }
      if rows.0 == rows.1 { return 4 }
      return alignment.ports.device[Int(rows.0)] == alignment.ports.device[Int(rows.1)] ? 1 : 0
    }
    let straight = score(old.a, new.0) + score(old.b, new.1)
    let crossed = score(old.b, new.0) + score(old.a, new.1)
    if straight == crossed && straight == 0 { return inOrder(old, isNew: false) }
    return crossed > straight ? (old.b, old.a) : (old.a, old.b)
  }

  private func isHomeB(_ placed: PlacedChange) -> Bool {
    if placed.change.kind == .moved, let old = placed.old, let new = placed.new {
      let stays = (
        result.changes.areSame(old: old.0, new: new.0),
        result.changes.areSame(old: old.1, new: new.1)
      )
      if stays.0 != stays.1 { return stays.0 && !new.1.isNone }
    }
    let isNew = placed.new != nil
    let (a, b) = placed.new ?? placed.old ?? (.none, .none)
    guard !a.isNone && !b.isNone else { return a.isNone }
    return height(of: b, isNew) < height(of: a, isNew)
  }

  /// Low for a good place to stand: leaves, then what is above them, then hosts.
  private func height(of port: PortID, _ isNew: Bool) -> Int {
    let fabric = isNew ? result.new : result.old
    let device = fabric.device(of: port)
    let tier = result.groups.map { (isNew ? $0.new : $0.old).tier(of: device) } ?? 0
    if tier > 0 { return tier }
    return fabric.kind(of: device) == .host ? 1000 : 100
  }
}

/// The order of devices by hall, row and rack, then by name.
private struct DeviceRanks {
  private var ranks: [Int32: Int] = [:]

  init(_ devices: [Int32], _ result: DiffResult) {
    let alignment = result.changes.alignment
    let canon = alignment.canon
    let keyed = Set(devices).filter { $0 >= 0 }.map { row in
      (row: row, place: result.rack(ofDevice: row))
    }
    // Racks are few, devices many.
    let racks = Set(keyed.map(\.place)).sorted { PlaceOrder.compare($0, $1) < 0 }
    let number = Dictionary(uniqueKeysWithValues: racks.enumerated().map { ($1, $0) })
    let ordered = keyed.map { (row: $0.row, rack: number[$0.place] ?? 0) }.sorted { x, y in
      x.rack != y.rack ? x.rack < y.rack : canon.deviceComesFirst(x.row, y.row)
    }
    for (rank, entry) in ordered.enumerated() { ranks[entry.row] = rank }
  }

  func rank(of device: Int32) -> Int { ranks[device] ?? -1 }
}

/// Halls, rows and racks in natural order.
enum PlaceOrder {
  static func compare(_ a: Place, _ b: Place) -> Int {
    for (x, y) in [(a.hall, b.hall), (a.row, b.row), (a.rack, b.rack)] {
      let order = NaturalOrder.compare(x.utf8.span, y.utf8.span)
      if order != 0 { return order }
    }
    return 0
  }
}

extension DiffResult {
  /// The place without the height unit.
  func rack(ofDevice row: Int32) -> Place {
    var place = place(ofDevice: row)
    place.unit = 0
    return place
  }

  /// Where a device of the alignment stands: in the new revision where that has it.
  func place(ofDevice row: Int32) -> Place {
    let devices = changes.alignment.devices
    let device = devices.desired[Int(row)]
    return device.isNone
      ? old.place(of: devices.current[Int(row)]) : new.place(of: device)
  }
}
