package import FabricFormats
package import FabricModel

/// What a fabric says, word by word and without the numbers of its rows: equal for two files that
/// say the same.
package enum FabricFacts {
  package static func devices(_ fabric: Fabric) -> [String] {
    (0..<fabric.devices.count).map {
      "\(fabric.kind(of: DeviceID($0))) \(fabric.name(of: DeviceID($0)))"
    }.sorted()
  }

  package static func ends(_ fabric: Fabric) -> [String] {
    (0..<fabric.links.statedCount).map { fabric.endNames(of: LinkID($0)) }.sorted()
  }

  package static func facts(_ word: Vocabulary, _ fabric: Fabric) -> [String] {
    switch word {
    case .ports, .printedNames: ends(fabric)
    case .legs: bundles(fabric)
    case .speed: links(fabric) { $0.speed?.description }
    case .label: links(fabric) { $0.label }
    case .length: links(fabric) { $0.length?.description }
    case .medium: links(fabric) { $0.medium }
    case .part: links(fabric) { $0.part }
    case .network: links(fabric) { $0.network.name }
    case .portSpeeds: ports(fabric) { $0.speed?.description }
    case .optics: ports(fabric) { $0.optic }
    case .rails:
      ports(fabric) { "\($0.rail ?? -1) \($0.plane ?? -1)" }
        + devices(fabric) { "\($0.rail ?? -1) \($0.plane ?? -1)" }
    case .adapters: devices(fabric) { "\($0.adapters.map(\.name))" }
    case .guid: devices(fabric) { "\($0.guid) \($0.adapters.map(\.guid))" }
    case .place: devices(fabric) { "\($0.place) \($0.height)" }
    case .role: devices(fabric) { $0.role }
    case .model: devices(fabric) { $0.model }
    case .radix: devices(fabric) { "\($0.radix)" }
    case .serial: devices(fabric) { $0.serial }
    case .details: devices(fabric) { $0.details }
    case .panels:
      fabric.throughs.map {
        "\(fabric.name(of: $0.panel)) \(fabric.names[$0.front]) \(fabric.names[$0.rear])"
      }.sorted()
        + fabric.links.segments.keys.map { fabric.endNames(of: $0) }.sorted()
    case .floor: ["\(String(describing: fabric.floor))"]
    case .intent: [intent(fabric)]
    case .planName: [fabric.names[fabric.name]]
    }
  }

  /// Facts of links, each by the names of its ends.
  private static func links(_ fabric: Fabric, _ fact: (LinkEntry) -> String?) -> [String] {
    (0..<fabric.links.statedCount).map { index in
      let link = LinkID(index)
      return "\(fabric.endNames(of: link)) \(fact(fabric.entry(of: link)) ?? "")"
    }.sorted()
  }

  private static func ports(_ fabric: Fabric, _ fact: (EndEntry) -> String?) -> [String] {
    var facts: Set<String> = []
    for index in 0..<fabric.links.statedCount {
      let entry = fabric.entry(of: LinkID(index))
      let (a, b) = fabric.ends(LinkID(index))
      facts.insert("\(fabric.name(of: a)) \(fact(entry.a) ?? "")")
      if let end = entry.b { facts.insert("\(fabric.name(of: b)) \(fact(end) ?? "")") }
    }
    return facts.sorted()
  }

  private static func devices(_ fabric: Fabric, _ fact: (DeviceEntry) -> String) -> [String] {
    let cards = fabric.adapterRows
    return (0..<fabric.devices.count).map { index in
      let device = DeviceID(index)
      let entry = fabric.entry(of: device, cards: cards[device] ?? [])
      return "\(entry.name) \(fact(entry))"
    }.sorted()
  }

  /// The links of every cable that has several.
  private static func bundles(_ fabric: Fabric) -> [String] {
    var bundles: [CableID: [String]] = [:]
    for index in 0..<fabric.links.statedCount {
      bundles[fabric.links.cable[index], default: []].append(fabric.endNames(of: LinkID(index)))
    }
    return bundles.values.filter { $0.count > 1 }.map { $0.sorted().joined(separator: " ") }
      .sorted()
  }

  private static func intent(_ fabric: Fabric) -> String {
    var intent = fabric.intent
    intent?.line = 0
    guard let intent else { return "" }
    return "\(intent.design) \(intent.parameters.sorted { $0.key < $1.key })"
      + " \(intent.oversubscription.sorted { $0.key < $1.key }) \(String(describing: intent.bisection))"
  }
}
