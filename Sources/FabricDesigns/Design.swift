package import FabricModel

/// A shape of fabric with its parameters: every device and every link of it by arithmetic.
///
/// A design is never held. Device 17 and link 400,000 are computed when they are asked for, so a
/// plan of a million cables streams through a few hundred bytes, and a fault is planted by
/// remembering the links that it touches.
///
/// Rules that every design keeps: ports are numbered from 1; a port, or a leg of one, carries at most
/// one link; end `a` of a link is on the lower tier; the legs of a cable are neighbours; a label
/// stands on one cable; no two devices share a height unit.
package protocol Design: FabricSequence, Sendable {
  /// What the command calls it: `fat-tree`.
  static var name: String { get }
  /// One sentence for the list of designs.
  static var summary: String { get }
  static var parameters: [DesignParameter] { get }

  /// Makes the design from values that a reader hands out one by one.
  ///
  /// - Throws: `DesignError` with the parameter, what was given and what is allowed.
  init(reading values: inout ParameterReader) throws(DesignError)

  /// The name of the plan; the design's own name unless somebody gives another one.
  var planName: String { get set }
  /// Every parameter that applies with its value, defaults included: enough to make it again.
  var settings: [String: String] { get }
  var intent: Intent { get }

  var deviceCount: Int { get }
  var linkCount: Int { get }
  /// As many as links, less where a cable has several legs.
  var cableCount: Int { get }
  /// Runs of neighbours in the order of devices; `tiers[0]` are the hosts.
  var tiers: [Range<Int>] { get }
  /// Runs of neighbours in the order of links, which together are all links.
  var linkGroups: [LinkGroup] { get }

  /// - Parameter index: `0..<deviceCount`.
  func device(at index: Int) -> DeviceEntry
  /// The name alone, where the place is not wanted.
  func deviceName(at index: Int) -> String
  /// - Parameter index: `0..<linkCount`.
  func link(at index: Int) -> LinkEntry
  /// The links of a device, in order of its ports.
  ///
  /// - Complexity: O(d) for the d links of the device.
  func links(of device: Int) -> [Int]
  /// The links that share the cable of a link: neighbours, in order of their legs.
  func legs(ofLink index: Int) -> Range<Int>
  /// Where a device belongs.
  func membership(of device: Int) -> Membership
  /// The cable from stock that joins two devices where they stand.
  func cable(from device: Int, to other: Int) -> StockCable
}

/// Where a device of a design belongs; everything counts from 0, nil where it does not apply.
package struct Membership: Sendable, Hashable {
  /// 0 for hosts, 1 for leaves, 2 for spines, 3 for cores.
  package var tier: Int
  /// Nil for cores, and where there are no pods.
  package var pod: Int?
  /// The scalable unit of hosts and leaves, counted through the whole fabric: hosts that share the
  /// same leaves, and those leaves.
  package var unit: Int?
  /// The port of every host that leads to this leaf, where hosts have several.
  package var rail: Int?
  /// The one of several fabrics that share hosts but no switch.
  package var plane: Int?

  package init(
    tier: Int, pod: Int? = nil, unit: Int? = nil, rail: Int? = nil, plane: Int? = nil
  ) {
    self.tier = tier
    self.pod = pod
    self.unit = unit
    self.rail = rail
    self.plane = plane
  }
}

/// What is taken from stock for a distance.
package struct StockCable: Sendable, Hashable {
  package var length: Meters
  /// The name of a `Medium`.
  package var medium: String

  package init(length: Meters, medium: String) {
    self.length = length
    self.medium = medium
  }
}

/// The links between the same two tiers, and how evenly the design spreads them.
package struct LinkGroup: Sendable, Hashable {
  package var links: Range<Int>
  /// The number of cables between two devices that the design joins at all.
  package var trunk: ClosedRange<Int>
  /// The number of these links on each device of the lower tier, then of the upper.
  package var lowerDegree: ClosedRange<Int>
  package var upperDegree: ClosedRange<Int>

  package init(
    links: Range<Int>, trunk: ClosedRange<Int>, lowerDegree: ClosedRange<Int>,
    upperDegree: ClosedRange<Int>
  ) {
    self.links = links
    self.trunk = trunk
    self.lowerDegree = lowerDegree
    self.upperDegree = upperDegree
  }
}

extension Design {
  /// Makes the design from texts by name, as a command line or a file has them.
  ///
  /// - Throws: `DesignError` for a name that the design does not know and for a bad value.
  package init(parameters: [String: String]) throws(DesignError) {
    var reader = try ParameterReader(parameters, of: Self.self)
    try self.init(reading: &reader)
  }

  package var header: FabricHeader {
    FabricHeader(name: planName, intent: intent, floor: CableStock.floor)
  }

  package func send(to sink: inout some FabricSink) throws {
    try sink.begin(header)
    for index in 0..<deviceCount { try sink.device(device(at: index)) }
    for index in 0..<linkCount { try sink.link(link(at: index)) }
    try sink.finish()
  }

  /// The tier of a device, 0 for hosts.
  package func tier(of device: Int) -> Int {
    tiers.firstIndex { $0.contains(device) } ?? 0
  }

  package func group(of link: Int) -> LinkGroup {
    linkGroups.first { $0.links.contains(link) } ?? linkGroups[0]
  }

  /// `C0000123`: what is printed on cable `number`, from 1.
  package func cableLabel(_ number: Int) -> String { RailedClos.label(number) }
}
