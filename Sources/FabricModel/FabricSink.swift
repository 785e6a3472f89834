/// What takes a fabric piece by piece: a writer that streams to a file, or a `FabricBuilder`.
///
/// A design is a sequence of devices and links (`FabricSequence`); so is a loaded fabric. Neither
/// needs to know who listens, and a plan of a million cables is written without being held.
///
/// The order is: `begin`, all devices, what panels join, all links, `finish`. Links name devices by
/// their ordinal in that sequence.
package protocol FabricSink {
  mutating func begin(_ header: FabricHeader) throws
  mutating func device(_ device: DeviceEntry) throws
  mutating func through(_ entry: ThroughEntry) throws
  mutating func link(_ link: LinkEntry) throws
  mutating func finish() throws
}

extension FabricSink {
  /// Few plans have panels whose ports are not joined one to one, and few sinks can say it.
  package mutating func through(_ entry: ThroughEntry) throws {}
}

/// What can be told to a sink.
package protocol FabricSequence {
  func send(to sink: inout some FabricSink) throws
}

/// What holds for a plan as a whole.
package struct FabricHeader: Sendable, Hashable {
  package var name: String
  package var intent: Intent?
  /// How far things stand apart, where the plan says so.
  package var floor: Floor?

  package init(name: String, intent: Intent? = nil, floor: Floor? = nil) {
    self.name = name
    self.intent = intent
    self.floor = floor
  }
}

/// A device on its way into a sink.
package struct DeviceEntry: Sendable, Hashable {
  package var name: String
  package var kind: DeviceKind
  package var role = ""
  package var model = ""
  /// Number of ports, 0 for unknown.
  package var radix = 0
  package var place = Place()
  package var serial = ""
  /// 0 for none.
  package var guid: UInt64 = 0
  /// Height units that it fills, 0 where the plan does not say.
  package var height = 0
  /// From 0; nil where the plan does not say.
  package var rail: Int?
  package var plane: Int?
  /// The cards of a host, in order; empty for a host with one that has no name.
  package var adapters: [AdapterEntry] = []
  /// Free text about it.
  package var details = ""
  /// Whether the plan has an entry for it, beside its cables.
  package var isDeclared = true

  package init(name: String, kind: DeviceKind) {
    self.name = name
    self.kind = kind
  }
}

/// A card of a host on its way into a sink. The ports on it are printed `hfi1_0/1`.
package struct AdapterEntry: Sendable, Hashable {
  package var name: String
  /// 0 for none.
  package var guid: UInt64

  package init(name: String, guid: UInt64 = 0) {
    self.name = name
    self.guid = guid
  }
}

/// A front port of a panel and the rear port that it is joined to, on its way into a sink.
package struct ThroughEntry: Sendable, Hashable {
  /// Ordinal of the panel in the sequence.
  package var panel: Int
  /// The texts of the ports: `3` and `F3` are the same front port, `5` and `R5` the same rear port.
  package var front: String
  package var rear: String

  package init(panel: Int, front: String, rear: String) {
    self.panel = panel
    self.front = front
    self.rear = rear
  }
}

/// Where a device stands; empty texts and 0 for what is not known.
package struct Place: Sendable, Hashable {
  package var hall = ""
  package var row = ""
  package var rack = ""
  /// The lowest height unit that the device fills, from 1.
  package var unit = 0

  package init(hall: String = "", row: String = "", rack: String = "", unit: Int = 0) {
    self.hall = hall
    self.row = row
    self.rack = rack
    self.unit = unit
  }
}

/// One end of a link on its way into a sink.
package struct EndEntry: Sendable, Hashable {
  /// Ordinal of the device in the sequence.
  package var device: Int
  package var port: PortName
  /// The speed of the port itself, nil where the cable's speed says all.
  package var speed: Gbps?
  /// From 0; nil where the plan does not say.
  package var rail: Int?
  package var plane: Int?
  /// The part number of the transceiver in the port; empty for none.
  package var optic = ""

  package init(device: Int, port: PortName, speed: Gbps? = nil) {
    self.device = device
    self.port = port
    self.speed = speed
  }
}

/// A port of a device: a number, a leg of a split cage, a printed name, or nothing.
package enum PortName: Sendable, Hashable {
  case number(Int)
  /// One of the parts of a cage that a breakout cable splits; legs count from 1.
  case leg(cage: Int, leg: Int)
  case printed(String)
  case unnamed

  package var text: String {
    switch self {
    case .number(let number): String(number)
    case .leg(let cage, let leg): "\(cage)/\(leg)"
    case .printed(let name): name
    case .unnamed: ""
    }
  }
}

/// A link with its cable on its way into a sink.
package struct LinkEntry: Sendable, Hashable {
  package var a: EndEntry
  /// Nil where the plan leaves the far end open.
  package var b: EndEntry?
  package var label = ""
  package var medium = ""
  package var length: Meters?
  package var part = ""
  package var speed: Gbps?
  package var network = LinkNetwork.fabric
  /// Another leg of the cable of the link before this one: what is said of a cable (label, medium,
  /// length, part) holds for both and stands at the first.
  package var sharesCable = false

  package init(a: EndEntry, b: EndEntry?) {
    self.a = a
    self.b = b
  }
}
