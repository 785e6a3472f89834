import FabricModel

/// A three-tier tree as a design would tell it, with names, labels and places of usual length.
struct SmallTree: FabricSequence {
  let radix: Int
  private var half: Int { radix / 2 }
  private var leaves: Int { radix * half }

  init(radix: Int) { self.radix = radix }

  var cables: Int { 3 * leaves * half }

  func send(to sink: inout some FabricSink) throws {
    try sink.begin(FabricHeader(name: "tree-\(radix)"))
    for pod in 0..<radix {
      for (role, kind) in [("leaf", DeviceKind.switch), ("spine", .switch)] {
        for index in 0..<half {
          var device = DeviceEntry(name: "p\(pod + 1)-\(role)-\(index + 1)", kind: kind)
          device.role = role
          device.radix = radix
          device.place = Place(hall: "H1", row: "\(pod)", rack: "R\(pod)", unit: index + 1)
          try sink.device(device)
        }
      }
    }
    for index in 0..<(half * half) {
      try sink.device(DeviceEntry(name: "core-\(index + 1)", kind: .switch))
    }
    for host in 0..<(leaves * half) {
      try sink.device(DeviceEntry(name: "node-\(host + 1)", kind: .host))
    }
    try sendLinks(to: &sink)
    try sink.finish()
  }

  private func sendLinks(to sink: inout some FabricSink) throws {
    let cores = 2 * leaves
    let hosts = cores + half * half
    var number = 0
    func send(_ a: (Int, Int), _ b: (Int, Int), _ length: Int) throws {
      number += 1
      var link = LinkEntry(
        a: EndEntry(device: a.0, port: .number(a.1)), b: EndEntry(device: b.0, port: .number(b.1)))
      link.label = "C\(1_000_000 + number)"
      link.medium = "SMF"
      link.length = Meters(length)
      link.speed = Gbps(400)
      try sink.link(link)
    }
    for pod in 0..<radix {
      let base = pod * radix
      for leaf in 0..<half {
        for port in 0..<half {
          let host = hosts + (pod * half + leaf) * half + port
          try send((host, 1), (base + leaf, port + 1), 3)
          try send((base + leaf, half + port + 1), (base + half + port, leaf + 1), 15)
          try send((base + half + leaf, half + port + 1), (cores + leaf * half + port, pod + 1), 50)
        }
      }
    }
  }
}
