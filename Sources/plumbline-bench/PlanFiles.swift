import ByteSources
import FabricDesigns
import FabricFormats
import FabricModel
import Foundation

/// A fat tree of one radix as files: Plumbline's own dialect, FastFabric's, and a METIS graph.
struct PlanFiles {
  let k: Int
  let cables: Int
  /// One line of attributes for each cable.
  let attributes: String
  /// One element a line, with GUIDs and names.
  let elements: String
  /// The same with some hundred edits.
  let revised: String
  /// The switch graph, as `gpmetis` reads it.
  let graph: String

  init(k: Int, folder: URL) throws {
    self.k = k
    attributes = folder.appendingPathComponent("k\(k)-attributes.xml").path
    elements = folder.appendingPathComponent("k\(k)-elements.xml").path
    revised = folder.appendingPathComponent("k\(k)-revised.xml").path
    graph = folder.appendingPathComponent("k\(k).graph").path
    let design = try DesignCatalog.design(
      named: "fat-tree", overrides: ["k": String(k)])
    cables = design.linkCount
    try Self.write(attributes) { file in
      var writer = PlumblineXMLWriter { try file.write($0) }
      try design.send(to: &writer)
    }
    try Self.write(elements) { file in
      var sink = WithGUIDs(base: FastFabricWriter { try file.write($0) })
      try design.send(to: &sink)
    }
    try Self.write(revised) { file in
      let base = WithGUIDs(base: FastFabricWriter { try file.write($0) })
      var sink = Revised(base: base, step: max(7, cables / 500))
      try design.send(to: &sink)
    }
    try Self.write(graph) { file in try file.write(MetisGraph.text(design)) }
  }

  func remove() throws {
    for path in [attributes, elements, revised, graph] {
      try FileManager.default.removeItem(atPath: path)
    }
  }

  static func bytes(_ path: String) -> Int {
    let attributes = try? FileManager.default.attributesOfItem(atPath: path)
    return (attributes?[.size] as? Int) ?? 0
  }

  private static func write(_ path: String, _ body: (OutputFile) throws -> Void) throws {
    let file = try OutputFile(path: path, force: true)
    try body(file)
    try file.finish()
    try file.commit()
  }
}

/// Gives every device a GUID on its way into a sink.
private struct WithGUIDs<Base: FabricSink>: FabricSink {
  var base: Base
  private var next: UInt64 = 0x0002_C903_0000_0001

  init(base: Base) { self.base = base }

  mutating func begin(_ header: FabricHeader) throws { try base.begin(header) }

  mutating func device(_ device: DeviceEntry) throws {
    var device = device
    device.guid = next
    next += 1
    try base.device(device)
  }

  mutating func link(_ link: LinkEntry) throws { try base.link(link) }

  mutating func finish() throws { try base.finish() }
}

/// One cable in every `step` is relabelled, longer, in another port, or gone, in turn.
private struct Revised<Base: FabricSink>: FabricSink {
  var base: Base
  let step: Int
  private var count = 0

  init(base: Base, step: Int) {
    self.base = base
    self.step = step
  }

  mutating func begin(_ header: FabricHeader) throws { try base.begin(header) }

  mutating func device(_ device: DeviceEntry) throws { try base.device(device) }

  mutating func link(_ link: LinkEntry) throws {
    count += 1
    guard count.isMultiple(of: step) else { return try base.link(link) }
    var link = link
    switch count / step % 4 {
    case 0: link.label += "-B"
    case 1: link.length = Meters(77)
    case 2: link.a.port = .number(200 + count % 50)
    default: return
    }
    try base.link(link)
  }

  mutating func finish() throws { try base.finish() }
}

/// The format of `gpmetis`: a line for each vertex with its weight and its neighbours.
enum MetisGraph {
  static func text(_ design: any Design) -> String {
    let hosts = design.tiers[0].count
    let switches = design.deviceCount - hosts
    var weight = [Int](repeating: 0, count: switches)
    var neighbors = [[Int]](repeating: [], count: switches)
    var edges = 0
    for index in 0..<design.linkCount {
      let link = design.link(at: index)
      guard let b = link.b else { continue }
      let (x, y) = (link.a.device - hosts, b.device - hosts)
      if x >= 0 && y >= 0 {
        neighbors[x].append(y + 1)
        neighbors[y].append(x + 1)
        edges += 1
      } else {
        weight[max(x, y)] += 1
      }
    }
    // 010: weights at vertices, none at edges.
    var text = "\(switches) \(edges) 010\n"
    for vertex in 0..<switches {
      text += "\(weight[vertex])"
      for neighbor in neighbors[vertex] { text += " \(neighbor)" }
      text += "\n"
    }
    return text
  }
}
