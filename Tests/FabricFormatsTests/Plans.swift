import FabricFormats
import FabricModel
import TestSupport

/// Plans from texts, and what they say in short form.
enum Plans {
  static func load(_ texts: String..., dialect: String? = nil) throws -> PlanReading {
    let folder = try TemporaryFolder()
    let paths = try texts.enumerated().map { index, text in
      try folder.write(text, to: "plan-\(index).xml")
    }
    return try PlanLoader.load(paths, dialect: dialect)
  }

  /// Every link by its ends, in the order of the plan.
  static func links(_ fabric: Fabric) -> [String] {
    (0..<fabric.links.count).map { fabric.endNames(of: LinkID($0)) }
  }

  /// Every link by its ends and speed, in order of name.
  static func linksWithSpeeds(_ fabric: Fabric) -> [String] {
    (0..<fabric.links.count).map { index in
      "\(fabric.endNames(of: LinkID(index))) \(Int(fabric.links.speed[index]) / 1000)G"
    }.sorted()
  }

  /// The devices that have an entry of their own.
  static func seenDevices(_ fabric: Fabric) -> [String] {
    (0..<fabric.devices.count).filter { fabric.devices.isDeclared[$0] }
      .map { fabric.name(of: DeviceID($0)) }
  }

  static func devices(_ fabric: Fabric) -> [String] {
    (0..<fabric.devices.count).map {
      "\(fabric.kind(of: DeviceID($0))) \(fabric.name(of: DeviceID($0)))"
    }
  }

  /// `Rate:12 badValue(…)`, with the name of the file left out.
  static func anomalies(_ reading: PlanReading) -> [String] {
    reading.anomalies.map { anomaly in
      let what =
        switch anomaly.kind {
        case .unknownName(let count): "unknown x\(count)"
        case .badValue(let text, _): "bad '\(text)'"
        case .noEnds: "no ends"
        case .tooManyEnds: "too many ends"
        case .declaredTwice(let first, _): "declared at \(place(first))"
        case .nameShared(let first): "name of \(place(first))"
        case .conflictingRail(let first, let difference):
          "\(difference.fact) \(difference.second), \(difference.first) at \(place(first))"
        case .contradiction(let first, let difference):
          "\(difference.fact) \(difference.second), \(difference.first) at \(place(first))"
        case .endsDiffer(let difference):
          "\(difference.fact) \(difference.first) and \(difference.second)"
        case .notActive(let state): state
        case .undescribed(let count): "undescribed x\(count)"
        }
      return "\(place(anomaly.origin)) \(anomaly.subject): \(what)"
    }
  }

  private static func place(_ origin: Origin) -> String {
    let file = origin.file.split(separator: "/").last ?? ""
    return "\(file.dropFirst(5).prefix(1)):\(origin.line)"
  }

  /// What a fabric says, without the numbers of its rows: equal for equal fabrics.
  static func content(_ fabric: Fabric) -> [String] {
    let cards = fabric.adapterRows
    let devices = (0..<fabric.devices.count).map { index in
      "\(fabric.entry(of: DeviceID(index), cards: cards[DeviceID(index)] ?? []))"
    }
    let throughs = fabric.throughs.map { through in
      "\(fabric.name(of: through.panel)) \(fabric.names[through.front])"
        + " \(fabric.names[through.rear])"
    }
    let links = (0..<fabric.links.count).map { "\(fabric.entry(of: LinkID($0)))" }
    return ["\(String(describing: fabric.floor))"] + devices + throughs + links
  }

  /// A fabric in Plumbline's own dialect.
  static func text(_ fabric: some FabricSequence) throws -> [UInt8] {
    let bytes = Bytes()
    var writer = PlumblineXMLWriter { bytes.all += $0 }
    try fabric.send(to: &writer)
    return bytes.all
  }

  private final class Bytes { var all: [UInt8] = [] }
}

/// FastFabric links and nodes, element by element.
enum FastFabricText {
  static func port(
    guid: String? = nil, name: String? = nil, number: String? = "1", type: String? = nil,
    portGUID: String? = nil
  ) -> String {
    "<Port>" + element("NodeGUID", guid) + element("PortGUID", portGUID)
      + element("PortNum", number) + element("NodeDesc", name) + element("NodeType", type)
      + "</Port>\n"
  }

  static func link(_ ports: String..., rate: String? = nil, length: String? = nil) -> String {
    "<Link>\n" + element("Rate", rate)
      + (length == nil ? "" : "<Cable>" + element("CableLength", length) + "</Cable>\n")
      + ports.joined() + "</Link>\n"
  }

  static func node(guid: String? = nil, name: String? = nil, more: String = "") -> String {
    "<Node>" + element("NodeGUID", guid) + element("NodeDesc", name) + more + "</Node>\n"
  }

  static func nodes(hosts: String = "", switches: String = "") -> String {
    "<Nodes>\n<FIs>\n\(hosts)</FIs>\n<Switches>\n\(switches)</Switches>\n<SMs/>\n</Nodes>\n"
  }

  static func links(_ links: String...) -> String {
    "<LinkSummary>\n\(links.joined())</LinkSummary>\n"
  }

  static func report(_ parts: String...) -> String {
    "<?xml version=\"1.0\" encoding=\"utf-8\" ?>\n<Report>\n\(parts.joined())</Report>\n"
  }

  private static func element(_ name: String, _ text: String?) -> String {
    text.map { "<\(name)>\($0)</\(name)>" } ?? ""
  }
}
