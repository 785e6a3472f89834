internal import FabricComparison
internal import FabricModel

/// Ports of which too little is known to let a hand touch them, and what gets no step because of it.
///
/// An order must not fill a port that may hold a plug already. That is so where another cable is stated
/// beside the one that takes part in the comparison, where nobody looked, and where a cage would have to
/// hold a whole plug and a leg at once.
struct Doubts {
  enum Reason: Int { case crowded, unseen, cage }

  /// A chain of cables that is left as it is.
  struct Row {
    var reason: Reason
    var port: Int32
    /// Planned cables that are not worked on.
    var cables: Int
  }

  private(set) var rows: [Row] = []

  private let alignment: Alignment
  private let crowded: Set<Int32>
  /// By device, under the name that it gets; empty where all were looked at.
  private let isLookedAt: [Bool]
  private let blocked: Set<Int32>

  /// - Parameter blocked: ports of cages that cannot be emptied before they are filled.
  /// - Complexity: O(devices + ports + links).
  init(_ alignment: Alignment, _ renames: DeviceRenames, blocked: Set<Int32>) {
    self.alignment = alignment
    self.blocked = blocked
    crowded = Set(Self.crowdedPorts(alignment).map { renames.port(after: $0, alignment) })
    var looked = alignment.devices.lookedAt
    for row in renames.renamed where row.device != row.name {
      looked[Int(row.name)] = alignment.devices.lookedAt[Int(row.device)]
    }
    isLookedAt = looked.contains(false) ? looked : []
  }

  /// Ends of cables that are stated, and that the alignment has no room for.
  private static func crowdedPorts(_ alignment: Alignment) -> [Int32] {
    let fabric = alignment.current
    var takesPart = [Bool](repeating: false, count: fabric.links.count)
    for row in alignment.currentLink where row >= 0 { takesPart[Int(row)] = true }
    var ports: [Int32] = []
    for row in takesPart.indices where !takesPart[row] {
      let link = LinkID(row)
      // A chain through panels is made of cables that count themselves.
      if alignment.standing == .revision && fabric.links.segments[link] != nil { continue }
      let (a, b) = fabric.ends(link)
      let ends = [a, b].filter { !$0.isNone }
      let rows = ends.map { alignment.row(ofCurrent: $0) }
      if rows.count == 2, rows.allSatisfy({ $0 >= 0 }),
        alignment.currentMate[Int(rows[0])] == rows[1]
      {
        continue
      }
      let isJumper =
        alignment.standing == .observation
        && ends.contains { fabric.kind(of: fabric.device(of: $0)) == .panel }
      for port in rows where port >= 0 {
        if !isJumper || alignment.currentMate[Int(port)] < 0 { ports.append(port) }
      }
    }
    return ports
  }

  /// Notes why some cables that share their ports have to be left as they are.
  ///
  /// - Returns: whether they have to be.
  mutating func catches(_ ports: [Int32], cables: Int, _ target: TargetWiring) -> Bool {
    guard !(crowded.isEmpty && isLookedAt.isEmpty && blocked.isEmpty) else { return false }
    let found = ports.compactMap { port in
      reason(port, target).map { Row(reason: $0, port: port, cables: cables) }
    }
    guard !found.isEmpty else { return false }
    let canon = alignment.canon
    let first = found.min { x, y in
      x.reason != y.reason
        ? x.reason.rawValue < y.reason.rawValue : canon.portComesFirst(x.port, y.port)
    }
    if let first { rows.append(first) }
    return true
  }

  private func reason(_ port: Int32, _ target: TargetWiring) -> Reason? {
    if crowded.contains(port) { return .crowded }
    if !isLookedAt.isEmpty, target.planned[Int(port)] >= 0, target.observed[Int(port)] < 0,
      !isLookedAt[Int(alignment.ports.device[Int(port)])]
    {
      return .unseen
    }
    return blocked.contains(port) ? .cage : nil
  }
}

extension Doubts {
  /// What to look at before anything is planned there; one for each device or port.
  func notes() -> [WorkNote] {
    var ports: [Key: Set<Int32>] = [:]
    var cables: [Key: Int] = [:]
    for row in rows {
      let isDevice = row.reason == .unseen
      let key = Key(
        reason: row.reason, row: isDevice ? alignment.ports.device[Int(row.port)] : row.port)
      ports[key, default: []].insert(row.port)
      cables[key, default: 0] += row.cables
    }
    return ports.map { key, ports in
      let device = key.reason == .unseen ? key.row : alignment.ports.device[Int(key.row)]
      var note = WorkNote(
        .verify,
        subject: key.reason == .unseen
          ? alignment.name(ofDevice: key.row) : alignment.name(ofPort: key.row),
        text: text(key.reason, ports.sorted()), cables: cables[key] ?? 0)
      note.device = device
      return note
    }
  }

  private struct Key: Hashable {
    var reason: Reason
    var row: Int32
  }

  private static let listed = 4

  private func text(_ reason: Reason, _ ports: [Int32]) -> String {
    switch reason {
    case .crowded: return "another cable is stated there too: look first, see which one it is"
    case .cage:
      return
        "its cage holds a whole plug and legs, or would: look first, empty it before it is filled"
    case .unseen:
      var names = ports.prefix(Self.listed).map { alignment.text(ofPort: $0) }
        .joined(separator: ", ")
      if ports.count > Self.listed { names += " and \(ports.count - Self.listed) more" }
      return "nobody looked at port\(ports.count == 1 ? "" : "s") \(names), where a cable would go:"
        + " look first, see what is in there"
    }
  }
}
