package import FabricComparison
package import FabricModel
package import FabricTopology

/// What a work order is wanted for.
package struct WorkTask: Sendable {
  package let alignment: Alignment
  package let differences: Differences
  /// Why fabrics differ, where that decides what to do.
  package var causes: [WorkCause] = []
  /// What has to be said first.
  package var problems: [WorkProblem] = []
  /// By device of the alignment: 0 for hosts, 1 for leaves, upwards; -1 for what belongs to no tier.
  package var tiers: [Int8]
  /// The share of its planned uplinks that a device keeps while it is worked on without being drained.
  package var floor = Ratio(3, 4)!
  /// By device: whether it is worked on. A chain of cables that touches one such device is put right as a
  /// whole; all others stay as they are. Nil for everything.
  package var scope: [Bool]?

  /// - Parameter topology: of the desired fabric; without it no step is marked for draining.
  package init(_ alignment: Alignment, _ differences: Differences, topology: Topology? = nil) {
    self.alignment = alignment
    self.differences = differences
    tiers =
      topology.map { WorkTask.tiers(alignment, $0) }
      ?? [Int8](repeating: -1, count: alignment.devices.count)
  }

  private static func tiers(_ alignment: Alignment, _ topology: Topology) -> [Int8] {
    alignment.devices.desired.map { device in
      guard !device.isNone else { return -1 }
      let vertex = topology.graph.vertexOf[device.index]
      if vertex >= 0 {
        let tier = topology.tier[Int(vertex)]
        return tier > 0 ? Int8(tier) : -1
      }
      return alignment.desired.kind(of: device) == .panel ? -1 : 0
    }
  }
}

/// A known cause of differences, and what is done about it.
package struct WorkCause: Hashable, Sendable {
  package enum Cure: Hashable, Sendable {
    /// Cables are moved, added and taken away.
    case cables
    /// Devices get each other's names: `devices` are pairs, the one that has a wrong name and the one
    /// whose name it gets.
    case names
    /// Somebody looks at the device first; its cables are left as they are.
    case look
    /// The plan is changed; the cables stay where they are.
    case adopt
  }

  package var cure: Cure
  /// Rows of the desired and of the current fabric.
  package var planned: [LinkID]
  package var observed: [LinkID]
  /// Rows of the alignment.
  package var devices: [Int32]
  /// What it is, for people: `dead device`.
  package var title: String
  package var finding: String

  package init(
    _ cure: Cure, title: String, planned: [LinkID] = [], observed: [LinkID] = [],
    devices: [Int32] = [], finding: String = ""
  ) {
    self.cure = cure
    self.title = title
    self.planned = planned
    self.observed = observed
    self.devices = devices
    self.finding = finding
  }
}

/// The part of a site that is worked on.
package struct WorkScope: Hashable, Sendable {
  package enum Kind: String, Sendable, CaseIterable { case hall, row, rack, device }

  package var kind: Kind
  /// As it is printed: `17` or, with what stands above it, `H2/17`.
  package var name: String

  package init(_ kind: Kind, _ name: String) {
    self.kind = kind
    self.name = name
  }

  fileprivate func contains(_ device: Int32, _ alignment: Alignment) -> Bool {
    let place = alignment.place(ofDevice: device)
    let path = [place.hall, place.row, place.rack].filter { !$0.isEmpty }
    switch kind {
    case .hall: return place.hall == name
    case .row: return !place.row.isEmpty && Self.ends(Array(path.prefix(2)), in: name, place.row)
    case .rack: return !place.rack.isEmpty && Self.ends(path, in: name, place.rack)
    case .device: return alignment.name(ofDevice: device) == name
    }
  }

  private static func ends(_ path: [String], in name: String, _ last: String) -> Bool {
    name == last || name == path.joined(separator: "/")
  }
}

extension WorkTask {
  /// Keeps to a part of the site: a chain of cables that touches it is put right as a whole.
  ///
  /// - Returns: false where there is no such place or device.
  package mutating func keep(to scope: WorkScope) -> Bool {
    let devices = (0..<Int32(alignment.devices.count)).map { scope.contains($0, alignment) }
    self.scope = devices
    problems.append(
      WorkProblem(
        "scope", "only \(scope.kind.rawValue) \(scope.name) is worked on",
        remedy: "all other cables stay as they are", isFinal: false))
    return devices.contains(true)
  }
}
