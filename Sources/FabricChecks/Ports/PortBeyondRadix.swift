internal import FabricModel
internal import FabricTopology
package import Findings

/// Port numbers that the device does not have.
package enum PortBeyondRadix: Check {
  package static let rule = Rule(
    code: "PT102", name: "port-beyond-radix", severity: .error,
    summary: "A cable is planned into a port that the device does not have.",
    rationale: "The technician finds no such port and picks another one, which nobody writes down.",
    example: """
      <device name="leaf-1" kind="switch" radix="64"/>
      <cable a="leaf-1" aport="65" b="spine-1" bport="3"/>
      """,
    remedy: "Correct the port number, or the number of ports of the device.",
    limits:
      "Needs the radix of the device. Of ports with names that are not numbers, only how many "
      + "there are is checked. Both 0 and the radix itself are accepted: some vendors count from 0."
  )

  package static func run(_ context: CheckContext, _ diagnoses: inout Diagnoses) {
    let fabric = context.fabric
    var beyond: [PortID: [LinkID]] = [:]
    for device in 0..<fabric.devices.count where fabric.devices.radix[device] > 0 {
      // Ports are in order of number: only the last ones can lie beyond.
      for port in fabric.ports.ports(of: DeviceID(device)).reversed() {
        guard fabric.ports.number[port] > fabric.devices.radix[device] else { break }
        beyond[PortID(port)] = []
      }
    }
    reportSurplus(context, besides: Set(beyond.keys.map { fabric.device(of: $0) }), &diagnoses)
    guard !beyond.isEmpty else { return }
    for index in 0..<fabric.links.count {
      for port in [fabric.links.a[index], fabric.links.b[index]] where beyond[port] != nil {
        beyond[port]!.append(LinkID(index))
      }
    }
    for port in beyond.keys.sorted() {
      // A cable that has to move to another switch leaves the port that is not there.
      if beyond[port]!.contains(where: { diagnoses.isOwned($0) }) { continue }
      diagnoses.add(diagnosis(port, beyond[port]!, context))
    }
  }

  /// Devices with more ports in use than they have, whatever the ports are called.
  private static func reportSurplus(
    _ context: CheckContext, besides reported: Set<DeviceID>, _ diagnoses: inout Diagnoses
  ) {
    let fabric = context.fabric
    for row in 0..<fabric.devices.count where fabric.devices.radix[row] > 0 {
      let device = DeviceID(row)
      let ports = fabric.ports.ports(of: device)
      guard ports.count > Int(fabric.devices.radix[row]), !reported.contains(device) else {
        continue
      }
      // The legs of a split cage take one port; 0 may be a port's number beside the radix itself.
      let cages = ports.count { port in
        let isFurtherLeg =
          fabric.ports.leg(of: PortID(port)) > 0 && port > ports.lowerBound
          && fabric.ports.number[port - 1] == fabric.ports.number[port]
          && fabric.ports.leg(of: PortID(port - 1)) > 0
        return !isFurtherLeg
      }
      guard cages > Int(fabric.devices.radix[row]) else { continue }
      var finding = context.finding(
        rule, about: [device],
        message: "\(fabric.name(of: device)) has cables in \(cages) ports — it has "
          + "\(fabric.devices.radix[row])",
        harm: .plan,
        remedy: "correct the number of ports of \(fabric.name(of: device)), or plan "
          + "\(cages - Int(fabric.devices.radix[row])) of its cables elsewhere")
      finding.expected = "at most \(fabric.devices.radix[row]) ports"
      finding.actual = "\(cages) ports"
      diagnoses.add(Diagnosis(finding: finding))
    }
  }

  private static func diagnosis(
    _ port: PortID, _ links: [LinkID], _ context: CheckContext
  ) -> Diagnosis {
    let fabric = context.fabric
    let device = fabric.device(of: port)
    let radix = fabric.devices.radix[device.index]
    let free = FreePorts.first(of: device, fabric)
    var finding = context.finding(
      rule, about: links,
      message: "\(fabric.name(of: port)) does not exist — "
        + "\(fabric.name(of: device)) has \(radix) \(radix == 1 ? "port" : "ports")",
      harm: .plan,
      remedy: free.map { "plan another port, such as \(fabric.name(of: device)):\($0)" }
        ?? "plan another device: \(fabric.name(of: device)) has no free port")
    finding.subject = fabric.name(of: port)
    finding.expected = "a port up to \(radix)"
    finding.actual = fabric.portText(port)
    finding.place = fabric.place(of: device)
    return Diagnosis(finding: finding, links: links)
  }
}
