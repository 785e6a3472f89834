import FabricModel
import Testing

@Suite("Routes of cables and their media")
struct CableRouteTests {
  private let floor = Floor()

  @Test("within a rack a cable spans the height; else it goes by the trays")
  func spots() {
    let host = FloorSpot(hall: 0, row: 0, rack: 0, unit: 1)
    let leaf = FloorSpot(hall: 0, row: 0, rack: 0, unit: 35)
    let spine = FloorSpot(hall: 0, row: 1, rack: 10, unit: 41)
    let core = FloorSpot(hall: 1, row: 0, rack: 0, unit: 0)
    #expect(floor.route(from: host, to: leaf) == Meters(centimeters: 151))
    // 31 + 30 up, 3 m over one row, ten racks of 60 cm, 4 + 30 down.
    #expect(floor.route(from: leaf, to: spine) == Meters(centimeters: 61 + 300 + 600 + 34))
    #expect(floor.route(from: spine, to: leaf) == floor.route(from: leaf, to: spine))
    #expect(floor.route(from: leaf, to: core) == Meters(centimeters: 61 + 4000 + 30))
    #expect(floor.route(from: core, to: core) == Meters(0))
  }

  @Test("the names of halls, rows and racks tell the distance where only their numbers differ")
  func names() {
    let places = [
      Place(hall: "hall-1", row: "row-01", rack: "rack-09", unit: 42),
      Place(hall: "hall-1", row: "row-03", rack: "rack-10", unit: 42),
      Place(hall: "hall-1", row: "row-A", rack: "rack-10", unit: 42),
      Place(rack: "12", unit: 42), Place(rack: "14", unit: 42), Place(unit: 3),
    ]
    var builder = FabricBuilder()
    builder.begin(FabricHeader(name: "places"))
    for (index, place) in places.enumerated() {
      var entry = DeviceEntry(name: "d\(index)", kind: .switch)
      entry.place = place
      builder.device(entry)
    }
    let fabric = builder.build()
    let routes = CableRoutes(fabric, floor: floor)
    let length = { (a: Int, b: Int) in
      routes.length(from: DeviceID(a), to: DeviceID(b), in: fabric)?.centimeters
    }
    #expect(length(0, 1) == 60 + 600 + 60)
    #expect(length(1, 2) == nil)
    #expect(length(2, 2) == 0)
    #expect(length(3, 4) == 180)
    #expect(length(3, 0) == nil)
    #expect(length(0, 5) == nil)
  }

  @Test("a medium is known by its name, with or without lanes, and unknown by its fibre")
  func media() {
    #expect(Medium(named: "DAC") == .directAttach)
    #expect(Medium(named: "dr4") == .datacenterReach)
    #expect(Medium(named: "SMF") == nil)
    #expect(Medium(named: "OM4") == nil)
    #expect(Medium(named: "") == nil)
    #expect(Medium(named: "400") == nil)
    #expect(Medium(transceiver: "QSFP112-400G-DR4") == .datacenterReach)
    #expect(Medium(transceiver: Medium.farReach.transceiver(at: Gbps(800))) == .farReach)
    #expect(Medium(transceiver: "") == nil)
    #expect(Medium.directAttach.reach(at: Gbps(100)) == Meters(5))
    #expect(Medium.directAttach.reach(at: Gbps(400)) == Meters(3))
    for medium in Medium.allCases { #expect(Medium(named: medium.name) == medium) }
  }
}
