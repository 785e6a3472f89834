package import FabricDesigns
internal import FabricFormats
package import FabricModel

/// A plan as lists that a test may edit before it becomes a fabric or a file.
///
/// Faults are planted by changing an entry; everything that must not matter (order of elements,
/// order of ends, names, intent) is changed by a function of its own.
package struct PlanDraft: Sendable {
  package var header = FabricHeader(name: "test")
  package var devices: [DeviceEntry] = []
  package var links: [LinkEntry] = []

  package init() {}

  /// All that a sequence tells: a design, a design with faults, a fabric.
  package init(_ sequence: some FabricSequence) throws {
    var sink = Recorder()
    try sequence.send(to: &sink)
    self = sink.draft
  }

  private struct Recorder: FabricSink {
    var draft = PlanDraft()

    mutating func begin(_ header: FabricHeader) { draft.header = header }
    mutating func device(_ device: DeviceEntry) { draft.devices.append(device) }
    mutating func link(_ link: LinkEntry) { draft.links.append(link) }
    mutating func finish() {}
  }
}

extension PlanDraft: FabricSequence {
  package func send(to sink: inout some FabricSink) throws {
    try sink.begin(header)
    for device in devices { try sink.device(device) }
    for link in links { try sink.link(link) }
    try sink.finish()
  }
}

extension PlanDraft {
  /// The plan as a fabric, every device declared.
  package func fabric() throws -> Fabric {
    var builder = FabricBuilder()
    try send(to: &builder)
    return builder.build()
  }

  /// The plan as a file of Plumbline's own dialect.
  package func xml() throws -> String {
    let bytes = Bytes()
    var writer = PlumblineXMLWriter { bytes.all += $0 }
    try send(to: &writer)
    return String(decoding: bytes.all, as: UTF8.self)
  }

  private final class Bytes { var all: [UInt8] = [] }

  package func name(_ end: EndEntry) -> String { "\(devices[end.device].name):\(end.port.text)" }

  /// `leaf-1:7--spine-2:3`, ends in natural order, as findings print it.
  package func name(ofLink index: Int) -> String {
    let ends = [name(links[index].a), links[index].b.map { name($0) } ?? "nowhere"]
    return ends.sorted(by: NaturalOrder.precedes).joined(separator: "--")
  }

  /// What a finding calls the cable: its label, else its ends.
  package func cable(_ index: Int) -> String {
    links[index].label.isEmpty ? name(ofLink: index) : links[index].label
  }

  /// The plan without some devices, and without their cables.
  package func without(_ isGone: (Int) -> Bool) -> PlanDraft {
    var draft = self
    var number: [Int: Int] = [:]
    for row in devices.indices where !isGone(row) { number[row] = number.count }
    draft.devices = devices.indices.filter { number[$0] != nil }.map { devices[$0] }
    draft.links = links.compactMap { link in
      guard let a = number[link.a.device] else { return nil }
      var link = link
      link.a.device = a
      if let b = link.b {
        guard let kept = number[b.device] else { return nil }
        link.b!.device = kept
      }
      return link
    }
    return draft
  }

  package func device(named name: String) -> Int { devices.firstIndex { $0.name == name } ?? -1 }

  /// Places in `links` of the cables of a device.
  package func links(of device: Int) -> [Int] {
    links.indices.filter { links[$0].a.device == device || links[$0].b?.device == device }
  }

  /// Places of the cables between two devices.
  package func links(between a: Int, _ b: Int) -> [Int] {
    links(of: a).filter { links[$0].a.device == b || links[$0].b?.device == b }
  }

  /// The lowest port number of a switch that no cable takes.
  package func freePort(of device: Int) -> Int? {
    let used = Set(
      links(of: device).flatMap { index in
        [links[index].a, links[index].b].compactMap { $0 }.filter { $0.device == device }
          .map(\.port.text)
      })
    return (1...max(1, devices[device].radix)).first { !used.contains(String($0)) }
  }
}

/// Changes that must not matter.
extension PlanDraft {
  /// Devices and cables in another order.
  package func shuffled(seed: UInt64) -> PlanDraft {
    var random = SplitMix64(seed: seed)
    var copy = self
    var order = Array(devices.indices)
    random.shuffle(&order)
    var place = [Int](repeating: 0, count: order.count)
    for (new, old) in order.enumerated() { place[old] = new }
    copy.devices = order.map { devices[$0] }
    for index in copy.links.indices {
      copy.links[index].a.device = place[links[index].a.device]
      if let b = links[index].b { copy.links[index].b?.device = place[b.device] }
    }
    // The legs of a cable stay together.
    var cables: [[LinkEntry]] = []
    for link in copy.links {
      if link.sharesCable, let last = cables.indices.last {
        cables[last].append(link)
      } else {
        cables.append([link])
      }
    }
    random.shuffle(&cables)
    copy.links = cables.flatMap { $0 }
    return copy
  }

  /// About half of the cables with their ends the other way round.
  package func endsExchanged(seed: UInt64) -> PlanDraft {
    var random = SplitMix64(seed: seed)
    var copy = self
    for index in links.indices where random.below(2) == 0 {
      guard let b = links[index].b else { continue }
      copy.links[index].b = links[index].a
      copy.links[index].a = b
    }
    return copy
  }

  /// Devices with random names, cables with random labels; roles and models gone.
  ///
  /// - Returns: the plan, and the old name or label for each new one.
  package func renamed(seed: UInt64) -> (plan: PlanDraft, oldName: [String: String]) {
    var random = SplitMix64(seed: seed)
    var copy = self
    var oldName: [String: String] = [:]
    func fresh(_ old: String) -> String {
      var name: String
      repeat {
        name = "x" + String(random.next() >> 24, radix: 36)
      } while oldName[name] != nil
      oldName[name] = old
      return name
    }
    for index in devices.indices {
      copy.devices[index].name = fresh(devices[index].name)
      copy.devices[index].role = ""
      copy.devices[index].model = ""
    }
    for index in links.indices where !links[index].label.isEmpty {
      copy.links[index].label = fresh(links[index].label)
    }
    return (copy, oldName)
  }

  package func withoutIntent() -> PlanDraft {
    var copy = self
    copy.header.intent = nil
    return copy
  }

  /// An intent that names another design and demands nothing: numbers must not follow it.
  package func withFalseIntent() -> PlanDraft {
    var copy = self
    var intent = Intent()
    intent.design = "leaf-spine"
    intent.parameters = ["leaves": "3", "spines": "1", "k": "64", "pods": "7"]
    copy.header.intent = intent
    return copy
  }

  /// Nothing is said of places.
  package func withoutPlaces() -> PlanDraft {
    var copy = self
    for index in devices.indices { copy.devices[index].place = Place() }
    return copy
  }
}

extension SplitMix64 {
  /// Fisher and Yates; the same order for the same seed on every machine.
  package mutating func shuffle<Element>(_ list: inout [Element]) {
    for last in list.indices.dropFirst().reversed() { list.swapAt(last, below(last + 1)) }
  }

  package mutating func pick<Element>(_ list: [Element]) -> Element { list[below(list.count)] }
}
