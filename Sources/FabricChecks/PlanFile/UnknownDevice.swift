internal import FabricModel
internal import FabricTopology
package import Findings

/// Cables to a device that the plan does not declare although it declares others.
package enum UnknownDevice: Check {
  package static let rule = Rule(
    code: "PF201", name: "unknown-device", severity: .error,
    summary: "A cable ends at a device that the plan does not declare.",
    rationale: "A misspelt name sends a cable nowhere: nobody can plug it as it is written.",
    example: """
      <device name="spine-1" kind="switch"/>
      <cable a="leaf-1" aport="7" b="spime-1" bport="3"/>
      """,
    remedy: "Correct the device's name at that cable, or declare the device.",
    limits:
      "Plans that declare no device, or none of that kind, are not checked: where a plan lists "
      + "its switches alone, hosts stand in its cables only. What the wrong name leaves open, a hole "
      + "between two switches or a host without a cable, is part of this finding.")

  package static func run(_ context: CheckContext, _ diagnoses: inout Diagnoses) {
    let fabric = context.fabric
    var links: [DeviceID: [LinkID]] = [:]
    for index in 0..<fabric.links.count
    where context.topology.census.standing[index] == .unknownDevice
      && !diagnoses.isOwned(LinkID(index))
    {
      for end in [fabric.links.a[index], fabric.links.b[index]] {
        let device = fabric.device(of: end)
        if !context.topology.census.isKnown[device.index] {
          links[device, default: []].append(LinkID(index))
        }
      }
    }
    for device in links.keys.sorted() {
      diagnoses.add(diagnosis(device, links[device]!, context), leavingHolesAt: others(device))
    }
    /// The good ends: something is missing there now.
    func others(_ device: DeviceID) -> [DeviceID] {
      links[device]!.map { link in
        let (a, b) = fabric.ends(link)
        return fabric.device(of: a) == device ? fabric.device(of: b) : fabric.device(of: a)
      }
    }
  }

  private static func diagnosis(
    _ device: DeviceID, _ links: [LinkID], _ context: CheckContext
  ) -> Diagnosis {
    let name = context.fabric.name(of: device)
    let near = SimilarNames.nearest(to: device, in: context.fabric)
    var finding = context.finding(
      rule, about: links,
      message: "\(name) is the end of \(links.count == 1 ? "a cable" : "\(links.count) cables") — "
        + "the plan declares no such device",
      harm: .plan,
      remedy: near.map { "write \"\($0)\" for \"\(name)\" if that is meant, else declare it" }
        ?? "correct the name at that cable, or declare \(name)")
    finding.subject = name
    finding.expected = near ?? "a declared device"
    finding.actual = name
    return Diagnosis(finding: finding, links: links)
  }
}

/// Names that differ little, for suggestions.
enum SimilarNames {
  /// The declared device whose name is at most two edits away: the nearest, of equals one that no
  /// cable mentions, then the first.
  ///
  /// - Complexity: O(devices · length²); called once for each misspelt name.
  static func nearest(to device: DeviceID, in fabric: Fabric) -> String? {
    let wanted = folded(fabric.names.bytes(fabric.devices.name[device.index]))
    var best: (distance: Int, isCabled: Int, name: NameID)?
    for index in 0..<fabric.devices.count where fabric.devices.isDeclared[index] {
      let name = fabric.devices.name[index]
      let candidate = fabric.names.bytes(name)
      guard abs(candidate.count - wanted.count) <= 2 else { continue }
      let distance = editDistance(wanted, folded(candidate))
      guard distance <= 2 else { continue }
      let isCabled = fabric.ports.ports(of: DeviceID(index)).isEmpty ? 0 : 1
      if let known = best {
        let order = fabric.names.precedes(name, known.name) ? 1 : 0
        guard (known.distance, known.isCabled, order) > (distance, isCabled, 0) else { continue }
      }
      best = (distance, isCabled, name)
    }
    return best.map { fabric.names[$0.name] }
  }

  /// Letters in lower case: `LEAF-01` is no further from `leaf-01` than it looks.
  private static func folded(_ name: ArraySlice<UInt8>) -> [UInt8] {
    name.map { (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains($0) ? $0 | 0x20 : $0 }
  }

  /// Levenshtein's distance.
  private static func editDistance(_ a: [UInt8], _ b: [UInt8]) -> Int {
    var row = Array(0...b.count)
    for i in a.indices {
      var diagonal = row[0]
      row[0] = i + 1
      for j in b.indices {
        let substituted = diagonal + (a[i] == b[j] ? 0 : 1)
        diagonal = row[j + 1]
        row[j + 1] = min(substituted, row[j] + 1, row[j + 1] + 1)
      }
    }
    return row[b.count]
  }
}
