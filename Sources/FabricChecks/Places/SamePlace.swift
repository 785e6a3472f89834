internal import FabricMetrics
internal import FabricModel
package import Findings

/// Devices that stand in the same height unit.
package enum SamePlace: Check {
  package static let rule = Rule(
    code: "PL101", name: "same-place", severity: .error,
    summary: "Two devices stand in the same height unit of a rack.",
    rationale:
      "The second one goes somewhere else, and every cable that was measured for its place is too "
      + "long or too short.",
    example: """
      <device name="leaf-1" rack="R04" u="40" height="2"/>
      <device name="leaf-2" rack="R04" u="41"/>
      """,
    remedy: "Give one of the devices another height unit or another rack.",
    limits:
      "A device without a height fills one unit. Where at least half of the devices of a kind "
      + "and model share their units they are built that way, as nodes of one chassis, and pass.")

  package static func run(_ context: CheckContext, _ diagnoses: inout Diagnoses) {
    let fabric = context.fabric
    let crowded = RackSpace(fabric).crowdedRacks
    guard !crowded.isEmpty else { return }
    let groups = RackSpace.overlaps(in: crowded, fabric)
    let sharing = SharingKinds(groups, fabric)
    for group in groups where !sharing.isByDesign(group, fabric) {
      diagnoses.displace(group)
      diagnoses.add(Diagnosis(finding: finding(group, context)))
    }
  }

  private static func finding(_ group: [DeviceID], _ context: CheckContext) -> Finding {
    let fabric = context.fabric
    let names = group.prefix(Shortlist.most).map { fabric.name(of: $0) }
    let who =
      group.count == 2
      ? "\(names[0]) and \(names[1])" : "\(names[0]) and \(group.count - 1) more devices"
    let units = group.map { range($0, fabric) }
    let isOneUnit = Set(units).count == 1
    let place = PlaceText.text(fabric.place(of: group[1]))
    let text =
      isOneUnit
      ? "both stand at \(place)"
      : "meet at \(place): " + zip(names, units).map { "\($0) fills \($1)" }.joined(separator: ", ")
    var finding = context.finding(
      rule, about: group,
      message: "\(who) \(group.count == 2 || !isOneUnit ? text : "all stand at \(place)") — "
        + "a height unit takes one device",
      harm: .plan,
      remedy: "give all of \(Shortlist.text(names, of: group.count)) but one another "
        + "place")
    if group.count == 2 { finding.remedy = "give \(names[0]) or \(names[1]) another place" }
    return finding
  }

  /// `U40` or `U40 to U41`
  private static func range(_ device: DeviceID, _ fabric: Fabric) -> String {
    let unit = Int(fabric.devices.unit[device.index])
    let height = RackSpace.height(of: device, fabric)
    return height == 1 ? "U\(unit)" : "U\(unit) to U\(unit + height - 1)"
  }
}

/// Kinds of devices of which several share a unit by design.
private struct SharingKinds {
  private struct Kind: Hashable {
    var kind: DeviceKind
    var model: NameID
  }

  private var byDesign: Set<Kind> = []

  init(_ groups: [[DeviceID]], _ fabric: Fabric) {
    var sharing: [Kind: Int] = [:]
    for device in groups.joined() { sharing[Self.kind(device, fabric), default: 0] += 1 }
    var all: [Kind: Int] = [:]
    for row in 0..<fabric.devices.count where fabric.devices.unit[row] > 0 {
      let kind = Self.kind(DeviceID(row), fabric)
      if sharing[kind] != nil { all[kind, default: 0] += 1 }
    }
    byDesign = Set(sharing.filter { $0.value > 2 && 2 * $0.value >= all[$0.key]! }.keys)
  }

  /// Whether all of a group are of one such kind.
  func isByDesign(_ group: [DeviceID], _ fabric: Fabric) -> Bool {
    let kinds = Set(group.map { Self.kind($0, fabric) })
    return kinds.count == 1 && byDesign.contains(kinds.first!)
  }

  private static func kind(_ device: DeviceID, _ fabric: Fabric) -> Kind {
    Kind(kind: fabric.kind(of: device), model: fabric.devices.model[device.index])
  }
}
