internal import FabricModel
internal import FabricTopology
package import Findings

/// Ports with more than one cable.
package enum PortReused: Check {
  package static let rule = Rule(
    code: "PT101", name: "port-reused", severity: .error,
    summary: "A port has more than one cable.",
    rationale: "A port takes one plug. The second cable ends up in whatever port is free.",
    example: """
      <cable label="C7" a="leaf-1" aport="7" b="spine-1" bport="3"/>
      <cable label="C8" a="leaf-1" aport="7" b="spine-2" bport="3"/>
      """,
    remedy: "Give one of the cables another port.",
    limits: "The same two ports listed twice are one cable: MW104 or PF302.")

  package static func run(_ context: CheckContext, _ diagnoses: inout Diagnoses) {
    let reused = context.topology.census.reusedPorts
    var portsOfLink: [LinkID: [PortID]] = [:]
    for (port, links) in reused {
      for link in links { portsOfLink[link, default: []].append(port) }
    }
    var done: Set<PortID> = []
    for (port, links) in reused where !done.contains(port) {
      // A cable with both ends in ports of others is one mistake, not two.
      let culprit = links.first { portsOfLink[$0]!.count > 1 && links.count == 2 }
      let ports = culprit.map { portsOfLink[$0]!.filter { !done.contains($0) } } ?? [port]
      done.formUnion(ports)
      report(ports, culprit, reused.filter { ports.contains($0.port) }, context, &diagnoses)
    }
  }

  private static func report(
    _ ports: [PortID], _ culprit: LinkID?, _ uses: [(port: PortID, links: [LinkID])],
    _ context: CheckContext, _ diagnoses: inout Diagnoses
  ) {
    let fabric = context.fabric
    var links: [LinkID] = []
    for use in uses { links += use.links.filter { !links.contains($0) } }
    let names = (culprit.map { [$0] } ?? links).map { context.cables.name(of: $0, fabric) }
      .sorted(by: NaturalOrder.precedes)
    let texts = uses.map { "\(fabric.name(of: $0.port)) has \($0.links.count) cables" }
    var finding = context.finding(
      rule, about: links,
      message: texts.joined(separator: " and ") + " — a port takes one", harm: .plan,
      remedy: uses.count > 1
        ? "give \(names.joined(separator: ", ")) ports of its own"
        : remedy(ports[0], names, context))
    finding.subject = ports.map { fabric.name(of: $0) }.joined(separator: " ")
    finding.place = fabric.place(of: fabric.device(of: ports[0]))
    diagnoses.add(Diagnosis(finding: finding, links: links))
  }

  private static func remedy(_ port: PortID, _ names: [String], _ context: CheckContext) -> String {
    let device = context.fabric.device(of: port)
    let list = names.joined(separator: ", ")
    let free = FreePorts.first(of: device, context.fabric)
    let target =
      free.map { "such as \(context.fabric.name(of: device)):\($0)" } ?? "if there is one"
    return "at \(context.located(device)): keep one of \(list) in "
      + "\(context.fabric.portText(port)), move the other to a free port, \(target)"
  }
}

/// Ports that no cable takes.
enum FreePorts {
  /// The lowest port number of a device that no cable uses; nil where its radix is not known.
  static func first(of device: DeviceID, _ fabric: Fabric) -> Int? {
    let radix = Int(fabric.devices.radix[device.index])
    guard radix > 0 else { return nil }
    let used = Set(fabric.ports.ports(of: device).map { Int(fabric.ports.number[$0]) })
    return (1...radix).first { !used.contains($0) }
  }
}
