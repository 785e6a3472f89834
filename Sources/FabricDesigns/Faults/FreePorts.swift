internal import FabricModel

/// The ports that a design leaves free, less those that faults have taken.
struct FreePorts {
  /// Switches with a free port, by tier, in order.
  private(set) var openSwitches: [[Int]]
  private var taken: [Int: Set<Int>] = [:]

  /// - Complexity: O(P) for the P ports of all switches.
  init(of design: some Design) {
    openSwitches = design.tiers.enumerated().map { tier, devices in
      tier == 0 ? [] : devices.filter { !FreePorts.ports(of: $0, in: design).isEmpty }
    }
  }

  var isEmpty: Bool { openSwitches.allSatisfy(\.isEmpty) }

  var openCount: Int { openSwitches.reduce(0) { $0 + $1.count } }

  /// A free port of a switch, the lowest; nil where there is none, and for hosts.
  func port(of device: Int, in design: some Design) -> Int? {
    ports(of: device, in: design).first
  }

  /// All free ports of a switch, in order; none for hosts.
  func ports(of device: Int, in design: some Design) -> [Int] {
    guard design.tier(of: device) > 0 else { return [] }
    let used = taken[device] ?? []
    return FreePorts.ports(of: device, in: design).filter { !used.contains($0) }
  }

  mutating func take(_ port: Int, of device: Int, in design: some Design) {
    taken[device, default: []].insert(port)
    if self.port(of: device, in: design) == nil {
      let tier = design.tier(of: device)
      openSwitches[tier].removeAll { $0 == device }
    }
  }

  /// A switch with a free port, each equally likely.
  func anySwitch(_ random: inout SplitMix64) -> Int? {
    guard openCount > 0 else { return nil }
    var index = random.below(openCount)
    for switches in openSwitches {
      if index < switches.count { return switches[index] }
      index -= switches.count
    }
    return nil
  }

  private static func ports(of device: Int, in design: some Design) -> [Int] {
    var isFree = [Bool](repeating: true, count: design.device(at: device).radix + 1)
    for index in design.links(of: device) {
      guard let cage = design.link(at: index).end(at: device)?.cage.number else { continue }
      if isFree.indices.contains(cage) { isFree[cage] = false }
    }
    return isFree.indices.dropFirst().filter { isFree[$0] }
  }
}
