internal import FabricMetrics
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

  private typealias Use = (port: PortID, links: [LinkID])

  package static func run(_ context: CheckContext, _ diagnoses: inout Diagnoses) {
    let uses = inOrder(context.topology.census.reusedPorts, context.fabric)
    var usesOfLink: [LinkID: [Int]] = [:]
    for (index, use) in uses.enumerated() {
      for link in use.links { usesOfLink[link, default: []].append(index) }
    }
    var isDone = [Bool](repeating: false, count: uses.count)
    for (index, use) in uses.enumerated() where !isDone[index] {
      // A cable with both ends in ports of others is one mistake, not two.
      let culprits = use.links.count == 2 ? use.links.filter { usesOfLink[$0]!.count > 1 } : []
      let culprit = Shortlist.first(of: culprits) {
        NaturalOrder.precedes(
          context.cables.name(of: $0, context.fabric), context.cables.name(of: $1, context.fabric))
      }.first
      let group = culprit.map { usesOfLink[$0]!.filter { !isDone[$0] } } ?? [index]
      for index in group { isDone[index] = true }
      report(group.map { uses[$0] }, culprit, context, &diagnoses)
    }
  }

  /// By the names of the ports: the order of the file decides nothing.
  private static func inOrder(_ uses: [Use], _ fabric: Fabric) -> [Use] {
    uses.map { (name: fabric.name(of: $0.port), use: $0) }
      .sorted { NaturalOrder.precedes($0.name, $1.name) }.map(\.use)
  }

  private static func report(
    _ uses: [Use], _ culprit: LinkID?, _ context: CheckContext, _ diagnoses: inout Diagnoses
  ) {
    let fabric = context.fabric
    var links = uses[0].links
    for use in uses.dropFirst() { links += use.links.filter { $0 != culprit } }
    let texts = uses.map { use in
      "\(fabric.name(of: use.port)) has \(Grouped.text(use.links.count)) cables"
    }
    var finding = context.finding(
      rule, about: links, message: texts.joined(separator: " and ") + " — a port takes one",
      harm: .plan, remedy: "")
    let name = culprit.map { context.cables.name(of: $0, fabric) }
    let list = Shortlist.text(finding.cables, of: links.count)
    finding.remedy =
      uses.count > 1
      ? "give \(name ?? list) ports of its own" : remedy(uses[0], list, context)
    finding.subject = uses.map { fabric.name(of: $0.port) }.joined(separator: " ")
    finding.place = fabric.place(of: fabric.device(of: uses[0].port))
    diagnoses.add(Diagnosis(finding: finding, links: links))
  }

  private static func remedy(_ use: Use, _ list: String, _ context: CheckContext) -> String {
    let device = context.fabric.device(of: use.port)
    let free = FreePorts.first(of: device, context.fabric)
    let target =
      free.map { "such as \(context.fabric.name(of: device)):\($0)" } ?? "if there is one"
    let move = use.links.count == 2 ? "the other to a free port" : "the others to free ports"
    return "at \(context.located(device)): keep one of \(list) in "
      + "\(context.fabric.portText(use.port)), move \(move), \(target)"
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
