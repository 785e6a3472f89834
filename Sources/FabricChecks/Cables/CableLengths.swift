internal import FabricMetrics
internal import FabricModel
internal import FabricTopology
internal import Findings

/// Cables with a length and two places, held against the shortest way between them.
struct CableLengths {
  /// A cable by its legs; nearly all have one.
  struct Entry {
    var links: Range<Int>
    var length: Meters
    /// Of the leg that needs most.
    var route: Meters
  }

  /// How many cables have both.
  private(set) var measured = 0
  private(set) var short: [Entry] = []
  private(set) var long: [Entry] = []

  /// A cable from stock is one size too long at most, and sizes double at most; a loop of so many
  /// metres is left at both ends together.
  private static let spare = Meters(5)

  /// - Complexity: O(links), nothing where the plan has no floor.
  init(_ fabric: Fabric) {
    guard let floor = fabric.floor, fabric.racks.count > 0 else { return }
    let routes = CableRoutes(fabric, floor: floor)
    for links in Self.cables(of: fabric) {
      let length = fabric.cables.length[fabric.links.cable[links.lowerBound].index]
      guard length > 0, let route = Self.route(of: links, routes, fabric) else { continue }
      measured += 1
      if Int(length) < route.centimeters {
        short.append(Entry(links: links, length: Meters(centimeters: Int(length)), route: route))
      } else if Int(length) > 2 * route.centimeters + Self.spare.centimeters {
        long.append(Entry(links: links, length: Meters(centimeters: Int(length)), route: route))
      }
    }
  }

  /// The links of each cable: neighbours.
  private static func cables(of fabric: Fabric) -> some Sequence<Range<Int>> {
    let cables = fabric.links.cable
    return sequence(state: 0) { start in
      while start < fabric.links.statedCount && cables[start].isNone { start += 1 }
      guard start < fabric.links.statedCount else { return nil }
      var end = start + 1
      while end < fabric.links.statedCount && cables[end] == cables[start] { end += 1 }
      defer { start = end }
      return start..<end
    }
  }

  /// What the leg that needs most takes; nil where the place of an end is not known.
  private static func route(
    of links: Range<Int>, _ routes: CableRoutes, _ fabric: Fabric
  ) -> Meters? {
    var longest: Meters?
    for index in links {
      let (a, b) = (fabric.links.a[index], fabric.links.b[index])
      guard !a.isNone, !b.isNone,
        let route = routes.length(
          from: fabric.ports.device[a.index], to: fabric.ports.device[b.index], in: fabric)
      else { return nil }
      longest = max(longest ?? route, route)
    }
    return longest
  }

  /// Cables of one cause: those of a device that stands elsewhere than its cables were measured for,
  /// all of a plan whose floor is another one, or each alone.
  struct Cause {
    var entries: [Entry]
    var device: DeviceID?
  }

  /// More of a plan's cables than this are not mistakes one by one.
  private static let exceptionalShare = 0.2

  /// - Complexity: O(n · d) for n cables and d devices with three of them or more.
  func causes(of entries: [Entry], _ fabric: Fabric) -> [Cause] {
    if entries.count > 20, Double(entries.count) > Self.exceptionalShare * Double(measured) {
      return [Cause(entries: entries)]
    }
    var left = entries
    var causes: [Cause] = []
    while let device = Self.commonDevice(of: left, fabric) {
      let own = left.filter { Self.devices(of: $0, fabric).contains(device) }
      causes.append(Cause(entries: own, device: device))
      left.removeAll { Self.devices(of: $0, fabric).contains(device) }
    }
    return causes + left.map { Cause(entries: [$0]) }
  }

