internal import FabricFormats
internal import FabricMetrics
internal import FabricModel
internal import FabricTopology
package import Findings

/// Ports, devices and cables that are given two rails or two planes.
package enum ConflictingRail: Check {
  package static let rule = Rule(
    code: "PF103", name: "conflicting-rail", severity: .error,
    summary: "A port, a device or a cable is given two rails or two planes.",
    rationale:
      "Whoever cables by the plan follows one of the two statements, and the other one was meant "
      + "as often as not.",
    example: """
      <device name="leaf-2" kind="switch" rail="1"/>
      <cable a="node-1" aport="1" arail="0" b="leaf-2" bport="7" brail="0"/>
      """,
    remedy: "Correct the statement that is wrong, or leave it out: rails show in the wiring.",
    limits: "A cable from a port of one rail to a leaf of another is MW201, of another plane MW202."
  )

  package static func run(_ context: CheckContext, _ diagnoses: inout Diagnoses) {
    stated(context, &diagnoses)
    let fabric = context.fabric
    for fact in [Fact.rail, .plane] {
      let (ports, devices) = fact.columns(fabric)
      guard !ports.isEmpty else { continue }
      legs(fact, ports, context, &diagnoses)
      if !devices.isEmpty { portsAndDevices(fact, ports, devices, context, &diagnoses) }
    }
  }

  private enum Fact: String {
    case rail, plane

    func columns(_ fabric: Fabric) -> (ports: [PortID: Int32], devices: [DeviceID: Int32]) {
      self == .rail
        ? (fabric.ports.rail, fabric.devices.rail) : (fabric.ports.plane, fabric.devices.plane)
    }
  }

  /// Two entries that say different things of one port.
  private static func stated(_ context: CheckContext, _ diagnoses: inout Diagnoses) {
    let anomalies = context.anomalies.filter {
      if case .conflictingRail = $0.kind { true } else { false }
    }
    guard !anomalies.isEmpty else { return }
    let (census, fabric) = (context.topology.census, context.fabric)
    // Two cables in one port are the fault there, whatever they say of it.
    let reused = Set(census.reusedPorts.flatMap(\.links).map { fabric.origin(of: $0) })
    var repeats: [Origin: [LinkID]] = [:]
    for (link, original) in census.repeats { repeats[fabric.origin(of: link)] = [original, link] }
    var ordinals = Ordinals()
    for anomaly in anomalies where !reused.contains(anomaly.origin) {
      guard case .conflictingRail(let first, let values) = anomaly.kind else { continue }
      var finding = Finding(
        rule, subject: ordinals.unique("\(values.fact) of \(anomaly.subject)"),
        message: "\(anomaly.subject) is on \(values.fact) \(values.first) in one entry and on "
          + "\(values.fact) \(values.second) in another — a port has one \(values.fact)",
        harm: .plan,
        remedy: "correct the \(values.fact) of \(anomaly.subject) in one of the entries")
      finding.ports = [anomaly.subject]
      finding.origins = [first, anomaly.origin]
      diagnoses.add(Diagnosis(finding: finding, links: repeats[anomaly.origin] ?? []))
    }
  }

  /// The legs of one cage of a host belong to one rail; their planes differ.
  private static func legs(
    _ fact: Fact, _ ports: [PortID: Int32], _ context: CheckContext, _ diagnoses: inout Diagnoses
  ) {
    guard fact == .rail else { return }
    let fabric = context.fabric
    let odd = SplitCage.all(fabric).filter { cage in
      guard fabric.kind(of: cage.device) == .host else { return false }
      let rails = cage.legs.lazy.compactMap { ports[PortID($0)] }
      guard let first = rails.first else { return false }
      return rails.contains { $0 != first }
    }
    for (cage, links) in zip(odd, SplitCage.links(at: odd, fabric)) {
      let texts = cage.legs.compactMap { port in
        ports[PortID(port)].map { "\(fabric.portText(PortID(port))) on rail \($0)" }
      }
      var finding = context.finding(
        rule, about: links,
        message: "the legs of \(cage.name(fabric)) are \(texts.joined(separator: ", ")) — "
          + "a cage is on one rail",
        harm: .plan, remedy: "state one rail for all legs of \(cage.name(fabric))")
      finding.subject = "rail of \(cage.name(fabric))"
      diagnoses.add(Diagnosis(finding: finding))
    }
  }

  /// Ports of a switch that is on another rail or plane: one finding for all of a switch.
  private static func portsAndDevices(
    _ fact: Fact, _ ports: [PortID: Int32], _ devices: [DeviceID: Int32],
    _ context: CheckContext, _ diagnoses: inout Diagnoses
  ) {
    let fabric = context.fabric
    var odd: [DeviceID: [PortID]] = [:]
    for (port, value) in ports {
      let device = fabric.device(of: port)
      if let own = devices[device], own != value { odd[device, default: []].append(port) }
    }
    let links = links(at: Set(odd.values.joined()), fabric)
    for device in odd.keys.sorted() {
      let sorted = odd[device]!.sorted()
      let own = devices[device]!
      let listed = sorted.prefix(Shortlist.most)
      let texts = listed.prefix(3).map {
        "\(fabric.name(of: $0)) on \(fact.rawValue) \(ports[$0]!)"
      }
      var finding = context.finding(
        rule, about: sorted.compactMap { links[$0] },
        message: "\(fabric.name(of: device)) is on \(fact.rawValue) \(own), but "
          + "\(Shortlist.text(texts, of: sorted.count)) — a switch is on one \(fact.rawValue)",
        harm: .plan,
        remedy: "correct the \(fact.rawValue) of \(fabric.name(of: device)) or of "
          + Shortlist.text(listed.prefix(3).map { fabric.name(of: $0) }, of: sorted.count))
      finding.subject = "\(fact.rawValue) of \(fabric.name(of: device))"
      finding.devices = [fabric.name(of: device)]
      finding.origins.insert(fabric.origin(of: device), at: 0)
      finding.place = fabric.place(of: device)
      diagnoses.add(Diagnosis(finding: finding))
    }
  }

  private static func links(at ports: Set<PortID>, _ fabric: Fabric) -> [PortID: LinkID] {
    guard !ports.isEmpty else { return [:] }
    var links: [PortID: LinkID] = [:]
    for index in 0..<fabric.links.count {
      for port in [fabric.links.a[index], fabric.links.b[index]]
      where ports.contains(port) && links[port] == nil {
        links[port] = LinkID(index)
      }
    }
    return links
  }
}
