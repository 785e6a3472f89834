import FabricDesigns
import FabricModel

/// Keeps all that a sequence tells.
struct RecordingSink: FabricSink {
  var header = FabricHeader(name: "")
  var devices: [DeviceEntry] = []
  var links: [LinkEntry] = []
  var isFinished = false

  mutating func begin(_ header: FabricHeader) { self.header = header }
  mutating func device(_ device: DeviceEntry) { devices.append(device) }
  mutating func link(_ link: LinkEntry) { links.append(link) }
  mutating func finish() { isFinished = true }

  init(_ sequence: some FabricSequence) throws {
    var sink = Self()
    try sequence.send(to: &sink)
    self = sink
  }

  private init() {}

  func name(_ end: EndEntry) -> String { "\(devices[end.device].name):\(end.port.text)" }

  /// Links as `device:port--device:port`, ends in natural order.
  var linkNames: [String] {
    links.map { link in
      let ends = [name(link.a), link.b.map(name) ?? "nowhere"]
      return ends.sorted(by: NaturalOrder.precedes).joined(separator: "--")
    }
  }
}

/// Counts, and holds nothing.
struct CountingSink: FabricSink {
  var devices = 0
  var links = 0

  mutating func begin(_ header: FabricHeader) {}
  mutating func device(_ device: DeviceEntry) { devices += 1 }
  mutating func link(_ link: LinkEntry) { links += 1 }
  mutating func finish() {}
}

/// Small designs of every sort: balanced, oversubscribed, uneven, partial, with spare ports.
let smallDesigns: [(name: String, parameters: [String: String])] = [
  ("fat-tree", ["k": "2"]),
  ("fat-tree", ["k": "4"]),
  ("fat-tree", ["k": "6", "spare": "2"]),
  ("fat-tree", ["k": "8", "down": "6", "spine-down": "5"]),
  ("fat-tree", ["k": "8", "pods": "3", "spare": "1"]),
  ("fat-tree", ["k": "8", "pods": "3", "cores": "3"]),
  ("fat-tree", ["k": "8", "leaves": "3", "spines": "3", "spare": "2"]),
  ("fat-tree", ["k": "10", "down": "9", "spine-down": "1"]),
  ("fat-tree", ["k": "8", "tiers": "2"]),
  ("fat-tree", ["k": "8", "tiers": "2", "leaves": "5", "spines": "3", "spare": "3"]),
  ("leaf-spine", ["leaves": "1", "spines": "1", "hosts": "1"]),
  ("leaf-spine", ["leaves": "6", "spines": "4", "hosts": "40", "trunk": "3", "spare": "2"]),
  ("leaf-spine", ["leaves": "5", "spines": "3", "hosts": "7", "uplinks": "8", "spare": "2"]),
  ("leaf-spine", ["leaves": "70", "spines": "20", "hosts": "33", "uplink-speed": "800"]),
]