  /// The device with most of these cables, where they are three or more and half of all that it has.
  private static func commonDevice(of entries: [Entry], _ fabric: Fabric) -> DeviceID? {
    guard entries.count > 2 else { return nil }
    var counts: [DeviceID: Int] = [:]
    for entry in entries {
      for device in devices(of: entry, fabric) { counts[device, default: 0] += 1 }
    }
    let best = counts.max { ($0.value, $1.key) < ($1.value, $0.key) }
    guard let best, best.value > 2,
      2 * best.value >= fabric.ports.ports(of: best.key).count
    else { return nil }
    return best.key
  }

  static func devices(of entry: Entry, _ fabric: Fabric) -> Set<DeviceID> {
    var devices: Set<DeviceID> = []
    for index in entry.links {
      devices.insert(fabric.device(of: fabric.links.a[index]))
      devices.insert(fabric.device(of: fabric.links.b[index]))
    }
    return devices
  }
}

/// Keeps the lengths for the second check that asks for them.
final class MeasuredCables {
  private var known: CableLengths?

  func lengths(_ fabric: Fabric) -> CableLengths {
    let lengths = known ?? CableLengths(fabric)
    known = lengths
    return lengths
  }
}

/// What findings about lengths have in common.
enum LengthFinding {
  /// Adds a finding for each cause; cables that another finding is about are left out.
  static func report(
    _ rule: Rule, _ entries: [CableLengths.Entry], _ lengths: CableLengths, harm: Harm,
    _ context: CheckContext, _ diagnoses: inout Diagnoses,
    remedy: (CableLengths.Entry, String) -> String
  ) {
    let open = entries.filter { entry in
      !entry.links.contains { diagnoses.isOwned(LinkID($0)) }
        && !CableLengths.devices(of: entry, context.fabric).contains(where: diagnoses.isDisplaced)
    }
    for cause in lengths.causes(of: open, context.fabric) {
      let links = cause.entries.flatMap { $0.links.map { LinkID($0) } }
      let finding =
        cause.entries.count == 1
        ? single(rule, cause.entries[0], harm, context, remedy)
        : several(rule, cause, harm, context)
      diagnoses.add(Diagnosis(finding: finding, links: links))
    }
  }

  private static func single(
    _ rule: Rule, _ entry: CableLengths.Entry, _ harm: Harm, _ context: CheckContext,
    _ remedy: (CableLengths.Entry, String) -> String
  ) -> Finding {
    let links = entry.links.map { LinkID($0) }
    let name = context.cables.name(of: links[0], context.fabric)
    let (a, b) = context.ends(links[0])
    let devices = [a, b].map { context.fabric.device(of: $0) }
    var finding = context.finding(
      rule, about: links,
      message: "\(name) is \(entry.length) long — from \(context.located(devices[0])) to "
        + "\(context.located(devices[1])) it takes \(entry.route)",
      harm: harm, remedy: remedy(entry, name))
    finding.subject = name
    finding.expected = "\(entry.route) or more"
    finding.actual = "\(entry.length)"
    return finding
  }

  private static func several(
    _ rule: Rule, _ cause: CableLengths.Cause, _ harm: Harm, _ context: CheckContext
  ) -> Finding {
    let isShort = cause.entries[0].length < cause.entries[0].route
    let what = isShort ? "shorter than their routes" : "far longer than their routes"
    let count = Grouped.text(cause.entries.count)
    let links = cause.entries.map { LinkID($0.links.lowerBound) }
    let who = cause.device.map { context.fabric.name(of: $0) }
    var finding = context.finding(
      rule, about: links,
      message: who.map {
        "\(count) cables of \($0) are \(what) — it stands elsewhere, or all are wrong"
      }
        ?? "\(count) cables are \(what) — the floor is another one, or the lengths are wrong",
      harm: harm,
      remedy: cause.device.map {
        "correct the place of \(context.located($0)), or the lengths of its cables"
      } ?? "correct the distances of the floor, the places, or the lengths")
    finding.subject = who.map { "cables of \($0)" } ?? "lengths"
    if let device = cause.device { finding.place = context.fabric.place(of: device) }
    return finding
  }
}
