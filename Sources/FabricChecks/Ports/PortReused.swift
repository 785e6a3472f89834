internal import FabricModel
internal import FabricTopology
package import Findings

/// Ports with more than one cable.
package enum PortReused: Check {
  package static let rule = Rule(
    code: "PT101", name: "port-reused", severity: .error,
    summary: "A port has more than one cable.",
    rationale: "A cage takes one plug. The second cable ends up in whatever port is free.",
    example: """
      <cable label="C7" a="leaf-1" aport="7" b="spine-1" bport="3"/>
      <cable label="C8" a="leaf-1" aport="7" b="spine-2" bport="3"/>
      """,
    remedy: "Give one of the cables another port.",
    limits: "The same two ports listed twice are one cable: MW104 or PF302.")

  package static func run(_ context: CheckContext, _ diagnoses: inout Diagnoses) {
    let fabric = context.fabric
    for (port, links) in context.topology.census.reusedPorts {
      let names = links.map { context.cables.name(of: $0, fabric) }
        .sorted(by: NaturalOrder.precedes)
      var finding = context.finding(
        rule, about: links,
        message: "\(fabric.name(of: port)) has \(links.count) cables — a port takes one",
        harm: .plan,
        remedy: remedy(port, names, context))
      finding.subject = fabric.name(of: port)
      finding.place = fabric.place(of: fabric.device(of: port))
      diagnoses.add(Diagnosis(finding: finding, links: links))
    }
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
