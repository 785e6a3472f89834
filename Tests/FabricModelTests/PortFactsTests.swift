import FabricModel
import Testing

@Suite("What is said of a port at several cables")
struct PortFactsTests {
  @Test("the first rail and plane hold, and each other one is a contradiction with both links")
  func conflicts() throws {
    var plan = Rows()
    for (rail, plane) in [(1, 0), (1, 1), (2, 0), (3, 0)] as [(Int32, Int32)] {
      plan.link(("node-1", 1, ""), ("leaf-1", -1, ""))
      plan.builder.note(.rail(rail), at: .a)
      plan.builder.note(.plane(plane), at: .a)
      plan.builder.note(.rail(rail), at: .b)
    }
    let fabric = plan.builder.build()
    let port = fabric.links.a[0]
    #expect(fabric.ports.rail[port] == 1 && fabric.ports.plane[port] == 0)
    let texts = plan.builder.conflicts.map {
      "\($0.fact) \($0.first) at \($0.firstLink.index), \($0.second) at \($0.secondLink.index)"
    }
    #expect(texts == ["plane 0 at 0, 1 at 1", "rail 1 at 0, 2 at 2", "rail 1 at 0, 3 at 3"])
    #expect(plan.builder.conflicts.allSatisfy { $0.port == port })
    // An end without a port is a port of its own each time.
    #expect(fabric.ports.rail.count == 5)
  }

  @Test("of two transceivers the first one holds")
  func transceivers() throws {
    var plan = Rows()
    for part in ["A", "B"] {
      plan.link(("node-1", 1, ""), nil)
      plan.builder.note(.transceiver(plan.builder.fabric.names.intern(part)), at: .a)
    }
    let fabric = plan.builder.build()
    #expect(fabric.ports.transceiver.values.map { fabric.names[$0] } == ["A"])
    #expect(plan.builder.conflicts.isEmpty)
  }
}
