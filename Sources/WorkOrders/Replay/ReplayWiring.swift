internal import FabricComparison
internal import FabricModel

/// The current wiring once devices have their new names, worked out from the rename steps themselves.
struct RenamedWiring {
  private(set) var mate: [Int32]
  private(set) var link: [Int32]

  init(_ order: WorkOrder) throws(WorkOrderError) {
    let alignment = order.alignment
    mate = alignment.currentMate
    link = alignment.currentLink
    try Self.checkNames(order)
    guard order.renamed.contains(where: { $0.device != $0.name }) else { return }
    var target: [Int32: Int32] = [:]
    var isTaken: Set<Int32> = []
    for row in order.renamed where row.device != row.name {
      for port in alignment.ports.ports(of: row.device) where mate[Int(port)] >= 0 {
        let place = Self.port(of: row.name, like: port, order)
        guard isTaken.insert(place).inserted else {
          throw .refusedByReplay("two plugs are in \(order.name(ofPort: place)) after renaming")
        }
        target[port] = place
      }
    }
    let (oldMate, oldLink) = (mate, link)
    for port in target.keys { (mate[Int(port)], link[Int(port)]) = (-1, -1) }
    for (port, place) in target {
      let other = oldMate[Int(port)]
      let far = target[other] ?? other
      (mate[Int(place)], mate[Int(far)]) = (far, place)
      (link[Int(place)], link[Int(far)]) = (oldLink[Int(port)], oldLink[Int(port)])
    }
  }

  /// Where a port is by name once devices are renamed.
  static func place(of port: Int32, _ order: WorkOrder) -> Int32 {
    let device = order.alignment.ports.device[Int(port)]
    guard let row = order.renamed.first(where: { $0.device == device }), row.name != device else {
      return port
    }
    return Self.port(of: row.name, like: port, order)
  }

  private static func port(of name: Int32, like port: Int32, _ order: WorkOrder) -> Int32 {
    if order.strays[port] == name { return port }
    let alignment = order.alignment
    let text = alignment.text(ofPort: port)
    var alike: Int32 = -1
    for candidate in alignment.ports.ports(of: name) {
      if alignment.text(ofPort: candidate) == text { return candidate }
      if let number = alignment.number(ofPort: candidate),
        number == alignment.number(ofPort: port)
      {
        alike = candidate
      }
    }
    return alike < 0 ? port : alike
  }

  /// Renames one device after the other: no two have one name at any time, and in the end each has the
  /// one that it should have.
  private static func checkNames(_ order: WorkOrder) throws(WorkOrderError) {
    let alignment = order.alignment
    var holder: [String: Int32] = [:]
    for row in order.renamed {
      let name = alignment.current.name(of: alignment.devices.current[Int(row.device)])
      holder[name] = row.device
    }
    var isCableTouched = false
    for step in order.steps {
      guard step.action == .rename else {
        isCableTouched = isCableTouched || step.action != .adopt
        continue
      }
      guard !isCableTouched, let device = holder[step.oldName], holder[step.newName] == nil else {
        throw .refusedByReplay("step \(step.number) gives a name that is taken, or to no device")
      }
      holder[step.oldName] = nil
      holder[step.newName] = device
    }
    for row in order.renamed where holder[alignment.name(ofDevice: row.name)] != row.device {
      throw .refusedByReplay("\(alignment.name(ofDevice: row.name)) is not renamed")
    }
  }

  /// Where the two plugs of some cables are.
  func ends(of wanted: Set<LinkID>) -> [LinkID: (Int32, Int32)] {
    var found: [LinkID: (Int32, Int32)] = [:]
    guard wanted.contains(where: { !$0.isNone }) else { return found }
    for port in mate.indices where mate[port] > Int32(truncatingIfNeeded: port) {
      let row = LinkID(rawValue: link[port])
      if wanted.contains(row) { found[row] = (Int32(port), mate[port]) }
    }
    return found
  }
}

/// The wiring that has to be there in the end: the plan without what the order leaves out, with what
/// it lets stay.
struct DesiredWiring {
  private(set) var mate: [Int32]

  init(_ order: WorkOrder) {
    let alignment = order.alignment
    mate = alignment.desiredMate
    let leftOut = Set(order.leftOut.map(\.rawValue))
    for port in mate.indices where leftOut.contains(alignment.desiredLink[port]) {
      mate[port] = -1
    }
    guard !order.kept.isEmpty, let wiring = try? RenamedWiring(order) else { return }
    for (a, b) in wiring.ends(of: Set(order.kept)).values {
      mate[Int(a)] = b
      mate[Int(b)] = a
    }
  }
}

/// Uplinks, counted again on the ports of a device whenever one is taken from it.
struct Uplinks {
  private(set) var mate: [Int32]
  private(set) var lowestShare = 1.0

  private let order: WorkOrder
  private let desiredMate: [Int32]

  init(_ order: WorkOrder, mate: [Int32]) {
    self.order = order
    self.mate = mate
    desiredMate = order.alignment.desiredMate
  }

  mutating func unplug(_ port: Int32, _ other: Int32) {
    mate[Int(port)] = -1
    if other >= 0 { mate[Int(other)] = -1 }
  }

  mutating func plug(_ port: Int32, _ other: Int32) {
    guard other >= 0 else { return }
    mate[Int(port)] = other
    mate[Int(other)] = port
  }

  /// Whether the lower device of a cable that was just taken out of a port has too few uplinks left.
  mutating func isShort(after port: Int32, _ other: Int32) -> Bool {
    guard other >= 0 else { return false }
    let device = order.alignment.ports.device
    let (x, y) = (device[Int(port)], device[Int(other)])
    let (low, high) = (order.tiers[Int(x)], order.tiers[Int(y)])
    guard low >= 0, high >= 0, low != high else { return false }
    let lower = low < high ? x : y
    let left = count(lower, mate)
    let planned = count(lower, desiredMate)
    guard planned > 0 else { return false }
    lowestShare = min(lowestShare, Double(left) / Double(planned))
    return left * order.floor.denominator < planned * order.floor.numerator
  }

  private func count(_ device: Int32, _ mate: [Int32]) -> Int {
    let tiers = order.tiers
    return order.alignment.ports.ports(of: device).count { port in
      let other = mate[Int(port)]
      return other >= 0
        && tiers[Int(order.alignment.ports.device[Int(other)])] > tiers[Int(device)]
    }
  }
}
