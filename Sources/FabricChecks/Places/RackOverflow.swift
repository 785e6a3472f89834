internal import FabricMetrics
internal import FabricModel
package import Findings

/// Devices that stand above their rack, or are too many for it.
package enum RackOverflow: Check {
  package static let rule = Rule(
    code: "PL102", name: "rack-overflow", severity: .error,
    summary: "A rack has no room for a device that stands in it.",
    rationale: "The device goes into another rack, and its cables with it.",
    example: """
      <floor rack-units="42"/>
      <device name="spine-1" rack="R04" u="41" height="4"/>
      """,
    remedy: "Give the device a lower height unit or another rack.",
    limits: "Needs the height of the racks: floor with rack-units. Devices without a height fill "
      + "one unit, those without height and unit none.",
    parameters: "floor/rack-units, height units of a rack; no default")

  package static func run(_ context: CheckContext, _ diagnoses: inout Diagnoses) {
    let fabric = context.fabric
    guard let units = fabric.floor?.rackUnits else { return }
    var filled = [Int32](repeating: 0, count: fabric.racks.count)
    for row in 0..<fabric.devices.count where !fabric.devices.rack[row].isNone {
      let (device, unit) = (DeviceID(row), Int(fabric.devices.unit[row]))
      let height = RackSpace.height(of: device, fabric)
      if unit > 0 && unit + height - 1 > units {
        diagnoses.displace([device])
        diagnoses.add(Diagnosis(finding: above(device, height, units, context)))
      } else if unit > 0 || fabric.devices.height[device] != nil {
        filled[fabric.devices.rack[row].index] += Int32(height)
      }
    }
    for (rack, filled) in filled.enumerated() where filled > units {
      report(RackID(rack), Int(filled), context, &diagnoses)
    }
  }

  private static func above(
    _ device: DeviceID, _ height: Int, _ units: Int, _ context: CheckContext
  ) -> Finding {
    let unit = Int(context.fabric.devices.unit[device.index])
    let fills = height == 1 ? "at U\(unit)" : "at U\(unit) to U\(unit + height - 1)"
    var finding = context.finding(
      rule, about: [device],
      message: "\(context.fabric.name(of: device)) stands \(fills) — the rack has \(units) units",
      harm: .plan,
      remedy:
        "give \(context.located(device)) a unit up to \(max(1, units - height + 1)), or another "
        + "rack")
    finding.expected = "U1 to U\(units)"
    finding.actual = fills
    return finding
  }

  /// Devices that fit one by one and not together. Those that stand in each other's units are another
  /// rule's.
  private static func report(
    _ rack: RackID, _ filled: Int, _ context: CheckContext, _ diagnoses: inout Diagnoses
  ) {
    let fabric = context.fabric
    let units = fabric.floor!.rackUnits
    let devices = (0..<fabric.devices.count).filter { fabric.devices.rack[$0] == rack }
      .map { DeviceID($0) }
    // Only devices without a unit can be too many: all others have one of their own, or PL101.
    let loose = devices.filter { fabric.devices.unit[$0.index] == 0 }
    let heights = loose.filter { fabric.devices.height[$0] != nil }
    guard !heights.isEmpty else { return }
    let listed = Shortlist.first(of: heights) {
      fabric.names.precedes(fabric.devices.name[$0.index], fabric.devices.name[$1.index])
    }
    let place = PlaceText.text(fabric.place(of: listed[0]))
    var finding = context.finding(
      rule, about: listed,
      message: "the devices of \(place) fill \(Grouped.text(filled)) units — the rack has \(units)",
      harm: .plan,
      remedy: "give \(Shortlist.text(listed.map { fabric.name(of: $0) }, of: heights.count)) "
        + "another rack, until \(filled - units) units are free")
    finding.subject = "rack \(place)"
    finding.expected = "\(units) units"
    finding.actual = "\(filled) units"
    diagnoses.add(Diagnosis(finding: finding))
  }
}
