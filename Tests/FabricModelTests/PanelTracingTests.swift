import FabricModel
import TestSupport
import Testing

@Suite("Links through patch panels")
struct PanelTracingTests {
  @Test("one, two and three panels make one link, as fast as its slowest piece")
  func chains() throws {
    for panels in 1...3 {
      var plan = Patch()
      plan.cable("leaf-1:7", "pp-1:3", label: "J1", speed: 400)
      for panel in 1..<panels {
        // Trunks go from rear to rear, jumpers from front to front.
        let side = panel.isMultiple(of: 2) ? "" : "R"
        plan.cable(
          "pp-\(panel):\(side)3", "pp-\(panel + 1):\(side)3", label: "T\(panel)", speed: 200)
      }
      plan.cable("pp-\(panels):\(panels.isMultiple(of: 2) ? "" : "R")3", "spine-1:1", label: "J2")
      let fabric = plan.fabric()
      #expect(plan.traced(fabric) == ["leaf-1:7--spine-1:1"], "\(panels)")
      #expect(fabric.links.statedCount == panels + 1)
      let link = LinkID(fabric.links.count - 1)
      #expect(fabric.links.segments[link] == (0...panels).map { LinkID($0) })
      #expect(fabric.label(of: link) == "J1")
      #expect(fabric.links.speed[link.index] == (panels == 1 ? 400_000 : 200_000))
      #expect(fabric.origin(of: link) == fabric.origin(of: LinkID(0)))
    }
  }

  @Test("the order of cables and ends decides nothing but the order of the links")
  func order() throws {
    var plan = Patch()
    plan.cable("leaf-1:1", "pp-1:1")
    plan.cable("pp-1:R1", "pp-2:R1")
    plan.cable("pp-2:1", "spine-1:1")
    plan.cable("leaf-2:1", "pp-1:2")
    plan.cable("pp-1:R2", "spine-1:2")
    let expected = plan.traced(plan.fabric())
    #expect(expected == ["leaf-1:1--spine-1:1", "leaf-2:1--spine-1:2"])
    var dice = Dice(seed: 3)
    for _ in 0..<20 {
      var shuffled = plan
      shuffled.cables.shuffle(using: &dice)
      for index in shuffled.cables.indices where dice.roll(2) == 0 {
        let cable = shuffled.cables[index]
        (shuffled.cables[index].a, shuffled.cables[index].b) = (cable.b, cable.a)
      }
      let fabric = shuffled.fabric()
      #expect(plan.traced(fabric).sorted() == expected)
      for (link, segments) in fabric.links.segments {
        #expect(fabric.name(of: fabric.ends(link).a).hasPrefix("leaf"))
        let first = fabric.ends(segments[0])
        #expect([first.a, first.b].contains(fabric.ends(link).a))
      }
    }
  }

