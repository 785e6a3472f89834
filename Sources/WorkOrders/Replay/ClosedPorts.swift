internal import FabricComparison
internal import FabricModel

/// Ports that no hand may touch, and ports that are one cage, read from the two fabrics themselves.
///
/// The wiring that is compared has one cable for each port. What the current fabric states beside it is
/// there as well, and so may be whatever is in a port that nobody looked at.
struct ClosedPorts {
  /// By port: why it is closed.
  private var reasons: [Int32: String] = [:]
  /// By port of a cage that is a whole port and a port with legs: the ports that cannot be filled at the
  /// same time.
  private(set) var rivals: [Int32: [Int32]] = [:]
  /// By device, under the name that it has in the end.
  private var told: [Bool]
  private let wiring: RenamedWiring
  private let order: WorkOrder

  /// - Complexity: O(devices + ports + links).
  init(_ order: WorkOrder, _ wiring: RenamedWiring) {
    self.order = order
    self.wiring = wiring
    told = order.alignment.devices.lookedAt
    for row in order.renamed {
      told[Int(row.name)] = order.alignment.devices.lookedAt[Int(row.device)]
    }
    addStated()
    addRivals()
  }

  /// Why a plug must not go into a port, as far as that never changes.
  func refusal(entering port: Int32) -> String? {
    if let reason = reasons[port] { return reason }
    let isKnown = wiring.mate[Int(port)] >= 0 || told[Int(order.alignment.ports.device[Int(port)])]
    return isKnown ? nil : "nobody knows what is in \(order.name(ofPort: port))"
  }

  func refusal(leaving port: Int32) -> String? { reasons[port] }

  private mutating func addStated() {
    let (alignment, fabric) = (order.alignment, order.alignment.current)
    var isPlayed = [Bool](repeating: false, count: fabric.links.count)
    for row in alignment.currentLink where row >= 0 { isPlayed[Int(row)] = true }
    for index in isPlayed.indices where !isPlayed[index] {
      let (a, b) = fabric.ends(LinkID(index))
      let rows = [a, b].map { $0.isNone ? -1 : alignment.row(ofCurrent: $0) }
      let isTraced = fabric.links.segments[LinkID(index)] != nil
      if isTraced && alignment.standing == .revision { continue }
      // The same cable once more.
      if rows[0] >= 0, alignment.currentMate[Int(rows[0])] == rows[1] { continue }
      // An observed jumper of a panel is a part of the link that is played.
      let isJumper =
        alignment.standing == .observation
        && [a, b].contains { !$0.isNone && fabric.kind(of: fabric.device(of: $0)) == .panel }
      for row in rows where row >= 0 && !(isJumper && alignment.currentMate[Int(row)] >= 0) {
        let port = RenamedWiring.place(of: row, order)
        reasons[port] = "\(order.name(ofPort: port)) has another cable that the order does not know"
      }
    }
  }

  private mutating func addRivals() {
    let alignment = order.alignment
    guard !(alignment.desired.ports.leg.isEmpty && alignment.current.ports.leg.isEmpty) else {
      return
    }
    for device in 0..<Int32(alignment.devices.count) {
      let ports = alignment.ports.ports(of: device)
        .compactMap { port in alignment.number(ofPort: port).map { (port: port, number: $0) } }
      guard ports.contains(where: { $0.number[1] > 0 }) else { continue }
      for (port, number) in ports {
        let others = ports.filter {
          $0.number[0] == number[0] && ($0.number[1] > 0) != (number[1] > 0)
        }
        if !others.isEmpty { rivals[port] = others.map(\.port) }
      }
    }
  }
}
