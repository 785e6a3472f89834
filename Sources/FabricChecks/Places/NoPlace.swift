internal import FabricMetrics
internal import FabricModel
internal import FabricTopology
package import Findings

/// Devices without a place in a plan that places the others.
package enum NoPlace: Check {
  package static let rule = Rule(
    code: "PL201", name: "no-place", severity: .note,
    summary: "Some devices have no place although most have one.",
    rationale: "Nobody can be sent there, and the lengths of their cables are not checked.",
    example: """
      <device name="leaf-1" kind="switch" hall="H1" row="3" rack="R04" u="40"/>
      <device name="leaf-2" kind="switch"/>
      """,
    remedy: "Add hall, row, rack and height unit of these devices.",
    limits: "One note for all of them. Switches, hosts and panels are looked at apart: where at "
      + "most half of a kind has a rack, none is expected of it. Devices without a cable of the fabric "
      + "are not counted.")

  package static func run(_ context: CheckContext, _ diagnoses: inout Diagnoses) {
    let fabric = context.fabric
    guard fabric.racks.count > 0 else { return }
    let isExpectedToStand = takesPart(context)
    var (all, placed) = ([Int](repeating: 0, count: 256), [Int](repeating: 0, count: 256))
    for row in 0..<fabric.devices.count where isExpectedToStand[row] {
      all[Int(fabric.devices.kind[row].rawValue)] += 1
      if !fabric.devices.rack[row].isNone { placed[Int(fabric.devices.kind[row].rawValue)] += 1 }
    }
    let isExpected = zip(all, placed).map { 2 * $1 > $0 && $1 < $0 }
    guard isExpected.contains(true) else { return }
    let without = (0..<fabric.devices.count).filter { row in
      isExpectedToStand[row] && fabric.devices.rack[row].isNone
        && isExpected[Int(fabric.devices.kind[row].rawValue)]
    }.map { DeviceID($0) }
    let listed = Shortlist.first(of: without) {
      fabric.names.precedes(fabric.devices.name[$0.index], fabric.devices.name[$1.index])
    }
    let total = all.indices.reduce(0) { isExpected[$1] ? $0 + all[$1] : $0 }
    let names = Shortlist.text(listed.map { fabric.name(of: $0) }, of: without.count)
    var finding = context.finding(
      rule, about: listed,
      message: without.count == 1
        ? "\(names) has no place — the others of its kind have one"
        : "\(Grouped.text(without.count)) of \(Grouped.text(total)) devices have no place — "
          + "the others of their kind have one",
      harm: .none, remedy: "add hall, row, rack and height unit of \(names)")
    finding.subject = "places"
    diagnoses.add(Diagnosis(finding: finding))
  }

  /// What has cables to the fabric and a tier in it: of all else other rules ask what it is for.
  private static func takesPart(_ context: CheckContext) -> [Bool] {
    let (fabric, topology) = (context.fabric, context.topology)
    return (0..<fabric.devices.count).map { row in
      guard topology.census.isKnown[row], !fabric.ports.ports(of: DeviceID(row)).isEmpty else {
        return false
      }
      let vertex = topology.graph.vertexOf[row]
      return vertex < 0 || topology.tier[Int(vertex)] > 0
    }
  }
}