  @Test("a cassette joins other numbers, and only those that it names")
  func cassette() throws {
    var plan = Patch()
    for port in 1...3 {
      plan.cable("leaf-1:\(port)", "pp-1:\(port)")
      plan.cable("pp-1:R\(port)", "spine-1:\(port)")
    }
    plan.throughs = [("pp-1", "1", "2"), ("pp-1", "F2", "R1")]
    #expect(
      plan.traced(plan.fabric()) == [
        "leaf-1:1--spine-1:2", "leaf-1:2--spine-1:1", "leaf-1:3--spine-1:3",
      ])
    // Rear 3 is taken by front 1 now, so that nothing is behind front 3.
    plan.throughs = [("pp-1", "1", "3")]
    #expect(plan.traced(plan.fabric()) == ["leaf-1:1--spine-1:3", "leaf-1:2--spine-1:2"])
  }

  @Test("the fibres of a trunk go through the legs of a rear port")
  func trunkLegs() throws {
    var plan = Patch()
    plan.cable("leaf-1:1", "pp-1:1")
    plan.cable("leaf-1:2", "pp-1:2")
    plan.cable("pp-1:R1/1", "pp-2:R1/1")
    plan.cable("pp-1:R1/2", "pp-2:R1/2")
    plan.cable("pp-2:1", "spine-1:1")
    plan.cable("pp-2:2", "spine-1:2")
    plan.throughs = ["pp-1", "pp-2"].flatMap { [($0, "1", "R1/1"), ($0, "2", "1/2")] }
    #expect(plan.traced(plan.fabric()) == ["leaf-1:1--spine-1:1", "leaf-1:2--spine-1:2"])
  }

  @Test("a jumper in the wrong front port makes another link")
  func misplaced() throws {
    var plan = Patch()
    for port in 1...2 {
      plan.cable("leaf-\(port):1", "pp-1:\(3 - port)")
      plan.cable("pp-1:R\(port)", "spine-1:\(port)")
    }
    #expect(plan.traced(plan.fabric()) == ["leaf-1:1--spine-1:2", "leaf-2:1--spine-1:1"])
  }

  @Test(
    "loose ends, forks and circles make no link",
    arguments: [
      [("leaf-1:1", "pp-1:1")],
      [("leaf-1:1", "pp-1:1"), ("pp-1:R1", "pp-2:R1")],
      [("leaf-1:1", "pp-1:1"), ("pp-1:R1", "pp-1:R2"), ("pp-1:2", "pp-1:3")],
      [("leaf-1:1", "pp-1:1"), ("leaf-2:1", "pp-1:1"), ("pp-1:R1", "spine-1:1")],
      [("leaf-1:1", "pp-1:F1"), ("leaf-2:1", "pp-1:1"), ("pp-1:R1", "spine-1:1")],
      [("leaf-1:1", "pp-1:1"), ("pp-1:R1", "spine-1:1"), ("pp-1:R1", "spine-1:2")],
      [("pp-1:1", "pp-2:1"), ("pp-1:R1", "pp-2:R1")],
      [("pp-1:1", "pp-1:R1")],
      [("pp-1:1", "pp-1:1"), ("leaf-1:1", "pp-1:1")],
      [("leaf-1:1", "pp-1:A"), ("pp-1:B", "spine-1:1")],
      [("leaf-1:1", "pp-1:?"), ("pp-1:?", "spine-1:1")],
    ])
  func untraced(cables: [(String, String)]) throws {
    var plan = Patch()
    for (a, b) in cables { plan.cable(a, b) }
    let fabric = plan.fabric()
    #expect(plan.traced(fabric).isEmpty)
    #expect(fabric.links.count == cables.count)
  }

  @Test("a chain that comes back to its own device is a link all the same")
  func selfLoop() throws {
    var plan = Patch()
    plan.cable("leaf-1:1", "pp-1:1")
    plan.cable("pp-1:R1", "leaf-1:2")
    #expect(plan.traced(plan.fabric()) == ["leaf-1:1--leaf-1:2"])
  }

  @Test("random jumpers: what is traced is what a walk of a technician finds")
  func walks() throws {
    for seed in 0..<200 {
      var dice = Dice(seed: UInt64(seed))
      var ports = (1...6).flatMap { port in
        ["leaf-1:\(port)", "spine-1:\(port)"]
          + (1...3).flatMap { ["pp-\($0):\(port)", "pp-\($0):R\(port)"] }
      }
      ports.shuffle(using: &dice)
      var plan = Patch()
      for pair in 0..<(4 + dice.roll(16)) { plan.cable(ports[2 * pair], ports[2 * pair + 1]) }
      let fabric = plan.fabric()
      #expect(plan.traced(fabric).sorted() == plan.walked().sorted(), "seed \(seed)")
      #expect(
        fabric.links.segments.values.joined().count
          == Set(fabric.links.segments.values.joined()).count)
    }
  }
}

/// Cables by the names of their ends; what begins with `pp` is a panel, `?` is no port.
struct Patch {
  var cables: [(a: String, b: String, label: String, speed: Int)] = []
  var throughs: [(panel: String, front: String, rear: String)] = []

  mutating func cable(_ a: String, _ b: String, label: String = "", speed: Int = 0) {
    cables.append((a, b, label, speed))
  }

  func fabric() -> Fabric {
    var builder = FabricBuilder()
    builder.begin(FabricHeader(name: "patch"))
    let names = ["pp-1", "pp-2", "pp-3", "leaf-1", "leaf-2", "spine-1"]
    for name in names {
      builder.device(DeviceEntry(name: name, kind: name.hasPrefix("pp") ? .panel : .switch))
    }
    let ordinal = { (name: String) in names.firstIndex(of: name)! }
    for (panel, front, rear) in throughs {
      builder.through(ThroughEntry(panel: ordinal(panel), front: front, rear: rear))
    }
    let end = { (text: String) in
      let parts = text.split(separator: ":").map(String.init)
      let port: PortName =
        parts[1] == "?" ? .unnamed : Int(parts[1]).map { .number($0) } ?? .printed(parts[1])
      return EndEntry(device: ordinal(parts[0]), port: port)
    }
    for cable in cables {
      var link = LinkEntry(a: end(cable.a), b: end(cable.b))
      link.label = cable.label
      link.speed = cable.speed > 0 ? Gbps(cable.speed) : nil
      builder.link(link)
    }
    builder.finish()
    return builder.build()
  }

  func traced(_ fabric: Fabric) -> [String] {
    (fabric.links.statedCount..<fabric.links.count).map { fabric.endNames(of: LinkID($0)) }
  }

  /// From every hole of a switch along the cables, through each panel to the other side of the port.
  func walked() -> [String] {
    var other: [String: String] = [:]
    for cable in cables { (other[cable.a], other[cable.b]) = (cable.b, cable.a) }
    var found: Set<String> = []
    for start in other.keys where !start.hasPrefix("pp") {
      var hole = other[start]!
      guard hole.hasPrefix("pp") else { continue }
      while hole.hasPrefix("pp") {
        let behind =
          hole.contains("R") ? hole.replacing("R", with: "") : hole.replacing(":", with: ":R")
        guard let next = other[behind] else { break }
        hole = next
      }
      if !hole.hasPrefix("pp") {
        found.insert([start, hole].sorted(by: NaturalOrder.precedes).joined(separator: "--"))
      }
    }
    return found.sorted()
  }
}
