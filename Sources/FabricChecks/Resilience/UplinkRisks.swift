internal import FabricModel
internal import FabricTopology

/// What all uplinks of a switch have in common although they lead to several switches.
struct UplinkRisks {
  /// A thing whose loss takes every uplink at once, the smallest kind first.
  enum Kind: Int, CaseIterable, Hashable {
    case panel, rack, row
  }

  struct Risk: Hashable {
    var kind: Kind
    /// The panel, or a device that stands in the rack or row.
    var device: DeviceID

    static func == (a: Risk, b: Risk) -> Bool { a.kind == b.kind && a.spot == b.spot }
    func hash(into hasher: inout Hasher) { hasher.combine(spot) }

    /// Which panel, rack or row it is, in numbers.
    fileprivate var spot: [Int]
  }

  /// Switches whose uplinks share what those of most of their tier do not, by what they share.
  private(set) var groups: [(risk: Risk, switches: [Int32])] = []

  private let fabric: Fabric
  private let graph: SwitchGraph
  private let panels: [LinkID: Set<DeviceID>]

  /// - Parameter links: of the switches, as planned or as repaired; vertices and edges beyond those
  ///   of the plan are new and stand nowhere yet.
  /// - Complexity: O(switches + edges), and O(cables through panels).
  init(_ links: SwitchLinks, _ context: CheckContext) {
    fabric = context.fabric
    graph = context.topology.graph
    panels = Self.panels(context.fabric)
    guard fabric.racks.count > 0 || !panels.isEmpty else { return }
    var shared: [Kind: [(tier: UInt8, vertex: Int32, risk: Risk?)]] = [:]
    for vertex in 0..<graph.vertexCount {
      let tier = context.topology.tier[vertex]
      let uplinks = links.slots(of: vertex).filter { isAbove($0.neighbor, tier, context) }
      guard tier > 0, Set(uplinks.map(\.neighbor)).count > 1 else { continue }
      for kind in Kind.allCases {
        shared[kind, default: []].append((tier, Int32(vertex), common(kind, uplinks)))
      }
    }
    collect(shared)
  }

  private func isAbove(_ vertex: Int32, _ tier: UInt8, _ context: CheckContext) -> Bool {
    Int(vertex) >= graph.vertexCount || context.topology.tier[Int(vertex)] > tier
  }

  /// Keeps what less than half of a tier has; a switch is told of the smallest thing only.
  private mutating func collect(
    _ shared: [Kind: [(tier: UInt8, vertex: Int32, risk: Risk?)]]
  ) {
    var found: [Risk: [Int32]] = [:]
    var isTold: Set<Int32> = []
    for kind in Kind.allCases {
      for (_, rows) in Dictionary(grouping: shared[kind] ?? [], by: \.tier) {
        let alike = rows.filter { $0.risk != nil }
        guard !alike.isEmpty, 2 * alike.count < rows.count else { continue }
        for row in alike where isTold.insert(row.vertex).inserted {
          guard let risk = row.risk else { continue }
          found[risk, default: []].append(row.vertex)
        }
      }
    }
    groups = found.map { ($0.key, $0.value.sorted()) }.sorted { $0.switches[0] < $1.switches[0] }
  }

  /// What all these links share; nil where one does not, or where it is not known.
  private func common(_ kind: Kind, _ uplinks: [(neighbor: Int32, edge: Int32)]) -> Risk? {
    if kind == .panel { return commonPanel(uplinks) }
    var common: Risk?
    for (neighbor, _) in uplinks {
      guard Int(neighbor) < graph.vertexCount else { return nil }
      let device = graph.devices[Int(neighbor)]
      guard let spot = spot(kind, of: device) else { return nil }
      if let common, common.spot != spot { return nil }
      common = Risk(kind: kind, device: device, spot: spot)
    }
    return common
  }

  private func commonPanel(_ uplinks: [(neighbor: Int32, edge: Int32)]) -> Risk? {
    var common: Set<DeviceID>?
    for (_, edge) in uplinks {
      guard Int(edge) < graph.edgeCount, let passed = panels[graph.edgeLink[Int(edge)]] else {
        return nil
      }
      common = common?.intersection(passed) ?? passed
    }
    let first = common?.min {
      fabric.names.precedes(fabric.devices.name[$0.index], fabric.devices.name[$1.index])
    }
    return first.map { Risk(kind: .panel, device: $0, spot: [$0.index]) }
  }

  private func spot(_ kind: Kind, of device: DeviceID) -> [Int]? {
    let rack = fabric.devices.rack[device.index]
    guard !rack.isNone else { return nil }
    if kind == .rack { return [rack.index] }
    let (hall, row) = (fabric.racks.hall[rack.index], fabric.racks.row[rack.index])
    // A rack without a row says nothing about rows.
    return fabric.names[row].isEmpty ? nil : [hall.index, row.index]
  }

  /// The panels that each traced link passes.
  private static func panels(_ fabric: Fabric) -> [LinkID: Set<DeviceID>] {
    fabric.links.segments.mapValues { segments in
      var passed: Set<DeviceID> = []
      for segment in segments {
        let (a, b) = fabric.ends(segment)
        for port in [a, b] where !port.isNone && fabric.kind(of: fabric.device(of: port)) == .panel
        {
          passed.insert(fabric.device(of: port))
        }
      }
      return passed
    }
  }
}
