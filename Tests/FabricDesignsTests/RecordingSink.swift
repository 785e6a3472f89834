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

  func replay(to sink: inout FabricBuilder) {
    sink.begin(header)
    for device in devices { sink.device(device) }
    for link in links { sink.link(link) }
    sink.finish()
  }

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

extension PortName {
  /// The cage and the leg in it, 0 for a whole port; nil where the port has no number.
  var cageAndLeg: (cage: Int, leg: Int)? {
    switch self {
    case .number(let number): (number, 0)
    case .leg(let cage, let leg): (cage, leg)
    case .printed, .unnamed: nil
    }
  }

  var cage: Int? { cageAndLeg?.cage }
}
