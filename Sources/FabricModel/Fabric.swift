/// One fabric: a plan, a revision of it, or what was observed on the floor.
///
/// Everything that is compared is a `Fabric`. It is a struct of columns with dense 32-bit row
/// numbers: at most 200 bytes of memory for a cable, names included, and nothing to chase.
package struct Fabric: Sendable {
  package var name: NameID = .none
  package var names = NameTable()
  package var devices = DeviceTable()
  package var adapters = AdapterTable()
  package var racks = RackTable()
  package var ports = PortTable()
  package var links = LinkTable()
  package var cables = CableTable()
  /// Front and rear ports of panels that are not joined number by number.
  package var throughs: [PanelThrough] = []
  package var requirements: [Requirement] = []
  package var intent: Intent?
  /// How far things stand apart; nil where the plan does not say.
  package var floor: Floor?
  /// Where rows came from.
  package var sources: [Source] = []

  package init() {}

  /// A file that was read into this fabric, with the first rows that came from it.
  package struct Source: Sendable, Hashable {
    package var path: String
    package var dialect: String
    package var bytes: Int
    package var firstDevice = 0
    package var firstLink = 0
    package var links = 0

    package init(path: String, dialect: String, bytes: Int = 0) {
      self.path = path
      self.dialect = dialect
      self.bytes = bytes
    }
  }
}

/// A place in an input: a file and a line, from 1.
package struct Origin: Hashable, Comparable, Sendable, CustomStringConvertible {
  package var file: String
  package var line: Int

  package init(file: String, line: Int) {
    self.file = file
    self.line = line
  }

  package var description: String { line > 0 ? "\(file):\(line)" : file }

  package static func < (a: Origin, b: Origin) -> Bool {
    a.file != b.file ? a.file < b.file : a.line < b.line
  }
}

extension Fabric {
  package func name(of device: DeviceID) -> String { names[devices.name[device.index]] }

  package func kind(of device: DeviceID) -> DeviceKind { devices.kind[device.index] }

  /// `leaf-2:7`, `node-1:hfi1_0/1`: a port as it is printed everywhere.
  package func name(of port: PortID) -> String {
    guard !port.isNone else { return "nowhere" }
    return name(of: ports.device[port.index]) + ":" + portText(port)
  }

  /// The part behind the colon: what stands on the faceplate.
  package func portText(_ port: PortID) -> String {
    let printed = ports.printed[port.index]
    if !printed.isNone { return names[printed] }
    let number = ports.number[port.index]
    let leg = ports.leg(of: port)
    if leg > 0 { return "\(number)/\(leg)" }
    return number < 0 ? "?" : String(number)
  }

  /// The ends of a link, `.none` for one that the plan leaves out.
  package func ends(_ link: LinkID) -> (a: PortID, b: PortID) {
    (links.a[link.index], links.b[link.index])
  }

  package func device(of port: PortID) -> DeviceID {
    port.isNone ? .none : ports.device[port.index]
  }

  /// The label of a link's cable, of the first one for a link through panels; empty where it has none.
  package func label(of link: LinkID) -> String {
    let cable = links.cable[firstSegment(of: link).index]
    return cable.isNone ? "" : names[cables.label[cable.index]]
  }

  /// The name of a link by its ends, in natural order: `leaf-1:7--spine-2:3`, or `leaf-1:7` where
  /// the other end is open.
  package func endNames(of link: LinkID) -> String {
    let (a, b) = ends(link)
    guard !b.isNone else { return name(of: a) }
    let (x, y) = (name(of: a), name(of: b))
    return NaturalOrder.precedes(y, x) ? "\(y)--\(x)" : "\(x)--\(y)"
  }

  /// The link itself, or the first piece of one through panels.
  package func firstSegment(of link: LinkID) -> LinkID {
    link.index < links.statedCount ? link : links.segments[link]?.first ?? link
  }

  package func origin(of link: LinkID) -> Origin {
    let stated = firstSegment(of: link)
    let source = sources.last { $0.firstLink <= stated.index }
    return Origin(file: source?.path ?? "", line: Int(links.line[link.index]))
  }

  package func origin(of device: DeviceID) -> Origin {
    let source =
      devices.declaredIn[device].map { sources[Int($0)] }
      ?? sources.last { $0.firstDevice <= device.index }
    return Origin(file: source?.path ?? "", line: Int(devices.line[device.index]))
  }

  /// The device of a name, or `.none`.
  package func device(named text: String) -> DeviceID {
    let name = names.find(text)
    guard !name.isNone else { return .none }
    return devices.name.firstIndex(of: name).map { DeviceID($0) } ?? .none
  }
}
